import { loadEnvironmentFile, readAddress, requireFreeAddress } from './steps/address.mjs'
import { requireFreeDataDirectory } from './steps/data-directory.mjs'
import { command } from './steps/fail.mjs'
import { runInForeground } from './steps/foreground.mjs'
import { nextCli } from './steps/next-build.mjs'
import { setUp } from './steps/set-up.mjs'

// npm run dev: Lumos with hot reload.
await command(async () => {
  loadEnvironmentFile()
  const { host, port } = readAddress()
  requireFreeDataDirectory()
  await requireFreeAddress({ host, port })
  const { node, env } = await setUp({ dev: true })
  await runInForeground(node, [nextCli, 'dev', '-H', host, '-p', String(port)], {
    ...env,
    NODE_ENV: 'development',
    NEXT_MANUAL_SIG_HANDLE: 'true',
    // Time for our own end: the embedded database is stopped.
    NEXT_EXIT_TIMEOUT_MS: '5000',
  })
})
