import { isIP } from 'node:net'
import { canonicalAddress, isLoopbackName } from '#lib/addresses.ts'
import type { Env } from '#lib/env.ts'
import { hostNameOf } from './client-address.ts'

type Places = Pick<Env, 'isLoopbackListener' | 'publicUrl'>

/**
 * What is wrong with a request's `Host`; null if it is accepted. The check prevents DNS rebinding:
 * a page can resolve its own name to this machine, but cannot make the browser send another name.
 * Names of this machine and the host of `LUMOS_URL` are accepted. A listener that is reachable from
 * other machines also accepts IP addresses, which cannot be rebound, and, without `LUMOS_URL`, any
 * name.
 */
export function hostProblem(host: string | undefined, places: Places): string | null {
  const name = hostNameOf(host ?? '')
  if (isLoopbackName(name)) return null
  const publicName = places.publicUrl && new URL(places.publicUrl).hostname
  if (name === publicName) return null
  if (!places.isLoopbackListener) {
    if (!publicName || isIP(canonicalAddress(name) ?? '') !== 0) return null
  }
  const shown = shownName(name)
  return publicName
    ? `Lumos answers at ${places.publicUrl} (LUMOS_URL), not at "${shown}". Open it there, or correct LUMOS_URL; see docs/proxies.md.`
    : `Lumos listens on this machine only and does not answer to the name "${shown}". Behind a proxy set LUMOS_URL to the address that browsers open, such as https://${shown || 'chat.example.com'}; see docs/proxies.md.`
}

/**
 * The name for the error message. Clients can send any text, so it is shown only if its characters
 * are valid in a host name.
 */
function shownName(name: string): string {
  return name.replace(/[^\w.:[\]-]/g, '').slice(0, 100)
}
