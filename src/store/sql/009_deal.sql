-- Pipelines, people and lines of a deal; products and subscriptions.

ALTER TABLE deal ADD COLUMN "pipeline" TEXT;

CREATE TABLE pipeline (
    id BLOB PRIMARY KEY NOT NULL,
    born INTEGER NOT NULL,
    born_by INTEGER NOT NULL,
    stamps BLOB,
    gone INTEGER,
    "code" TEXT,
    "en" TEXT,
    "ja" TEXT,
    "position" INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE stage (
    id BLOB PRIMARY KEY NOT NULL,
    born INTEGER NOT NULL,
    born_by INTEGER NOT NULL,
    stamps BLOB,
    gone INTEGER,
    "pipeline" TEXT,
    "code" TEXT,
    "en" TEXT,
    "ja" TEXT,
    "position" INTEGER,
    "flag" TEXT,
    "probability" INTEGER,
    "stale_days" INTEGER
) STRICT, WITHOUT ROWID;

ALTER TABLE deal ADD COLUMN "tax" TEXT;
ALTER TABLE deal ADD COLUMN "recurring_amount" INTEGER;
ALTER TABLE deal ADD COLUMN "term_months" INTEGER;
ALTER TABLE deal ADD COLUMN "budget" TEXT;
ALTER TABLE deal ADD COLUMN "authority" TEXT;
ALTER TABLE deal ADD COLUMN "need" TEXT;
ALTER TABLE deal ADD COLUMN "timing" TEXT;
ALTER TABLE deal ADD COLUMN "contract_on" TEXT;
ALTER TABLE deal ADD COLUMN "delivery_on" TEXT;
ALTER TABLE deal ADD COLUMN "renewal_on" TEXT;
ALTER TABLE deal ADD COLUMN "call_list" BLOB;
ALTER TABLE deal ADD COLUMN "rank" TEXT;
ALTER TABLE purchase ADD COLUMN "cost" INTEGER;

CREATE TABLE deal_person (
    id BLOB PRIMARY KEY NOT NULL,
    born INTEGER NOT NULL,
    born_by INTEGER NOT NULL,
    stamps BLOB,
    gone INTEGER,
    "customer" BLOB,
    "deal" BLOB,
    "person" BLOB,
    "role" TEXT,
    "position" INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE deal_line (
    id BLOB PRIMARY KEY NOT NULL,
    born INTEGER NOT NULL,
    born_by INTEGER NOT NULL,
    stamps BLOB,
    gone INTEGER,
    "customer" BLOB,
    "deal" BLOB,
    "product" TEXT,
    "product_code" TEXT,
    "quantity" INTEGER,
    "unit_price" INTEGER,
    "discount" INTEGER,
    "currency" TEXT,
    "position" INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE product (
    id BLOB PRIMARY KEY NOT NULL,
    born INTEGER NOT NULL,
    born_by INTEGER NOT NULL,
    stamps BLOB,
    gone INTEGER,
    "code" TEXT,
    "name" TEXT,
    "price" INTEGER,
    "cost" INTEGER,
    "currency" TEXT,
    "category" TEXT,
    "supplier" TEXT,
    "note" TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE subscription (
    id BLOB PRIMARY KEY NOT NULL,
    born INTEGER NOT NULL,
    born_by INTEGER NOT NULL,
    stamps BLOB,
    gone INTEGER,
    "customer" BLOB,
    "product" TEXT,
    "product_code" TEXT,
    "amount" INTEGER,
    "currency" TEXT,
    "cycle" TEXT,
    "started_on" TEXT,
    "renews_on" TEXT,
    "cancelled_on" TEXT,
    "reason" TEXT,
    "note" TEXT,
    "deal" BLOB
) STRICT, WITHOUT ROWID;

CREATE INDEX deal_person_of ON deal_person (customer);
CREATE INDEX deal_line_of ON deal_line (customer);
CREATE INDEX subscription_of ON subscription (customer);
CREATE INDEX product_code ON product (code);
CREATE INDEX product_name ON product (name);
