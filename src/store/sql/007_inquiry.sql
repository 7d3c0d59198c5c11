-- Inquiries, consent and how long things are kept.

CREATE TABLE inquiry (
    id BLOB PRIMARY KEY NOT NULL,
    born INTEGER NOT NULL,
    born_by INTEGER NOT NULL,
    stamps BLOB,
    gone INTEGER,
    "customer" BLOB,
    "person" BLOB,
    "received_at" INTEGER,
    "zone" INTEGER,
    "channel" TEXT,
    "kind" TEXT,
    "text" TEXT,
    "status" TEXT,
    "complaint" INTEGER,
    "cause" TEXT,
    "review" TEXT,
    "owner" BLOB,
    "closed_at" INTEGER,
    "activity" BLOB,
    "cleared_why" TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE inquiry_step (
    id BLOB PRIMARY KEY NOT NULL,
    born INTEGER NOT NULL,
    born_by INTEGER NOT NULL,
    stamps BLOB,
    gone INTEGER,
    "inquiry" BLOB,
    "customer" BLOB,
    "at" INTEGER,
    "zone" INTEGER,
    "rep" BLOB,
    "channel" TEXT,
    "text" TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE consent (
    id BLOB PRIMARY KEY NOT NULL,
    born INTEGER NOT NULL,
    born_by INTEGER NOT NULL,
    stamps BLOB,
    gone INTEGER,
    "customer" BLOB,
    "person" BLOB,
    "channel" TEXT,
    "state" TEXT,
    "source" TEXT,
    "wording" TEXT,
    "obtained_on" TEXT,
    "expires_on" TEXT,
    "withdrawn_on" TEXT,
    "rep" BLOB
) STRICT, WITHOUT ROWID;

CREATE INDEX inquiry_of ON inquiry (customer);
CREATE INDEX inquiry_step_of ON inquiry_step (customer);
CREATE INDEX inquiry_step_on ON inquiry_step (inquiry);
CREATE INDEX consent_of ON consent (customer);

ALTER TABLE customer ADD COLUMN "keep_until" TEXT;
ALTER TABLE activity ADD COLUMN "response" TEXT;
ALTER TABLE pacing ADD COLUMN "consent" TEXT;
