-- Types: TEXT, BIGINT, BOOLEAN, BYTEA only (engine/store/SQL.md). Instants are BIGINT, milliseconds UTC.

-- supply: public rows, compared by hash; `feed` is the position at which a row last changed
CREATE TABLE trainings (id TEXT PRIMARY KEY, source TEXT NOT NULL, hash BYTEA NOT NULL, body TEXT NOT NULL, feed BIGINT NOT NULL);
CREATE TABLE centres (id TEXT PRIMARY KEY, source TEXT NOT NULL, hash BYTEA NOT NULL, body TEXT NOT NULL, feed BIGINT NOT NULL);
CREATE TABLE employers (id TEXT PRIMARY KEY, source TEXT NOT NULL, hash BYTEA NOT NULL, body TEXT NOT NULL, feed BIGINT NOT NULL);
CREATE TABLE rome (id TEXT PRIMARY KEY, source TEXT NOT NULL, hash BYTEA NOT NULL, body TEXT NOT NULL, feed BIGINT NOT NULL);
CREATE TABLE certifications (id TEXT PRIMARY KEY, source TEXT NOT NULL, hash BYTEA NOT NULL, body TEXT NOT NULL, feed BIGINT NOT NULL);
CREATE TABLE naf_hirings (id TEXT PRIMARY KEY, source TEXT NOT NULL, hash BYTEA NOT NULL, body TEXT NOT NULL, feed BIGINT NOT NULL);
CREATE TABLE communes (id TEXT PRIMARY KEY, source TEXT NOT NULL, hash BYTEA NOT NULL, body TEXT NOT NULL, feed BIGINT NOT NULL);
CREATE TABLE counters (name TEXT PRIMARY KEY, value BIGINT NOT NULL);
INSERT INTO counters (name, value) VALUES ('supply', 0);

-- desk: `kind` is the kind of appointment as JSON; hours are in wall time of the centre
CREATE TABLE calendars (centre TEXT PRIMARY KEY, time_zone TEXT NOT NULL, holidays TEXT NOT NULL, kind TEXT NOT NULL, changed_at BIGINT NOT NULL);
CREATE TABLE advisers (id TEXT PRIMARY KEY, centre TEXT NOT NULL, name TEXT NOT NULL, mail TEXT, is_active BOOLEAN NOT NULL, changed_at BIGINT NOT NULL);
CREATE INDEX advisers_of_centre ON advisers (centre);
CREATE TABLE openings (id TEXT PRIMARY KEY, adviser TEXT NOT NULL REFERENCES advisers (id), first_day TEXT NOT NULL, starts TEXT NOT NULL, ends TEXT NOT NULL, weekdays TEXT NOT NULL, every_weeks BIGINT NOT NULL, until_day TEXT);
CREATE INDEX openings_of_adviser ON openings (adviser);
CREATE TABLE absences (id TEXT PRIMARY KEY, adviser TEXT NOT NULL REFERENCES advisers (id), starts_at BIGINT NOT NULL, ends_at BIGINT NOT NULL);
CREATE INDEX absences_of_adviser ON absences (adviser);
CREATE TABLE closures (id TEXT PRIMARY KEY, centre TEXT NOT NULL, starts_at BIGINT NOT NULL, ends_at BIGINT NOT NULL);
CREATE INDEX closures_of_centre ON closures (centre);

-- conversations: `last_event` and `last_line` are the last numbers given
CREATE TABLE conversations (id TEXT PRIMARY KEY, channel TEXT NOT NULL, token_hash BYTEA, last_event BIGINT NOT NULL, last_line BIGINT NOT NULL, created_at BIGINT NOT NULL, last_at BIGINT NOT NULL, erased_at BIGINT, purged_at BIGINT);
CREATE INDEX conversations_silent ON conversations (last_at) WHERE purged_at IS NULL;
CREATE TABLE addresses (channel TEXT NOT NULL, address TEXT NOT NULL, conversation TEXT NOT NULL REFERENCES conversations (id), PRIMARY KEY (channel, address));
CREATE INDEX addresses_of_conversation ON addresses (conversation);
CREATE TABLE events (conversation TEXT NOT NULL REFERENCES conversations (id), seq BIGINT NOT NULL, kind TEXT NOT NULL, at BIGINT NOT NULL, body BYTEA NOT NULL, PRIMARY KEY (conversation, seq));
CREATE TABLE snapshots (conversation TEXT PRIMARY KEY REFERENCES conversations (id), seq BIGINT NOT NULL, body BYTEA NOT NULL);
CREATE TABLE messages (conversation TEXT NOT NULL REFERENCES conversations (id), seq BIGINT NOT NULL, turn BIGINT NOT NULL, direction TEXT NOT NULL, on_telegram BOOLEAN NOT NULL, external_id TEXT, at BIGINT NOT NULL, body BYTEA NOT NULL, PRIMARY KEY (conversation, seq));
CREATE TABLE link_codes (hash BYTEA PRIMARY KEY, conversation TEXT NOT NULL REFERENCES conversations (id), expires_at BIGINT NOT NULL, used_by TEXT);
CREATE TABLE consents (id TEXT PRIMARY KEY, conversation TEXT NOT NULL REFERENCES conversations (id), text_version TEXT NOT NULL, channel TEXT NOT NULL, at BIGINT NOT NULL);
CREATE INDEX consents_of_conversation ON consents (conversation);
CREATE TABLE erasures (code_hash BYTEA PRIMARY KEY, at BIGINT NOT NULL);

-- machinery
CREATE TABLE inbox (id TEXT PRIMARY KEY, conversation TEXT NOT NULL REFERENCES conversations (id), channel TEXT NOT NULL, dedup TEXT NOT NULL UNIQUE, external_id TEXT NOT NULL, body BYTEA, status TEXT NOT NULL, attempts BIGINT NOT NULL, received_at BIGINT NOT NULL, due_at BIGINT NOT NULL, done_at BIGINT, error TEXT);
CREATE INDEX inbox_new ON inbox (conversation, id) WHERE status = 'new';
CREATE INDEX inbox_due ON inbox (id) WHERE status = 'new';
CREATE TABLE outbox (id TEXT PRIMARY KEY, kind TEXT NOT NULL, conversation TEXT REFERENCES conversations (id), address TEXT, line BIGINT, body BYTEA, status TEXT NOT NULL, attempts BIGINT NOT NULL, created_at BIGINT NOT NULL, due_at BIGINT NOT NULL, lease_until BIGINT NOT NULL, worker TEXT, sent_at BIGINT, error TEXT);
CREATE INDEX outbox_new ON outbox (kind, id) WHERE status = 'new';
CREATE INDEX outbox_of_address ON outbox (address, id) WHERE status = 'new';
CREATE INDEX outbox_of_conversation ON outbox (conversation);
CREATE TABLE jobs (id TEXT PRIMARY KEY, kind TEXT NOT NULL, dedup TEXT NOT NULL UNIQUE, subject TEXT NOT NULL, status TEXT NOT NULL, run_at BIGINT NOT NULL, attempts BIGINT NOT NULL, lease_until BIGINT NOT NULL, worker TEXT, error TEXT);
CREATE INDEX jobs_due ON jobs (run_at) WHERE status = 'new';

-- appointments: `busy_*` is the time taken with its buffers; `details` is what is shown, as JSON
CREATE TABLE appointments (id TEXT PRIMARY KEY, conversation TEXT NOT NULL REFERENCES conversations (id), centre TEXT NOT NULL, training TEXT NOT NULL, kind TEXT NOT NULL, adviser TEXT NOT NULL, status TEXT NOT NULL, starts_at BIGINT NOT NULL, ends_at BIGINT NOT NULL, busy_from BIGINT NOT NULL, busy_until BIGINT NOT NULL, time_zone TEXT NOT NULL, details TEXT NOT NULL, sequence BIGINT NOT NULL, idem_key TEXT UNIQUE, hold_expires_at BIGINT, awaits_parent BOOLEAN NOT NULL, contact BYTEA, parent_mail BYTEA, shared BYTEA, created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL);
CREATE INDEX appointments_of_conversation ON appointments (conversation);
CREATE INDEX appointments_of_adviser ON appointments (adviser, busy_until);
CREATE TABLE slices (adviser TEXT NOT NULL, seat BIGINT NOT NULL, slice BIGINT NOT NULL, appointment TEXT NOT NULL REFERENCES appointments (id), PRIMARY KEY (adviser, seat, slice));
CREATE INDEX slices_of_appointment ON slices (appointment);
CREATE TABLE appointment_changes (id TEXT PRIMARY KEY, appointment TEXT NOT NULL REFERENCES appointments (id), change TEXT NOT NULL, starts_at BIGINT NOT NULL, at BIGINT NOT NULL);
CREATE INDEX appointment_changes_of ON appointment_changes (appointment);
CREATE TABLE tokens (hash BYTEA PRIMARY KEY, appointment TEXT NOT NULL REFERENCES appointments (id), holder TEXT NOT NULL, expires_at BIGINT NOT NULL);
CREATE INDEX tokens_of_appointment ON tokens (appointment);
CREATE TABLE leads (id TEXT PRIMARY KEY, kind TEXT NOT NULL, conversation TEXT NOT NULL REFERENCES conversations (id), centre TEXT, employer TEXT, training TEXT, appointment TEXT, person BYTEA, contact BYTEA, shared BYTEA, message BYTEA, created_at BIGINT NOT NULL, read_at BIGINT);
CREATE INDEX leads_of_centre ON leads (centre, created_at);
CREATE INDEX leads_of_conversation ON leads (conversation);
CREATE INDEX leads_of_person ON leads (person, training);
