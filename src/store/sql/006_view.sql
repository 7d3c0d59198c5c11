-- Saved views: search lines with a name, a key and columns.

CREATE TABLE kept_view (
    id BLOB PRIMARY KEY NOT NULL,
    born INTEGER NOT NULL,
    born_by INTEGER NOT NULL,
    stamps BLOB,
    gone INTEGER,
    "name" TEXT,
    "key" INTEGER,
    "query" TEXT,
    "columns" TEXT,
    "rep" BLOB
) STRICT, WITHOUT ROWID;
