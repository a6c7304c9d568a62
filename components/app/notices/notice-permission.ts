'use client'

import { useSyncExternalStore } from 'react'

/** `unset`: the user has not been asked. */
type NoticeChoice = 'on' | 'off' | 'unset'

const key = 'lumos-notices'
const listeners = new Set<() => void>()

export const canNotify = (): boolean => typeof Notification !== 'undefined'

/** Whether this browser notifies of answers. The choice is the browser's, like its permission. */
export function noticeChoice(): NoticeChoice {
  const chosen = localStorage.getItem(key)
  if (chosen === 'on') return Notification.permission === 'granted' ? 'on' : 'off'
  return chosen === 'off' ? 'off' : 'unset'
}

/** Turns notices on or off. @returns false if the browser refuses the permission */
export async function chooseNotices(isOn: boolean): Promise<boolean> {
  const isGranted = !isOn || (await Notification.requestPermission()) === 'granted'
  localStorage.setItem(key, isOn && isGranted ? 'on' : 'off')
  for (const listener of listeners) listener()
  return isGranted
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useNoticeChoice(): NoticeChoice {
  return useSyncExternalStore(
    subscribe,
    () => (canNotify() ? noticeChoice() : 'unset'),
    () => 'unset',
  )
}
