-- The first schema. Released versions of this file never change: the next change is the next file.
-- Every noun: an id, when and by whom it was made, one column per field of its table in `domain`,
-- and the packed stamps of fields written since (see `store/stamps.rs`). No row is ever deleted.

CREATE TABLE customer (
    rowid INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    born INTEGER NOT NULL,
    born_by INTEGER NOT NULL,
    stamps BLOB,
    gone INTEGER,
    "name" TEXT,
    "kana" TEXT,
    "kind" TEXT,
    "code" TEXT,
    "rank" TEXT,
    "lifecycle" TEXT,
    "vip" INTEGER,
    "owner" BLOB,
    "team" TEXT,
    "site" TEXT,
    "postal_code" TEXT,
    "region" TEXT,
    "city" TEXT,
    "address" TEXT,
    "country" TEXT,
    "representative" TEXT,
    "industry" TEXT,
    "business" TEXT,
    "capital" INTEGER,
    "founded_year" INTEGER,
    "fiscal_month" INTEGER,
    "size_class" TEXT,
    "annual_sales" INTEGER,
    "employees" INTEGER,
    "profile" TEXT,
    "parent" BLOB,
    "departments" TEXT,
    "decision_route" TEXT,
    "credit_rank" TEXT,
    "credit_limit" INTEGER,
    "credit_checked_on" TEXT,
    "credit_note" TEXT,
    "corporate_number" TEXT,
    "needs" TEXT,
    "blocker_reason" TEXT,
    "source" TEXT,
    "source_detail" TEXT,
    "first_touch_on" TEXT,
    "referred_by" BLOB,
    "currency" TEXT,
    "note" TEXT,
    "zone" TEXT,
    "rest_until" INTEGER,
    -- Derived by `store/derive.rs` from next steps.
    next_at INTEGER
) STRICT;

CREATE TABLE person (
    rowid INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    born INTEGER NOT NULL,
    born_by INTEGER NOT NULL,
    stamps BLOB,
    gone INTEGER,
    "customer" BLOB,
    "family" TEXT,
    "given" TEXT,
    "family_kana" TEXT,
    "given_kana" TEXT,
    "full_name" TEXT,
    "honorific" TEXT,
    "birth_date" TEXT,
    "age_band" TEXT,
    "gender" TEXT,
    "occupation" TEXT,
    "department" TEXT,
    "job_title" TEXT,
    "postal_code" TEXT,
    "address" TEXT,
    "preferred_channel" TEXT,
    "preferred_hours" TEXT,
    "family_note" TEXT,
    "hobbies" TEXT,
    "preferences" TEXT,
    "brand_attitude" TEXT,
    "buying_orientation" TEXT,
    "needs" TEXT,
    "purchase_purpose" TEXT,
    "blocker_reason" TEXT,
    "voice" TEXT,
    "referred_by" BLOB,
    "source" TEXT,
    "first_visit_on" TEXT,
    "member_no" TEXT,
    "member_since" TEXT,
    "member_channel" TEXT,
    "photo" TEXT,
    "photo_hash" TEXT,
    "reports_to" BLOB,
    "role" TEXT,
    "left" INTEGER,
    "line_added_on" TEXT,
    "line_added_via" TEXT,
    "line_blocked" INTEGER,
    "consent" TEXT,
    "note" TEXT
) STRICT;

CREATE TABLE contact_point (
    id BLOB PRIMARY KEY NOT NULL,
    born INTEGER NOT NULL,
    born_by INTEGER NOT NULL,
    stamps BLOB,
    gone INTEGER,
    "customer" BLOB,
    "person" BLOB,
    "kind" TEXT,
    "raw" TEXT,
    "normal" TEXT,
    "label" TEXT,
    "state" TEXT,
    "note" TEXT,
    "position" INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE activity (
    id BLOB PRIMARY KEY NOT NULL,
    born INTEGER NOT NULL,
    born_by INTEGER NOT NULL,
    stamps BLOB,
    gone INTEGER,
    "customer" BLOB,
    "person" BLOB,
    "kind" TEXT,
    "at" INTEGER,
    "zone" INTEGER,
    "outcome" TEXT,
    "reach" INTEGER,
    "duration" INTEGER,
    "direction" TEXT,
    "number" TEXT,
    "note" TEXT,
    "rep" BLOB,
    "subject" TEXT,
    "deal" BLOB,
    "list" BLOB,
    "overrode" TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE next_step (
    id BLOB PRIMARY KEY NOT NULL,
    born INTEGER NOT NULL,
    born_by INTEGER NOT NULL,
    stamps BLOB,
    gone INTEGER,
    "customer" BLOB,
    "person" BLOB,
    "kind" TEXT,
    "due_at" INTEGER,
    "zone" INTEGER,
    "text" TEXT,
    "owner" BLOB,
    "done_at" INTEGER,
    "activity" BLOB,
    "moved" INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE deal (
    id BLOB PRIMARY KEY NOT NULL,
    born INTEGER NOT NULL,
    born_by INTEGER NOT NULL,
    stamps BLOB,
    gone INTEGER,
    "customer" BLOB,
    "title" TEXT,
    "stage" TEXT,
    "amount" INTEGER,
    "currency" TEXT,
    "probability" INTEGER,
    "close_on" TEXT,
    "lost_reason" TEXT,
    "lost_note" TEXT,
    "win_back_on" TEXT,
    "closed_on" TEXT,
    "owner" BLOB,
    "kind" TEXT,
    "competitor" TEXT,
    "source" TEXT,
    "note" TEXT,
    "won_reason" TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE tag (
    id BLOB PRIMARY KEY NOT NULL,
    born INTEGER NOT NULL,
    born_by INTEGER NOT NULL,
    stamps BLOB,
    gone INTEGER,
    "customer" BLOB,
    "name" TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE block (
    id BLOB PRIMARY KEY NOT NULL,
    born INTEGER NOT NULL,
    born_by INTEGER NOT NULL,
    stamps BLOB,
    gone INTEGER,
    "customer" BLOB,
    "person" BLOB,
    "address" TEXT,
    "channel" TEXT,
    "reason" TEXT,
    "since" INTEGER,
    "until" INTEGER,
    "rep" BLOB,
    "lifted_at" INTEGER,
    "lifted_why" TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE external_id (
    id BLOB PRIMARY KEY NOT NULL,
    born INTEGER NOT NULL,
    born_by INTEGER NOT NULL,
    stamps BLOB,
    gone INTEGER,
    "customer" BLOB,
    "person" BLOB,
    "system" TEXT,
    "value" TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE outcome (
    id BLOB PRIMARY KEY NOT NULL,
    born INTEGER NOT NULL,
    born_by INTEGER NOT NULL,
    stamps BLOB,
    gone INTEGER,
    "code" TEXT,
    "key" TEXT,
    "en" TEXT,
    "ja" TEXT,
    "reach" INTEGER,
    "attempt" INTEGER,
    "connected" INTEGER,
    "decider" INTEGER,
    "retry" INTEGER,
    "callback" INTEGER,
    "own" INTEGER,
    "finished" INTEGER,
    "bad_number" INTEGER,
    "suppress" INTEGER,
    "delay" INTEGER,
    "tries" INTEGER,
    "asks" INTEGER,
    "hidden" INTEGER,
    "number_state" TEXT,
    "position" INTEGER,
    "cool_days" INTEGER,
    "refusal" INTEGER,
    "list" BLOB,
    "per_day" INTEGER,
    "delays" TEXT,
    "working" INTEGER,
    "other_part" INTEGER,
    "exempt" INTEGER,
    "shares" TEXT,
    "also" TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE rep (
    id BLOB PRIMARY KEY NOT NULL,
    born INTEGER NOT NULL,
    born_by INTEGER NOT NULL,
    stamps BLOB,
    gone INTEGER,
    "name" TEXT,
    "initials" TEXT,
    "team" TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE call_list (
    id BLOB PRIMARY KEY NOT NULL,
    born INTEGER NOT NULL,
    born_by INTEGER NOT NULL,
    stamps BLOB,
    gone INTEGER,
    "name" TEXT,
    "made_from" TEXT,
    "query" TEXT,
    "live" INTEGER,
    "script" TEXT,
    "owner" BLOB,
    "made_at" INTEGER,
    "everyones" INTEGER,
    "pace" INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE entry (
    id BLOB PRIMARY KEY NOT NULL,
    born INTEGER NOT NULL,
    born_by INTEGER NOT NULL,
    stamps BLOB,
    gone INTEGER,
    "list" BLOB,
    "customer" BLOB,
    "position" INTEGER,
    "rep" BLOB,
    "claimed_at" INTEGER,
    "skips" INTEGER,
    "skipped_at" INTEGER,
    "closed_at" INTEGER,
    "note" TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE pacing (
    id BLOB PRIMARY KEY NOT NULL,
    born INTEGER NOT NULL,
    born_by INTEGER NOT NULL,
    stamps BLOB,
    gone INTEGER,
    "list" BLOB,
    "gap" INTEGER,
    "per_day" INTEGER,
    "tries" INTEGER,
    "opens" INTEGER,
    "closes" INTEGER,
    "weekends" INTEGER,
    "holidays" INTEGER,
    "any_part" INTEGER,
    "nights" INTEGER
) STRICT, WITHOUT ROWID;

-- Where `gone` stands among the columns, the index answers without the table.
-- Holds all that the opening list shows of a customer.
CREATE INDEX customer_due ON customer (next_at, gone, id, code, name, kana, kind, rank)
    WHERE gone IS NULL AND next_at IS NOT NULL;
CREATE INDEX customer_live ON customer (rowid) WHERE gone IS NULL;
CREATE INDEX customer_name ON customer (name COLLATE NOCASE) WHERE gone IS NULL;
CREATE INDEX customer_kana ON customer (kana) WHERE gone IS NULL AND kana IS NOT NULL;
CREATE INDEX customer_code ON customer (code) WHERE code IS NOT NULL;
CREATE INDEX person_of ON person (customer);
CREATE INDEX contact_point_of ON contact_point (customer);
CREATE INDEX contact_point_normal ON contact_point (normal) WHERE normal IS NOT NULL;
CREATE INDEX contact_point_raw ON contact_point (raw) WHERE normal IS NULL;
CREATE INDEX activity_of ON activity (customer, at, kind, gone) WHERE gone IS NULL;
CREATE INDEX activity_at ON activity (at, kind, customer, gone) WHERE gone IS NULL;
-- Whoever was reached, the newest first: live prospects among them.
CREATE INDEX activity_reached ON activity (at, customer, outcome, reach, gone) WHERE reach >= 1 AND gone IS NULL;
-- Every call of a list at once: how far each of its customers is.
CREATE INDEX activity_on ON activity (list, customer, at, born, outcome, direction, gone)
    WHERE list IS NOT NULL AND gone IS NULL;
CREATE INDEX entry_of ON entry (customer);
-- Holds all that the walk needs of an entry.
CREATE INDEX entry_on ON entry (list, customer, position, rep, claimed_at, skips, skipped_at, closed_at, gone)
    WHERE gone IS NULL;
-- Who was taken off: they stay off a live list.
CREATE INDEX entry_off ON entry (list, customer) WHERE gone IS NOT NULL;
CREATE INDEX person_hours ON person (customer, preferred_hours) WHERE preferred_hours IS NOT NULL;
CREATE INDEX next_step_of ON next_step (customer);
CREATE INDEX next_step_due ON next_step (due_at, done_at, gone, owner) WHERE done_at IS NULL AND gone IS NULL;
CREATE INDEX deal_of ON deal (customer);
CREATE INDEX deal_stage ON deal (stage, customer, gone) WHERE gone IS NULL;
CREATE INDEX tag_of ON tag (customer);
CREATE INDEX block_of ON block (customer);
CREATE INDEX block_on ON block (address) WHERE address IS NOT NULL;
CREATE INDEX external_id_of ON external_id (customer);
CREATE INDEX external_id_value ON external_id (system, value);

-- The log: every commit ever applied here, in the order it came. A bulk commit is several rows
-- of one action.
CREATE TABLE log (
    seq INTEGER PRIMARY KEY,
    action BLOB NOT NULL,
    hash BLOB NOT NULL,
    stamp INTEGER NOT NULL,
    origin INTEGER NOT NULL,
    rep BLOB,
    deed TEXT NOT NULL,
    subject TEXT NOT NULL,
    reverts BLOB,
    body BLOB NOT NULL
) STRICT;
CREATE INDEX log_action ON log (action);
CREATE INDEX log_reverts ON log (reverts) WHERE reverts IS NOT NULL;

-- Which commits touched which customer: history, and what a search must read again.
CREATE TABLE touched (
    customer BLOB NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (customer, seq)
) STRICT, WITHOUT ROWID;

-- Facts about this desk alone, and derived tallies. Nothing here is synced.
CREATE TABLE desk (
    name TEXT PRIMARY KEY NOT NULL,
    value ANY
) STRICT, WITHOUT ROWID;
