/**
 * A turn's wait if a browser measured it, else null, from a row with `browser` (the browser's
 * measurements as JSON) and `"ttfbMs"`. Equal to `measuredWaitMs` in `contracts/wait.ts`: earlier
 * versions of the page reported only its parts.
 */
export const waitSql = `CASE WHEN "ttfbMs" IS NOT NULL THEN coalesce((browser->>'waitMs')::float8,
  "ttfbMs" + (browser->>'transitMs')::float8 + (browser->>'paintMs')::float8) END`
