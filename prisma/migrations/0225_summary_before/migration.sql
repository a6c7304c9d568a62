-- The summary before the newest: prompts begin with it until the newest is worth more than the
-- provider's cache.
ALTER TABLE "Chat" ADD COLUMN "summaryBefore" JSONB;
