import { endsAsking, isAboutRelative, namesTime, speakerOf } from './question-cues.ts'

/** What the wording of each document shows, by document number. */
export interface DocumentCues {
  namesTime: boolean[]
  asking: boolean[]
  aboutRelative: boolean[]
  /** Empty where no speaker is named. */
  speakers: string[]
  /** How many documents show a cue: the more, the less it tells. */
  counts: { namesTime: number; asking: number }
  /** Reads the cues of the newest document. */
  add(text: string): void
  remove(document: number): void
}

export function createDocumentCues(): DocumentCues {
  /** One string for each name. */
  const names = new Map<string, string>()
  const nameOf = (text: string) => {
    const speaker = speakerOf(text)
    const same = names.get(speaker)
    if (same === undefined) names.set(speaker, speaker)
    return same ?? speaker
  }
  const cues: DocumentCues = {
    namesTime: [],
    asking: [],
    aboutRelative: [],
    speakers: [],
    counts: { namesTime: 0, asking: 0 },
    add(text) {
      const isTimed = namesTime(text)
      const isAsking = endsAsking(text)
      cues.namesTime.push(isTimed)
      cues.asking.push(isAsking)
      cues.aboutRelative.push(isAboutRelative(text))
      cues.speakers.push(nameOf(text))
      cues.counts.namesTime += Number(isTimed)
      cues.counts.asking += Number(isAsking)
    },
    remove(document) {
      cues.counts.namesTime -= Number(cues.namesTime[document] ?? false)
      cues.counts.asking -= Number(cues.asking[document] ?? false)
      cues.namesTime[document] = false
      cues.asking[document] = false
    },
  }
  return cues
}
