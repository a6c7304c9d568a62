import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startServer } from '../streaming/processes.ts'
import { type LumosClient, signUp } from './lumos-client.ts'

const port = 4733
const url = `http://127.0.0.1:${port}`

/** Starts a production build of Lumos with an empty database and trust in the certificate. */
export async function startLumos(
  certificate: string,
): Promise<LumosClient & { stop(): Promise<void> }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'lumos-bench-'))
  const child = await startServer(
    ['lib/server/main.ts'],
    {
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      PORT: String(port),
      LUMOS_DATA_DIR: dataDir,
      LUMOS_LOCAL_DISCOVERY: 'off',
      NODE_EXTRA_CA_CERTS: certificate,
    },
    `${url}/api/ready`,
  )
  const lumos = await signUp(url)
  // Titles and memories use a fast local model, so that they do not affect the measurements.
  const helper = 'demo/demo-fast@x20'
  await lumos.send('PATCH', '/api/settings', { titleModel: helper, memoryModel: helper })
  return {
    ...lumos,
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
