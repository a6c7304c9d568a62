-- Memory can be switched off for a user and for a chat. A temporary chat uses and keeps nothing.
ALTER TABLE "User" ADD COLUMN "memory" BOOLEAN NOT NULL DEFAULT true;
ALTER TABLE "Chat" ADD COLUMN "memory" BOOLEAN NOT NULL DEFAULT true;
ALTER TABLE "Chat" ADD COLUMN "temporary" BOOLEAN NOT NULL DEFAULT false;
