import { fingerprint, searchableText } from '../text/tokenise.ts'
import { memorySlot } from './memory-slot.ts'

/** What is stored beside a memory's text and follows from it. */
export function deriveMemory(text: string) {
  return {
    fingerprint: fingerprint(text),
    searchText: searchableText(text),
    slot: memorySlot(text),
  }
}
