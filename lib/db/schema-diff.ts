import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'

/**
 * The SQL that changes one Prisma schema into another. Development only: it uses Prisma's schema
 * engine as WebAssembly, an internal interface, because the usual engine is a download.
 * @param url any database; the engine connects even to compare two texts
 * @param from the text of a schema; null for an empty database
 */
export async function diffSchemas(url: string, from: string | null, to: string): Promise<string> {
  const adapter = new PrismaPg({ connectionString: url })
  const { SchemaEngine } = await loadEngine()
  const engine = await SchemaEngine.new(
    { datamodels: [['schema.prisma', to]] },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(adapter),
  )
  const { stdout } = await engine.diff({
    from: from === null ? { tag: 'empty' } : datamodel(from),
    to: datamodel(to),
    script: true,
    shadowDatabaseUrl: null,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  })
  return stdout ?? ''
}

function datamodel(content: string) {
  return { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content }] }
}

interface Engine {
  diff(params: object): Promise<{ stdout: string | null }>
}
interface EngineModule {
  SchemaEngine: {
    new: (
      options: { datamodels: [string, string][] },
      log: () => void,
      adapter: object,
    ) => Promise<Engine>
  }
}

/** The package expects a bundler that imports WebAssembly; Node needs explicit instantiation. */
async function loadEngine(): Promise<EngineModule> {
  const require = createRequire(join(process.cwd(), 'package.json'))
  const entry = require.resolve('@prisma/schema-engine-wasm/schema_engine_bg')
  const bindings = await import(entry)
  const bytes = await readFile(join(dirname(entry), 'schema_engine_bg.wasm'))
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': bindings })
  bindings.__wbg_set_wasm(instance.exports)
  const start = instance.exports.__wbindgen_start
  if (typeof start === 'function') start()
  return bindings
}
