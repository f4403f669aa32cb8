CREATE TABLE conflict_source (
	conflict_id VARCHAR(36) NOT NULL,
	file_name TEXT NOT NULL,
	PRIMARY KEY (conflict_id)
)
 WITHOUT ROWID;
