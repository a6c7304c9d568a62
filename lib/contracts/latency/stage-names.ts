/**
 * The named spans of a turn's wait, in order. The browser measures `request`, `response` (from the
 * server to the first text's arrival) and `paint`; the others make up the TTFB, except for calls of
 * tools (`tool`) that begin after the first text. `flush` begins with the model's first text and includes what `bufferChars` holds back.
 */
export const stageNames = [
  'request',
  'auth',
  'agent',
  'history',
  'memory',
  'prompt',
  'connect',
  'model',
  'tool',
  'flush',
  'response',
  'paint',
] as const
