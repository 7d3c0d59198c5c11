-- What desks tell one another: each row of the log has a number within its origin, and whoever
-- was erased stays so.

-- Dense within an origin, from 1; copies of one desk may both have given a number.
ALTER TABLE log ADD COLUMN n INTEGER NOT NULL DEFAULT 0;
-- The hash of the row before it of the same origin.
ALTER TABLE log ADD COLUMN prev BLOB NOT NULL DEFAULT x'';
-- Bits, see `store/posting.rs`: holds what this version does not know; was scrubbed.
ALTER TABLE log ADD COLUMN state INTEGER NOT NULL DEFAULT 0;
CREATE INDEX log_line ON log (origin, n);
CREATE INDEX log_parked ON log (seq) WHERE state & 1;

CREATE TABLE erasure (
    id BLOB PRIMARY KEY NOT NULL,
    born INTEGER NOT NULL,
    born_by INTEGER NOT NULL,
    stamps BLOB,
    gone INTEGER,
    "customer" BLOB,
    "at" INTEGER,
    "rep" BLOB,
    "reason" TEXT
) STRICT, WITHOUT ROWID;

-- Derived from erasures: every record that ever belonged to somebody erased.
CREATE TABLE erased (
    id BLOB PRIMARY KEY NOT NULL
) STRICT, WITHOUT ROWID;

-- Derived from the log: writes of a field that another one beat without having seen them (open),
-- and those that were seen before they came (settled).
CREATE TABLE review (
    id BLOB NOT NULL,
    code INTEGER NOT NULL,
    stamp INTEGER NOT NULL,
    origin INTEGER NOT NULL,
    noun INTEGER NOT NULL,
    settled INTEGER NOT NULL,
    value ANY,
    PRIMARY KEY (id, code, stamp, origin)
) STRICT, WITHOUT ROWID;
CREATE INDEX review_open ON review (stamp) WHERE settled = 0;

-- What may want a look besides: looked at again before it is shown.
CREATE TABLE suspect (
    -- `shared` two customers and an address, `worked_on` a deleted one, `forked` an origin.
    what TEXT NOT NULL,
    one BLOB NOT NULL,
    other BLOB NOT NULL,
    address TEXT NOT NULL,
    PRIMARY KEY (what, one, other, address)
) STRICT, WITHOUT ROWID;

-- The rest is this desk's own and not told.

-- Origins this desk once had, and the last row of the log that was written as each.
CREATE TABLE own (
    origin INTEGER PRIMARY KEY NOT NULL,
    until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Sealed ranges of the log, our own and those that came as files.
CREATE TABLE segment (
    id BLOB PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    origin INTEGER NOT NULL,
    lo INTEGER NOT NULL,
    hi INTEGER NOT NULL,
    level INTEGER NOT NULL,
    ours INTEGER NOT NULL,
    header TEXT NOT NULL,
    -- When a larger one took its place, or an erasure withdrew it.
    replaced_at INTEGER,
    withdrawn INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX segment_name ON segment (name);
CREATE INDEX segment_of ON segment (origin, lo, hi);

-- Files that were read, by what a listing tells of them.
CREATE TABLE known_file (
    name TEXT PRIMARY KEY NOT NULL,
    size INTEGER NOT NULL,
    modified INTEGER NOT NULL,
    segment BLOB,
    seen_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
