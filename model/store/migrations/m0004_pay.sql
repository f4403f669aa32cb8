CREATE TABLE kpi_rule (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	name TEXT DEFAULT '' NOT NULL,
	part TEXT DEFAULT 'result' NOT NULL,
	scope TEXT DEFAULT 'manager' NOT NULL,
	item TEXT DEFAULT '' NOT NULL,
	valid_from BIGINT,
	valid_to BIGINT,
	bonus_at BIGINT,
	bonus_fen BIGINT,
	penalty_below BIGINT,
	penalty_fen BIGINT,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_kpi_rule_dossier_id ON kpi_rule (dossier_id);
CREATE INDEX ix_kpi_rule_item ON kpi_rule (item);
CREATE TABLE pay_deduction (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	month BIGINT,
	kind TEXT DEFAULT 'deduction' NOT NULL,
	amount_fen BIGINT DEFAULT 0 NOT NULL,
	reason TEXT DEFAULT '' NOT NULL,
	noted_on DATE,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_pay_deduction_dossier_id ON pay_deduction (dossier_id);
CREATE INDEX ix_pay_deduction_month ON pay_deduction (month);
CREATE TABLE pay_estimate (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	month BIGINT,
	frozen_on DATE,
	base_fen BIGINT DEFAULT 0 NOT NULL,
	performance_fen BIGINT DEFAULT 0 NOT NULL,
	piecework_fen BIGINT DEFAULT 0 NOT NULL,
	retention_fen BIGINT DEFAULT 0 NOT NULL,
	deductions_fen BIGINT DEFAULT 0 NOT NULL,
	total_fen BIGINT DEFAULT 0 NOT NULL,
	trace TEXT DEFAULT '' NOT NULL,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_pay_estimate_dossier_id ON pay_estimate (dossier_id);
CREATE INDEX ix_pay_estimate_month ON pay_estimate (month);
CREATE TABLE pay_scheme (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	valid_from BIGINT,
	base_fen BIGINT DEFAULT 0 NOT NULL,
	performance_fen BIGINT DEFAULT 0 NOT NULL,
	key_person_fen BIGINT DEFAULT 0 NOT NULL,
	snapshot_fen BIGINT DEFAULT 0 NOT NULL,
	process_fen BIGINT DEFAULT 0 NOT NULL,
	result_weight BIGINT DEFAULT 50 NOT NULL,
	retention_weight BIGINT DEFAULT 30 NOT NULL,
	process_weight BIGINT DEFAULT 20 NOT NULL,
	adjustment_most BIGINT DEFAULT 10 NOT NULL,
	least_points BIGINT DEFAULT 60 NOT NULL,
	most_points BIGINT DEFAULT 120 NOT NULL,
	newcomer_percent BIGINT DEFAULT 0 NOT NULL,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_pay_scheme_dossier_id ON pay_scheme (dossier_id);
CREATE TABLE performance_mark (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	month BIGINT,
	part TEXT DEFAULT 'result' NOT NULL,
	points FLOAT,
	reason TEXT DEFAULT '' NOT NULL,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_performance_mark_dossier_id ON performance_mark (dossier_id);
CREATE INDEX ix_performance_mark_month ON performance_mark (month);
CREATE TABLE piece_entry (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	entry_date DATE,
	item_code TEXT DEFAULT '' NOT NULL,
	item TEXT DEFAULT '' NOT NULL,
	quantity BIGINT DEFAULT 1 NOT NULL,
	customer_id TEXT,
	group_code TEXT DEFAULT '' NOT NULL,
	customer_name TEXT DEFAULT '' NOT NULL,
	evidence TEXT DEFAULT '' NOT NULL,
	number TEXT DEFAULT '' NOT NULL,
	source_entity TEXT DEFAULT '' NOT NULL,
	source_id TEXT,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_piece_entry_dossier_id ON piece_entry (dossier_id);
CREATE INDEX ix_piece_entry_entry_date ON piece_entry (entry_date);
CREATE INDEX ix_piece_entry_group_code ON piece_entry (group_code);
CREATE INDEX ix_piece_entry_item_code ON piece_entry (item_code);
CREATE TABLE piece_item (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	code TEXT DEFAULT '' NOT NULL,
	unit TEXT DEFAULT '' NOT NULL,
	proof TEXT DEFAULT '' NOT NULL,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_piece_item_code ON piece_item (code);
CREATE INDEX ix_piece_item_dossier_id ON piece_item (dossier_id);
