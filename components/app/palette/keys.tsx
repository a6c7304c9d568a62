const isApple = () => /Mac|iPhone|iPad/.test(navigator.platform)

/** Keys to press together, such as `mod+shift+O`; `mod` is ⌘ on Apple's computers, else Ctrl. */
export function Keys({ keys }: { keys: string }) {
  const names = isApple() ? { mod: '⌘', shift: '⇧' } : { mod: 'Ctrl', shift: 'Shift' }
  return (
    <span className="flex shrink-0 gap-1">
      {keys.split('+').map((key) => (
        <kbd key={key} className="rounded border bg-muted px-1.5 font-sans text-xs leading-5">
          {names[key as keyof typeof names] ?? key}
        </kbd>
      ))}
    </span>
  )
}
