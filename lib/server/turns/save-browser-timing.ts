import { notFound } from '#lib/contracts/app-error.ts'
import type { BrowserTiming } from '#lib/contracts/latency/timing.ts'
import { addBrowserTiming } from '#lib/db/repositories/browser-timing.ts'
import type { Services } from '../services.ts'

/**
 * Saves the browser's measurements in the turn's trace and with its answer.
 * @throws AppError 404 unless the turn is the user's own, ended, began in the last ten minutes, and
 * has no measurements yet
 */
export async function saveBrowserTiming(
  { database }: Pick<Services, 'database'>,
  userId: string,
  turnId: string,
  browser: BrowserTiming,
): Promise<void> {
  if (!(await addBrowserTiming(database.pool, { userId, turnId, browser }))) throw notFound('turn')
}
