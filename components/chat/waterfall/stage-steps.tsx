import { groupColours } from '#components/stage-colours.ts'
import { classNames } from '#components/ui/class-names.ts'
import { groupOfStage, stageGroups } from '#lib/contracts/stage-groups.ts'
import type { StageName } from '#lib/contracts/timing.ts'

/** Whose time it is, in the waterfall's colours: the browser's, Lumos', the connection's, the model's. */
export function StageSteps({ stage }: { stage: StageName | null }) {
  // The first token is the model's end; what follows is a matter of milliseconds.
  const isFlushed = stage === 'flush' || stage === 'response' || stage === 'paint'
  const current = isFlushed
    ? stageGroups.length
    : stageGroups.indexOf(groupOfStage[stage ?? 'request'])
  return (
    <span aria-hidden className="flex gap-0.5">
      {stageGroups.map((group, index) => (
        <span
          key={group}
          className={classNames(
            'h-2 w-4 first:rounded-l-full last:rounded-r-full',
            index <= current ? groupColours[group] : 'bg-muted',
            index === current && 'animate-dot',
          )}
        />
      ))}
    </span>
  )
}
