/**
 * A model's health as this process sees it. `open`: it failed and is not asked for now;
 * `half-open`: a trial request decides.
 */
export interface BreakerState {
  state: 'closed' | 'open' | 'half-open'
  /** Code of the last error, if there was one. */
  reason: string | null
  /** When the next trial is allowed, ISO 8601; null while the breaker is not open. */
  nextTrialAt: string | null
}
