-- A token budget for prompts, and summaries of what long chats leave out of them.
ALTER TABLE "Agent" ADD COLUMN "prompt" JSONB NOT NULL DEFAULT '{}';
ALTER TABLE "Chat" ADD COLUMN "summary" TEXT;
ALTER TABLE "Chat" ADD COLUMN "summaryUntilId" TEXT;
