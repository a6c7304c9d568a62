import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { homeFile } from './embedded-layout.ts'
import { type EmbeddedServer, startEmbeddedServer } from './embedded-server.ts'

/** A server for tests and tools, which ends with this process and leaves nothing behind. */
export async function startTemporaryServer(): Promise<EmbeddedServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'lumos-temporary-'))
  const server = await startEmbeddedServer(dataDir)
  // As root the cluster is outside the data directory.
  const id = await readFile(join(dataDir, homeFile), 'utf8').catch(() => '')
  const folders = id ? [dataDir, join('/var/lib/lumos', id.trim())] : [dataDir]
  return { ...server, stop: endWithThisProcess(server.pid, folders) }
}

/** Ends the server and removes its folders when this process ends, even if it is killed. */
function endWithThisProcess(pid: number, folders: string[]): () => Promise<void> {
  const program = `
    read -r _
    kill -INT "$0" 2>/dev/null
    while kill -0 "$0" 2>/dev/null && [ -e "/proc/$0/cwd" ]; do sleep 0.05; done
    rm -rf "$@"`
  const watcher = spawn('sh', ['-c', program, String(pid), ...folders], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  watcher.unref()
  return async () => {
    watcher.ref()
    watcher.stdin.end()
    await once(watcher, 'exit')
  }
}
