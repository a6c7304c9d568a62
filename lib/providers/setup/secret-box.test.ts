import { expect, test } from 'vitest'
import { createSecretBox } from './secret-box.ts'

const box = createSecretBox('a secret of at least thirty-two characters')

test('a sealed secret opens for its owner and is never the same twice', () => {
  for (const plain of ['', 'sk-1234', '密钥😀', 'x'.repeat(10_000)]) {
    expect(box.open(box.seal(plain, 'p1'), 'p1')).toBe(plain)
  }
  expect(box.seal('same', 'p1')).not.toBe(box.seal('same', 'p1'))
  expect(box.seal('visible', 'p1')).not.toContain('visible')
})

test('it does not open for another owner or with another secret', () => {
  const sealed = box.seal('sk-1234', 'p1')
  expect(() => box.open(sealed, 'p2')).toThrow()
  expect(() => createSecretBox('another secret').open(sealed, 'p1')).toThrow()
})

test('it does not open when any byte was changed, or the end is missing', () => {
  const bytes = Buffer.from(box.seal('sk-1234', 'p1'), 'base64')
  for (let at = 0; at < bytes.length; at += 1) {
    const changed = Buffer.from(bytes)
    changed[at] = (changed[at] ?? 0) ^ 1
    expect(() => box.open(changed.toString('base64'), 'p1'), `byte ${at}`).toThrow()
    expect(() => box.open(bytes.subarray(0, at).toString('base64'), 'p1')).toThrow()
  }
})
