CREATE TABLE answer_sheet (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	customer_id TEXT DEFAULT '' NOT NULL,
	questionnaire_id TEXT DEFAULT '' NOT NULL,
	version_id TEXT DEFAULT '' NOT NULL,
	title TEXT DEFAULT '' NOT NULL,
	answered_on DATE,
	contact_id TEXT,
	visit_id TEXT,
	answers TEXT DEFAULT '{}' NOT NULL,
	trial BOOLEAN DEFAULT 0 NOT NULL,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_answer_sheet_customer_id ON answer_sheet (customer_id);
CREATE INDEX ix_answer_sheet_dossier_id ON answer_sheet (dossier_id);
CREATE INDEX ix_answer_sheet_questionnaire_id ON answer_sheet (questionnaire_id);
CREATE TABLE campaign (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	name TEXT DEFAULT '' NOT NULL,
	goal TEXT DEFAULT '' NOT NULL,
	offer TEXT DEFAULT '' NOT NULL,
	channel TEXT DEFAULT 'phone' NOT NULL,
	starts_on DATE,
	ends_on DATE,
	quota BIGINT,
	budget_fen BIGINT,
	cost_fen BIGINT,
	margin_percent BIGINT DEFAULT 100 NOT NULL,
	pick TEXT DEFAULT '{}' NOT NULL,
	maker TEXT DEFAULT '' NOT NULL,
	result TEXT DEFAULT '' NOT NULL,
	closed_on DATE,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_campaign_dossier_id ON campaign (dossier_id);
CREATE TABLE campaign_target (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	campaign_id TEXT DEFAULT '' NOT NULL,
	customer_id TEXT DEFAULT '' NOT NULL,
	group_code TEXT DEFAULT '' NOT NULL,
	customer_name TEXT DEFAULT '' NOT NULL,
	contact_id TEXT,
	place BIGINT DEFAULT 0 NOT NULL,
	held_back BOOLEAN DEFAULT 0 NOT NULL,
	told_on DATE,
	response TEXT DEFAULT '' NOT NULL,
	responded_on DATE,
	note TEXT DEFAULT '' NOT NULL,
	bought_on DATE,
	bought_fen BIGINT,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_campaign_target_campaign_id ON campaign_target (campaign_id);
CREATE INDEX ix_campaign_target_customer_id ON campaign_target (customer_id);
CREATE INDEX ix_campaign_target_dossier_id ON campaign_target (dossier_id);
CREATE TABLE customer_opinion (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	customer_id TEXT DEFAULT '' NOT NULL,
	kind TEXT DEFAULT '' NOT NULL,
	words TEXT DEFAULT '' NOT NULL,
	figure BIGINT,
	said_on DATE,
	source TEXT DEFAULT '' NOT NULL,
	answer_sheet_id TEXT,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_customer_opinion_customer_id ON customer_opinion (customer_id);
CREATE INDEX ix_customer_opinion_dossier_id ON customer_opinion (dossier_id);
CREATE TABLE market_study (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	name TEXT DEFAULT '' NOT NULL,
	question TEXT DEFAULT '' NOT NULL,
	begun_on DATE,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_market_study_dossier_id ON market_study (dossier_id);
CREATE TABLE questionnaire (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	name TEXT DEFAULT '' NOT NULL,
	purpose TEXT DEFAULT '' NOT NULL,
	opening TEXT DEFAULT '' NOT NULL,
	segment_id TEXT,
	sample_size BIGINT DEFAULT 30 NOT NULL,
	sample_seed BIGINT DEFAULT 1 NOT NULL,
	maker TEXT DEFAULT '' NOT NULL,
	closed_on DATE,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_questionnaire_dossier_id ON questionnaire (dossier_id);
CREATE TABLE questionnaire_version (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	questionnaire_id TEXT DEFAULT '' NOT NULL,
	number BIGINT DEFAULT 1 NOT NULL,
	state TEXT DEFAULT 'draft' NOT NULL,
	questions TEXT DEFAULT '[]' NOT NULL,
	made_on DATE,
	reason TEXT DEFAULT '' NOT NULL,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_questionnaire_version_dossier_id ON questionnaire_version (dossier_id);
CREATE INDEX ix_questionnaire_version_questionnaire_id ON questionnaire_version (questionnaire_id);
CREATE TABLE study_step (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	study_id TEXT DEFAULT '' NOT NULL,
	step TEXT DEFAULT '' NOT NULL,
	owner TEXT DEFAULT '' NOT NULL,
	due_on DATE,
	done_on DATE,
	note TEXT DEFAULT '' NOT NULL,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_study_step_dossier_id ON study_step (dossier_id);
CREATE INDEX ix_study_step_study_id ON study_step (study_id);
