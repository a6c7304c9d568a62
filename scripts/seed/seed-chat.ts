import { createHash } from 'node:crypto'
import type { SeedUserId } from './people.ts'

/** A chat of the seed: questions with their answers, one after another. */
export interface SeedChat {
  userId: SeedUserId
  agentId: string
  folderId?: string
  title: string
  daysAgo: number
  isPinned?: boolean
  turns: [question: string, answer: string][]
}

/** A UUID that is the same for every seed. */
export function chatId({ userId, title }: SeedChat): string {
  const hex = createHash('sha256').update(`${userId} ${title}`).digest('hex')
  return [
    [0, 8],
    [8, 12],
    [12, 16],
    [16, 20],
    [20, 32],
  ]
    .map(([from, until]) => hex.slice(from, until))
    .join('-')
    .replace(/^(.{14})./, '$14')
    .replace(/^(.{19})./, '$18')
}
