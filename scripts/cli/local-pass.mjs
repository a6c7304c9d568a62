import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = join(import.meta.dirname, '..', '..')
const validMs = 120_000
const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * Who may read the secret of the Lumos on this machine is its admin. Never sent elsewhere, and made
 * for the process that answers there now.
 * @param readNonce asks that process for its nonce; undefined when it has none for us
 * @returns the Authorization header; undefined when there is no secret to be read, or it is not here
 */
export async function localPass(url, env, readNonce) {
  if (!loopback.has(new URL(url).hostname)) return undefined
  const secret = env.LUMOS_SECRET || readSecret(env)
  if (!secret) return undefined
  const nonce = await readNonce()
  if (!nonce) return undefined
  const expires = Date.now() + validMs
  const signature = createHmac('sha256', secret).update(`local-admin.${nonce}.${expires}`)
  return `Bearer local.${expires}.${signature.digest('base64url')}`
}

function readSecret(env) {
  const path = join(resolve(root, env.LUMOS_DATA_DIR || 'data'), 'secret')
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    // Another user's, or a Lumos that keeps its data elsewhere.
    return undefined
  }
}
