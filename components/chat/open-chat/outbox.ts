'use client'

import { useSyncExternalStore } from 'react'
import type { LumosMessage } from '#lib/contracts/chat/chat.ts'

/** A message that could not be sent for want of a connection. */
export interface WaitingMessage {
  chatId: string
  agentId: string | undefined
  message: LumosMessage
}

const key = 'lumos-outbox'
const none: WaitingMessage[] = []
const listeners = new Set<() => void>()
let waiting: WaitingMessage[] | undefined

/**
 * The messages that wait, oldest first. They are stored in the browser, survive its end, and are
 * deleted at sign-out.
 */
export function readOutbox(): WaitingMessage[] {
  if (typeof window === 'undefined') return none
  waiting ??= JSON.parse(localStorage.getItem(key) ?? '[]') as WaitingMessage[]
  return waiting
}

function write(messages: WaitingMessage[]): void {
  waiting = messages
  if (messages.length > 0) localStorage.setItem(key, JSON.stringify(messages))
  else localStorage.removeItem(key)
  for (const listener of listeners) listener()
}

export function addToOutbox(added: WaitingMessage): void {
  write([...readOutbox().filter(({ message }) => message.id !== added.message.id), added])
}

export function removeFromOutbox(messageId: string): void {
  if (readOutbox().some(({ message }) => message.id === messageId))
    write(readOutbox().filter(({ message }) => message.id !== messageId))
}

/** The message of this chat that waits. */
export function waitingIn(chatId: string): WaitingMessage | undefined {
  return readOutbox().find((one) => one.chatId === chatId)
}

/** Deletes all: the next user of this browser may be another person. */
export function clearOutbox(): void {
  write(none)
}

function subscribe(listener: () => void): () => void {
  const onStorage = (event: StorageEvent) => {
    if (event.key !== key) return
    waiting = undefined
    listener()
  }
  listeners.add(listener)
  window.addEventListener('storage', onStorage)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', onStorage)
  }
}

/** Whether this message waits for the connection. */
export function useIsWaiting(messageId: string | undefined): boolean {
  const find = () => readOutbox().some(({ message }) => message.id === messageId)
  return useSyncExternalStore(subscribe, find, () => false)
}
