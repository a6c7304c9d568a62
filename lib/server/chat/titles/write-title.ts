import { textOfParts } from '#lib/contracts/chat/text-of-parts.ts'
import { readBeginning, replaceTitle } from '#lib/db/repositories/chats.ts'
import { generateWith } from '../../models/generate-with.ts'
import type { Services } from '../../services.ts'
import { cleanTitle } from './clean-title.ts'
import { provisionalTitle } from './provisional-title.ts'

export const titleJob = 'chat-title'

const system = [
  'Lumos chat title',
  'Write a title of three to six words for a chat that begins with the user’s message, in its language.',
  'Answer with the title only: no quotes, no full stop.',
].join('\n')
const longestExcerpt = 1_000

/** Gives a new chat a title written by a model, unless the user has named it meanwhile. */
export async function writeTitle(
  services: Pick<Services, 'database' | 'settings' | 'agents' | 'models'>,
  job: { chatId: string; agentId: string },
): Promise<void> {
  const { pool } = services.database
  const { chatId } = job
  const [agent, settings, beginning] = await Promise.all([
    services.agents.find(job.agentId),
    services.settings.read(),
    readBeginning(pool, chatId),
  ])
  const model = settings.titleModel ?? agent?.model
  if (!beginning || !model) return
  const text = textOfParts(beginning.parts)
  if (beginning.title !== provisionalTitle(text)) return
  const answer = await generateWith(services, model, system, text.slice(0, longestExcerpt))
  const title = cleanTitle(answer)
  if (!title) return
  await replaceTitle(pool, { chatId, from: beginning.title, to: title })
}
