import type { BrowserTiming } from '#lib/contracts/timing.ts'

/** Tells the server, after the turn, also when the page is left meanwhile. Its loss harms nobody. */
export async function tellBrowserTiming(turnId: string, browser: BrowserTiming): Promise<void> {
  const ignore = () => undefined
  await fetch(`/api/turns/${turnId}/browser`, {
    method: 'POST',
    keepalive: true,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(browser),
  }).catch(ignore)
}
