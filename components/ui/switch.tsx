import { Switch as SwitchPrimitive } from 'radix-ui'
import type { ComponentProps } from 'react'

export function Switch(props: ComponentProps<typeof SwitchPrimitive.Root>) {
  return (
    <SwitchPrimitive.Root
      className="inline-flex h-6 w-10 shrink-0 items-center rounded-full bg-input p-0.5 forced-colors:border transition-colors data-[state=checked]:bg-accent"
      {...props}
    >
      <SwitchPrimitive.Thumb className="block size-5 rounded-full bg-white forced-colors:bg-[ButtonText] shadow-sm transition-transform data-[state=checked]:translate-x-4" />
    </SwitchPrimitive.Root>
  )
}
