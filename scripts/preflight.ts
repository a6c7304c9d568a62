import { openDataDirectory } from '#lib/data-directory.ts'
import { checkDatabase, createDatabase } from '#lib/db/database.ts'
import { env } from '#lib/env.ts'
import { StartError } from '#lib/errors.ts'

// Finds problems that would stop the start, before a build of half a minute.
try {
  const { dataDir, databaseUrl } = env()
  await openDataDirectory(dataDir)
  if (databaseUrl) {
    const database = createDatabase(databaseUrl)
    await checkDatabase(database)
    await database.close()
  }
} catch (error) {
  if (!(error instanceof StartError)) throw error
  process.stderr.write(`Lumos cannot start: ${error.message}\n`)
  process.exit(1)
}
