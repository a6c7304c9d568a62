import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

const read = (path: string) => readFileSync(path, 'utf8')
const pages = [
  ...readdirSync('.').filter((name) => name.endsWith('.md')),
  ...readdirSync('docs', { recursive: true }).map((path) => join('docs', String(path))),
].filter((path) => path.endsWith('.md'))

/**
 * Reads a name as a person does: from the project's folder, beside the file that was named before
 * it, or in a folder above that one.
 */
function resolveName(name: string, before: string | undefined): string | undefined {
  if (existsSync(name)) return name
  for (let folder = before; folder && folder !== '.'; folder = dirname(folder)) {
    const path = join(folder, name)
    if (existsSync(path)) return path
  }
  return undefined
}

test('every path that ARCHITECTURE.md names exists', () => {
  const names = [...read('ARCHITECTURE.md').matchAll(/`([\w()[\]./-]+)`/g)]
    .map(([, name]) => String(name))
    .filter((name) => /\/$|\.\w+$/.test(name))
  expect(names.length).toBeGreaterThan(60)
  const missing: string[] = []
  let before: string | undefined
  for (const name of names) {
    const path = resolveName(name, before)
    if (path) before = path
    else missing.push(name)
  }
  expect(missing).toEqual([])
})

const withoutCode = (text: string) => text.replace(/```[\s\S]*?```|`[^`\n]*`/g, '')

test('every link between pages leads somewhere', () => {
  const broken = pages.flatMap((page) =>
    [...withoutCode(read(page)).matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, target]) => String(target).replace(/#.*/, ''))
      .filter((target) => target !== '' && !/^[a-z]+:/.test(target))
      .filter((target) => !existsSync(join(dirname(page), target)))
      .map((target) => `${page}: ${target}`),
  )
  expect(broken).toEqual([])
})

test('every test that docs/features.md names exists', () => {
  const names = [...read('docs/features.md').matchAll(/`([\w./-]+\.(?:test|spec)\.tsx?)`/g)]
  expect(names.length).toBeGreaterThan(50)
  expect(names.map(([, name = '']) => name).filter((name) => !existsSync(name))).toEqual([])
})

test('the index of decisions lists every record under its title', () => {
  const folder = 'docs/decisions'
  const index = read(join(folder, 'README.md'))
  const records = readdirSync(folder).filter((name) => /^\d/.test(name))
  const missing = records.filter((name) => {
    const title = /^# \d+[.:] (.+)$/m.exec(read(join(folder, name)))?.[1]
    return !index.includes(`| [${name.slice(0, 4)}](${name}) | ${title} |`)
  })
  expect(missing).toEqual([])
})

test('the glossary is in the order of the alphabet, each word once', () => {
  const [words = ''] = read('docs/glossary.md').split('## Stored')
  const listed = [...words.matchAll(/^\| (?!word|-)([^|]+?) \|/gm)].map(([, word]) => String(word))
  expect(listed.length).toBeGreaterThan(30)
  const sorted = [...new Set(listed)].sort((a, b) => a.localeCompare(b, 'en'))
  expect(listed).toEqual(sorted)
})

test('the changelog has a section for the version', () => {
  const { version } = JSON.parse(read('package.json'))
  expect(read('CHANGELOG.md')).toMatch(
    new RegExp(`^## ${version.replaceAll('.', '\\.')} – \\d{4}-`, 'm'),
  )
})
