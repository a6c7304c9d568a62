/** Chats that are changed at once. */
export const mostChangedChats = 200
/** Time in the bin until a chat is deleted for good. */
export const binDays = 30
