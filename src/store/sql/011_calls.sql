-- Reports of calls read one index and no call; when a deal was last worked on is read of those alone
-- that are about one; whom lists show as another is read of those alone, for every record is asked.

DROP INDEX activity_at;
CREATE INDEX activity_at ON activity
    (at, kind, customer, gone, zone, direction, rep, list, outcome, reach, duration, deal)
    WHERE gone IS NULL;
CREATE INDEX activity_about ON activity (deal, at) WHERE deal IS NOT NULL AND gone IS NULL;
CREATE INDEX customer_unlisted ON customer (id, face) WHERE unlisted IS NOT NULL;
