'use client'

import { createContext } from 'react'

/** A source that an answer cites by its number. */
export interface Source {
  id: string
  url: string
  title: string
}

/** What the elements of an answer need to know of the whole of it. */
export interface AnswerContextValue {
  /** Unlike that of any other answer on the page. */
  id: string
  /** The footnotes' labels, in the order of their numbers. */
  labels: string[]
}

export const AnswerContext = createContext<AnswerContextValue>({ id: '', labels: [] })
export const SourcesContext = createContext<Source[]>([])
/** Is the block around still streaming? */
export const GrowingContext = createContext(false)
