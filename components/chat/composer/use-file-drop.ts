'use client'

import { useEffect, useRef } from 'react'

/**
 * Accepts files dropped anywhere on the page. By default the browser would open a dropped file in
 * place of the page and so interrupt a running answer.
 */
export function useFileDrop(onDrop: (files: File[]) => void) {
  const latest = useRef(onDrop)
  useEffect(() => {
    latest.current = onDrop
  }, [onDrop])
  useEffect(() => {
    const hasFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes('Files')
    const allow = (event: DragEvent) => {
      if (hasFiles(event)) event.preventDefault()
    }
    const take = (event: DragEvent) => {
      if (!hasFiles(event)) return
      event.preventDefault()
      latest.current([...(event.dataTransfer?.files ?? [])])
    }
    window.addEventListener('dragover', allow)
    window.addEventListener('drop', take)
    return () => {
      window.removeEventListener('dragover', allow)
      window.removeEventListener('drop', take)
    }
  }, [])
}
