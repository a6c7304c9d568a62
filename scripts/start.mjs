import { loadEnvironmentFile, readAddress, requireFreeAddress } from './steps/address.mjs'
import { requireFreeDataDirectory } from './steps/data-directory.mjs'
import { command, StepFailed } from './steps/fail.mjs'
import { startServer } from './steps/server-process.mjs'
import { setUp } from './steps/set-up.mjs'
import { startScreen } from './steps/start-screen.mjs'

// npm start: sets up what is missing, builds what changed, starts Lumos.
await command(async () => {
  loadEnvironmentFile()
  const address = readAddress()
  // First of all, so that a running Lumos keeps its packages and its build.
  requireFreeDataDirectory()
  await requireFreeAddress(address)
  const { node, env } = await setUp({ build: true })
  const server = await startServer({ node, env, ...address })
  process.stdout.write(startScreen(address.url, server.report))
  const { code, signal } = await server.ended
  if (server.isEnding() || code === 0) process.exit(0)
  throw new StepFailed(`Lumos ended unexpectedly (${signal ?? code}).`)
})
