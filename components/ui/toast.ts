import type { toast as Sonner } from 'sonner'

type Show = typeof Sonner
type Options = Parameters<Show>[1]
type Kind = 'message' | 'success' | 'error' | 'warning' | 'loading'

let show: Show | undefined
let request: (() => void) | undefined
const waiting: ((show: Show) => void)[] = []

/** @param load called once, for the first toast: the list is no part of the page's first load */
export function onFirstToast(load: () => void): void {
  request = load
  if (waiting.length > 0) load()
}

/** From now on toasts are shown at once; those that waited are shown now. */
export function beginToasts(sonner: Show): void {
  show = sonner
  for (const use of waiting.splice(0)) use(sonner)
}

function whenReady(use: (show: Show) => void): void {
  if (show) {
    use(show)
    return
  }
  waiting.push(use)
  request?.()
}

function add(kind: Kind, text: string, options?: Options): string | number {
  const id = options?.id ?? crypto.randomUUID()
  whenReady((sonner) => sonner[kind](text, { ...options, id }))
  return id
}

/** Shows a toast. @returns its id */
export const toast = Object.assign(
  (text: string, options?: Options) => add('message', text, options),
  {
    success: (text: string, options?: Options) => add('success', text, options),
    error: (text: string, options?: Options) => add('error', text, options),
    warning: (text: string, options?: Options) => add('warning', text, options),
    loading: (text: string, options?: Options) => add('loading', text, options),
    dismiss: (id?: string | number) => whenReady((sonner) => void sonner.dismiss(id)),
  },
)
