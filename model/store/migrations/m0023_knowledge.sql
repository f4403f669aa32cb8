CREATE TABLE account_plan_chapter (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	customer_id TEXT DEFAULT '' NOT NULL,
	chapter TEXT DEFAULT '' NOT NULL,
	text TEXT DEFAULT '' NOT NULL,
	written_on DATE,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_account_plan_chapter_customer_id ON account_plan_chapter (customer_id);
CREATE INDEX ix_account_plan_chapter_dossier_id ON account_plan_chapter (dossier_id);
CREATE TABLE expert (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	topic TEXT DEFAULT '' NOT NULL,
	person_name TEXT DEFAULT '' NOT NULL,
	unit TEXT DEFAULT '' NOT NULL,
	phone TEXT DEFAULT '' NOT NULL,
	industry TEXT DEFAULT '' NOT NULL,
	remarks TEXT DEFAULT '' NOT NULL,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_expert_dossier_id ON expert (dossier_id);
CREATE TABLE quiz_round (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	taken_on DATE,
	asked BIGINT DEFAULT 0 NOT NULL,
	right_count BIGINT DEFAULT 0 NOT NULL,
	missed TEXT DEFAULT '[]' NOT NULL,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_quiz_round_dossier_id ON quiz_round (dossier_id);
CREATE TABLE self_test_answer (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	question TEXT DEFAULT '' NOT NULL,
	answered_on DATE,
	answer TEXT DEFAULT '' NOT NULL,
	have BIGINT,
	out_of BIGINT,
	gap TEXT DEFAULT '' NOT NULL,
	task_id TEXT,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_self_test_answer_dossier_id ON self_test_answer (dossier_id);
CREATE INDEX ix_self_test_answer_question ON self_test_answer (question);
CREATE TABLE success_case (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	name TEXT DEFAULT '' NOT NULL,
	told_as TEXT DEFAULT '' NOT NULL,
	industry TEXT DEFAULT '' NOT NULL,
	products TEXT DEFAULT '' NOT NULL,
	situation TEXT DEFAULT '' NOT NULL,
	action TEXT DEFAULT '' NOT NULL,
	result TEXT DEFAULT '' NOT NULL,
	lesson TEXT DEFAULT '' NOT NULL,
	author TEXT DEFAULT '' NOT NULL,
	noted_on DATE,
	may_be_told BOOLEAN DEFAULT 0 NOT NULL,
	customer_id TEXT,
	opportunity_id TEXT,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_success_case_dossier_id ON success_case (dossier_id);
