-- Full-text search of messages. Prisma's schema has no index on an expression.
CREATE INDEX "Message_searchText_fts_idx" ON "Message" USING gin (to_tsvector('simple', "searchText"));
-- At most one live memory of a user says the same.
CREATE UNIQUE INDEX "Memory_live_fingerprint_key" ON "Memory" ("userId", coalesce("agentId", ''), fingerprint) WHERE "validTo" IS NULL AND "supersededById" IS NULL;
CREATE INDEX "Memory_searchText_fts_idx" ON "Memory" USING gin (to_tsvector('simple', "searchText"));
