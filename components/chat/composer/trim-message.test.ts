import { expect, test } from 'vitest'
import { trimMessage } from './trim-message.ts'

test.each([
  ['    if ready:\n        go()\n    stop()', '    if ready:\n        go()\n    stop()'],
  ['\n  \n\tfirst\nsecond\n\n', '\tfirst\nsecond'],
  ['  你好\n', '  你好'],
  ['plain', 'plain'],
  ['  plain  ', '  plain'],
  [' \n\t\n', ''],
  ['', ''],
])('%j is sent as %j', (typed, sent) => expect(trimMessage(typed)).toBe(sent))
