-- conversations that somebody was asked to answer: `owner` is who answers now, `until_line` the last
-- line that may still be read once the machine has taken the conversation back unanswered
CREATE TABLE handovers (conversation TEXT PRIMARY KEY REFERENCES conversations (id), owner TEXT NOT NULL, counsellor BYTEA, asked_at BIGINT NOT NULL, waits_since BIGINT, missed_at BIGINT, until_line BIGINT, changed_at BIGINT NOT NULL);
CREATE INDEX handovers_of_owner ON handovers (owner, waits_since);
