-- CreateTable
CREATE TABLE "File" (
    "id" UUID NOT NULL,
    "userId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "mediaType" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'processing',
    "error" TEXT,
    "text" TEXT,
    "characters" INTEGER,
    "pages" INTEGER,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "File_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ChatFile" (
    "chatId" UUID NOT NULL,
    "fileId" UUID NOT NULL,

    CONSTRAINT "ChatFile_pkey" PRIMARY KEY ("chatId","fileId")
);

-- CreateIndex
CREATE INDEX "File_userId_idx" ON "File"("userId");

-- CreateIndex
CREATE INDEX "File_createdAt_idx" ON "File"("createdAt");

-- CreateIndex
CREATE INDEX "ChatFile_fileId_idx" ON "ChatFile"("fileId");

-- AddForeignKey
ALTER TABLE "File" ADD CONSTRAINT "File_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChatFile" ADD CONSTRAINT "ChatFile_chatId_fkey" FOREIGN KEY ("chatId") REFERENCES "Chat"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChatFile" ADD CONSTRAINT "ChatFile_fileId_fkey" FOREIGN KEY ("fileId") REFERENCES "File"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A file goes with the last chat that holds it. Its bytes are removed by the process.
CREATE FUNCTION delete_unheld_file() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "File" WHERE id = OLD."fileId"
    AND NOT EXISTS (SELECT 1 FROM "ChatFile" WHERE "fileId" = OLD."fileId");
  RETURN NULL;
END $$;
CREATE TRIGGER chat_file_deleted AFTER DELETE ON "ChatFile"
  FOR EACH ROW EXECUTE FUNCTION delete_unheld_file();
