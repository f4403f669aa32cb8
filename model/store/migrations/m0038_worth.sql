CREATE TABLE alliance_merchant (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	name TEXT DEFAULT '' NOT NULL,
	trade TEXT DEFAULT '' NOT NULL,
	offer TEXT DEFAULT '' NOT NULL,
	address TEXT DEFAULT '' NOT NULL,
	grades TEXT DEFAULT '' NOT NULL,
	valid_to DATE,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_alliance_merchant_dossier_id ON alliance_merchant (dossier_id);
CREATE TABLE benefit_event (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	kind TEXT DEFAULT 'lecture' NOT NULL,
	title TEXT DEFAULT '' NOT NULL,
	held_on DATE,
	place TEXT DEFAULT '' NOT NULL,
	host TEXT DEFAULT '' NOT NULL,
	seats BIGINT,
	cost_fen BIGINT,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_benefit_event_dossier_id ON benefit_event (dossier_id);
ALTER TABLE benefit_grant ADD COLUMN event_id TEXT;
ALTER TABLE benefit_grant ADD COLUMN merchant_id TEXT;
CREATE INDEX ix_benefit_grant_event_id ON benefit_grant (event_id);
ALTER TABLE member ADD COLUMN left_because TEXT DEFAULT '' NOT NULL;
