import { cosine, type Embedder, normalise } from './embedder.ts'
import { examQuestions } from './embedding-exam-questions.ts'

const scripts = ['latin', 'han'] as const
export type Script = (typeof scripts)[number]

/** What a cosine of one model's vectors says, for texts of one script. */
export interface SimilarityScale {
  /** Mean and standard deviation for texts that have nothing to do with each other. */
  unrelated: number
  deviation: number
  /** Share of the questions for which the right fact came first of all, 0 to 1. */
  grade: number
}

export type ExamResult = Record<Script, SimilarityScale>

const deadlineMs = 30_000

/**
 * Has a model find, for questions, the facts that answer them in other words, among facts that
 * share their words but mean something else. Counting words fails it, and so does chance.
 * @throws AppError when the provider fails
 */
export async function examine(embedder: Embedder): Promise<ExamResult> {
  const texts = scripts.flatMap((script) => examQuestions[script].flat())
  const vectors = await embedder.embed(texts, AbortSignal.timeout(deadlineMs))
  const ofLatin = examQuestions.latin.flat().length
  return { latin: grade(vectors.slice(0, ofLatin)), han: grade(vectors.slice(ofLatin)) }
}

export function scriptOf(text: string): Script {
  return /\p{Script=Han}/u.test(text) ? 'han' : 'latin'
}

/** @param vectors question, answer, distractor, question … */
function grade(vectors: number[][]): SimilarityScale {
  const units = vectors.map(normalise)
  const questions = units.filter((_, index) => index % 3 === 0)
  const facts = units.filter((_, index) => index % 3 !== 0)
  const unrelated: number[] = []
  let right = 0
  for (const [number, question] of questions.entries()) {
    const answer = 2 * number
    const similarities = facts.map((fact) => cosine(question, fact))
    const best = similarities[answer] ?? 0
    if (similarities.every((other, index) => index === answer || other < best)) right += 1
    unrelated.push(...similarities.filter((_, index) => Math.floor(index / 2) !== number))
  }
  const mean = unrelated.reduce((sum, value) => sum + value, 0) / unrelated.length
  const variance = unrelated.reduce((sum, value) => sum + (value - mean) ** 2, 0) / unrelated.length
  return { unrelated: mean, deviation: Math.sqrt(variance), grade: right / questions.length }
}
