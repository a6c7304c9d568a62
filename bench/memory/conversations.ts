import { readFile } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { z } from 'zod'

const idSchema = z.union([z.string(), z.int()]).transform(String)
const conversationsSchema = z.array(
  z.object({
    turns: z.array(
      z.object({
        id: idSchema,
        date: z.string(),
        session: z.string().optional(),
        speaker: z.string(),
        text: z.string(),
        caption: z.string().nullish(),
      }),
    ),
    questions: z.array(
      z.object({
        question: z.string(),
        category: idSchema,
        evidence: z.array(idSchema).default([]),
      }),
    ),
  }),
)

/** The API takes no longer text. */
const longestText = 9_900
/** LoCoMo's adversarial questions: reported, not in the headline. */
const adversarial = '5'

export interface Turn {
  id: string
  /** Equal within a session. */
  session: string
  /** What is saved as one memory. */
  text: string
}

export interface Question {
  text: string
  category: string
  isAdversarial: boolean
  /** Ids of the turns that answer it. */
  evidence: string[]
}

export interface Conversation {
  turns: Turn[]
  questions: Question[]
}

export interface ConversationSet {
  name: string
  conversations: Conversation[]
}

/** Reads conversations in the common form of the data sets; questions without evidence are left out. */
export async function readConversations(path: string): Promise<ConversationSet> {
  const parsed = conversationsSchema.parse(JSON.parse(await readFile(path, 'utf8')))
  const conversations = parsed.map(({ turns, questions }) => ({
    turns: turns.map(({ id, date, session, speaker, text, caption }) => ({
      id,
      session: session ?? date,
      text: `${speaker}: ${text}${caption ? ` [shares ${caption}]` : ''} (${date})`.slice(
        0,
        longestText,
      ),
    })),
    questions: questions
      .filter(({ evidence }) => evidence.length > 0)
      .map(({ question, category, evidence }) => ({
        text: question,
        category,
        isAdversarial: category === adversarial,
        evidence,
      })),
  }))
  const file = basename(path).replace(/\.json$/, '')
  // LoCoMo's file tells its name by its folder.
  const name = file === 'conversations' ? basename(dirname(path)) : file
  return { name, conversations }
}
