-- What an embedding model makes of a memory's text; gone with the memory.
CREATE TABLE "MemoryVector" (
    "memoryId" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "textHash" TEXT NOT NULL,
    "vector" BYTEA NOT NULL,

    CONSTRAINT "MemoryVector_pkey" PRIMARY KEY ("memoryId")
);

ALTER TABLE "MemoryVector" ADD CONSTRAINT "MemoryVector_memoryId_fkey" FOREIGN KEY ("memoryId") REFERENCES "Memory"("id") ON DELETE CASCADE ON UPDATE CASCADE;
