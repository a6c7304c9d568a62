/**
 * A frame of `GET /api/events`. `missed`: changes may have been missed, so everything is read anew.
 * `deleted`: the chat is gone or in the bin. `folders`: one of the folders was made, changed or deleted.
 */
export type ChatChange =
  | { type: 'missed' }
  | { type: 'folders' }
  | { type: 'changed' | 'deleted'; chatId: string }
