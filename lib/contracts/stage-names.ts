/**
 * The named spans of a turn's wait, in order. The browser measures `request`, `response` (from the
 * server to the first text's arrival) and `paint`; the others make up the TTFB. `flush` begins with
 * the model's first text and includes what `bufferChars` holds back.
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
  'flush',
  'response',
  'paint',
] as const
