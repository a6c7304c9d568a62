-- A fact learnt in a chat stands for itself: it borrows no words of those learnt beside it.
UPDATE "Memory" SET "sourceId" = NULL
WHERE "sourceChatId" IS NOT NULL AND "sourceId" = "sourceChatId";
