-- AlterTable
ALTER TABLE "Agent" ADD COLUMN     "extraBody" JSONB,
ADD COLUMN     "reasoningEffort" TEXT;

-- Agents with the earlier default cap get the new one: a single delta may be longer than that.
UPDATE "Agent" SET "deadlines" = jsonb_set("deadlines", '{maxOutputChars}', '2000000')
WHERE "deadlines"->'maxOutputChars' = '1000000';
