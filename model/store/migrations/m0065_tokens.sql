CREATE TABLE replica_token (
	replica BIGINT NOT NULL,
	token VARCHAR(8) NOT NULL,
	seq BIGINT NOT NULL,
	PRIMARY KEY (replica, token)
)
 WITHOUT ROWID;
