import type { AccessFixture } from './access-fixture.ts'

/** The access fixtures of chats and what belongs to them: folders, prompts, files and links. */
export const chatFixtures: Record<string, AccessFixture> = {
  'GET /api/chats': { access: 'user', path: () => '/api/chats?query=secret+word' },
  'PATCH /api/chats': {
    access: 'user',
    isOwned: true,
    path: () => '/api/chats',
    body: ({ chatId }) => ({ ids: [chatId], patch: { archived: true } }),
  },
  'DELETE /api/chats': { access: 'user', path: () => '/api/chats?deleted=true' },
  // No handshake: see `lib/server/sockets`.
  'GET /api/ws': { access: 'user', path: () => '/api/ws', refusal: 426 },
  'GET /api/folders': { access: 'user', path: () => '/api/folders' },
  'POST /api/folders': {
    access: 'user',
    path: () => '/api/folders',
    body: () => ({ name: 'New folder', instructions: 'Be brief.' }),
  },
  'PATCH /api/folders/[id]': {
    access: 'user',
    isOwned: true,
    path: ({ folderId }) => `/api/folders/${folderId}`,
    body: () => ({ name: 'Changed' }),
  },
  'DELETE /api/folders/[id]': {
    access: 'user',
    isOwned: true,
    path: ({ folderId }) => `/api/folders/${folderId}`,
  },
  'GET /api/prompts': { access: 'user', path: () => '/api/prompts' },
  'POST /api/prompts': {
    access: 'user',
    path: () => '/api/prompts',
    body: () => ({ title: 'New prompt', text: 'Translate {{text}}.' }),
  },
  'GET /api/prompts/export': { access: 'user', path: () => '/api/prompts/export' },
  'POST /api/prompts/import': {
    access: 'user',
    path: () => '/api/prompts/import',
    body: () => ({
      ...{ format: 'lumos-prompts', version: 1 },
      prompts: [{ title: 'Brought', text: 'Along.' }],
    }),
  },
  'PATCH /api/prompts/[id]': {
    access: 'user',
    isOwned: true,
    path: ({ promptId }) => `/api/prompts/${promptId}`,
    body: () => ({ title: 'Changed' }),
  },
  'DELETE /api/prompts/[id]': {
    access: 'user',
    isOwned: true,
    path: ({ promptId }) => `/api/prompts/${promptId}`,
  },
  'GET /api/chats/import': { access: 'user', path: () => '/api/chats/import' },
  'POST /api/chats/import': {
    access: 'user',
    path: () => '/api/chats/import',
    file: ({ unique }) =>
      JSON.stringify({ conversationId: unique, messages: [{ isCreatedByUser: true, text: 'Hi' }] }),
  },
  'POST /api/chats/[id]/shares': {
    access: 'user',
    isOwned: true,
    path: ({ chatId }) => `/api/chats/${chatId}/shares`,
    body: () => ({ includesLater: true }),
  },
  'GET /api/chats/[id]/export': {
    access: 'user',
    isOwned: true,
    path: ({ chatId }) => `/api/chats/${chatId}/export?format=md`,
  },
  'POST /api/files': { access: 'user', path: () => '/api/files', file: () => 'notes' },
  'GET /api/files/[id]': {
    access: 'user',
    isOwned: true,
    path: ({ fileId }) => `/api/files/${fileId}`,
  },
  'GET /api/files/[id]/text': {
    access: 'user',
    isOwned: true,
    path: ({ fileId }) => `/api/files/${fileId}/text`,
  },
  'DELETE /api/files/[id]': {
    access: 'user',
    isOwned: true,
    path: ({ fileId }) => `/api/files/${fileId}`,
  },
  'GET /api/shares/[id]/files/[fileId]': {
    access: 'public',
    path: ({ publicShareId, publicFileId }) => `/api/shares/${publicShareId}/files/${publicFileId}`,
  },
  'GET /api/shares': { access: 'user', path: () => '/api/shares' },
  'GET /api/shares/[id]': {
    access: 'public',
    path: ({ publicShareId }) => `/api/shares/${publicShareId}`,
  },
  'DELETE /api/shares/[id]': {
    access: 'user',
    isOwned: true,
    path: ({ shareId }) => `/api/shares/${shareId}`,
  },
  'GET /api/chats/[id]': {
    access: 'user',
    isOwned: true,
    path: ({ chatId }) => `/api/chats/${chatId}`,
  },
  'PATCH /api/chats/[id]': {
    access: 'user',
    isOwned: true,
    path: ({ chatId }) => `/api/chats/${chatId}`,
    body: () => ({ title: 'Changed' }),
  },
  'DELETE /api/chats/[id]': {
    access: 'user',
    isOwned: true,
    path: ({ chatId }) => `/api/chats/${chatId}`,
  },
}
