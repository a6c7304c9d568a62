-- Chunks of running answers, for readers on other instances: worth nothing after a crash, so they
-- need no write-ahead log.
CREATE UNLOGGED TABLE "RunChunk" (
    "runId" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "isLast" BOOLEAN NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "RunChunk_pkey" PRIMARY KEY ("runId", "sequence")
);
