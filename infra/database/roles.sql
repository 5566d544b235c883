-- The two roles of the platform, run by an administrator of the server as often as one likes (infra/decisions/0038):
-- localoffer_owner makes schemas and tables, localoffer_serve reads and writes rows. What the second may do with each
-- table is given by `localoffer migrate`. Passwords are set beside this, by whoever runs it.
DO $$
DECLARE
    role text;
BEGIN
    FOREACH role IN ARRAY ARRAY['localoffer_owner', 'localoffer_serve'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) THEN
            EXECUTE format('CREATE ROLE %I LOGIN', role);
        END IF;
        EXECUTE format('GRANT CONNECT, TEMPORARY ON DATABASE %I TO %I', current_database(), role);
    END LOOP;
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('ALTER DATABASE %I OWNER TO localoffer_owner', current_database());
END
$$;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
