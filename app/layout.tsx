import { GeistMono } from 'geist/font/mono'
import { GeistSans } from 'geist/font/sans'
import type { Metadata, Viewport } from 'next'
import { headers } from 'next/headers'
import { getLocale } from 'next-intl/server'
import { ThemeProvider } from 'next-themes'
import type { ReactNode } from 'react'
import { Toaster } from '#components/ui/toaster.tsx'
import './globals.css'
import { PageTexts } from './page-texts.tsx'

export const metadata: Metadata = {
  title: { default: 'Lumos', template: '%s · Lumos' },
  description: 'A chat that shows where the wait for the first token comes from.',
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fdfdfc' },
    { media: '(prefers-color-scheme: dark)', color: '#111215' },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [locale, requestHeaders] = await Promise.all([getLocale(), headers()])
  const nonce = requestHeaders.get('x-nonce') ?? undefined
  return (
    <html
      lang={locale === 'zh' ? 'zh-CN' : locale}
      className={`${GeistSans.variable} ${GeistMono.variable}`}
      suppressHydrationWarning
    >
      <body className="font-sans">
        <ThemeProvider
          attribute="class"
          defaultTheme="system"
          enableSystem
          disableTransitionOnChange
          {...(nonce && { nonce })}
        >
          <PageTexts of={['common']}>
            {children}
            <Toaster />
          </PageTexts>
        </ThemeProvider>
      </body>
    </html>
  )
}
