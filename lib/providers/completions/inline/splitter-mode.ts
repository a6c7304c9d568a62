/** What the splitter reads at the moment. */
export type SplitterMode =
  /** At the beginning of the answer. */
  | 'start'
  /** Behind reasoning, before any text. */
  | 'closed'
  | 'text'
  | 'reasoning'
  /** Behind an opening tag within a line: only the closing tag proves that it is not literal. */
  | 'doubtful'
  /** At a closing tag without an opening one; what follows decides. */
  | 'closing'
  | 'tool'
  /** Behind an end-of-turn token; text behind it shows that it was literal. */
  | 'ending'
  | 'ended'
  | 'harmony'
