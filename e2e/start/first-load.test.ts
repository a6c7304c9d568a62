import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

// What a page's scripts weigh on the wire at its first load, as the build compressed them.
const build = '.next'
const kilobyte = 1024
/** Limits in kilobytes. */
const limits = { '/(auth)/': 160, '/(app)/(chat)/': 240, '/share/': 160, '': 264 }

interface ClientManifest {
  entryJSFiles: Record<string, string[]>
}

/** The scripts of a page and of the layouts around it, by its manifest. */
function scriptsOf(path: string): { page: string; scripts: Set<string> } {
  const found = /\["([^"]+)"\]\s*=\s*(\{.*\})/s.exec(readFileSync(path, 'utf8'))
  const [, page = '', json = ''] = found ?? []
  const { entryJSFiles } = JSON.parse(json) as ClientManifest
  return { page, scripts: new Set([...sharedScripts, ...Object.values(entryJSFiles).flat()]) }
}

const { rootMainFiles: sharedScripts } = JSON.parse(
  readFileSync(join(build, 'build-manifest.json'), 'utf8'),
) as { rootMainFiles: string[] }
const pages = readdirSync(join(build, 'server', 'app'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('page_client-reference-manifest.js'))
  .map((path) => scriptsOf(join(build, 'server', 'app', path)))

test('the build has a manifest of every kind of page', () => {
  for (const start of Object.keys(limits))
    expect(pages.some(({ page }) => page.startsWith(start))).toBe(true)
})

test.each(pages)('$page loads no more than its limit', ({ page, scripts }) => {
  const [, limit = 0] = Object.entries(limits).find(([start]) => page.startsWith(start)) ?? []
  const sizes = [...scripts].map((name) => statSync(join(build, `${name}.br`)).size)
  expect(sizes.reduce((sum, size) => sum + size, 0) / kilobyte).toBeLessThanOrEqual(limit)
})
