import type { AccessFixture } from './access-fixture.ts'
import type { World } from './access-world.ts'

const account = ({ unique }: World) => ({
  name: 'New',
  email: `new-${unique}@example.com`,
  password: 'correct horse',
})

/** The fixtures of sign-in, own accounts, users and keys, by path. */
export const accountFixtures: Record<string, AccessFixture> = {
  'GET /api/auth/[...all]': { access: 'public', path: () => '/api/auth/get-session' },
  'POST /api/auth/[...all]': {
    access: 'public',
    path: () => '/api/auth/sign-in/email',
    body: () => ({ email: 'owner@example.com', password: 'correct horse' }),
  },
  'GET /api/keys': { access: 'user', path: () => '/api/keys' },
  'POST /api/keys': {
    access: 'user',
    path: () => '/api/keys',
    body: () => ({ name: 'New key', scopes: ['agents'] }),
  },
  'DELETE /api/keys/[id]': {
    access: 'user',
    isOwned: true,
    path: ({ keyId }) => `/api/keys/${keyId}`,
  },
  'GET /api/users': { access: 'admin', path: () => '/api/users' },
  'POST /api/users': { access: 'admin', path: () => '/api/users', body: account },
  'PATCH /api/users/[id]': {
    access: 'admin',
    path: ({ unusedUserId }) => `/api/users/${unusedUserId}`,
    body: () => ({ name: 'Changed' }),
  },
  'DELETE /api/users/[id]': {
    access: 'admin',
    path: ({ unusedUserId }) => `/api/users/${unusedUserId}`,
  },
  'POST /api/users/[id]/reset-link': {
    access: 'admin',
    path: ({ unusedUserId }) => `/api/users/${unusedUserId}/reset-link`,
  },
  'POST /api/password-reset': {
    access: 'public',
    path: () => '/api/password-reset',
    body: () => ({ token: 'unknown', password: 'correct horse' }),
    refusal: 400,
  },
  'GET /api/account': { access: 'user', path: () => '/api/account' },
  'PATCH /api/account': {
    access: 'user',
    path: () => '/api/account',
    body: () => ({ textSize: 'large', instructions: { aboutMe: 'A gardener.' } }),
  },
  'DELETE /api/account': {
    access: 'user',
    path: () => '/api/account',
    body: () => ({ password: 'not the password' }),
    refusal: 403,
  },
  'GET /api/account/sessions': { access: 'user', path: () => '/api/account/sessions' },
  'DELETE /api/account/sessions/[id]': {
    access: 'user',
    isOwned: true,
    path: ({ sessionId }) => `/api/account/sessions/${sessionId}`,
  },
  'GET /api/account/export': { access: 'user', path: () => '/api/account/export' },
}
