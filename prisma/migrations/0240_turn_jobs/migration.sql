-- CreateTable
CREATE TABLE "TurnJob" (
    "turnId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "data" JSONB NOT NULL,

    CONSTRAINT "TurnJob_pkey" PRIMARY KEY ("name","key")
);

-- AddForeignKey
ALTER TABLE "TurnJob" ADD CONSTRAINT "TurnJob_turnId_fkey" FOREIGN KEY ("turnId") REFERENCES "Turn"("id") ON DELETE CASCADE ON UPDATE CASCADE;
