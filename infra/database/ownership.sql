-- Hands localoffer_owner what another role made, as on an installation that had one role for everything. Each table is
-- a transaction of its own: all of 150 councils' in one would need more locks than PostgreSQL has. Run again, it goes on.
DO $$
DECLARE
    change text;
BEGIN
    FOR change IN
        WITH ours AS (
            SELECT oid, nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
        ), owned (kind, class, oid, name, owner) AS (
            SELECT 'SCHEMA', 'pg_namespace'::regclass, n.oid, quote_ident(n.nspname), nspowner
            FROM ours JOIN pg_namespace n USING (oid) WHERE nspowner <> 'pg_database_owner'::regrole
            UNION ALL
            SELECT CASE relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, 'pg_class'::regclass, c.oid,
                format('%I.%I', nspname, relname), relowner
            FROM ours JOIN pg_class c ON relnamespace = ours.oid
            WHERE relkind IN ('r', 'p', 'v', 'm') OR relkind = 'S' AND NOT EXISTS (
                SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = c.oid AND deptype IN ('a', 'i')
            )
            UNION ALL
            SELECT 'ROUTINE', 'pg_proc'::regclass, p.oid,
                format('%I.%I(%s)', nspname, proname, pg_get_function_identity_arguments(p.oid)), proowner
            FROM ours JOIN pg_proc p ON pronamespace = ours.oid
            UNION ALL
            SELECT 'TEXT SEARCH DICTIONARY', 'pg_ts_dict'::regclass, d.oid, format('%I.%I', nspname, dictname), dictowner
            FROM ours JOIN pg_ts_dict d ON dictnamespace = ours.oid
            UNION ALL
            SELECT 'TEXT SEARCH CONFIGURATION', 'pg_ts_config'::regclass, t.oid, format('%I.%I', nspname, cfgname), cfgowner
            FROM ours JOIN pg_ts_config t ON cfgnamespace = ours.oid
        )
        SELECT format('ALTER %s %s OWNER TO localoffer_owner', kind, name) FROM owned
        WHERE owner <> 'localoffer_owner'::regrole AND NOT EXISTS (
            SELECT FROM pg_depend WHERE classid = class AND objid = owned.oid AND deptype = 'e'
        )
    LOOP
        EXECUTE change;
        COMMIT;
    END LOOP;
END
$$;
