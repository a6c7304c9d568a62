-- The answers to a message, for walking a chat's tree downwards and finding a message's siblings.
CREATE INDEX "Message_chatId_parentId_idx" ON "Message"("chatId", "parentId");
