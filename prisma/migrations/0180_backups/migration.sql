-- CreateTable
CREATE TABLE "Backup" (
    "id" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),
    "status" TEXT NOT NULL DEFAULT 'running',
    "trigger" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "path" TEXT,
    "bytes" BIGINT,
    "rows" INTEGER NOT NULL DEFAULT 0,
    "hasSecret" BOOLEAN NOT NULL DEFAULT false,
    "error" TEXT,

    CONSTRAINT "Backup_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Backup_startedAt_idx" ON "Backup"("startedAt");
