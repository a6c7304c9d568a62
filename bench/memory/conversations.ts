import { readFile } from 'node:fs/promises'
import { z } from 'zod'

const conversationsSchema = z.array(
  z.object({
    turns: z.array(
      z.object({
        id: z.string(),
        date: z.string(),
        speaker: z.string(),
        text: z.string(),
        caption: z.string().nullish(),
      }),
    ),
    questions: z.array(
      z.object({
        question: z.string(),
        category: z.int(),
        evidence: z.array(z.string()).default([]),
      }),
    ),
  }),
)

export interface Turn {
  id: string
  /** Equal within a session. */
  session: string
  /** What is kept as one memory. */
  text: string
}

export interface Question {
  text: string
  category: number
  /** Ids of the turns that answer it. */
  evidence: string[]
}

export interface Conversation {
  turns: Turn[]
  questions: Question[]
}

/** Reads conversations in LoCoMo's reshaped form; questions without evidence are left out. */
export async function readConversations(path: string): Promise<Conversation[]> {
  const parsed = conversationsSchema.parse(JSON.parse(await readFile(path, 'utf8')))
  return parsed.map(({ turns, questions }) => ({
    turns: turns.map(({ id, date, speaker, text, caption }) => ({
      id,
      session: date,
      text: `${speaker}: ${text}${caption ? ` [shares ${caption}]` : ''} (${date})`,
    })),
    questions: questions
      .filter(({ evidence }) => evidence.length > 0)
      .map(({ question, category, evidence }) => ({ text: question, category, evidence })),
  }))
}
