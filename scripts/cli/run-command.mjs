import { parseArgs } from 'node:util'
import { loadEnvironmentFile, readAddress } from '../steps/address.mjs'
import { backup, restore } from './backup.mjs'
import { bench } from './bench.mjs'
import { createClient } from './client.mjs'
import { doctor } from './doctor.mjs'
import { UsageError } from './errors.mjs'
import { login } from './login.mjs'
import { setModel, showModels } from './models.mjs'
import { createOutput } from './output.mjs'
import { probe } from './probe.mjs'

const usage = `Usage: lumos COMMAND [options]

  model show [AGENT]        the agents' models, with their times to the first token
  model set AGENT MODEL     gives an agent another model
  probe [MODEL …]           measures models now (default: those that agents use)
  bench                     measures the time to the first token of this Lumos
  doctor                    looks for what is wrong or slow
  login                     asks for e-mail and password, prints a token
  backup                    writes a backup of this machine's Lumos, running or not
  restore FILE              reads a backup into a new data directory or an empty database

Options
  --url URL                 default: $LUMOS_URL, else this machine's HOST and PORT
  --json                    the result as JSON
  --runs N                  probe: answers of each model (default 3)
  --turns N                 bench: turns in all (default 10)
  --concurrency N           bench: turns at once (default 1)
  --to DIR                  backup: the folder for the file (default: backups in the data directory)
  --data-dir NEW            restore: a new data directory (default: LUMOS_DATA_DIR)
  --agent AGENT             bench, doctor: by name or id (default: the default agent)

Signs in with $LUMOS_TOKEN (see login), or $LUMOS_EMAIL and $LUMOS_PASSWORD. On the server itself,
as the user who runs Lumos, neither is needed: you are its admin.
Exit codes: 0 fine, 1 failed or something is wrong, 2 not understood.
`

/** What each command does, and the words that it takes at most. */
const commands = {
  'model show': { run: showModels, mostWords: 1 },
  'model set': { run: setModel, mostWords: 2 },
  probe: { run: probe, mostWords: Number.POSITIVE_INFINITY },
  bench: { run: bench, mostWords: 0 },
  doctor: { run: doctor, mostWords: 0 },
  login: { run: login, mostWords: 0 },
  backup: { run: backup, mostWords: 0 },
  restore: { run: restore, mostWords: 1 },
}

/**
 * Runs one command, e.g. `['model', 'show', '--json']`.
 * @param terminal its input, outputs and environment, as `process` has them
 * @returns the exit code
 */
export async function runCommand(commandLine, terminal) {
  try {
    return await run(commandLine, terminal)
  } catch (error) {
    const { message } = error
    terminal.stderr.write(`${message}\n`)
    // Who reads JSON gets it, whatever happens.
    if (commandLine.includes('--json'))
      terminal.stdout.write(`${JSON.stringify({ error: { message } })}\n`)
    if (error instanceof UsageError) terminal.stderr.write('See lumos --help.\n')
    return error instanceof UsageError ? 2 : 1
  }
}

async function run(commandLine, terminal) {
  const { values, positionals } = parse(commandLine)
  if (values.help || positionals.length === 0) {
    terminal.stdout.write(usage)
    return values.help ? 0 : 2
  }
  const words = positionals[0] === 'model' ? 2 : 1
  const name = positionals.slice(0, words).join(' ')
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) throw new UsageError(`There is no command "${name}".`)
  const args = positionals.slice(words)
  const surplus = args[command.mostWords]
  if (surplus !== undefined) throw new UsageError(`What is "${surplus}" for?`)
  // In the file it is the server's public address, which the server itself need not go through.
  const { LUMOS_URL: shellUrl } = terminal.env
  loadEnvironmentFile()
  const url = values.url ?? shellUrl ?? readAddress(terminal.env).url
  const out = createOutput(values.json, terminal)
  const options = {
    agent: values.agent,
    runs: count('runs', values.runs, 20),
    turns: count('turns', values.turns, 10_000),
    to: values.to,
    dataDir: values['data-dir'],
    json: values.json,
    concurrency: count('concurrency', values.concurrency, 200),
  }
  return (await command.run(createClient(url, terminal.env), args, options, out)) ?? 0
}

function parse(commandLine) {
  try {
    return parseArgs({
      args: commandLine,
      allowPositionals: true,
      options: {
        url: { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
        agent: { type: 'string' },
        to: { type: 'string' },
        'data-dir': { type: 'string' },
        runs: { type: 'string', default: '3' },
        turns: { type: 'string', default: '10' },
        concurrency: { type: 'string', default: '1' },
      },
    })
  } catch (error) {
    throw new UsageError(error.message)
  }
}

function count(name, text, most) {
  const number = Number(text)
  if (Number.isInteger(number) && number >= 1 && number <= most) return number
  throw new UsageError(`--${name} takes a whole number from 1 to ${most}, not "${text}".`)
}
