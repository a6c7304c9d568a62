import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './lumos-process.ts'

/**
 * An nginx in front of Lumos, with the documented configuration or with nginx's worst defaults:
 * HTTP/1.0 to Lumos, and buffered answers.
 * @param upstream of several instances, the address of each
 * @param isDeaf ignores Lumos's request not to buffer
 */
export async function startNginx(
  upstream: string | string[],
  { readTimeoutS = 60, hasDefaults = false, isDeaf = false } = {},
): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'lumos-nginx-'))
  const port = await freePort()
  await mkdir(join(folder, 'cache'))
  const path = join(folder, 'nginx.conf')
  const documented = documentedConfig(await readFile('docs/proxies.md', 'utf8'))
  const servers = [upstream].flat().map((url) => `  server ${new URL(url).host};`)
  const site = documented
    .replace('/var/cache/nginx/lumos', join(folder, 'cache'))
    .replace(/^ *server 127.0.0.1:3000;$/m, servers.join('\n'))
    .replace('listen 443 ssl http2;', `listen 127.0.0.1:${port};`)
    .replaceAll(/^ *ssl_certificate.*$/gm, '')
  const plain = site.replaceAll(/^ *(?:proxy_http_version|proxy_set_header Connection).*$/gm, '')
  const settings = [
    `proxy_read_timeout ${readTimeoutS}s;`,
    ...(isDeaf ? ['proxy_ignore_headers X-Accel-Buffering;'] : []),
  ]
  await writeFile(path, aroundSite(folder, hasDefaults ? plain : site, settings))
  const command = process.env.TEST_NGINX ?? '/usr/sbin/nginx'
  const child = spawn(command, ['-c', path, '-p', folder, '-e', 'stderr'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  await Promise.race([
    listening(port),
    ended.then(() => Promise.reject(new Error('nginx did not start.'))),
  ])
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      child.kill('SIGTERM')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function documentedConfig(page: string): string {
  const [, config] = /```nginx\n([\s\S]*?)```/.exec(page) ?? []
  if (!config) throw new Error('docs/proxies.md has no configuration for nginx.')
  return config
}

/**
 * The main file of a distribution. As root the workers run as root, too, because only root may
 * enter the folder.
 */
function aroundSite(folder: string, site: string, settings: string[]): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  return `
${process.getuid?.() === 0 ? 'user root;' : ''}
daemon off;
pid ${folder}/nginx.pid;
events {}
http {
  access_log off;
  ${settings.join('\n  ')}
  ${temporary.map((name) => `${name}_temp_path ${folder}/${name};`).join('\n  ')}
  types { text/css css; application/javascript js; }
  ${site}
}
`
}

async function listening(port: number): Promise<void> {
  const isOpen = () =>
    new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1')
      const settle = (open: boolean) => {
        socket.destroy()
        resolve(open)
      }
      socket.once('connect', () => settle(true)).once('error', () => settle(false))
    })
  while (!(await isOpen())) await new Promise((resolve) => setImmediate(resolve))
}
