import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { machine, saveResult } from '../report.ts'
import { measureAnswerCache } from './answer-cache.ts'
import { measureDiet } from './diet.ts'
import { measureFallback } from './fallback.ts'
import { makeCertificate } from './far-provider.ts'
import { measureGivingWay } from './giving-way.ts'
import { measureHedge } from './hedge.ts'
import { measureKeptPrompts } from './kept-prompts.ts'
import { startLumos } from './lumos-start.ts'
import { measurePrefill } from './prefill.ts'
import { measurePrewarm } from './prewarm.ts'
import { measureRouting } from './routing.ts'

/** Measures each feature that shortens the TTFB, off and on, in one production build. */
const folder = mkdtempSync(join(tmpdir(), 'lumos-bench-'))
const certificate = makeCertificate(folder)
try {
  const prewarm = await measurePrewarm(certificate)
  const lumos = await startLumos(certificate.cert)
  const others = [
    await measureHedge(lumos, 'demo'),
    await measureFallback(lumos, 'demo'),
    await measureRouting(lumos, 'demo'),
    await measureAnswerCache(lumos, 'demo'),
    await measureDiet(lumos),
    await measureKeptPrompts(lumos),
    await measurePrefill(lumos),
    await measureGivingWay(lumos),
  ]
  await lumos.stop()
  const report = [machine(), prewarm, ...others].join('\n\n')
  console.log(report)
  saveResult('first-token', report)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
