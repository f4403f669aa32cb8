ALTER TABLE replica_state DROP COLUMN exported_seq;
