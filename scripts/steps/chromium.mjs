import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { StepFailed } from './fail.mjs'
import { inRoot } from './places.mjs'
import { run } from './processes.mjs'
import { step } from './progress.mjs'
import { installDebianPackage } from './second-postgres.mjs'

/** Without a window, which costs a third of the processor time. */
const headlessShell = '/usr/bin/chromium-headless-shell'
const usualPlaces = [
  headlessShell,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/**
 * The path of Chromium, which is installed if missing.
 * @throws StepFailed
 */
export async function ensureChromium(node, env) {
  if (!env.PLAYWRIGHT_CHROMIUM && !existsSync(headlessShell)) await tryHeadlessShell()
  const found = findChromium(env)
  if (found) return found
  await step('Installing Chromium', async () => {
    const cli = inRoot('node_modules', '@playwright', 'test', 'cli.js')
    await run(node, [cli, 'install', 'chromium'], { env })
  })
  if (!findChromium(env) && process.getuid?.() === 0) await installDebianPackage('chromium')
  const installed = findChromium(env)
  if (!installed) throw new StepFailed('There is no Chromium. Set PLAYWRIGHT_CHROMIUM to its path.')
  return installed
}

/** Without it, a browser with windows does. */
async function tryHeadlessShell() {
  if (process.getuid?.() !== 0) return
  try {
    await installDebianPackage('chromium-headless-shell')
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error
    console.log(`  No headless shell of Chromium: ${error.message}`)
  }
}

function findChromium(env) {
  const require = createRequire(inRoot('package.json'))
  const own = () => require('@playwright/test').chromium.executablePath()
  return [env.PLAYWRIGHT_CHROMIUM, ...usualPlaces, own()].find((path) => path && existsSync(path))
}
