import { backUpOnSchedule, backupCron, backupJob } from '../backups/backup-schedule.ts'
import { type SummaryJob, summariseChat, summaryJob } from '../chat/summarise-chat.ts'
import { titleJob, writeTitle } from '../chat/titles/write-title.ts'
import { rollUp, rollUpCron, rollUpJob } from '../latency/roll-up.ts'
import { embedMemories } from '../memories/embed-memories.ts'
import { learnFromMessage, type MemoryJob, memoryJob } from '../memories/learn-from-message.ts'
import { enqueueVectors, type VectorJob, vectorJob } from '../memories/vector-job.ts'
import { probeCron, probeJob, probeOnSchedule } from '../probe/probe-schedule.ts'
import type { Services } from '../services.ts'
import { startWebhooks } from '../webhooks/start-webhooks.ts'

/** Starts the background work of this process. */
export async function startWorkers(services: Services): Promise<void> {
  await services.jobs.work<MemoryJob>(memoryJob, (job) => learnFromMessage(services, job))
  await services.jobs.work<{ chatId: string; agentId: string }>(titleJob, (job) =>
    writeTitle(services, job),
  )
  await services.jobs.work<SummaryJob>(
    summaryJob,
    (job) => summariseChat(services, job),
    'one-per-key',
  )
  await services.jobs.work(probeJob, () => probeOnSchedule(services))
  await services.jobs.schedule(probeJob, probeCron)
  await services.jobs.work(backupJob, () => backUpOnSchedule(services), 'one-per-key')
  await services.jobs.schedule(backupJob, backupCron)
  await services.jobs.work(rollUpJob, () => rollUp(services), 'one-per-key')
  await services.jobs.schedule(rollUpJob, rollUpCron)
  await services.jobs.enqueue(rollUpJob, {}, 'all')
  await services.jobs.work<VectorJob>(
    vectorJob,
    (job) => embedMemories(services, job),
    'one-per-key',
  )
  await startWebhooks(services)
  // Completes vectors that are missing because a provider failed.
  if ((await services.settings.read()).embeddingModel) await enqueueVectors(services, null)
}
