import { z } from 'zod'

export const routingChoices = ['fast', 'deep'] as const
export type RoutingChoice = (typeof routingChoices)[number]

/** What a message shows of how hard it is, each with words in the interface. */
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

/** Which of an agent's two models a message went to, and why. */
export const routingDecisionSchema = z.object({
  route: z.enum(routingChoices),
  /**
   * `user`: asked again with the other one; `words`: the message says how; `score`: the signals;
   * `budget`: the score's choice would have overstepped the TTFB budget;
   * `breaker`: the model that was due fails at the moment, the other one does not.
   */
  by: z.enum(['user', 'words', 'score', 'budget', 'breaker']),
  /** The sum of the signals' weights: log-odds for the deep model. */
  score: z.number(),
  /** From this score on the deep model was due. */
  threshold: z.number(),
  signals: z.array(z.object({ name: z.enum(routingSignals), weight: z.number() })),
  /** Those of the message's words that count most; never in a trace. */
  words: z.array(z.object({ word: z.string(), weight: z.number() })).optional(),
  /** Measured 95th percentiles of the time to the first token, milliseconds. */
  p95Ms: z.object({ fast: z.number().nullable(), deep: z.number().nullable() }),
})
export type RoutingDecision = z.infer<typeof routingDecisionSchema>
