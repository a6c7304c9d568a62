import { ProbePage } from '#components/settings/probe/probe-page.tsx'

export default function ModelsPage() {
  return <ProbePage />
}
