import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's folder, wherever the command was given. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
export const inRoot = (...names) => join(root, ...names)
