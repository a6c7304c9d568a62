-- What probes measured, and how often a provider's models are measured by themselves.
ALTER TABLE "Provider" ADD COLUMN "probeEvery" TEXT NOT NULL DEFAULT 'off';
CREATE TABLE "ModelProbe" (
    "id" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "runs" INTEGER NOT NULL,
    "failures" INTEGER NOT NULL,
    "ttfbP50" DOUBLE PRECISION,
    "ttfbP95" DOUBLE PRECISION,
    "connectMs" DOUBLE PRECISION,
    "reasoningMs" DOUBLE PRECISION,
    "tokensPerSecond" DOUBLE PRECISION,
    CONSTRAINT "ModelProbe_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "ModelProbe_model_startedAt_idx" ON "ModelProbe"("model", "startedAt");
