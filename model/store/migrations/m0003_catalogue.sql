CREATE TABLE counter_script (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	tactic TEXT DEFAULT '' NOT NULL,
	script TEXT DEFAULT '' NOT NULL,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_counter_script_dossier_id ON counter_script (dossier_id);
ALTER TABLE installed_product ADD COLUMN source TEXT DEFAULT '' NOT NULL;
ALTER TABLE installed_product ADD COLUMN seen_on DATE;
CREATE TABLE offering_version (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	code TEXT DEFAULT '' NOT NULL,
	made_on DATE,
	content TEXT DEFAULT '' NOT NULL,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_offering_version_code ON offering_version (code);
CREATE INDEX ix_offering_version_dossier_id ON offering_version (dossier_id);
CREATE INDEX ix_offering_version_made_on ON offering_version (made_on);
CREATE TABLE quote_template (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	name TEXT DEFAULT '' NOT NULL,
	content TEXT DEFAULT '{}' NOT NULL,
	made_on DATE,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_quote_template_dossier_id ON quote_template (dossier_id);
CREATE TABLE rival_fact (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	operator TEXT DEFAULT '' NOT NULL,
	aspect TEXT DEFAULT 'strength' NOT NULL,
	text TEXT DEFAULT '' NOT NULL,
	source TEXT DEFAULT '' NOT NULL,
	seen_on DATE,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_rival_fact_dossier_id ON rival_fact (dossier_id);
