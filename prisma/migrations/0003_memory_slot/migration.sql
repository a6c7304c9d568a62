-- Facts about the same property are found without reading all of a user's memories.
ALTER TABLE "Memory" ADD COLUMN "slot" TEXT;
