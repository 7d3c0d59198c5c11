-- What comes in with files: purchases, fields of one's own, and customers who turn out to be one.

ALTER TABLE deal ADD COLUMN "product" TEXT;
ALTER TABLE deal ADD COLUMN "opened_on" TEXT;
ALTER TABLE external_id ADD COLUMN "record" BLOB;

CREATE TABLE purchase (
    id BLOB PRIMARY KEY NOT NULL,
    born INTEGER NOT NULL,
    born_by INTEGER NOT NULL,
    stamps BLOB,
    gone INTEGER,
    "customer" BLOB,
    "product" TEXT,
    "product_code" TEXT,
    "at" INTEGER,
    "zone" INTEGER,
    "quantity" INTEGER,
    "unit_price" INTEGER,
    "discount" INTEGER,
    "amount" INTEGER,
    "currency" TEXT,
    "number" TEXT,
    "staff" TEXT,
    "payment" TEXT,
    "channel" TEXT,
    "delivered_on" TEXT,
    "note" TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE custom_field (
    id BLOB PRIMARY KEY NOT NULL,
    born INTEGER NOT NULL,
    born_by INTEGER NOT NULL,
    stamps BLOB,
    gone INTEGER,
    "of" TEXT,
    "name" TEXT,
    "kind" TEXT,
    "choices" TEXT,
    "position" INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE custom_value (
    id BLOB PRIMARY KEY NOT NULL,
    born INTEGER NOT NULL,
    born_by INTEGER NOT NULL,
    stamps BLOB,
    gone INTEGER,
    "customer" BLOB,
    "record" BLOB,
    "field" BLOB,
    "raw" TEXT,
    "normal" TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE pair (
    id BLOB PRIMARY KEY NOT NULL,
    born INTEGER NOT NULL,
    born_by INTEGER NOT NULL,
    stamps BLOB,
    gone INTEGER,
    "one" BLOB,
    "other" BLOB,
    "verdict" TEXT
) STRICT, WITHOUT ROWID;

-- Derived from pairs by `store/derive.rs`: the smallest id of the group, on everybody else in it.
ALTER TABLE customer ADD COLUMN face BLOB;

CREATE INDEX customer_corporate ON customer (corporate_number) WHERE corporate_number IS NOT NULL;
-- Derived likewise: set on whoever no list shows, for they were deleted or are shown as their face.
ALTER TABLE customer ADD COLUMN unlisted INTEGER;
UPDATE customer SET unlisted = 1 WHERE gone IS NOT NULL;
DROP INDEX customer_due;
CREATE INDEX customer_due ON customer (next_at, unlisted, id, code, name, kana, kind, rank)
    WHERE unlisted IS NULL AND next_at IS NOT NULL;
DROP INDEX customer_live;
CREATE INDEX customer_live ON customer (rowid) WHERE unlisted IS NULL;
CREATE INDEX customer_face ON customer (face) WHERE face IS NOT NULL;
CREATE INDEX purchase_of ON purchase (customer, at);
CREATE INDEX custom_value_of ON custom_value (customer);
CREATE INDEX pair_one ON pair (one);
CREATE INDEX pair_other ON pair (other);

-- Facts about this desk alone, not synced: what somebody said about the columns of a header, and
-- what has left the book.
CREATE TABLE known_header (
    header BLOB PRIMARY KEY NOT NULL,
    told TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE exported (
    seq INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    rep BLOB,
    format TEXT NOT NULL,
    what TEXT NOT NULL,
    customers INTEGER NOT NULL,
    path TEXT NOT NULL
) STRICT;
