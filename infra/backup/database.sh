# For dump.sh and restore.sh: PostgreSQL's own programs, on DATABASE_URL where it is set, else in docker compose's server.
umask 077 # dumps hold personal data

# What a program is started with can be read by everybody on the machine: the password goes through the environment.
if [[ ${DATABASE_URL:-} =~ ^([a-z]+://[^:@/]*):([^@/]*)@(.*)$ ]]; then
  DATABASE_URL="${BASH_REMATCH[1]}@${BASH_REMATCH[3]}"
  printf -v PGPASSWORD '%b' "${BASH_REMATCH[2]//%/\\x}"
  export PGPASSWORD
fi

database() {
  local program=$1
  shift
  if [ -n "${DATABASE_URL:-}" ]; then
    "$program" --dbname="$DATABASE_URL" "$@"
  else
    docker compose exec -T -e PGOPTIONS="${AS_ROLE:+-c role=$AS_ROLE}" postgres \
      "$program" --username=localoffer --dbname=localoffer "$@"
  fi
}

query() { database psql --no-align --tuples-only --quiet --command="$1" < /dev/null; }

as_sql() {
  if [ -n "${DATABASE_URL:-}" ]; then
    pg_restore --no-owner --file=- "$1"
  else
    docker compose exec -T postgres pg_restore --no-owner --file=- < "$1"
  fi
}
