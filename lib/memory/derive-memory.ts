import { memorySlot } from './memory-slot.ts'
import { fingerprint, searchableText } from './tokenise.ts'

/** What is stored beside a memory's text and follows from it. */
export function deriveMemory(text: string) {
  return {
    fingerprint: fingerprint(text),
    searchText: searchableText(text),
    slot: memorySlot(text),
  }
}
