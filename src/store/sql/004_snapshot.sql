-- Segments folded into larger ones, and files of state: whoever read one need not have seen the rows
-- of the log it stands for.

-- 0 as it was sealed; above, several of the level below in one.
ALTER TABLE segment ADD COLUMN level INTEGER NOT NULL DEFAULT 0;
-- When the newest of it was sealed, and when it was folded, Unix milliseconds.
ALTER TABLE segment ADD COLUMN sealed_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE segment ADD COLUMN folded_at INTEGER;
-- Its owner no longer publishes it where snapshots stand for it.
ALTER TABLE segment ADD COLUMN dropped INTEGER;

-- Files of state that were made here or verified whole.
CREATE TABLE snapshot (
    name TEXT PRIMARY KEY NOT NULL,
    ours INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    -- It was made true here.
    joined INTEGER NOT NULL,
    -- How many were erased when it was made here.
    erased INTEGER NOT NULL,
    -- What it stands for, packed; see `store/snapshot`.
    head BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- What state said of nouns and fields that this version does not know, for one that does.
CREATE TABLE parked_state (
    hash BLOB PRIMARY KEY NOT NULL,
    stamp INTEGER NOT NULL,
    origin INTEGER NOT NULL,
    body BLOB NOT NULL
) STRICT, WITHOUT ROWID;
