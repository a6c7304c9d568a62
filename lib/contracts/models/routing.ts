import { z } from 'zod'

export const routingChoices = ['fast', 'deep'] as const
export type RoutingChoice = (typeof routingChoices)[number]

/** Signs of a message's difficulty, each with a label in the interface. */
export const routingSignals = [
  'think',
  'quick',
  'small-talk',
  'lookup',
  'language',
  'small-task',
  'proof',
  'mathematics',
  'word-problem',
  'puzzle',
  'design',
  'fault',
  'analysis',
  'decision',
  'plan',
  'technical',
  'code',
  'program',
  'long-text',
  'length',
  'questions',
  'conditions',
  'situation',
  'open-question',
  'words',
  'follow-up',
  'tools',
] as const
export type RoutingSignal = (typeof routingSignals)[number]

/** Which of an agent's two models a message was sent to, and why. */
export const routingDecisionSchema = z.object({
  route: z.enum(routingChoices),
  /**
   * `user`: the user asked for this model; `words`: the message asks for quick or deep thought;
   * `score`: the signals; `budget`: the scored model would exceed the TTFB budget; `breaker`: the
   * chosen model is failing and the other is not.
   */
  by: z.enum(['user', 'words', 'score', 'budget', 'breaker']),
  /** The sum of the signals' weights: log-odds for the deep model. */
  score: z.number(),
  /** Scores from this value on choose the deep model. */
  threshold: z.number(),
  signals: z.array(z.object({ name: z.enum(routingSignals), weight: z.number() })),
  /** The words with the largest weights; never stored in a trace. */
  words: z.array(z.object({ word: z.string(), weight: z.number() })).optional(),
  /** Measured 95th percentiles of the time to the first token, milliseconds. */
  p95Ms: z.object({ fast: z.number().nullable(), deep: z.number().nullable() }),
})
export type RoutingDecision = z.infer<typeof routingDecisionSchema>
