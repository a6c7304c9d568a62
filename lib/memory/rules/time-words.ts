/** A stretch of a text that names a time. */
export interface TimeWords {
  index: number
  words: string
  /** How exact it is. */
  grain: 'year' | 'month' | 'day' | 'clock'
  first: Date
  last: Date
  isRange: boolean
  /** " 15:00", or nothing. */
  clock: string
}
