CREATE TABLE expectation (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	customer_id TEXT DEFAULT '' NOT NULL,
	text TEXT DEFAULT '' NOT NULL,
	said_by_id TEXT,
	said_on DATE,
	promise_id TEXT,
	state TEXT DEFAULT 'open' NOT NULL,
	remarks TEXT DEFAULT '' NOT NULL,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_expectation_customer_id ON expectation (customer_id);
CREATE INDEX ix_expectation_dossier_id ON expectation (dossier_id);
CREATE TABLE need_slip (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	customer_id TEXT DEFAULT '' NOT NULL,
	need_id TEXT DEFAULT '' NOT NULL,
	made_on DATE,
	wanted TEXT DEFAULT '' NOT NULL,
	nearest_product TEXT DEFAULT '' NOT NULL,
	gap TEXT DEFAULT '' NOT NULL,
	by_settings BOOLEAN DEFAULT 0 NOT NULL,
	reusable BOOLEAN DEFAULT 0 NOT NULL,
	alike_count BIGINT DEFAULT 1 NOT NULL,
	one_off_income_fen BIGINT DEFAULT 0 NOT NULL,
	monthly_income_fen BIGINT DEFAULT 0 NOT NULL,
	one_off_cost_fen BIGINT DEFAULT 0 NOT NULL,
	monthly_cost_fen BIGINT DEFAULT 0 NOT NULL,
	term_months BIGINT DEFAULT 24 NOT NULL,
	wanted_by DATE,
	state TEXT DEFAULT 'drafted' NOT NULL,
	escalated_to TEXT DEFAULT '' NOT NULL,
	escalated_on DATE,
	answer TEXT DEFAULT '' NOT NULL,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_need_slip_customer_id ON need_slip (customer_id);
CREATE INDEX ix_need_slip_dossier_id ON need_slip (dossier_id);
CREATE INDEX ix_need_slip_need_id ON need_slip (need_id);
ALTER TABLE opportunity ADD COLUMN pipeline TEXT DEFAULT '' NOT NULL;
ALTER TABLE opportunity ADD COLUMN own_stage TEXT DEFAULT '' NOT NULL;
ALTER TABLE opportunity ADD COLUMN outcome_reason TEXT DEFAULT '' NOT NULL;
ALTER TABLE opportunity ADD COLUMN man_money_evidence TEXT DEFAULT '' NOT NULL;
ALTER TABLE opportunity ADD COLUMN man_authority_evidence TEXT DEFAULT '' NOT NULL;
ALTER TABLE opportunity ADD COLUMN man_need_evidence TEXT DEFAULT '' NOT NULL;
ALTER TABLE opportunity ADD COLUMN next_step TEXT DEFAULT '' NOT NULL;
ALTER TABLE opportunity ADD COLUMN next_on DATE;
CREATE TABLE opportunity_need (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	customer_id TEXT DEFAULT '' NOT NULL,
	opportunity_id TEXT DEFAULT '' NOT NULL,
	need_id TEXT DEFAULT '' NOT NULL,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_opportunity_need_customer_id ON opportunity_need (customer_id);
CREATE INDEX ix_opportunity_need_dossier_id ON opportunity_need (dossier_id);
CREATE INDEX ix_opportunity_need_opportunity_id ON opportunity_need (opportunity_id);
CREATE TABLE opportunity_point (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	customer_id TEXT DEFAULT '' NOT NULL,
	opportunity_id TEXT DEFAULT '' NOT NULL,
	point TEXT DEFAULT '' NOT NULL,
	planned_on DATE,
	done_on DATE,
	note TEXT DEFAULT '' NOT NULL,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_opportunity_point_customer_id ON opportunity_point (customer_id);
CREATE INDEX ix_opportunity_point_dossier_id ON opportunity_point (dossier_id);
CREATE INDEX ix_opportunity_point_opportunity_id ON opportunity_point (opportunity_id);
ALTER TABLE opportunity_stage ADD COLUMN own_stage TEXT DEFAULT '' NOT NULL;
CREATE TABLE priority_table (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	customer_id TEXT DEFAULT '' NOT NULL,
	ranked_on DATE,
	remarks TEXT DEFAULT '' NOT NULL,
	needs TEXT DEFAULT '[]' NOT NULL,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_priority_table_customer_id ON priority_table (customer_id);
CREATE INDEX ix_priority_table_dossier_id ON priority_table (dossier_id);
CREATE TABLE priority_vote (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	customer_id TEXT DEFAULT '' NOT NULL,
	table_id TEXT DEFAULT '' NOT NULL,
	voter TEXT DEFAULT '' NOT NULL,
	ranks TEXT DEFAULT '[]' NOT NULL,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_priority_vote_customer_id ON priority_vote (customer_id);
CREATE INDEX ix_priority_vote_dossier_id ON priority_vote (dossier_id);
CREATE INDEX ix_priority_vote_table_id ON priority_vote (table_id);
ALTER TABLE quote ADD COLUMN opportunity_id TEXT;
