import { isIP } from 'node:net'
import { canonicalAddress, isLoopbackName } from '#lib/addresses.ts'
import type { Env } from '#lib/env.ts'
import { hostNameOf } from './client-address.ts'

type Places = Pick<Env, 'isLoopbackListener' | 'publicUrl'>

/**
 * What is wrong with a request's `Host`; null when Lumos answers by that name. A page can point a
 * name of its own at this machine (DNS rebinding), but cannot make the browser send another name.
 * Names of this machine and that of `LUMOS_URL` are taken; a listener that others reach also takes
 * addresses, which nobody can rebind, and, without `LUMOS_URL`, any name.
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

/** Whatever a client writes there; only what a host name may hold is shown. */
function shownName(name: string): string {
  return name.replace(/[^\w.:[\]-]/g, '').slice(0, 100)
}
