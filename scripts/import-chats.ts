import { join } from 'node:path'
import { AppError } from '#lib/contracts/app-error.ts'
import { createDatabase } from '#lib/db/database.ts'
import { workDeadlineMs } from '#lib/db/deadline.ts'
import { env } from '#lib/env.ts'
import { createDiskStore } from '#lib/files/file-store.ts'
import { bytesLeftOf } from '#lib/server/files/store-upload.ts'
import type { ImportLine } from '#lib/server/imports/import-chats.ts'
import { importFile } from '#lib/server/imports/import-file.ts'
import { createSettingsStore } from '#lib/server/settings/settings-store.ts'

// Started by the server with the file and the user's id; writes a line of JSON for each step.
const [path = '', userId = ''] = process.argv.slice(2)
const write = (line: ImportLine) => void process.stdout.write(`${JSON.stringify(line)}\n`)
const options = { maxConnections: 2, deadlineMs: workDeadlineMs }
const database = createDatabase(env().databaseUrl ?? '', options)
try {
  const settings = createSettingsStore(database.prisma, () => 0)
  const target = {
    pool: database.pool,
    files: createDiskStore(join(env().dataDir, 'files')),
    bytesLeft: { count: await bytesLeftOf({ database, settings }, userId) },
  }
  write({ report: await importFile(target, userId, path, (chats) => write({ chats })) })
} catch (error) {
  if (!(error instanceof AppError)) throw error
  write({ refusal: { code: error.code, displayMessage: error.displayMessage } })
} finally {
  await database.close()
}
