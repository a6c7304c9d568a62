import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { PageTexts } from '#app/page-texts.tsx'
import { SharedChatView } from '#components/share/shared-chat-view.tsx'
import { signInPath } from '#lib/contracts/account/return-path.ts'
import { AppError } from '#lib/contracts/app-error.ts'
import { currentUser } from '#lib/server/http/page-session.ts'
import { services } from '#lib/server/services.ts'
import { readShare } from '#lib/server/shares/manage-shares.ts'

/** Links are for those who were given them: no search engine lists the page. */
export const metadata: Metadata = { robots: { index: false, follow: false } }

export default async function SharePage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const isSignedIn = (await currentUser()) !== null
  const chat = await readShare(services(), id, isSignedIn).catch((error: unknown) => {
    if (!(error instanceof AppError)) throw error
    if (error.status === 401) redirect(signInPath(`/share/${id}`, 'signed-out'))
    notFound()
  })
  return (
    <PageTexts of={['common', 'share', 'answer']}>
      <SharedChatView chat={chat} />
    </PageTexts>
  )
}
