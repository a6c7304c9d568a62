-- Full-text search of messages by the tokens that Lumos makes itself, so that it does not depend on
-- the database's locale or parser. Prisma's schema has no index on an expression.
CREATE INDEX "Message_searchText_fts_idx" ON "Message" USING gin (array_to_tsvector(string_to_array("searchText", ' ')));
-- At most one live memory of a user says the same.
CREATE UNIQUE INDEX "Memory_live_fingerprint_key" ON "Memory" ("userId", coalesce("agentId", ''), fingerprint) WHERE "validTo" IS NULL;
