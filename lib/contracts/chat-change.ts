/** A frame of `GET /api/events`. `missed`: changes may have been missed, so everything is read anew. */
export type ChatChange = { type: 'missed' } | { type: 'changed' | 'deleted'; chatId: string }
