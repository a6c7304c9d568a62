import { mkdirSync, readlinkSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { inRoot } from './places.mjs'

const link = inRoot('.node', 'bin', 'node')

/** Links the Node that runs Lumos to `.node/bin/node`, where `.vscode` looks for it. */
export function linkEditorNode(node) {
  try {
    if (readLink() === node) return
    mkdirSync(inRoot('.node', 'bin'), { recursive: true })
    const fresh = `${link}-${process.pid}`
    symlinkSync(node, fresh)
    renameSync(fresh, link)
  } catch {
    // A file system without links: the editor asks for a Node then.
    rmSync(`${link}-${process.pid}`, { force: true })
  }
}

function readLink() {
  try {
    return readlinkSync(link)
  } catch {
    return undefined
  }
}
