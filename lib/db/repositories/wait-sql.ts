/**
 * A turn's wait where a browser measured it, else null, from a row with `browser` (the JSON that the
 * browser told) and `"ttfbMs"`. The same as `measuredWaitMs` of `contracts/wait.ts`: browsers of
 * earlier versions told its parts only.
 */
export const waitSql = `CASE WHEN "ttfbMs" IS NOT NULL THEN coalesce((browser->>'waitMs')::float8,
  "ttfbMs" + (browser->>'transitMs')::float8 + (browser->>'paintMs')::float8) END`
