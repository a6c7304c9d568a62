import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

interface LockedPackage {
  resolved?: string
  dev?: boolean
  optional?: boolean
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
  peerDependencies?: Record<string, string>
  peerDependenciesMeta?: Record<string, { optional?: boolean }>
}
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  packages: Record<string, LockedPackage>
}

/** Looks for a package as Node does: beside the one that wants it, then further up. */
function isLocked(from: string, name: string): boolean {
  if (`${from && `${from}/`}node_modules/${name}` in packages) return true
  if (from === '') return false
  return isLocked(from.slice(0, Math.max(from.lastIndexOf('/node_modules/'), 0)), name)
}

// npm drops them when it writes the file on a machine that cannot fetch them; `npm ci` then fails.
test('the lock file lists the optional packages of every platform', () => {
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !isLocked(path, name)),
  )
  expect(missing).toEqual([])
})

test('the lock file names no registry', () => {
  expect(Object.values(packages).filter(({ resolved }) => resolved)).toEqual([])
})

// With `legacy-peer-deps` npm does not install peers by itself: they are dependencies of Lumos.
test('every required peer is locked', () => {
  const missing = Object.entries(packages).flatMap(
    ([path, { optional, peerDependencies = {}, peerDependenciesMeta = {} }]) =>
      Object.keys(peerDependencies)
        .filter((name) => !optional && !peerDependenciesMeta[name]?.optional)
        .filter((name) => !isLocked(path, name))
        .map((name) => `${path} wants ${name}`),
  )
  expect(missing).toEqual([])
})

test("the developers' tools are not installed by npm start", () => {
  const tools = ['@biomejs/biome', '@playwright/test', 'knip', 'prisma', 'vite', 'vitest']
  expect(tools.filter((name) => !packages[`node_modules/${name}`]?.dev)).toEqual([])
})

test('katex, whose styles are imported, is the one that renders the formulas', () => {
  // Mermaid draws with a copy of its own, beside its own styles.
  const copies = Object.keys(packages).filter(
    (path) => path.endsWith('node_modules/katex') && !path.startsWith('node_modules/mermaid/'),
  )
  expect(copies).toEqual(['node_modules/katex'])
})
