-- The rights of those who work with a team's casebook. Run it once with psql, in the database of the casebook, as the role that
-- made it (`fama casebook init`), which owns its tables. That role needs CREATEROLE, or somebody who has it makes fama_worker first.
--
-- To add a worker, in the same way:
--
--     CREATE ROLE sam LOGIN;                                   -- and how sam logs in: \password sam, or see pg_hba.conf
--     GRANT fama_worker TO sam;
--     INSERT INTO workers (role, team) VALUES ('sam', 'west');
--
-- To move sam to another team, change the row in workers. To shut sam out, delete it, and DROP ROLE sam.
--
-- Nobody should work with clients as the owner, who could switch the rules off, or as a superuser, for whom they do not hold.
-- The owner is a worker at first; once there are others:
--
--     DELETE FROM workers WHERE role = session_user;

BEGIN;

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'fama_worker') THEN
        CREATE ROLE fama_worker NOLOGIN;
    END IF;
END
$$;

-- Before PostgreSQL 15, anybody could make tables here.
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO fama_worker;

GRANT SELECT ON alembic_version TO fama_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON clients TO fama_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON contacts TO fama_worker;
GRANT SELECT, INSERT, DELETE ON answers TO fama_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON interventions TO fama_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON reviews TO fama_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON settings TO fama_worker;
GRANT SELECT, INSERT ON log TO fama_worker;
GRANT USAGE ON SEQUENCE clients_id_seq, contacts_id_seq, interventions_id_seq, reviews_id_seq, log_id_seq TO fama_worker;

REVOKE ALL ON FUNCTION fama_team() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION fama_team() TO fama_worker;

COMMIT;
