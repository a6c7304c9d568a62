import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, it } from 'vitest'

const textOf = (path: string) => readFileSync(path, 'utf8')

/** The project's files that a file imports, when needed or at once; types excluded. */
function importsOf(path: string): string[] {
  return [
    ...textOf(path).matchAll(/^(?:import|export) (?!type\b)[^']*?'([^']+)'|import\('([^']+)'\)/gm),
  ]
    .map(([, first, second]) => first ?? second ?? '')
    .filter((name) => /^[.#]/.test(name) && /\.tsx?$/.test(name))
    .map((name) => (name.startsWith('#') ? name.slice(1) : normalize(join(dirname(path), name))))
}

/** The texts that a component and all it imports use in the browser. */
function usedTexts(start: string): string[] {
  const seen = new Set<string>()
  const open = [start]
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (seen.has(path)) continue
    seen.add(path)
    open.push(...importsOf(path))
  }
  const names = [...seen].flatMap((path) =>
    [...textOf(path).matchAll(/useTranslations\('(\w+)/g)].map((match) => match[1] ?? ''),
  )
  return [...new Set(names)].sort()
}

const pages = readdirSync('app', { recursive: true, encoding: 'utf8' })
  .map((path) => join('app', path))
  .filter((path) => /\/(?:page|layout|error|not-found)\.tsx$/.test(path))

/** The texts that reach a page or layout: of the innermost `PageTexts` in it or above it. */
function sentTexts(path: string): string[] {
  const found = [...textOf(path).matchAll(/<PageTexts of=\{\[([^\]]*)\]\}/g)].at(-1)
  if (found) return [...(found[1] ?? '').matchAll(/\w+/g)].map(([name]) => name).sort()
  for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
    const layout = join(folder, 'layout.tsx')
    if (layout !== path && pages.includes(layout)) return sentTexts(layout)
  }
  return []
}

it.each(pages)('%s sends the texts of its components', (path) => {
  const components = importsOf(path).filter((name) => name.startsWith('components/'))
  const used = components.flatMap(usedTexts)
  expect(sentTexts(path)).toEqual(expect.arrayContaining([...new Set(used)]))
})
