CREATE TABLE credit_event (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	customer_id TEXT DEFAULT '' NOT NULL,
	kind TEXT DEFAULT 'kept' NOT NULL,
	happened_on DATE,
	amount_fen BIGINT,
	note TEXT DEFAULT '' NOT NULL,
	source TEXT DEFAULT '' NOT NULL,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_credit_event_customer_id ON credit_event (customer_id);
CREATE INDEX ix_credit_event_dossier_id ON credit_event (dossier_id);
