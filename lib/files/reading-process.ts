import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { setPriority } from 'node:os'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { DocumentText } from './extract/read-document.ts'
import type { PageText } from './extract/read-page.ts'

const longestMs = 60_000
const heapMegabytes = 512
const mostResidentBytes = 1_200_000_000
const lookEveryMs = 250
const lowPriority = 10
const pageBytes = 4_096

/** Why a file was given up. */
export type ReadingFailure = 'unreadable' | 'too-slow' | 'too-large'

export class ReadingError extends Error {
  readonly reason: ReadingFailure
  constructor(reason: ReadingFailure) {
    super(`The file is ${reason}.`)
    this.reason = reason
  }
}

/**
 * Reads the text of a document in a process of its own with limits of time and memory.
 * @throws ReadingError
 */
export function readDocumentApart(path: string, mediaType: string): Promise<DocumentText> {
  return runApart(['document', path, mediaType], [])
}

/**
 * Reads the text of an HTML file in a process of its own with limits of time and memory.
 * @param url the page's address
 * @throws ReadingError
 */
export function readPageApart(path: string, url: string): Promise<PageText> {
  return runApart(['page', path, url], [])
}

/**
 * Writes a picture in its stored form, in a process of its own.
 * @throws ReadingError
 */
export function normaliseImageApart(
  path: string,
  output: string,
): Promise<{ mediaType: string; bytes: number }> {
  // Its library is native code.
  return runApart(
    ['image', path, output],
    ['--allow-addons', `--allow-fs-write=${dirname(output)}`],
  )
}

async function runApart<T>([task = '', path = '', argument = '']: string[], more: string[]) {
  const root = process.cwd()
  const child = spawn(
    process.execPath,
    [
      `--max-old-space-size=${heapMegabytes}`,
      '--disable-warning=ExperimentalWarning',
      '--disable-warning=SecurityWarning',
      // It may read the program and this file, write nothing, and start nothing.
      '--permission',
      `--allow-fs-read=${root}`,
      `--allow-fs-read=${dirname(path)}`,
      ...more,
      join(root, 'scripts', 'read-file.ts'),
      ...[task, path, argument],
    ],
    { stdio: ['ignore', 'pipe', 'ignore'], env: { NODE_ENV: process.env.NODE_ENV } },
  )
  let reason: ReadingFailure = 'unreadable'
  const stop = (why: ReadingFailure) => {
    reason = why
    child.kill('SIGKILL')
  }
  lowerPriority(child.pid)
  const timer = setTimeout(() => stop('too-slow'), longestMs)
  const watch = setInterval(async () => {
    if ((await residentBytes(child.pid)) > mostResidentBytes) stop('too-large')
  }, lookEveryMs)
  try {
    const exited = once(child, 'exit')
    const [output, [code]] = await Promise.all([text(child.stdout), exited])
    if (code !== 0) throw new ReadingError(reason)
    return JSON.parse(output) as T
  } finally {
    clearTimeout(timer)
    clearInterval(watch)
  }
}

/** Streams that are running come first. */
function lowerPriority(pid: number | undefined) {
  try {
    if (pid !== undefined) setPriority(pid, lowPriority)
  } catch {
    // The process has ended already.
  }
}

/** 0 where the system does not tell. */
async function residentBytes(pid: number | undefined): Promise<number> {
  const statm = await readFile(`/proc/${pid}/statm`, 'utf8').catch(() => '')
  return Number(statm.split(' ')[1] ?? 0) * pageBytes
}
