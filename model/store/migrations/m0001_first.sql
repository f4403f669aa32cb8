CREATE TABLE agreement (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	customer_id TEXT DEFAULT '' NOT NULL,
	number TEXT DEFAULT '' NOT NULL,
	agreement_type TEXT DEFAULT '' NOT NULL,
	signed_on DATE,
	valid_from DATE,
	valid_to DATE,
	items TEXT DEFAULT '' NOT NULL,
	renewal_stage TEXT DEFAULT '' NOT NULL,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_agreement_customer_id ON agreement (customer_id);
CREATE INDEX ix_agreement_dossier_id ON agreement (dossier_id);
CREATE INDEX ix_agreement_valid_to ON agreement (valid_to);
CREATE TABLE assignment (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	customer_id TEXT DEFAULT '' NOT NULL,
	manager_no TEXT DEFAULT '' NOT NULL,
	manager_name TEXT DEFAULT '' NOT NULL,
	valid_from DATE,
	valid_to DATE,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_assignment_customer_id ON assignment (customer_id);
CREATE INDEX ix_assignment_dossier_id ON assignment (dossier_id);
CREATE TABLE attachment (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	customer_id TEXT DEFAULT '' NOT NULL,
	visit_id TEXT DEFAULT '' NOT NULL,
	file_name TEXT DEFAULT '' NOT NULL,
	media_type TEXT DEFAULT '' NOT NULL,
	added_at DATETIME,
	content BLOB,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_attachment_customer_id ON attachment (customer_id);
CREATE INDEX ix_attachment_dossier_id ON attachment (dossier_id);
CREATE INDEX ix_attachment_visit_id ON attachment (visit_id);
CREATE TABLE audit_entry (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	made_at DATETIME,
	action TEXT DEFAULT '' NOT NULL,
	entity TEXT DEFAULT '' NOT NULL,
	row_id TEXT,
	field TEXT DEFAULT '' NOT NULL,
	reason TEXT DEFAULT '' NOT NULL,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_audit_entry_dossier_id ON audit_entry (dossier_id);
CREATE TABLE benefit_grant (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	customer_id TEXT DEFAULT '' NOT NULL,
	contact_id TEXT,
	kind TEXT DEFAULT '' NOT NULL,
	text TEXT DEFAULT '' NOT NULL,
	cost_fen BIGINT,
	state TEXT DEFAULT 'planned' NOT NULL,
	planned_on DATE,
	sent_on DATE,
	received_on DATE,
	approved_by TEXT DEFAULT '' NOT NULL,
	approved_on DATE,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_benefit_grant_customer_id ON benefit_grant (customer_id);
CREATE INDEX ix_benefit_grant_dossier_id ON benefit_grant (dossier_id);
CREATE TABLE billing_month (
	customer_id VARCHAR(36) NOT NULL,
	month BIGINT NOT NULL,
	voice_fen BIGINT DEFAULT '0' NOT NULL,
	data_fen BIGINT DEFAULT '0' NOT NULL,
	new_business_fen BIGINT DEFAULT '0' NOT NULL,
	other_fen BIGINT DEFAULT '0' NOT NULL,
	cost_fen BIGINT,
	minutes BIGINT,
	registered_members BIGINT,
	real_members BIGINT,
	on_network_members BIGINT,
	arrears_fen BIGINT,
	PRIMARY KEY (customer_id, month)
)
 WITHOUT ROWID;
CREATE TABLE bundle_item (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	bundle_code TEXT DEFAULT '' NOT NULL,
	offering_code TEXT DEFAULT '' NOT NULL,
	required BOOLEAN DEFAULT 0 NOT NULL,
	minimum BIGINT,
	maximum BIGINT,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_bundle_item_bundle_code ON bundle_item (bundle_code);
CREATE INDEX ix_bundle_item_dossier_id ON bundle_item (dossier_id);
CREATE TABLE buying_role (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	customer_id TEXT DEFAULT '' NOT NULL,
	contact_id TEXT DEFAULT '' NOT NULL,
	opportunity_id TEXT,
	role TEXT DEFAULT '' NOT NULL,
	attitude TEXT DEFAULT '' NOT NULL,
	influence TEXT DEFAULT '' NOT NULL,
	coverage TEXT DEFAULT '' NOT NULL,
	beneficiary BOOLEAN DEFAULT 0 NOT NULL,
	informant BOOLEAN DEFAULT 0 NOT NULL,
	evidence TEXT DEFAULT 'assumed' NOT NULL,
	source_visit_id TEXT,
	valid_from DATE,
	valid_to DATE,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_buying_role_contact_id ON buying_role (contact_id);
CREATE INDEX ix_buying_role_customer_id ON buying_role (customer_id);
CREATE INDEX ix_buying_role_dossier_id ON buying_role (dossier_id);
CREATE TABLE cell_stamp (
	entity VARCHAR(40) NOT NULL,
	row_id VARCHAR(36) NOT NULL,
	field_group VARCHAR(40) NOT NULL,
	rev BIGINT NOT NULL,
	t BIGINT NOT NULL,
	replica BIGINT NOT NULL,
	seq BIGINT NOT NULL,
	PRIMARY KEY (entity, row_id, field_group)
)
 WITHOUT ROWID;
CREATE TABLE company_grade (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	customer_id TEXT DEFAULT '' NOT NULL,
	grade TEXT DEFAULT '' NOT NULL,
	valid_from DATE,
	valid_to DATE,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_company_grade_customer_id ON company_grade (customer_id);
CREATE INDEX ix_company_grade_dossier_id ON company_grade (dossier_id);
CREATE TABLE competitor_move (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	customer_id TEXT DEFAULT '' NOT NULL,
	operator TEXT DEFAULT '' NOT NULL,
	war TEXT DEFAULT '' NOT NULL,
	tactic TEXT DEFAULT '' NOT NULL,
	people TEXT DEFAULT '' NOT NULL,
	members_affected BIGINT,
	seen_on DATE,
	source TEXT DEFAULT '' NOT NULL,
	severity BIGINT,
	counter TEXT DEFAULT '' NOT NULL,
	remarks TEXT DEFAULT '' NOT NULL,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_competitor_move_customer_id ON competitor_move (customer_id);
CREATE INDEX ix_competitor_move_dossier_id ON competitor_move (dossier_id);
CREATE TABLE "conflict" (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	kind TEXT DEFAULT 'edit' NOT NULL,
	entity TEXT DEFAULT '' NOT NULL,
	row_id TEXT DEFAULT '' NOT NULL,
	field_group TEXT DEFAULT '' NOT NULL,
	standing TEXT DEFAULT '' NOT NULL,
	standing_by TEXT DEFAULT '' NOT NULL,
	standing_at BIGINT DEFAULT 0 NOT NULL,
	other TEXT DEFAULT '' NOT NULL,
	other_by TEXT DEFAULT '' NOT NULL,
	other_at BIGINT DEFAULT 0 NOT NULL,
	state TEXT DEFAULT 'open' NOT NULL,
	closed_how TEXT DEFAULT '' NOT NULL,
	closed_by TEXT DEFAULT '' NOT NULL,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_conflict_dossier_id ON "conflict" (dossier_id);
CREATE INDEX ix_conflict_row_id ON "conflict" (row_id);
CREATE TABLE contact (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	customer_id TEXT DEFAULT '' NOT NULL,
	name TEXT DEFAULT '' NOT NULL,
	placeholder BOOLEAN DEFAULT 0 NOT NULL,
	gender TEXT DEFAULT '' NOT NULL,
	department TEXT DEFAULT '' NOT NULL,
	title TEXT DEFAULT '' NOT NULL,
	level TEXT DEFAULT '' NOT NULL,
	mobile TEXT DEFAULT '' NOT NULL,
	phone TEXT DEFAULT '' NOT NULL,
	email TEXT DEFAULT '' NOT NULL,
	birthday TEXT DEFAULT '' NOT NULL,
	birthday_calendar TEXT DEFAULT 'solar' NOT NULL,
	birthday_leap_rule TEXT DEFAULT '' NOT NULL,
	communication_style TEXT DEFAULT '' NOT NULL,
	interests TEXT DEFAULT '' NOT NULL,
	taboo_topics TEXT DEFAULT '' NOT NULL,
	wins TEXT DEFAULT '' NOT NULL,
	fears TEXT DEFAULT '' NOT NULL,
	own_subscriber_number TEXT DEFAULT '' NOT NULL,
	marketing_consent BOOLEAN,
	status TEXT DEFAULT 'active' NOT NULL,
	status_since DATE,
	pinyin_key TEXT DEFAULT '' NOT NULL,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_contact_customer_id ON contact (customer_id);
CREATE INDEX ix_contact_dossier_id ON contact (dossier_id);
CREATE TABLE counterpart (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	customer_id TEXT DEFAULT '' NOT NULL,
	contact_id TEXT DEFAULT '' NOT NULL,
	staff_id TEXT,
	our_name TEXT DEFAULT '' NOT NULL,
	present_level TEXT DEFAULT '' NOT NULL,
	wanted_level TEXT DEFAULT '' NOT NULL,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_counterpart_contact_id ON counterpart (contact_id);
CREATE INDEX ix_counterpart_customer_id ON counterpart (customer_id);
CREATE INDEX ix_counterpart_dossier_id ON counterpart (dossier_id);
CREATE TABLE credit_review (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	customer_id TEXT DEFAULT '' NOT NULL,
	rating TEXT DEFAULT '' NOT NULL,
	limit_fen BIGINT,
	sources TEXT DEFAULT '' NOT NULL,
	reviewer TEXT DEFAULT '' NOT NULL,
	reviewed_on DATE,
	next_review DATE,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_credit_review_customer_id ON credit_review (customer_id);
CREATE INDEX ix_credit_review_dossier_id ON credit_review (dossier_id);
CREATE TABLE custom_value (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	customer_id TEXT DEFAULT '' NOT NULL,
	entity TEXT DEFAULT '' NOT NULL,
	row_id TEXT DEFAULT '' NOT NULL,
	name TEXT DEFAULT '' NOT NULL,
	value TEXT DEFAULT '' NOT NULL,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_custom_value_customer_id ON custom_value (customer_id);
CREATE INDEX ix_custom_value_dossier_id ON custom_value (dossier_id);
CREATE TABLE customer (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	group_code TEXT DEFAULT '' NOT NULL,
	name TEXT DEFAULT '' NOT NULL,
	short_name TEXT DEFAULT '' NOT NULL,
	former_names TEXT DEFAULT '' NOT NULL,
	credit_code TEXT DEFAULT '' NOT NULL,
	customer_category TEXT DEFAULT '' NOT NULL,
	industry TEXT DEFAULT '' NOT NULL,
	industry_detail TEXT DEFAULT '' NOT NULL,
	enterprise_type TEXT DEFAULT '' NOT NULL,
	key_account_type TEXT DEFAULT '' NOT NULL,
	purchase_motive TEXT DEFAULT '' NOT NULL,
	payer_type TEXT DEFAULT '' NOT NULL,
	price_sensitivity TEXT DEFAULT '' NOT NULL,
	employee_count BIGINT,
	branch_count BIGINT,
	registered_capital_fen BIGINT,
	network_since DATE,
	monthly_telecom_spend_fen BIGINT,
	our_share_percent FLOAT,
	service_tier TEXT DEFAULT '' NOT NULL,
	boss_project BOOLEAN,
	company_grade TEXT DEFAULT '' NOT NULL,
	credit_rating TEXT DEFAULT '' NOT NULL,
	region TEXT DEFAULT '' NOT NULL,
	grid TEXT DEFAULT '' NOT NULL,
	address TEXT DEFAULT '' NOT NULL,
	status TEXT DEFAULT 'existing' NOT NULL,
	manager_no TEXT DEFAULT '' NOT NULL,
	manager_name TEXT DEFAULT '' NOT NULL,
	cover_no TEXT DEFAULT '' NOT NULL,
	cover_from DATE,
	cover_to DATE,
	network_situation TEXT DEFAULT '' NOT NULL,
	innovation_goal TEXT DEFAULT '' NOT NULL,
	decision_process TEXT DEFAULT '' NOT NULL,
	remarks TEXT DEFAULT '' NOT NULL,
	merged_into TEXT,
	pinyin_key TEXT DEFAULT '' NOT NULL,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_customer_dossier_id ON customer (dossier_id);
CREATE INDEX ix_customer_group_code ON customer (group_code);
CREATE INDEX ix_customer_manager_no ON customer (manager_no);
CREATE INDEX ix_customer_merged_into ON customer (merged_into);
CREATE TABLE dossier (
	id VARCHAR(36) NOT NULL,
	owner VARCHAR(36),
	former TEXT NOT NULL,
	released BOOLEAN NOT NULL,
	PRIMARY KEY (id)
);
CREATE INDEX ix_dossier_owner ON dossier (owner);
CREATE TABLE draft (
	form VARCHAR(120) NOT NULL,
	typed TEXT NOT NULL,
	PRIMARY KEY (form)
);
CREATE TABLE erasure (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	customer_id TEXT DEFAULT '' NOT NULL,
	entity TEXT DEFAULT '' NOT NULL,
	row_id TEXT DEFAULT '' NOT NULL,
	reason TEXT DEFAULT '' NOT NULL,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_erasure_customer_id ON erasure (customer_id);
CREATE INDEX ix_erasure_dossier_id ON erasure (dossier_id);
CREATE INDEX ix_erasure_row_id ON erasure (row_id);
CREATE TABLE exchange_file (
	no INTEGER NOT NULL,
	package VARCHAR(36) NOT NULL,
	part BIGINT NOT NULL,
	parts BIGINT NOT NULL,
	outgoing BOOLEAN NOT NULL,
	kind TEXT NOT NULL,
	peer TEXT NOT NULL,
	file_name TEXT NOT NULL,
	made_at TEXT NOT NULL,
	at DATETIME NOT NULL,
	state TEXT NOT NULL,
	reason TEXT NOT NULL,
	counts TEXT NOT NULL,
	content BLOB,
	PRIMARY KEY (no)
);
CREATE INDEX ix_exchange_file_package ON exchange_file (package);
CREATE TABLE fact_slice (
	entity VARCHAR(40) NOT NULL,
	customer_id VARCHAR(36) NOT NULL,
	month BIGINT NOT NULL,
	rev BIGINT NOT NULL,
	t BIGINT NOT NULL,
	replica BIGINT NOT NULL,
	seq BIGINT NOT NULL,
	sha256 BLOB NOT NULL,
	PRIMARY KEY (entity, customer_id, month)
)
 WITHOUT ROWID;
CREATE TABLE graded_month (
	month BIGINT NOT NULL,
	model_id VARCHAR(36) NOT NULL,
	position BIGINT NOT NULL,
	definition TEXT NOT NULL,
	least_a BIGINT NOT NULL,
	least_b BIGINT NOT NULL,
	least_c BIGINT NOT NULL,
	revenue_cut_fen BIGINT NOT NULL,
	customers BIGINT NOT NULL,
	PRIMARY KEY (month, model_id)
);
CREATE TABLE grave (
	entity VARCHAR(40) NOT NULL,
	row_id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	stamps TEXT NOT NULL,
	held TEXT NOT NULL,
	PRIMARY KEY (entity, row_id)
)
 WITHOUT ROWID;
CREATE INDEX ix_grave_dossier_id ON grave (dossier_id);
CREATE TABLE held_line (
	sender VARCHAR(64) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	replica VARCHAR(36) NOT NULL,
	file_name TEXT NOT NULL,
	at DATETIME NOT NULL,
	reason TEXT NOT NULL,
	rows BIGINT NOT NULL,
	line BLOB NOT NULL,
	PRIMARY KEY (sender, dossier_id)
)
 WITHOUT ROWID;
CREATE TABLE holiday_day (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	day DATE,
	worked BOOLEAN DEFAULT 0 NOT NULL,
	name TEXT DEFAULT '' NOT NULL,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_holiday_day_dossier_id ON holiday_day (dossier_id);
CREATE TABLE import_batch (
	id TEXT NOT NULL,
	number BIGINT NOT NULL,
	made_at DATETIME NOT NULL,
	file_name TEXT NOT NULL,
	mode TEXT NOT NULL,
	transaction_id INTEGER,
	undone BOOLEAN NOT NULL,
	report TEXT NOT NULL,
	PRIMARY KEY (id)
);
CREATE TABLE import_mapping (
	heading_hash TEXT NOT NULL,
	mapping TEXT NOT NULL,
	PRIMARY KEY (heading_hash)
);
CREATE TABLE imported_row (
	id INTEGER NOT NULL,
	row_id TEXT NOT NULL,
	batch BIGINT NOT NULL,
	said BLOB NOT NULL,
	PRIMARY KEY (id)
);
CREATE INDEX ix_imported_row_row_id ON imported_row (row_id);
CREATE TABLE influence_line (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	customer_id TEXT DEFAULT '' NOT NULL,
	opportunity_id TEXT,
	from_id TEXT DEFAULT '' NOT NULL,
	to_id TEXT DEFAULT '' NOT NULL,
	kind TEXT DEFAULT 'influences' NOT NULL,
	strength BIGINT DEFAULT 2 NOT NULL,
	note TEXT DEFAULT '' NOT NULL,
	valid_from DATE,
	valid_to DATE,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_influence_line_customer_id ON influence_line (customer_id);
CREATE INDEX ix_influence_line_dossier_id ON influence_line (dossier_id);
CREATE INDEX ix_influence_line_from_id ON influence_line (from_id);
CREATE TABLE installed_product (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	customer_id TEXT DEFAULT '' NOT NULL,
	site_id TEXT,
	offering_code TEXT DEFAULT '' NOT NULL,
	offering_name TEXT DEFAULT '' NOT NULL,
	operator TEXT DEFAULT 'mobile' NOT NULL,
	quantity FLOAT,
	monthly_fee_fen BIGINT,
	monthly_usage FLOAT,
	channel TEXT DEFAULT '' NOT NULL,
	start_date DATE,
	bundle_end DATE,
	agreement_number TEXT DEFAULT '' NOT NULL,
	blocked_reason TEXT DEFAULT '' NOT NULL,
	reopen_on DATE,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_installed_product_bundle_end ON installed_product (bundle_end);
CREATE INDEX ix_installed_product_customer_id ON installed_product (customer_id);
CREATE INDEX ix_installed_product_dossier_id ON installed_product (dossier_id);
CREATE TABLE kept_separate (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	customer_id TEXT DEFAULT '' NOT NULL,
	other_id TEXT DEFAULT '' NOT NULL,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_kept_separate_customer_id ON kept_separate (customer_id);
CREATE INDEX ix_kept_separate_dossier_id ON kept_separate (dossier_id);
CREATE TABLE known_writes (
	dossier_id VARCHAR(36) NOT NULL,
	replica BIGINT NOT NULL,
	seq BIGINT NOT NULL,
	PRIMARY KEY (dossier_id, replica)
)
 WITHOUT ROWID;
CREATE TABLE kpi_target (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	scope TEXT DEFAULT '' NOT NULL,
	subject TEXT DEFAULT '' NOT NULL,
	month BIGINT,
	item TEXT DEFAULT '' NOT NULL,
	target FLOAT,
	actual FLOAT,
	weight FLOAT,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_kpi_target_dossier_id ON kpi_target (dossier_id);
CREATE TABLE map_position (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	customer_id TEXT DEFAULT '' NOT NULL,
	opportunity_id TEXT,
	contact_id TEXT DEFAULT '' NOT NULL,
	x BIGINT DEFAULT 0 NOT NULL,
	y BIGINT DEFAULT 0 NOT NULL,
	by_hand BOOLEAN DEFAULT 0 NOT NULL,
	placed BOOLEAN DEFAULT 0 NOT NULL,
	on_map BOOLEAN DEFAULT 1 NOT NULL,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_map_position_contact_id ON map_position (contact_id);
CREATE INDEX ix_map_position_customer_id ON map_position (customer_id);
CREATE INDEX ix_map_position_dossier_id ON map_position (dossier_id);
CREATE TABLE member (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	customer_id TEXT DEFAULT '' NOT NULL,
	subscriber_code TEXT DEFAULT '' NOT NULL,
	msisdn TEXT DEFAULT '' NOT NULL,
	short_number TEXT DEFAULT '' NOT NULL,
	name TEXT DEFAULT '' NOT NULL,
	"plan" TEXT DEFAULT '' NOT NULL,
	monthly_revenue_fen BIGINT,
	real_member BOOLEAN,
	high_value BOOLEAN,
	joined DATE,
	bundle_end DATE,
	status TEXT DEFAULT 'active' NOT NULL,
	status_since DATE,
	left_to TEXT DEFAULT '' NOT NULL,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_member_bundle_end ON member (bundle_end);
CREATE INDEX ix_member_customer_id ON member (customer_id);
CREATE INDEX ix_member_dossier_id ON member (dossier_id);
CREATE INDEX ix_member_msisdn ON member (msisdn);
CREATE INDEX ix_member_subscriber_code ON member (subscriber_code);
CREATE TABLE member_month (
	customer_id VARCHAR(36) NOT NULL,
	month BIGINT NOT NULL,
	subscriber_key VARCHAR(40) NOT NULL,
	revenue_fen BIGINT DEFAULT '0' NOT NULL,
	minutes BIGINT DEFAULT '0' NOT NULL,
	data_mb FLOAT DEFAULT '0' NOT NULL,
	status TEXT DEFAULT '' NOT NULL,
	PRIMARY KEY (customer_id, month, subscriber_key)
)
 WITHOUT ROWID;
CREATE TABLE need (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	customer_id TEXT DEFAULT '' NOT NULL,
	statement TEXT DEFAULT '' NOT NULL,
	need_source TEXT DEFAULT 'stated' NOT NULL,
	raised_by_id TEXT,
	raised_by TEXT DEFAULT '' NOT NULL,
	category TEXT DEFAULT '' NOT NULL,
	impact TEXT DEFAULT '' NOT NULL,
	importance BIGINT DEFAULT 3 NOT NULL,
	urgency BIGINT DEFAULT 3 NOT NULL,
	position FLOAT,
	derived_from TEXT,
	our_answer TEXT DEFAULT '' NOT NULL,
	rival_answer TEXT DEFAULT '' NOT NULL,
	owner TEXT DEFAULT '' NOT NULL,
	due DATE,
	status TEXT DEFAULT 'open' NOT NULL,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_need_customer_id ON need (customer_id);
CREATE INDEX ix_need_dossier_id ON need (dossier_id);
CREATE TABLE need_link (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	customer_id TEXT DEFAULT '' NOT NULL,
	need_id TEXT DEFAULT '' NOT NULL,
	unlocks_id TEXT DEFAULT '' NOT NULL,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_need_link_customer_id ON need_link (customer_id);
CREATE INDEX ix_need_link_dossier_id ON need_link (dossier_id);
CREATE INDEX ix_need_link_need_id ON need_link (need_id);
CREATE TABLE official_pay (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	employee_no TEXT DEFAULT '' NOT NULL,
	month BIGINT,
	item_code TEXT DEFAULT '' NOT NULL,
	quantity FLOAT,
	amount_fen BIGINT,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_official_pay_dossier_id ON official_pay (dossier_id);
CREATE INDEX ix_official_pay_employee_no ON official_pay (employee_no);
CREATE TABLE opportunity (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	customer_id TEXT DEFAULT '' NOT NULL,
	name TEXT DEFAULT '' NOT NULL,
	stage TEXT DEFAULT 'discovery' NOT NULL,
	outcome TEXT DEFAULT 'open' NOT NULL,
	lost_reason TEXT DEFAULT '' NOT NULL,
	closed_on DATE,
	amount_fen BIGINT,
	probability BIGINT,
	expected_close DATE,
	man_money BIGINT,
	man_authority BIGINT,
	man_need BIGINT,
	man_evidence TEXT DEFAULT '' NOT NULL,
	competitors TEXT DEFAULT '' NOT NULL,
	team TEXT DEFAULT '' NOT NULL,
	remarks TEXT DEFAULT '' NOT NULL,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_opportunity_customer_id ON opportunity (customer_id);
CREATE INDEX ix_opportunity_dossier_id ON opportunity (dossier_id);
CREATE TABLE opportunity_stage (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	customer_id TEXT DEFAULT '' NOT NULL,
	opportunity_id TEXT DEFAULT '' NOT NULL,
	stage TEXT DEFAULT '' NOT NULL,
	reason TEXT DEFAULT '' NOT NULL,
	valid_from DATE,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_opportunity_stage_customer_id ON opportunity_stage (customer_id);
CREATE INDEX ix_opportunity_stage_dossier_id ON opportunity_stage (dossier_id);
CREATE INDEX ix_opportunity_stage_opportunity_id ON opportunity_stage (opportunity_id);
CREATE TABLE own_replica (
	no INTEGER NOT NULL,
	noted_seq BIGINT NOT NULL,
	PRIMARY KEY (no)
);
CREATE TABLE parked_cell (
	entity VARCHAR(64) NOT NULL,
	row_id VARCHAR(36) NOT NULL,
	field_group VARCHAR(64) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	rev BIGINT NOT NULL,
	t BIGINT NOT NULL,
	replica BIGINT NOT NULL,
	seq BIGINT NOT NULL,
	fields TEXT NOT NULL,
	PRIMARY KEY (entity, row_id, field_group)
)
 WITHOUT ROWID;
CREATE INDEX ix_parked_cell_dossier_id ON parked_cell (dossier_id);
CREATE TABLE peer (
	"key" VARCHAR(64) NOT NULL,
	name TEXT NOT NULL,
	person VARCHAR(36) NOT NULL,
	employee_no TEXT NOT NULL,
	role TEXT NOT NULL,
	replica VARCHAR(36) NOT NULL,
	heard_at DATETIME,
	heard_made_at DATETIME,
	wrote_at DATETIME,
	PRIMARY KEY ("key")
);
CREATE TABLE peer_knowledge (
	peer VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	vector TEXT NOT NULL,
	PRIMARY KEY (peer, dossier_id)
)
 WITHOUT ROWID;
CREATE TABLE piece_rate (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	item_code TEXT DEFAULT '' NOT NULL,
	item TEXT DEFAULT '' NOT NULL,
	category TEXT DEFAULT '' NOT NULL,
	unit_price_fen BIGINT,
	valid_from BIGINT,
	valid_to BIGINT,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_piece_rate_dossier_id ON piece_rate (dossier_id);
CREATE INDEX ix_piece_rate_item_code ON piece_rate (item_code);
CREATE TABLE price_card (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	offering_code TEXT DEFAULT '' NOT NULL,
	segment TEXT DEFAULT '' NOT NULL,
	one_off_fen BIGINT,
	monthly_fen BIGINT,
	valid_from DATE,
	valid_to DATE,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_price_card_dossier_id ON price_card (dossier_id);
CREATE INDEX ix_price_card_offering_code ON price_card (offering_code);
CREATE TABLE product_offering (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	code TEXT DEFAULT '' NOT NULL,
	name TEXT DEFAULT '' NOT NULL,
	product_layer TEXT DEFAULT '' NOT NULL,
	product_function TEXT DEFAULT '' NOT NULL,
	brand_line TEXT DEFAULT '' NOT NULL,
	bundle BOOLEAN DEFAULT 0 NOT NULL,
	one_off_fen BIGINT,
	monthly_fen BIGINT,
	unit TEXT DEFAULT '' NOT NULL,
	cost_fen BIGINT,
	floor_fen BIGINT,
	sla TEXT DEFAULT '' NOT NULL,
	tariff_structure TEXT DEFAULT '' NOT NULL,
	selling_point TEXT DEFAULT '' NOT NULL,
	buying_point TEXT DEFAULT '' NOT NULL,
	industries TEXT DEFAULT '' NOT NULL,
	configurable BOOLEAN DEFAULT 0 NOT NULL,
	channels TEXT DEFAULT '' NOT NULL,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_product_offering_code ON product_offering (code);
CREATE INDEX ix_product_offering_dossier_id ON product_offering (dossier_id);
CREATE TABLE promise (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	customer_id TEXT DEFAULT '' NOT NULL,
	visit_id TEXT,
	text TEXT DEFAULT '' NOT NULL,
	made_to_id TEXT,
	made_to TEXT DEFAULT '' NOT NULL,
	made_on DATE,
	due_on DATE,
	owner TEXT DEFAULT '' NOT NULL,
	expected_effect TEXT DEFAULT '' NOT NULL,
	state TEXT DEFAULT 'open' NOT NULL,
	reason TEXT DEFAULT '' NOT NULL,
	substitute TEXT DEFAULT '' NOT NULL,
	closed_on DATE,
	churn_risk BIGINT,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_promise_customer_id ON promise (customer_id);
CREATE INDEX ix_promise_dossier_id ON promise (dossier_id);
CREATE INDEX ix_promise_due_on ON promise (due_on);
CREATE TABLE quote (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	customer_id TEXT DEFAULT '' NOT NULL,
	number TEXT DEFAULT '' NOT NULL,
	version BIGINT DEFAULT 1 NOT NULL,
	made_from TEXT,
	title TEXT DEFAULT '' NOT NULL,
	made_on DATE,
	valid_for DATE,
	term_months BIGINT DEFAULT 24 NOT NULL,
	pricing_stance TEXT DEFAULT '' NOT NULL,
	lead TEXT DEFAULT '' NOT NULL,
	concessions TEXT DEFAULT '' NOT NULL,
	benefits TEXT DEFAULT '' NOT NULL,
	terms TEXT DEFAULT '' NOT NULL,
	annex TEXT DEFAULT '' NOT NULL,
	why_us TEXT DEFAULT '' NOT NULL,
	shows_needs BOOLEAN DEFAULT 1 NOT NULL,
	shows_rivals BOOLEAN DEFAULT 0 NOT NULL,
	state TEXT DEFAULT 'in_progress' NOT NULL,
	state_since DATE,
	reason TEXT DEFAULT '' NOT NULL,
	approved_by TEXT DEFAULT '' NOT NULL,
	approved_on DATE,
	approval_note TEXT DEFAULT '' NOT NULL,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_quote_customer_id ON quote (customer_id);
CREATE INDEX ix_quote_dossier_id ON quote (dossier_id);
CREATE INDEX ix_quote_number ON quote (number);
CREATE TABLE quote_counter (
	prefix VARCHAR(20) NOT NULL,
	last BIGINT NOT NULL,
	PRIMARY KEY (prefix)
);
CREATE TABLE quote_item (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	customer_id TEXT DEFAULT '' NOT NULL,
	quote_id TEXT DEFAULT '' NOT NULL,
	position BIGINT DEFAULT 0 NOT NULL,
	offering_code TEXT DEFAULT '' NOT NULL,
	offering_name TEXT DEFAULT '' NOT NULL,
	unit TEXT DEFAULT '' NOT NULL,
	quantity BIGINT DEFAULT 1 NOT NULL,
	monthly_fen BIGINT DEFAULT 0 NOT NULL,
	one_off_fen BIGINT DEFAULT 0 NOT NULL,
	discount BIGINT DEFAULT 0 NOT NULL,
	cost_fen BIGINT,
	floor_fen BIGINT,
	remark TEXT DEFAULT '' NOT NULL,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_quote_item_customer_id ON quote_item (customer_id);
CREATE INDEX ix_quote_item_dossier_id ON quote_item (dossier_id);
CREATE INDEX ix_quote_item_quote_id ON quote_item (quote_id);
CREATE TABLE quote_present (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	customer_id TEXT DEFAULT '' NOT NULL,
	quote_id TEXT DEFAULT '' NOT NULL,
	item_id TEXT,
	installed_id TEXT,
	position BIGINT DEFAULT 0 NOT NULL,
	name TEXT DEFAULT '' NOT NULL,
	monthly_fee_fen BIGINT,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_quote_present_customer_id ON quote_present (customer_id);
CREATE INDEX ix_quote_present_dossier_id ON quote_present (dossier_id);
CREATE INDEX ix_quote_present_quote_id ON quote_present (quote_id);
CREATE TABLE reminder_rule (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	code TEXT DEFAULT '' NOT NULL,
	enabled BOOLEAN DEFAULT 1 NOT NULL,
	params TEXT DEFAULT '{}' NOT NULL,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_reminder_rule_dossier_id ON reminder_rule (dossier_id);
CREATE TABLE replica (
	no INTEGER NOT NULL,
	id VARCHAR(36) NOT NULL,
	PRIMARY KEY (no),
	UNIQUE (id)
);
CREATE TABLE replica_name (
	id VARCHAR(36) NOT NULL,
	name TEXT NOT NULL,
	PRIMARY KEY (id)
);
CREATE TABLE replica_state (
	only INTEGER NOT NULL,
	replica_no BIGINT NOT NULL,
	seq BIGINT NOT NULL,
	t BIGINT NOT NULL,
	applying BIGINT NOT NULL,
	recording BIGINT,
	bulk BIGINT NOT NULL,
	exported_seq BIGINT NOT NULL,
	PRIMARY KEY (only)
);
CREATE TABLE reporting_line (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	customer_id TEXT DEFAULT '' NOT NULL,
	opportunity_id TEXT,
	from_id TEXT DEFAULT '' NOT NULL,
	to_id TEXT DEFAULT '' NOT NULL,
	kind TEXT DEFAULT 'solid' NOT NULL,
	valid_from DATE,
	valid_to DATE,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_reporting_line_customer_id ON reporting_line (customer_id);
CREATE INDEX ix_reporting_line_dossier_id ON reporting_line (dossier_id);
CREATE INDEX ix_reporting_line_from_id ON reporting_line (from_id);
CREATE TABLE retention_task (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	customer_id TEXT,
	kind TEXT DEFAULT '' NOT NULL,
	rule TEXT DEFAULT '' NOT NULL,
	source_id TEXT DEFAULT '' NOT NULL,
	period TEXT DEFAULT '' NOT NULL,
	facts TEXT DEFAULT '{}' NOT NULL,
	title TEXT DEFAULT '' NOT NULL,
	due DATE,
	postponed_to DATE,
	priority BIGINT DEFAULT 0 NOT NULL,
	status TEXT DEFAULT 'open' NOT NULL,
	closed_on DATE,
	result TEXT DEFAULT '' NOT NULL,
	cost_fen BIGINT,
	retention_type TEXT DEFAULT '' NOT NULL,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_retention_task_customer_id ON retention_task (customer_id);
CREATE INDEX ix_retention_task_dossier_id ON retention_task (dossier_id);
CREATE INDEX ix_retention_task_due ON retention_task (due);
CREATE INDEX ix_retention_task_source_id ON retention_task (source_id);
CREATE TABLE rival_price (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	offering_code TEXT DEFAULT '' NOT NULL,
	operator TEXT DEFAULT '' NOT NULL,
	product TEXT DEFAULT '' NOT NULL,
	monthly_fen BIGINT,
	source TEXT DEFAULT '' NOT NULL,
	seen_on DATE,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_rival_price_dossier_id ON rival_price (dossier_id);
CREATE INDEX ix_rival_price_offering_code ON rival_price (offering_code);
CREATE TABLE segment (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	name TEXT DEFAULT '' NOT NULL,
	rule TEXT DEFAULT '[]' NOT NULL,
	needs TEXT DEFAULT '' NOT NULL,
	profile TEXT DEFAULT '' NOT NULL,
	owner TEXT DEFAULT '' NOT NULL,
	sample_seed BIGINT DEFAULT 1 NOT NULL,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_segment_dossier_id ON segment (dossier_id);
CREATE TABLE service_request (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	customer_id TEXT DEFAULT '' NOT NULL,
	number TEXT DEFAULT '' NOT NULL,
	kind TEXT DEFAULT '' NOT NULL,
	content TEXT DEFAULT '' NOT NULL,
	accepted_on DATE,
	deadline DATE,
	stage TEXT DEFAULT '' NOT NULL,
	waiting_on TEXT DEFAULT '' NOT NULL,
	result TEXT DEFAULT '' NOT NULL,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_service_request_customer_id ON service_request (customer_id);
CREATE INDEX ix_service_request_dossier_id ON service_request (dossier_id);
CREATE TABLE setting (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	name TEXT DEFAULT '' NOT NULL,
	value TEXT DEFAULT 'null' NOT NULL,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_setting_dossier_id ON setting (dossier_id);
CREATE INDEX ix_setting_name ON setting (name);
CREATE TABLE site (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	customer_id TEXT DEFAULT '' NOT NULL,
	name TEXT DEFAULT '' NOT NULL,
	head_office BOOLEAN DEFAULT 0 NOT NULL,
	address TEXT DEFAULT '' NOT NULL,
	contact_name TEXT DEFAULT '' NOT NULL,
	phone TEXT DEFAULT '' NOT NULL,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_site_customer_id ON site (customer_id);
CREATE INDEX ix_site_dossier_id ON site (dossier_id);
CREATE TABLE snapshot (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	name TEXT DEFAULT '' NOT NULL,
	month BIGINT,
	own BOOLEAN DEFAULT 0 NOT NULL,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_snapshot_dossier_id ON snapshot (dossier_id);
CREATE TABLE snapshot_customer (
	customer_id VARCHAR(36) NOT NULL,
	month BIGINT NOT NULL,
	snapshot_name VARCHAR(80) NOT NULL,
	revenue_fen BIGINT DEFAULT '0' NOT NULL,
	minutes BIGINT DEFAULT '0' NOT NULL,
	members BIGINT DEFAULT '0' NOT NULL,
	PRIMARY KEY (customer_id, month, snapshot_name)
)
 WITHOUT ROWID;
CREATE TABLE snapshot_member (
	customer_id VARCHAR(36) NOT NULL,
	month BIGINT NOT NULL,
	snapshot_name VARCHAR(80) NOT NULL,
	subscriber_key VARCHAR(40) NOT NULL,
	revenue_fen BIGINT DEFAULT '0' NOT NULL,
	minutes BIGINT DEFAULT '0' NOT NULL,
	real_member BOOLEAN,
	high_value BOOLEAN,
	PRIMARY KEY (customer_id, month, snapshot_name, subscriber_key)
)
 WITHOUT ROWID;
CREATE TABLE staff (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	employee_no TEXT DEFAULT '' NOT NULL,
	name TEXT DEFAULT '' NOT NULL,
	district TEXT DEFAULT '' NOT NULL,
	role TEXT DEFAULT 'manager' NOT NULL,
	joined DATE,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_staff_dossier_id ON staff (dossier_id);
CREATE INDEX ix_staff_employee_no ON staff (employee_no);
CREATE TABLE store_fact (
	name VARCHAR(40) NOT NULL,
	value TEXT NOT NULL,
	PRIMARY KEY (name)
);
CREATE TABLE tombstone (
	entity VARCHAR(40) NOT NULL,
	row_id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	rev BIGINT NOT NULL,
	t BIGINT NOT NULL,
	replica BIGINT NOT NULL,
	seq BIGINT NOT NULL,
	seen TEXT NOT NULL,
	PRIMARY KEY (entity, row_id, replica, seq)
)
 WITHOUT ROWID;
CREATE INDEX ix_tombstone_dossier_id ON tombstone (dossier_id);
CREATE TABLE touched (
	entity VARCHAR(40) NOT NULL,
	row_id VARCHAR(36) NOT NULL,
	PRIMARY KEY (entity, row_id)
)
 WITHOUT ROWID;
CREATE TABLE undo_alias (
	entity VARCHAR(40) NOT NULL,
	row_id VARCHAR(36) NOT NULL,
	field_group VARCHAR(40) NOT NULL,
	dot VARCHAR(40) NOT NULL,
	stands_for VARCHAR(40) NOT NULL,
	PRIMARY KEY (entity, row_id, field_group, dot)
)
 WITHOUT ROWID;
CREATE TABLE undo_cell (
	id INTEGER NOT NULL,
	transaction_id INTEGER NOT NULL,
	kind VARCHAR(8) NOT NULL,
	entity VARCHAR(40) NOT NULL,
	row_id VARCHAR(48) NOT NULL,
	field_group VARCHAR(40) NOT NULL,
	"before" TEXT,
	dots TEXT,
	seq BIGINT NOT NULL,
	PRIMARY KEY (id)
);
CREATE INDEX ix_undo_cell_transaction_id ON undo_cell (transaction_id);
CREATE TABLE undo_transaction (
	id INTEGER NOT NULL,
	made_at DATETIME NOT NULL,
	label TEXT NOT NULL,
	params TEXT NOT NULL,
	replica BIGINT NOT NULL,
	first_seq BIGINT NOT NULL,
	last_seq BIGINT NOT NULL,
	bulk BOOLEAN NOT NULL,
	undoes BIGINT,
	undone_by BIGINT,
	PRIMARY KEY (id)
);
CREATE TABLE value_grade (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	customer_id TEXT DEFAULT '' NOT NULL,
	grade TEXT DEFAULT '' NOT NULL,
	potential BOOLEAN DEFAULT 0 NOT NULL,
	reason TEXT DEFAULT '' NOT NULL,
	valid_from DATE,
	valid_to DATE,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_value_grade_customer_id ON value_grade (customer_id);
CREATE INDEX ix_value_grade_dossier_id ON value_grade (dossier_id);
CREATE TABLE value_model (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	name TEXT DEFAULT '' NOT NULL,
	position BIGINT DEFAULT 0 NOT NULL,
	definition TEXT DEFAULT '{}' NOT NULL,
	enabled BOOLEAN DEFAULT 1 NOT NULL,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_value_model_dossier_id ON value_model (dossier_id);
CREATE TABLE value_score (
	month BIGINT NOT NULL,
	customer_id VARCHAR(36) NOT NULL,
	model_id VARCHAR(36) NOT NULL,
	total BIGINT NOT NULL,
	grade VARCHAR(1) NOT NULL,
	value_class VARCHAR(3) NOT NULL,
	revenue_fen BIGINT NOT NULL,
	new_business_fen BIGINT NOT NULL,
	detail TEXT NOT NULL,
	PRIMARY KEY (month, customer_id)
)
 WITHOUT ROWID;
CREATE TABLE visit (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	customer_id TEXT DEFAULT '' NOT NULL,
	status TEXT DEFAULT 'done' NOT NULL,
	visit_date DATE,
	start_time TIME,
	end_time TIME,
	contact_mode TEXT DEFAULT 'on_site' NOT NULL,
	initiator TEXT DEFAULT 'we' NOT NULL,
	place TEXT DEFAULT '' NOT NULL,
	purpose TEXT DEFAULT '' NOT NULL,
	actions TEXT DEFAULT '' NOT NULL,
	note TEXT DEFAULT '' NOT NULL,
	outcome TEXT DEFAULT '' NOT NULL,
	next_step TEXT DEFAULT '' NOT NULL,
	next_date DATE,
	written_by TEXT DEFAULT '' NOT NULL,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_visit_customer_id ON visit (customer_id);
CREATE INDEX ix_visit_dossier_id ON visit (dossier_id);
CREATE INDEX ix_visit_next_date ON visit (next_date);
CREATE INDEX ix_visit_visit_date ON visit (visit_date);
CREATE TABLE visit_cycle (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	grade TEXT DEFAULT '' NOT NULL,
	mode TEXT DEFAULT '' NOT NULL,
	months BIGINT DEFAULT 0 NOT NULL,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_visit_cycle_dossier_id ON visit_cycle (dossier_id);
CREATE TABLE visit_met (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	customer_id TEXT DEFAULT '' NOT NULL,
	visit_id TEXT DEFAULT '' NOT NULL,
	contact_id TEXT DEFAULT '' NOT NULL,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_visit_met_contact_id ON visit_met (contact_id);
CREATE INDEX ix_visit_met_customer_id ON visit_met (customer_id);
CREATE INDEX ix_visit_met_dossier_id ON visit_met (dossier_id);
CREATE INDEX ix_visit_met_visit_id ON visit_met (visit_id);
CREATE TABLE warning_episode (
	rule VARCHAR(40) NOT NULL,
	source_id VARCHAR(36) NOT NULL,
	opened_on DATE NOT NULL,
	customer_id VARCHAR(36) NOT NULL,
	closed_on DATE,
	PRIMARY KEY (rule, source_id, opened_on)
);
CREATE INDEX ix_warning_episode_customer_id ON warning_episode (customer_id);
CREATE TABLE work_log_entry (
	id VARCHAR(36) NOT NULL,
	dossier_id VARCHAR(36) NOT NULL,
	work_date DATE,
	minutes BIGINT DEFAULT 0 NOT NULL,
	category TEXT DEFAULT 'other' NOT NULL,
	what TEXT DEFAULT '' NOT NULL,
	customer_id TEXT,
	group_code TEXT DEFAULT '' NOT NULL,
	customer_name TEXT DEFAULT '' NOT NULL,
	source_entity TEXT DEFAULT '' NOT NULL,
	source_id TEXT,
	stamp_rev BIGINT,
	stamp_t BIGINT,
	stamp_replica BIGINT,
	stamp_seq BIGINT,
	PRIMARY KEY (id)
);
CREATE INDEX ix_work_log_entry_dossier_id ON work_log_entry (dossier_id);
CREATE INDEX ix_work_log_entry_source_id ON work_log_entry (source_id);
CREATE INDEX ix_work_log_entry_work_date ON work_log_entry (work_date);
