#!/usr/bin/env bash
# Dump each schema of the database to a file of its own: usage: infra/backup/dump.sh FOLDER
# `public` goes last: its numbers (of versions that search rows have, of councils) are then past all that was dumped.
# One dump of everything would need a lock for every table of every council at once, more than PostgreSQL has.
set -euo pipefail
source "$(dirname "$0")/database.sh"
folder=${1:?usage: $0 FOLDER}
mkdir -p "$folder"

query "SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
  ORDER BY nspname = 'public', nspname" |
while read -r schema; do
  extensions=()
  if [ "$schema" = public ]; then extensions=(--extension='*'); fi
  database pg_dump --format=custom --schema="$schema" "${extensions[@]}" < /dev/null > "$folder/$schema.part"
  mv "$folder/$schema.part" "$folder/$schema.dump"
  echo "$schema"
done
