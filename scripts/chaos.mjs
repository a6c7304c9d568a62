import { command, StepFailed } from './steps/fail.mjs'
import { ensureBuild } from './steps/next-build.mjs'
import { ensureNginx } from './steps/nginx.mjs'
import { inRoot } from './steps/places.mjs'
import { run } from './steps/processes.mjs'
import { setUp } from './steps/set-up.mjs'

// npm run chaos [-- --kills 100 --streams 20 --seed 1]: kills one of two instances in mid-answer,
// and restarts both behind nginx.
await command(async () => {
  const { node, env } = await setUp({ dev: true })
  await ensureBuild(node, env)
  const program = [inRoot('e2e', 'chaos', 'main.ts'), ...process.argv.slice(2)]
  const args = ['--disable-warning=ExperimentalWarning', ...program]
  const TEST_NGINX = await ensureNginx(env)
  const { code } = await run(node, args, { env: { ...env, TEST_NGINX }, show: true })
  if (code !== 0) throw new StepFailed('Characters were lost, or requests failed.')
})
