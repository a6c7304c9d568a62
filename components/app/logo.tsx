/** A light that emits waves. */
export function Logo({ className = 'size-6' }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" fill="none" aria-hidden="true" className={className}>
      <circle cx="7" cy="12" r="3.5" fill="var(--accent)" />
      <path
        d="M13 6.5a8 8 0 0 1 0 11M17 3.5a12.5 12.5 0 0 1 0 17"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
      />
    </svg>
  )
}
