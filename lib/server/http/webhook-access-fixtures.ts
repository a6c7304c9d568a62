import type { AccessFixture } from './access-fixture.ts'

const webhook = { name: 'Receiver', url: 'http://127.0.0.1:9/hook', events: ['turn.ended'] }

/** The access matrix of the routes of webhooks. */
export const webhookAccessFixtures: Record<string, AccessFixture> = {
  'GET /api/webhooks': { access: 'admin', path: () => '/api/webhooks' },
  'POST /api/webhooks': { access: 'admin', path: () => '/api/webhooks', body: () => webhook },
  'PATCH /api/webhooks/[id]': {
    access: 'admin',
    path: ({ webhookId }) => `/api/webhooks/${webhookId}`,
    body: () => ({ name: 'Changed' }),
  },
  'DELETE /api/webhooks/[id]': {
    access: 'admin',
    path: ({ webhookId }) => `/api/webhooks/${webhookId}`,
  },
  'POST /api/webhooks/[id]/rotate': {
    access: 'admin',
    path: ({ webhookId }) => `/api/webhooks/${webhookId}/rotate`,
  },
  'POST /api/webhooks/[id]/test': {
    access: 'admin',
    path: ({ webhookId }) => `/api/webhooks/${webhookId}/test`,
  },
  'GET /api/webhooks/deliveries': { access: 'admin', path: () => '/api/webhooks/deliveries' },
  'POST /api/webhooks/deliveries/[id]/resend': {
    access: 'admin',
    path: ({ deliveryId }) => `/api/webhooks/deliveries/${deliveryId}/resend`,
  },
}
