import { setImmediate as nextLoopTurn } from 'node:timers/promises'
import type { ElementContent, Root } from 'hast'
import { toHtml } from 'hast-util-to-html'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { toHast } from 'mdast-util-to-hast'
import { gfm } from 'micromark-extension-gfm'
import type { ExportedMessage } from './chat-to-export.ts'
import { isRenderable } from './is-renderable.ts'
import { shownText } from './shown-text.ts'

const style = `
:root { color-scheme: light dark; }
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; font: 16px/1.6 system-ui, sans-serif; overflow-wrap: anywhere; }
article { margin: 1.5rem 0; } h2 { font-size: .85rem; opacity: .65; margin-bottom: .25rem; }
.plain { white-space: pre-wrap; }
.user { background: light-dark(#f1f1ef, #24262b); border-radius: .75rem; padding: .25rem 1rem; white-space: pre-wrap; }
pre { overflow: auto; padding: .75rem; border-radius: .5rem; background: light-dark(#f6f6f4, #1c1e22); }
table { border-collapse: collapse; } td, th { border: 1px solid light-dark(#ccc, #444); padding: .25rem .6rem; }
@media print { pre { white-space: pre-wrap; } }`

/** A chat as one HTML file that loads nothing: no scripts, pictures or styles from other places. */
export async function toHtmlPage(title: string, messages: ExportedMessage[]): Promise<string> {
  const articles: string[] = []
  for (const message of messages) {
    // Long chats take seconds; yielding here lets the event loop serve other requests.
    await nextLoopTurn()
    articles.push(toHtml(toArticle(message)))
  }
  const head = [
    element('meta', [], { charSet: 'utf-8' }),
    element('meta', [], { name: 'viewport', content: 'width=device-width' }),
    element('title', [{ type: 'text', value: title }]),
    element('style', [{ type: 'text', value: style }]),
  ]
  const page: Root = {
    type: 'root',
    children: [
      { type: 'doctype' },
      element('html', [
        element('head', head),
        element('body', [
          element('h1', [{ type: 'text', value: title }]),
          { type: 'raw', value: articles.join('') },
        ]),
      ]),
    ],
  }
  return toHtml(page, { allowDangerousHtml: true })
}

function toArticle({ role, parts, model }: ExportedMessage): ElementContent {
  const text = shownText(parts)
  const isUser = role === 'user'
  const name = isUser ? 'You' : `Assistant${model ? ` (${model})` : ''}`
  const asWritten = { className: [isUser ? 'user' : 'plain'] }
  const body =
    isUser || !isRenderable(text)
      ? [element('div', [{ type: 'text', value: text }], asWritten)]
      : renderMarkdown(text)
  return element('article', [element('h2', [{ type: 'text', value: name }]), ...body])
}

/**
 * HTML in an answer is escaped; pictures become links, so that opening the page sends no requests.
 */
function renderMarkdown(text: string): ElementContent[] {
  const tree = fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })
  const html = toHast(tree, {
    handlers: {
      html: (_state, { value }: { value: string }) => ({ type: 'text', value }),
      image: (_state, { url, alt }: { url: string; alt?: string }) =>
        element('a', [{ type: 'text', value: alt || url }], safeLink(url)),
      link: (state, node) => element('a', state.all(node), safeLink(node.url)),
    },
  })
  return 'children' in html ? (html.children as ElementContent[]) : []
}

function safeLink(url: string): Record<string, string> {
  return /^(https?:|mailto:)/i.test(url) ? { href: url } : {}
}

function element(
  tagName: string,
  children: ElementContent[],
  properties: Record<string, string | string[]> = {},
): ElementContent {
  return { type: 'element', tagName, properties, children }
}
