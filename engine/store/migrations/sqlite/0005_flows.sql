-- every version of a flow that conversations began on, by its content
CREATE TABLE flows (hash TEXT PRIMARY KEY, name TEXT NOT NULL, body TEXT NOT NULL, kept_at BIGINT NOT NULL);
