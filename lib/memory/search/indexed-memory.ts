/** A memory as the index needs it. */
export interface IndexedMemory {
  id: string
  text: string
  agentId: string | null
  /** Space-separated tokens. */
  searchText: string
  /** Memories of one source, in the order given, are neighbours. */
  sourceId: string | null
  importance: number
  useCount: number
  /** Epoch milliseconds. */
  createdAt: number
  /** No longer true since then, epoch milliseconds. */
  endedAt: number | null
  /** Of length 1; null when there is none. */
  vector: Float32Array | null
}

export interface Hit {
  memory: Pick<IndexedMemory, 'id' | 'text' | 'endedAt'>
  score: number
  /** Share of the query that the memory names itself or means, 0 to 1, by the rarity of the query's terms. */
  named: number
}
