#!/usr/bin/env bash
# Put dumps of dump.sh back: all of them into an empty database, or one council's over what it has now.
# usage: infra/backup/restore.sh FOLDER [SCHEMA]
# Each schema is one transaction: it is wholly as it was dumped, or as it was before.
set -euo pipefail
source "$(dirname "$0")/database.sh"
AS_ROLE=localoffer_owner # whose tables they are again; with a DATABASE_URL, that names it
folder=${1:?usage: $0 FOLDER [SCHEMA]}
only=${2:-}

restore() {
  echo "$1"
  {
    echo "SET client_min_messages = warning; BEGIN; DROP SCHEMA IF EXISTS \"$1\" CASCADE;"
    as_sql "$folder/$1.dump" && echo "COMMIT;" # a dump that breaks off is never committed
  } | database psql --quiet --set=ON_ERROR_STOP=1 --output=/dev/null
}

# Versions of search rows come from one sequence. Were it behind a row, an index that is there would take what changes next
# for older than what it has, and a withdrawn listing would stay findable.
advance_versions() {
  database psql --quiet --set=ON_ERROR_STOP=1 --output=/dev/null <<'SQL'
DO $$
DECLARE
  versioned text;
  highest bigint;
  top bigint := 0;
BEGIN
  IF to_regclass('public.search_version_seq') IS NULL THEN RETURN; END IF;
  FOR versioned IN
    SELECT oid::regclass FROM pg_class
    WHERE relname IN ('search_index_searchrow', 'search_reading_reading') AND relkind = 'r'
  LOOP
    EXECUTE format('SELECT max(version) FROM %s', versioned) INTO highest;
    top := greatest(top, highest);
  END LOOP;
  PERFORM setval('public.search_version_seq', greatest(top, nextval('public.search_version_seq')));
END $$
SQL
}

for name in public "$only"; do
  if [ -n "$name" ] && [ ! -r "$folder/$name.dump" ]; then echo "$folder has no $name.dump." >&2; exit 1; fi
done
if [ "$only" = public ]; then
  echo "public is what all councils share: it goes back with all of them, into an empty database." >&2; exit 1
fi
if [ -n "$only" ]; then
  restore "$only"
  advance_versions
  exit
fi
if [ "$(query "SELECT count(*) FROM pg_tables WHERE schemaname !~ '^pg_' AND schemaname <> 'information_schema'")" != 0 ]; then
  echo "The database has tables already. Make an empty one, or name the schema that is to go back." >&2; exit 1
fi
restore public
for dump in "$folder"/*.dump; do
  schema=$(basename "$dump" .dump)
  if [ "$schema" != public ]; then restore "$schema"; fi
done
advance_versions
