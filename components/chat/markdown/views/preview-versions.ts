import { createContext } from 'react'
import { splitBlocks } from '../blocks/split-blocks.ts'
import { type PreviewKind, previewKindOf } from '../code/preview-kind.ts'

/** A page or a picture in an answer. */
export interface Previewed {
  code: string
  kind: PreviewKind
  /** The text after the language's name, such as a file name. */
  meta: string
}

/** Finds the versions of a page or picture in a chat, oldest first. */
export type FindVersions = (previewed: Previewed) => string[]

export const VersionsContext = createContext<FindVersions>(({ code }) => [code])

const fence = /^ {0,3}(`{3,}|~{3,})[ \t]*([\w+#-]*)[ \t]*(.*)\n([\s\S]*?)\n? {0,3}\1[`~]*\s*$/

/** The pages and pictures in top-level code fences of answers. */
export function findPreviews(answers: string[]): Previewed[] {
  return answers.flatMap((answer) =>
    splitBlocks(answer).blocks.flatMap((block) => {
      const [, , language = '', meta = '', code = ''] = fence.exec(block) ?? []
      const kind = previewKindOf(language.toLowerCase(), code)
      return kind ? [{ code, kind, meta: meta.trim() }] : []
    }),
  )
}

/** The previews of the same kind with the same name; without a name, with the same title. */
export function versionsOf(previewed: Previewed, all: Previewed[]): string[] {
  const name = nameOf(previewed)
  const same = all.filter((other) => other.kind === previewed.kind && nameOf(other) === name)
  return same.length > 0 ? same.map(({ code }) => code) : [previewed.code]
}

function nameOf({ code, meta }: Previewed): string {
  if (meta !== '') return meta
  return /<title[^>]*>([^<]{1,200})<\/title>/i.exec(code.slice(0, 5_000))?.[1]?.trim() ?? ''
}
