import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { UsageError } from './errors.mjs'

/** Asks who it is, and prints what LUMOS_TOKEN takes. */
export async function login(client, _words, _options, out) {
  const { terminal } = out
  const email = terminal.env.LUMOS_EMAIL ?? (await ask(terminal, 'E-mail: ', true))
  const password = terminal.env.LUMOS_PASSWORD ?? (await ask(terminal, 'Password: ', false))
  const token = await client.signIn(email, password)
  out.result({ token }, () => `export LUMOS_TOKEN='${token}'`)
}

async function ask({ stdin, stderr }, question, isShown) {
  stderr.write(question)
  const output = isShown ? stderr : new Writable({ write: (_c, _e, done) => done() })
  const lines = createInterface({ input: stdin, output, terminal: stdin.isTTY })
  try {
    // Without an input the question would never be answered.
    const closed = new Promise((resolve) => lines.once('close', resolve))
    const answer = await Promise.race([lines.question(''), closed])
    if (answer === undefined)
      throw new UsageError('Who are you? Set LUMOS_EMAIL and LUMOS_PASSWORD.')
    return answer
  } finally {
    lines.close()
    if (!isShown) stderr.write('\n')
  }
}
