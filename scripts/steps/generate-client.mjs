import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { inRoot } from './places.mjs'

// Generates the database client as `prisma generate` does. The `prisma` package itself is a tool of
// developers: it brings 200 MB along (a studio, a local server, drivers of other databases).
// The ESM builds of these packages do not load in Node.
const require = createRequire(import.meta.url)
const { PrismaClientTsGenerator } = require('@prisma/client-generator-ts')
const { getConfig, getDMMF } = require('@prisma/internals')
const ofInternals = createRequire(require.resolve('@prisma/internals'))
const { enginesVersion } = ofInternals('@prisma/engines-version')

const schemaPath = inRoot('prisma', 'schema.prisma')
const datamodel = readFileSync(schemaPath, 'utf8')
const files = [[schemaPath, datamodel]]
const { generators, datasources } = await getConfig({ datamodel: files })
const dmmf = await getDMMF({ datamodel: files })
for (const generator of generators) {
  generator.output = { value: inRoot('prisma', generator.output.value), fromEnvVar: null }
  const options = { generator, otherGenerators: [], schemaPath, datamodel, datasources, dmmf }
  await new PrismaClientTsGenerator().generate({ ...options, version: enginesVersion })
}
