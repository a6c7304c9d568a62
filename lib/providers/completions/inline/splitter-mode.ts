/** State of the splitter. */
export type SplitterMode =
  /** At the beginning of the answer. */
  | 'start'
  /** After reasoning, before any text. */
  | 'closed'
  | 'text'
  | 'reasoning'
  /** After an opening tag within a line, which is literal unless its closing tag follows. */
  | 'doubtful'
  /** At a closing tag without an opening one; the following text decides its meaning. */
  | 'closing'
  | 'tool'
  /** After an end-of-turn token, which was literal if text follows. */
  | 'ending'
  | 'ended'
  | 'harmony'
