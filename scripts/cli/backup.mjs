import { resolve } from 'node:path'
import { runInForeground } from '../steps/foreground.mjs'
import { inRoot } from '../steps/places.mjs'
import { setUp } from '../steps/set-up.mjs'
import { UsageError } from './errors.mjs'

/** Both work on the database itself, so they need what Lumos needs, and no running Lumos. */
async function runHere(script, args, { json }) {
  const { node, env } = await setUp()
  const all = ['--disable-warning=ExperimentalWarning', inRoot('scripts', script), ...args]
  await runInForeground(node, json ? [...all, '--json'] : all, env)
}

export function backup(_client, _words, options) {
  return runHere('backup.ts', options.to ? ['--to', resolve(options.to)] : [], options)
}

export function restore(_client, [file], options) {
  if (!file) throw new UsageError('Which file shall be restored?')
  const { dataDir } = options
  const to = dataDir ? ['--data-dir', resolve(dataDir)] : []
  return runHere('restore.ts', [resolve(file), ...to], options)
}
