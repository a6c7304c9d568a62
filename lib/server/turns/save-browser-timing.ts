import { notFound } from '#lib/contracts/app-error.ts'
import type { BrowserTiming } from '#lib/contracts/timing.ts'
import { addBrowserTiming } from '#lib/db/repositories/browser-timing.ts'
import type { Services } from '../services.ts'

/**
 * Keeps what the browser measured of its turn, in the trace and with the answer.
 * @throws AppError 404 unless the turn is the user's own, over, begun in the last ten minutes, and
 *   not told of before
 */
export async function saveBrowserTiming(
  { database }: Pick<Services, 'database'>,
  userId: string,
  turnId: string,
  browser: BrowserTiming,
): Promise<void> {
  if (!(await addBrowserTiming(database.pool, { userId, turnId, browser }))) throw notFound('turn')
}
