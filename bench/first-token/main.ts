import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { machine, saveResult } from '../report.ts'
import { startServer } from '../streaming/processes.ts'
import { measureAnswerCache } from './answer-cache.ts'
import { measureDiet } from './diet.ts'
import { makeCertificate } from './far-provider.ts'
import { signUp } from './lumos-client.ts'
import { measurePrewarm } from './prewarm.ts'

/** What shortens the wait before the first token, each off and on, in one production build. */
const port = 4733
const url = `http://127.0.0.1:${port}`
const folder = mkdtempSync(join(tmpdir(), 'lumos-bench-'))
const dataDir = join(folder, 'data')
const certificate = makeCertificate(folder)

const child = await startServer(
  ['lib/server/main.ts'],
  {
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    PORT: String(port),
    LUMOS_DATA_DIR: dataDir,
    LUMOS_LOCAL_DISCOVERY: 'off',
    NODE_EXTRA_CA_CERTS: certificate.cert,
  },
  `${url}/api/ready`,
)
try {
  const lumos = await signUp(url)
  const helper = 'demo/demo-fast@x20'
  await lumos.send('PATCH', '/api/settings', { titleModel: helper, memoryModel: helper })
  const tables = [
    await measurePrewarm(lumos, certificate),
    await measureAnswerCache(lumos, 'demo'),
    await measureDiet(lumos),
  ]
  const report = [machine(), ...tables].join('\n\n')
  console.log(report)
  saveResult('first-token', report)
} finally {
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
  rmSync(folder, { recursive: true, force: true })
}
