import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'

const folders = ['app', 'components', 'lib', 'bench', 'e2e', 'scripts']
const longestFile = 300

/** The layers that each layer may import, besides itself. */
const below: Record<string, string[]> = {
  contracts: [],
  /** Files directly in `lib`: the environment, the data directory, errors. */
  env: ['contracts'],
  latency: ['env', 'contracts'],
  db: ['zip', 'latency', 'env', 'contracts'],
  providers: ['latency', 'env', 'contracts'],
  runs: ['db', 'providers', 'latency', 'env', 'contracts'],
  /** Functions for promises. */
  async: [],
  /** ZIP archives, read and written as streams. */
  zip: [],
  /** Uploaded files: their store, their type by content, their text. */
  files: ['zip', 'contracts'],
  memory: ['async', 'db', 'providers', 'latency', 'env', 'contracts'],
  auth: ['db', 'providers', 'latency', 'env', 'contracts'],
  /** What agents call: the built-in tools, and the pool of MCP servers. */
  tools: ['async', 'files', 'providers', 'latency', 'env', 'contracts'],
  agent: [
    'async',
    'tools',
    'runs',
    'memory',
    'auth',
    'db',
    'providers',
    'latency',
    'env',
    'contracts',
  ],
  i18n: ['contracts'],
  /** Shares no parser with the providers, because both would then make the same mistakes. */
  simulator: [],
  components: ['contracts', 'i18n'],
  server: [
    'async',
    'zip',
    'files',
    'agent',
    'tools',
    'runs',
    'memory',
    'auth',
    'db',
    'providers',
    'latency',
    'env',
    'contracts',
  ],
  /** Routing only: no database, provider or prompt code. */
  app: ['server', 'components', 'i18n', 'latency', 'contracts'],
}
/** Files that other layers may import, too. */
const openFiles: Record<string, string[]> = {
  'lib/simulator/simulator-process.ts': ['server'],
}

const sources = folders
  .flatMap((folder) => filesIn(folder))
  .filter((path) => /\.(tsx?|mjs)$/.test(path) && !/\/(generated|\.next)\//.test(path))
  .map((path) => ({ path, text: readFileSync(path, 'utf8') }))
const isTest = (path: string) =>
  /\.test\.tsx?$|\/testing\.ts$|vitest|-(fixtures?|world)\.ts$/.test(path)
const product = sources.filter(({ path }) => !isTest(path) && layerOf(path) !== undefined)

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true }).map((path) => join(folder, String(path)))
  } catch {
    return []
  }
}

function layerOf(path: string): string | undefined {
  const [top = '', second = ''] = path.split('/')
  if (top === 'lib') return second.includes('.') ? 'env' : second
  return top in below ? top : undefined
}

/** The project's files that a file imports, types included. */
function importsOf({ path, text }: { path: string; text: string }): string[] {
  const specifiers = [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((m) => m[1] ?? '')
  return specifiers
    .filter((specifier) => /^[.#]/.test(specifier))
    .map((specifier) =>
      specifier.startsWith('#') ? specifier.slice(1) : normalize(join(dirname(path), specifier)),
    )
}

test('imports point down only', () => {
  const wrong = product.flatMap((source) => {
    const layer = layerOf(source.path) ?? ''
    return importsOf(source)
      .filter((target) => {
        const other = layerOf(target)
        if (other === undefined || other === layer) return false
        return !below[layer]?.includes(other) && !openFiles[target]?.includes(layer)
      })
      .map((target) => `${source.path} imports ${target}`)
  })
  expect(wrong).toEqual([])
})

test('no module imports itself through others, types included', () => {
  const imports = new Map(sources.map((source) => [source.path, importsOf(source)]))
  const finished = new Set<string>()
  const circles: string[] = []
  const visit = (path: string, way: string[]) => {
    if (way.includes(path)) circles.push([...way.slice(way.indexOf(path)), path].join(' → '))
    if (way.includes(path) || finished.has(path)) return
    for (const target of imports.get(path) ?? []) visit(target, [...way, path])
    finished.add(path)
  }
  for (const path of imports.keys()) visit(path, [])
  expect(circles).toEqual([])
})

test('every folder of lib is a known layer', () => {
  const unknown = product.map(({ path }) => layerOf(path)).filter((layer) => !(layer! in below))
  expect([...new Set(unknown)]).toEqual([])
})

test('the product imports no tests, and nothing imports the benchmarks', () => {
  const wrong = sources
    .filter(({ path }) => !isTest(path) && !/^(e2e|bench)\//.test(path))
    .flatMap((source) => importsOf(source).map((target) => ({ source, target })))
    .filter(({ target }) => isTest(target) || /^(bench|e2e)\//.test(target))
  expect(wrong.map(({ source, target }) => `${source.path} imports ${target}`)).toEqual([])
})

test('imports name the file with its ending', () => {
  const wrong = product.flatMap((source) =>
    importsOf(source)
      .filter((target) => !/\.(tsx?|json|css|mjs)$/.test(target))
      .map((target) => `${source.path} imports ${target}`),
  )
  expect(wrong).toEqual([])
})

test('no file is longer than 300 lines', () => {
  const long = sources
    .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
    .filter(({ lines }) => lines > longestFile)
  expect(long).toEqual([])
})

test('importing a module does nothing: no work at its top level', () => {
  const work =
    /^(?:(?:export )?(?:const|let) [^=]*= *)?(?:void )?(?:await\b|\w*Sync\(|new (?:Pool|Client|Agent|PrismaClient|Worker)\(|(?:setInterval|setTimeout|createServer|spawn|fetch)\(|process\.on\()/
  const wrong = product
    .filter(({ path }) => path.startsWith('lib/') && !path.endsWith('/main.ts'))
    .flatMap(({ path, text }) =>
      text
        .split('\n')
        .map((line, index) => ({ line, place: `${path}:${index + 1}` }))
        .filter(({ line }) => work.test(line)),
    )
  expect(wrong).toEqual([])
})
