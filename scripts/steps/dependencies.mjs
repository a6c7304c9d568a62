import { existsSync, readFileSync } from 'node:fs'
import { inRoot } from './places.mjs'
import { runStep } from './progress.mjs'

/** Installs the packages of the lock file unless they are there. */
export async function ensureDependencies(env) {
  if (isInstalled()) return
  // No package needs its install script: Lumos repairs what they would do.
  const args = ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund']
  await runStep('Installing packages', 'npm', [...args, '--loglevel=error'], { env })
}

/** npm records what it installed; optional packages of other systems are not there. */
function isInstalled() {
  const record = inRoot('node_modules', '.package-lock.json')
  if (!existsSync(record)) return false
  const wanted = packages(inRoot('package-lock.json'))
  const present = packages(record)
  return Object.entries(wanted).every(([path, { version, optional, devOptional }]) => {
    if (path === '') return true
    const found = present[path]
    return found ? found.version === version : Boolean(optional || devOptional)
  })
}

function packages(path) {
  return JSON.parse(readFileSync(path, 'utf8')).packages
}
