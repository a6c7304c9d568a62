-- Answers to first questions, replayed for the same question. They go with the chat that they are
-- from, and those that memories took part in go when one of that user's memories changes or goes.
ALTER TABLE "Agent" ADD COLUMN "answerCache" JSONB NOT NULL DEFAULT '{}';
CREATE TABLE "CachedAnswer" (
    "key" TEXT NOT NULL,
    "agentId" TEXT NOT NULL,
    "chatId" UUID NOT NULL,
    "memoryUserId" TEXT,
    "model" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "CachedAnswer_pkey" PRIMARY KEY ("key")
);
CREATE INDEX "CachedAnswer_agentId_idx" ON "CachedAnswer"("agentId");
CREATE INDEX "CachedAnswer_chatId_idx" ON "CachedAnswer"("chatId");
CREATE INDEX "CachedAnswer_memoryUserId_idx" ON "CachedAnswer"("memoryUserId");
CREATE INDEX "CachedAnswer_expiresAt_idx" ON "CachedAnswer"("expiresAt");
ALTER TABLE "CachedAnswer" ADD CONSTRAINT "CachedAnswer_agentId_fkey" FOREIGN KEY ("agentId") REFERENCES "Agent"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "CachedAnswer" ADD CONSTRAINT "CachedAnswer_chatId_fkey" FOREIGN KEY ("chatId") REFERENCES "Chat"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE FUNCTION forget_answers_with_memories() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "CachedAnswer" WHERE "memoryUserId" IN (SELECT DISTINCT "userId" FROM gone);
  RETURN NULL;
END $$;
CREATE TRIGGER "Memory_deleted_answers" AFTER DELETE ON "Memory"
  REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION forget_answers_with_memories();

CREATE FUNCTION forget_answers_with_changed_memories() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "CachedAnswer" WHERE "memoryUserId" IN (
    SELECT o."userId" FROM gone o JOIN kept n ON n.id = o.id WHERE n.text <> o.text);
  RETURN NULL;
END $$;
CREATE TRIGGER "Memory_changed_answers" AFTER UPDATE ON "Memory"
  REFERENCING OLD TABLE AS gone NEW TABLE AS kept
  FOR EACH STATEMENT EXECUTE FUNCTION forget_answers_with_changed_memories();
