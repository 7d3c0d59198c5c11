-- Questionnaires, mail templates, events, and rules of fields of one's own.

ALTER TABLE custom_field ADD COLUMN "required" INTEGER;
ALTER TABLE custom_field ADD COLUMN "pattern" TEXT;
ALTER TABLE custom_field ADD COLUMN "low" TEXT;
ALTER TABLE custom_field ADD COLUMN "high" TEXT;
ALTER TABLE custom_field ADD COLUMN "longest" INTEGER;
ALTER TABLE custom_field ADD COLUMN "hard" INTEGER;

ALTER TABLE call_list ADD COLUMN "survey" TEXT;
ALTER TABLE call_list ADD COLUMN "event" INTEGER;
ALTER TABLE call_list ADD COLUMN "held_on" TEXT;
ALTER TABLE call_list ADD COLUMN "place" TEXT;

CREATE TABLE question (
    id BLOB PRIMARY KEY NOT NULL,
    born INTEGER NOT NULL,
    born_by INTEGER NOT NULL,
    stamps BLOB,
    gone INTEGER,
    "survey" TEXT,
    "code" TEXT,
    "words" TEXT,
    "kind" TEXT,
    "choices" TEXT,
    "position" INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE answer (
    id BLOB PRIMARY KEY NOT NULL,
    born INTEGER NOT NULL,
    born_by INTEGER NOT NULL,
    stamps BLOB,
    gone INTEGER,
    "customer" BLOB,
    "person" BLOB,
    "question" BLOB,
    "choice" TEXT,
    "text" TEXT,
    "score" INTEGER,
    "at" INTEGER,
    "zone" INTEGER,
    "rep" BLOB,
    "round" INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX answer_of ON answer (customer);
CREATE INDEX answer_to ON answer (question, customer);

CREATE TABLE mail_template (
    id BLOB PRIMARY KEY NOT NULL,
    born INTEGER NOT NULL,
    born_by INTEGER NOT NULL,
    stamps BLOB,
    gone INTEGER,
    "name" TEXT,
    "subject" TEXT,
    "body" TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE attendance (
    id BLOB PRIMARY KEY NOT NULL,
    born INTEGER NOT NULL,
    born_by INTEGER NOT NULL,
    stamps BLOB,
    gone INTEGER,
    "customer" BLOB,
    "person" BLOB,
    "event" BLOB,
    "state" TEXT,
    "at" INTEGER,
    "zone" INTEGER,
    "rep" BLOB,
    "note" TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX attendance_of ON attendance (customer);
CREATE INDEX attendance_at ON attendance (event, state);
