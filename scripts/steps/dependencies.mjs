import { existsSync, readFileSync } from 'node:fs'
import { inRoot } from './places.mjs'
import { runStep } from './progress.mjs'

const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
const record = inRoot('node_modules', '.package-lock.json')

/**
 * Installs the packages of the lock file if they are missing. Install scripts are not run: Lumos
 * does their work at run time.
 * @param options.dev also the developers' tools
 */
export async function ensureDependencies(env, { dev }) {
  const wanted = packages(inRoot('package-lock.json'))
  const present = existsSync(record) ? packages(record) : {}
  if (isInstalled(wanted, present, { dev })) return
  if (dev && isInstalled(wanted, present, { dev: false })) {
    // Adds packages and removes none, because a running Lumos may use them.
    const args = ['install', '--no-save', '--include=dev', ...flags]
    await runStep("Adding the developers' tools", 'npm', args, { env })
    return
  }
  // Installed tools are updated with the rest.
  const hasTools = Object.values(present).some((entry) => entry.dev)
  const which = dev || hasTools ? '--include=dev' : '--omit=dev'
  await runStep('Installing packages', 'npm', ['ci', which, ...flags], { env })
}

/**
 * Compares the lock file with npm's record of installed packages. Optional packages of other
 * systems are ignored.
 */
export function isInstalled(wanted, present, { dev }) {
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '' || (entry.dev && !dev)) return true
    const found = present[path]
    return found ? found.version === entry.version : Boolean(entry.optional || entry.devOptional)
  })
}

function packages(path) {
  return JSON.parse(readFileSync(path, 'utf8')).packages
}
