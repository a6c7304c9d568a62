-- Rolled-up latency figures, the fixes that admins applied, and indexes for one user and for the slowest.
-- CreateTable
CREATE TABLE "LatencyRollup" (
    "span" TEXT NOT NULL,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "agentId" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "stats" JSONB NOT NULL,

    CONSTRAINT "LatencyRollup_pkey" PRIMARY KEY ("span","startsAt","agentId","model")
);

-- CreateTable
CREATE TABLE "LatencyFix" (
    "id" TEXT NOT NULL,
    "agentId" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "patch" JSONB NOT NULL,
    "previous" JSONB NOT NULL,
    "appliedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "appliedBy" TEXT,
    "undoneAt" TIMESTAMPTZ(3),

    CONSTRAINT "LatencyFix_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "LatencyFix_agentId_appliedAt_idx" ON "LatencyFix"("agentId", "appliedAt");

-- CreateIndex
CREATE INDEX "Turn_userId_startedAt_idx" ON "Turn"("userId", "startedAt");

-- CreateIndex
CREATE INDEX "Turn_ttfbMs_idx" ON "Turn"("ttfbMs");

-- AddForeignKey
ALTER TABLE "LatencyFix" ADD CONSTRAINT "LatencyFix_agentId_fkey" FOREIGN KEY ("agentId") REFERENCES "Agent"("id") ON DELETE CASCADE ON UPDATE CASCADE;

