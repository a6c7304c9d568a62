-- AlterTable
ALTER TABLE "Model" ADD COLUMN     "inputPrice" DOUBLE PRECISION,
ADD COLUMN     "outputPrice" DOUBLE PRECISION,
ADD COLUMN     "reasons" BOOLEAN,
ADD COLUMN     "takesPictures" BOOLEAN,
ADD COLUMN     "takesTools" BOOLEAN;

-- AlterTable
ALTER TABLE "Agent" ADD COLUMN     "allowModelChoice" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "starters" JSONB NOT NULL DEFAULT '[]';

-- AlterTable
ALTER TABLE "Chat" ADD COLUMN     "model" TEXT,
ADD COLUMN     "reasoningEffort" TEXT;

-- CreateTable
CREATE TABLE "ModelCorrection" (
    "model" TEXT NOT NULL,
    "takesPictures" BOOLEAN,
    "takesTools" BOOLEAN,
    "reasons" BOOLEAN,
    "inputPrice" DOUBLE PRECISION,
    "outputPrice" DOUBLE PRECISION,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ModelCorrection_pkey" PRIMARY KEY ("model")
);

