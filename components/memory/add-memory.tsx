'use client'

import { callApi } from '#components/api-client.ts'
import { MemoryEditor, type MemoryFields } from './memory-editor.tsx'

/** Adds a memory written by the user. */
export function AddMemory({
  onClose,
  onAdded,
}: {
  onClose: () => void
  onAdded: () => Promise<unknown>
}) {
  async function add(fields: MemoryFields) {
    await callApi('POST', '/api/memories', fields)
    await onAdded()
    onClose()
  }
  return (
    <div className="mb-4 rounded-lg border bg-card p-4">
      <MemoryEditor onSave={add} onCancel={onClose} />
    </div>
  )
}
