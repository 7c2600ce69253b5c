-- people who sign in: one-use links, sessions (hashes of what they hold) and who read what
CREATE TABLE sign_in_links (hash BYTEA PRIMARY KEY, account BYTEA NOT NULL, expires_at BIGINT NOT NULL);
CREATE INDEX sign_in_links_ending ON sign_in_links (expires_at);
CREATE TABLE sessions (hash BYTEA PRIMARY KEY, account BYTEA NOT NULL, opened_at BIGINT NOT NULL, expires_at BIGINT NOT NULL);
CREATE INDEX sessions_ending ON sessions (expires_at);
CREATE TABLE audit (id TEXT PRIMARY KEY, at BIGINT NOT NULL, account BYTEA NOT NULL, act TEXT NOT NULL, conversation TEXT REFERENCES conversations (id));
CREATE INDEX audit_of_conversation ON audit (conversation);
CREATE INDEX audit_at ON audit (at);
