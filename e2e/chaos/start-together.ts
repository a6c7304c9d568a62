import { randomBytes } from 'node:crypto'
import { type LumosProcess, startLumos } from '../start/lumos-process.ts'

/** Starts an instance that has ended, with the same address and data directory. */
export type Restart = (ended: LumosProcess) => Promise<LumosProcess>

/**
 * Starts instances at once on one empty database.
 * @throws when one of them does not start
 */
export async function startTogether(
  databaseUrl: string,
  count: number,
): Promise<{ instances: LumosProcess[]; restart: Restart }> {
  const environment = {
    DATABASE_URL: databaseUrl,
    LUMOS_SECRET: randomBytes(24).toString('hex'),
  }
  const instances = await Promise.all(Array.from({ length: count }, () => startLumos(environment)))
  await Promise.all(instances.map(({ ready }) => ready))
  return {
    instances,
    async restart({ url, dataDir }) {
      const { port: PORT } = new URL(url)
      const again = await startLumos({ ...environment, PORT, LUMOS_DATA_DIR: dataDir })
      await again.ready
      return again
    },
  }
}

export async function endLumos(lumos: LumosProcess): Promise<void> {
  lumos.signalStarter('SIGTERM')
  await lumos.ended
}
