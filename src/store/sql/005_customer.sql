-- The whole customer: how sure a deal is.

ALTER TABLE deal ADD COLUMN "forecast" TEXT;
