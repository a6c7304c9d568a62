import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { UsageError } from './errors.mjs'

/** Asks who it is, and prints what LUMOS_TOKEN takes. */
export async function login(client, _words, _options, out) {
  const email = process.env.LUMOS_EMAIL ?? (await ask('E-mail: ', true))
  const password = process.env.LUMOS_PASSWORD ?? (await ask('Password: ', false))
  const token = await client.signIn(email, password)
  out.result({ token }, () => `export LUMOS_TOKEN='${token}'`)
}

async function ask(question, isShown) {
  process.stderr.write(question)
  const output = isShown ? process.stderr : new Writable({ write: (_c, _e, done) => done() })
  const lines = createInterface({ input: process.stdin, output, terminal: process.stdin.isTTY })
  try {
    // Without an input the question would never be answered.
    const closed = new Promise((resolve) => lines.once('close', resolve))
    const answer = await Promise.race([lines.question(''), closed])
    if (answer === undefined)
      throw new UsageError('Who are you? Set LUMOS_EMAIL and LUMOS_PASSWORD.')
    return answer
  } finally {
    lines.close()
    if (!isShown) process.stderr.write('\n')
  }
}
