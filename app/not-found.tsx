import { NotFoundView } from '#components/app/not-found-view.tsx'

export default function NotFound() {
  return (
    <main>
      <NotFoundView />
    </main>
  )
}
