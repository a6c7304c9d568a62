/**
 * What is known of a model's health. `open`: it failed and is not asked for the moment;
 * `half-open`: it is being tried out.
 */
export interface BreakerState {
  state: 'closed' | 'open' | 'half-open'
  /** The code of the last error, where there was one. */
  reason: string | null
  /** When it is tried out next, ISO 8601; null while it is not open. */
  nextTrialAt: string | null
}
