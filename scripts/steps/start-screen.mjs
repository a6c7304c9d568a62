import { relative, resolve } from 'node:path'
import { root } from './places.mjs'

const origins = { environment: 'environment', local: 'found on this machine', settings: 'settings' }

/** The text for the person who starts Lumos: address, database, providers. */
export function startScreen(url, { database, providers, setupCode }, env = process.env) {
  const dataDir = resolve(env.LUMOS_DATA_DIR || 'data')
  const shown = relative(root, dataDir)
  const folder = shown.startsWith('..') ? dataDir : `./${shown}`
  const rows = [
    ['Lumos', env.LUMOS_URL || url],
    [
      'Database',
      database === 'embedded'
        ? `embedded PostgreSQL in ${folder}`
        : withoutPassword(env.DATABASE_URL),
    ],
    ['Providers', providers.map(providerLine).join(', ') || 'none yet: add one in Settings'],
    ...(setupCode ? [['Set-up', `${setupCode} is the code for the first account`]] : []),
  ]
  return `\n${rows.map(([label, text]) => `  ${label.padEnd(11)}${text}\n`).join('')}\n`
}

function providerLine({ name, source }) {
  return source === 'simulator' ? 'demo: simulated' : `${name} (${origins[source] ?? source})`
}

/** Host and database of a connection string, without its password. */
function withoutPassword(text) {
  const url = new URL(text)
  const host = url.searchParams.get('host') ?? url.host
  return `PostgreSQL at ${host}${url.pathname}`
}
