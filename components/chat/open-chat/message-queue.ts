'use client'

import type { FileUIPart } from 'ai'
import { useCallback, useSyncExternalStore } from 'react'

/** A message that is sent when the running answer has ended. */
export interface QueuedMessage {
  id: string
  text: string
  files: FileUIPart[]
}

const none: QueuedMessage[] = []
const queues = new Map<string, QueuedMessage[]>()
const listeners = new Set<() => void>()
const key = (chatId: string) => `lumos-queue-${chatId}`

/** The chat's queue, oldest first. It is stored per tab and survives a reload. */
export function readQueue(chatId: string): QueuedMessage[] {
  let queue = queues.get(chatId)
  if (!queue) {
    const stored = sessionStorage.getItem(key(chatId))
    queue = stored ? (JSON.parse(stored) as QueuedMessage[]) : none
    queues.set(chatId, queue)
  }
  return queue
}

function write(chatId: string, queue: QueuedMessage[]): void {
  queues.set(chatId, queue)
  if (queue.length > 0) sessionStorage.setItem(key(chatId), JSON.stringify(queue))
  else sessionStorage.removeItem(key(chatId))
  for (const listener of listeners) listener()
}

export function enqueue(chatId: string, text: string, files: FileUIPart[]): void {
  write(chatId, [...readQueue(chatId), { id: crypto.randomUUID(), text, files }])
}

/** Removes a message, by default the oldest. @returns null if it is not queued */
export function dequeue(chatId: string, id?: string): QueuedMessage | null {
  const queue = readQueue(chatId)
  const message = id === undefined ? queue[0] : queue.find((one) => one.id === id)
  if (!message) return null
  write(
    chatId,
    queue.filter((one) => one !== message),
  )
  return message
}

export function clearQueue(chatId: string): void {
  write(chatId, none)
}

/** Moves a queued message to the front. */
export function moveToFront(chatId: string, id: string): void {
  const queue = readQueue(chatId)
  write(chatId, [...queue.filter((one) => one.id === id), ...queue.filter((one) => one.id !== id)])
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useQueue(chatId: string): QueuedMessage[] {
  const read = useCallback(() => readQueue(chatId), [chatId])
  return useSyncExternalStore(subscribe, read, () => none)
}
