'use client'

import { createContext } from 'react'

/** A source that an answer cites by its number. */
export interface Source {
  id: string
  url: string
  title: string
}

/** Data about the whole answer for the elements in it. */
export interface AnswerContextValue {
  /** Unique among the answers on the page. */
  id: string
  /** The footnotes' labels, in the order of their numbers. */
  labels: string[]
}

export const AnswerContext = createContext<AnswerContextValue>({ id: '', labels: [] })
export const SourcesContext = createContext<Source[]>([])
/** Whether the surrounding block is still streaming. */
export const GrowingContext = createContext(false)
