CREATE TABLE submission (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	month BIGINT,
	version BIGINT DEFAULT 1 NOT NULL,
	handed_in_on DATE,
	handed_in_by TEXT DEFAULT '' NOT NULL,
	remarks TEXT DEFAULT '' NOT NULL,
	checklist TEXT DEFAULT '{}' NOT NULL,
	frozen TEXT DEFAULT '[]' NOT NULL,
	pay_frozen BOOLEAN DEFAULT 0 NOT NULL,
	sent_on DATE,
	state TEXT DEFAULT 'handed_in' NOT NULL,
	state_since DATE,
	received_on DATE,
	received_by TEXT DEFAULT '' NOT NULL,
	received_way TEXT DEFAULT '' NOT NULL,
	returned_on DATE,
	returned_by TEXT DEFAULT '' NOT NULL,
	return_reason TEXT DEFAULT '' NOT NULL,
	approved_on DATE,
	approved_by TEXT DEFAULT '' NOT NULL,
	approved_way TEXT DEFAULT '' NOT NULL,
	approval_note TEXT DEFAULT '' NOT NULL,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_submission_dossier_id ON submission (dossier_id);
CREATE INDEX ix_submission_month ON submission (month);
ALTER TABLE work_log_entry ADD COLUMN left_out BOOLEAN DEFAULT 0 NOT NULL;
CREATE TABLE analysis_text (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	customer_id TEXT,
	scope TEXT DEFAULT '' NOT NULL,
	month BIGINT,
	part TEXT DEFAULT '' NOT NULL,
	text TEXT DEFAULT '' NOT NULL,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_analysis_text_customer_id ON analysis_text (customer_id);
CREATE INDEX ix_analysis_text_dossier_id ON analysis_text (dossier_id);
CREATE INDEX ix_analysis_text_scope ON analysis_text (scope);
CREATE TABLE business_partner (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	customer_id TEXT DEFAULT '' NOT NULL,
	kind TEXT DEFAULT 'supplier' NOT NULL,
	name TEXT DEFAULT '' NOT NULL,
	what TEXT DEFAULT '' NOT NULL,
	source TEXT DEFAULT '' NOT NULL,
	seen_on DATE,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_business_partner_customer_id ON business_partner (customer_id);
CREATE INDEX ix_business_partner_dossier_id ON business_partner (dossier_id);
