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
