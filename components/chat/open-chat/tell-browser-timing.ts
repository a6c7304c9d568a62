import type { BrowserTiming } from '#lib/contracts/latency/timing.ts'

/**
 * Sends the browser's timing after the turn, also while the page is being closed. A failure is
 * ignored.
 */
export async function tellBrowserTiming(turnId: string, browser: BrowserTiming): Promise<void> {
  const ignore = () => undefined
  await fetch(`/api/turns/${turnId}/browser`, {
    method: 'POST',
    keepalive: true,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(browser),
  }).catch(ignore)
}
