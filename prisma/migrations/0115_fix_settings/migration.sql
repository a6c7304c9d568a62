-- AlterTable
ALTER TABLE "LatencyFix" ADD COLUMN     "settingsAfter" TEXT,
ADD COLUMN     "settingsBefore" TEXT;
