import { parseArgs } from 'node:util'
import { hashPassword } from 'better-auth/crypto'
import { openDataDirectory } from '#lib/data-directory.ts'
import { openOwnDatabase } from '#lib/db/backup/open-own-database.ts'
import { migrate } from '#lib/db/migrate.ts'
import { env } from '#lib/env.ts'
import { runMaintenance } from '../maintenance.ts'
import { seedPassword, seedUsers } from './people.ts'
import { seedDatabase } from './seed-database.ts'

// `npm run seed [-- --force] [--json]`: a life-like database. Lumos must not be running on it.
await runMaintenance(async (report) => {
  const { values } = parseArgs({
    options: {
      force: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  })
  const { dataDir, databaseUrl } = env()
  await openDataDirectory(dataDir)
  const own = await openOwnDatabase({ databaseUrl, dataDir }, { isNew: true })
  try {
    await migrate(own.database.pool)
    const made = await seedDatabase(own.database, {
      now: new Date(),
      isForced: values.force,
      hashPassword,
    })
    report.result({ ...made, password: seedPassword, accounts: seedUsers }, [
      `Made ${made.agents} agents, ${made.chats} chats, ${made.memories} memories and ${made.turns} turns of a month.`,
      `Accounts, all with the password ${seedPassword}:`,
      ...seedUsers.map(({ email, name, role }) => `  ${email.padEnd(20)}${name} (${role})`),
      'Start with npm start or npm run dev. Latency in the menu has something to diagnose.',
    ])
  } finally {
    await own.close()
  }
})
