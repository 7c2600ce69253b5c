-- when each person who answers was last told by mail that somebody waits
CREATE TABLE calls (counsellor TEXT PRIMARY KEY, called_at BIGINT NOT NULL);
