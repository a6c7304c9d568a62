import { useEffect, useState } from 'react'

/**
 * Counts whole seconds down to 0.
 * @param since the begin of the countdown; another value restarts it
 */
export function useSecondsLeft(seconds: number, since: unknown): number {
  const [left, setLeft] = useState(seconds)
  useEffect(() => {
    if (!since || seconds <= 0) return setLeft(0)
    const until = performance.now() + seconds * 1_000
    const count = () => setLeft(Math.max(0, Math.ceil((until - performance.now()) / 1_000)))
    count()
    const timer = setInterval(count, 500)
    return () => clearInterval(timer)
  }, [seconds, since])
  return left
}
