import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openDataDirectory } from './data-directory.ts'

async function folderWithMode(mode: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lumos-mode-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await chmod(folder, mode)
  return folder
}
const modeOf = async (folder: string) => (await stat(folder)).mode & 0o7777

test('an empty directory is closed to others, a new one is made closed', async () => {
  const open = await folderWithMode(0o755)
  await openDataDirectory(open)
  expect(await modeOf(open)).toBe(0o700)
  const made = join(open, 'made')
  await openDataDirectory(made)
  expect(await modeOf(made)).toBe(0o700)
})

test('a directory that serves others too keeps its mode', async () => {
  const shared = await folderWithMode(0o1777)
  await writeFile(join(shared, 'of-somebody'), '')
  await openDataDirectory(shared)
  expect(await modeOf(shared)).toBe(0o1777)
})
