-- A fix is put into words for who reads it; older ones keep the words of who applied them.
ALTER TABLE "LatencyFix"
  ADD COLUMN "kind" TEXT,
  ADD COLUMN "values" JSONB,
  ALTER COLUMN "label" DROP NOT NULL;
