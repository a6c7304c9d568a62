import { setTimeout as sleep } from 'node:timers/promises'
import { type Dispatcher, ProxyAgent } from 'undici'
import type { FindAddresses } from './address-book.ts'
import { type AddressRefusedError, refusedTarget } from './address-guard.ts'

/**
 * Limit of the lookup: behind a proxy names often cannot be resolved locally, and failing takes
 * long.
 */
const longestLookupMs = 1_000
const freshMs = 30_000

/**
 * Creates the pool of a provider behind a proxy. The locally resolved address is checked as without
 * a proxy; a name that cannot be resolved locally is left to the proxy.
 */
export function createProxiedPool(
  proxy: string,
  isPrivateAllowed: boolean,
  find: FindAddresses,
  options: Partial<ProxyAgent.Options>,
): Dispatcher {
  const agent = new ProxyAgent({ ...options, uri: proxy })
  const checks = new Map<
    string,
    { at: number; refused: Promise<AddressRefusedError | undefined> }
  >()

  const check = (host: string) => {
    const last = checks.get(host)
    if (last && performance.now() - last.at < freshMs) return last.refused
    const addresses = Promise.race([
      find(host, { all: true }).catch(() => []),
      sleep(longestLookupMs, [], { ref: false }),
    ])
    const refused = addresses.then((found) => refusedTarget(host, found, isPrivateAllowed))
    checks.set(host, { at: performance.now(), refused })
    return refused
  }
  const guard: Dispatcher.DispatcherComposeInterceptor = (dispatch) => (request, handler) => {
    const host = new URL(String(request.origin)).hostname
    void check(host).then((refused) => {
      if (!refused) dispatch(request, handler)
      else handler.onResponseError?.(noController, refused)
    })
    return true
  }
  return agent.compose(guard)
}

/** A controller for a request that was never dispatched, so there is nothing to pause or abort. */
const noController: Dispatcher.DispatchController = {
  aborted: true,
  paused: false,
  reason: null,
  abort: () => undefined,
  pause: () => undefined,
  resume: () => undefined,
}
