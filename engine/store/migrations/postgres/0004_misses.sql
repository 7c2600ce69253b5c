-- sentences that were not understood, masked, without any link to who wrote them: `first_day` and
-- `last_day` are whole days, `key` is a fingerprint of the words
CREATE TABLE misses (id TEXT PRIMARY KEY, key BYTEA NOT NULL UNIQUE, body BYTEA NOT NULL, about TEXT NOT NULL, times BIGINT NOT NULL, first_day BIGINT NOT NULL, last_day BIGINT NOT NULL, label TEXT, labelled_at BIGINT);
CREATE INDEX misses_of_label ON misses (label, times);
