'use client'

import type { FileUIPart } from 'ai'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { fileUrl, mostFiles } from '#lib/contracts/chat/file.ts'
import type { UploadedFile } from '#lib/contracts/chat/uploaded-file.ts'
import { readDraftFiles, saveDraftFiles } from '../open-chat/drafts.ts'
import { uploadFile } from './upload-file.ts'

/** A file attached to the message in the composer. */
export interface Attachment {
  key: string
  name: string
  /** Object URL of a picture's thumbnail; null for other files. */
  previewUrl: string | null
  state:
    | { status: 'uploading'; progress: number }
    | { status: 'uploaded'; part: FileUIPart; isUnreadable: boolean }
    | { status: 'failed'; error: unknown }
  /** The local file, for retries; null for a file that comes from an earlier message. */
  file: File | null
}

export interface Attachments {
  items: Attachment[]
  isUploading: boolean
  hasPicture: boolean
  /** @returns how many files were left out because of the limit per message */
  add(files: File[]): number
  /** Attaches the files of an earlier message again. */
  restore(parts: FileUIPart[]): void
  remove(key: string): void
  retry(key: string): void
  /** Returns the uploaded files and detaches them. */
  take(): FileUIPart[]
}

/**
 * The composer's files. Each is uploaded at once, so that the server reads its text while the user
 * types. Uploaded files survive a reload like the draft's text.
 */
export function useAttachments(draftKey: string): Attachments {
  const [items, setItems] = useState<Attachment[]>([])
  const uploads = useRef(new Map<string, AbortController>())
  const latest = useRef(items)
  latest.current = items
  useEffect(
    () => () => {
      for (const upload of uploads.current.values()) upload.abort()
      for (const { previewUrl } of latest.current) release(previewUrl)
    },
    [],
  )

  useDraftFiles(draftKey, items, setItems)

  const setState = useCallback((key: string, state: Attachment['state']) => {
    setItems((before) => before.map((each) => (each.key === key ? { ...each, state } : each)))
  }, [])
  const upload = useCallback(
    (key: string, file: File) => {
      const controller = new AbortController()
      uploads.current.set(key, controller)
      const onProgress = (progress: number) => setState(key, { status: 'uploading', progress })
      onProgress(0)
      uploadFile(file, { onProgress, signal: controller.signal })
        .then(
          (uploaded) => setState(key, uploadedState(uploaded)),
          (error: unknown) => setState(key, { status: 'failed', error }),
        )
        .finally(() => uploads.current.delete(key))
    },
    [setState],
  )

  return useMemo(
    () => ({
      items,
      isUploading: items.some(({ state }) => state.status === 'uploading'),
      hasPicture: items.some(isPicture),
      add(files) {
        const taken = files.slice(0, Math.max(0, mostFiles - latest.current.length))
        const added = taken.map(toAttachment)
        setItems((before) => [...before, ...added])
        for (const { key, file } of added) if (file) upload(key, file)
        return files.length - taken.length
      },
      restore(parts) {
        setItems((before) => [...before, ...parts.map((part) => restored(part))])
      },
      remove(key) {
        uploads.current.get(key)?.abort()
        const gone = latest.current.find((each) => each.key === key)
        setItems((before) => before.filter((each) => each.key !== key))
        if (gone) discard(gone)
      },
      retry(key) {
        const file = latest.current.find((each) => each.key === key)?.file
        if (file) upload(key, file)
      },
      take() {
        const parts = latest.current.flatMap(({ state }) =>
          state.status === 'uploaded' ? [state.part] : [],
        )
        for (const { previewUrl } of latest.current) release(previewUrl)
        setItems([])
        return parts
      },
    }),
    [items, upload],
  )
}

/** Restores the draft's uploaded files, and stores them as they change. */
function useDraftFiles(
  draftKey: string,
  items: Attachment[],
  setItems: (items: Attachment[]) => void,
): void {
  const restoredKey = useRef<string>(undefined)
  useEffect(() => {
    if (restoredKey.current !== draftKey) {
      restoredKey.current = draftKey
      const kept = readDraftFiles(draftKey)
      if (kept.length > 0 && items.length === 0) {
        setItems(kept.map(({ part, isUnreadable }) => restored(part, isUnreadable)))
        return
      }
    }
    saveDraftFiles(
      draftKey,
      items.flatMap(({ state }) => (state.status === 'uploaded' ? [state] : [])),
    )
  }, [draftKey, items, setItems])
}

function toAttachment(file: File): Attachment {
  return {
    key: crypto.randomUUID(),
    ...{ name: file.name, file },
    previewUrl: file.type.startsWith('image/') ? URL.createObjectURL(file) : null,
    state: { status: 'uploading', progress: 0 },
  }
}

function restored(part: FileUIPart, isUnreadable = false): Attachment {
  return {
    key: crypto.randomUUID(),
    name: part.filename ?? '',
    file: null,
    previewUrl: part.mediaType.startsWith('image/') ? part.url : null,
    state: { status: 'uploaded', part, isUnreadable },
  }
}

function isPicture({ state, file }: Attachment): boolean {
  const type = state.status === 'uploaded' ? state.part.mediaType : file?.type
  return type?.startsWith('image/') ?? false
}

/**
 * Deletes the uploaded file. If the request fails, the server deletes files of no message after a
 * day.
 */
function discard({ previewUrl, file, state }: Attachment) {
  release(previewUrl)
  if (file && state.status === 'uploaded')
    void fetch(state.part.url, { method: 'DELETE' }).catch(() => undefined)
}

function uploadedState({ id, mediaType, name, status }: UploadedFile): Attachment['state'] {
  const part: FileUIPart = { type: 'file', url: fileUrl(id), mediaType, filename: name }
  return { status: 'uploaded', part, isUnreadable: status === 'failed' }
}

function release(url: string | null) {
  if (url?.startsWith('blob:')) URL.revokeObjectURL(url)
}
