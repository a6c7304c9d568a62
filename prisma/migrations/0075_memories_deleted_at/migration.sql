-- A job that learns from an older message, or is tried again, must not bring back what was deleted.
ALTER TABLE "User" ADD COLUMN "memoriesDeletedAt" TIMESTAMPTZ(3);
