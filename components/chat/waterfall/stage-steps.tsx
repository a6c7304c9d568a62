import { groupColours } from '#components/stage-colours.ts'
import { classNames } from '#components/ui/class-names.ts'
import { groupOfStage, stageGroups } from '#lib/contracts/latency/stage-groups.ts'
import type { StageName } from '#lib/contracts/latency/timing.ts'

/** The steps of the wait in the waterfall's colours: browser, Lumos, connection, model. */
export function StageSteps({ stage }: { stage: StageName | null }) {
  // The model's step ends with the first token; the stages after it take milliseconds.
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
