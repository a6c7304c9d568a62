import { readImportFile } from '#components/memory/import-file.ts'
import { askOf } from '#lib/agent/routing/ask.ts'
import { decideRouting } from '#lib/agent/routing/decide-routing.ts'
import { kindsOf, wishOf } from '#lib/agent/routing/signals.ts'
import { returnPath } from '#lib/contracts/account/return-path.ts'
import { estimateTokens } from '#lib/contracts/models/estimate-tokens.ts'
import { auditFields } from '#lib/server/audit/audit-change.ts'
import { normaliseQuestion } from '#lib/server/chat/answer-cache.ts'
import { cleanTitle } from '#lib/server/chat/titles/clean-title.ts'
import { isItsOwnTitle, provisionalTitle } from '#lib/server/chat/titles/provisional-title.ts'
import { toHtmlPage } from '#lib/server/exports/to-html-page.ts'
import { toMarkdown } from '#lib/server/exports/to-markdown.ts'
import { hostNameOf } from '#lib/server/http/client-address.ts'
import { clean } from '#lib/server/http/read-body.ts'
import { chatGpt } from '#lib/server/imports/formats/chatgpt.ts'
import { claude } from '#lib/server/imports/formats/claude.ts'
import { openWebUi } from '#lib/server/imports/formats/open-webui.ts'

/** A function that reads untrusted text of users or providers. */
export type TextFunction = (text: string) => unknown

const question = {
  before: [],
  hasTools: false,
  p95Ms: { fast: null, deep: null },
  budgetMs: null,
  isFailing: { fast: false, deep: false },
  wanted: undefined,
}
const archive = { findFile: () => null }
const answer = (text: string): Parameters<typeof toMarkdown>[1] => [
  {
    ...{ id: 'a', parentId: null, role: 'assistant', status: 'complete' },
    ...{ parts: [{ type: 'text', text }], createdAt: '2026-01-01T00:00:00.000Z' },
  },
]

/** Functions of the agent, the server, the contracts and the composer. */
export const serverTextFunctions: Record<string, TextFunction> = {
  askOf,
  kindsOf,
  wishOf,
  decideRouting: (text) => decideRouting({ ...question, text }),
  estimateTokens,
  returnPath,
  auditFields: (text) => auditFields({ text }),
  normaliseQuestion,
  cleanTitle,
  provisionalTitle,
  isItsOwnTitle,
  toHtmlPage: (text) => toHtmlPage('Title', answer(text)),
  toMarkdown: (text) => toMarkdown(text, answer(text)),
  hostNameOf,
  clean,
  'import of ChatGPT': (text) =>
    chatGpt.read(
      { mapping: { a: { message: { author: { role: 'user' }, content: { parts: [text] } } } } },
      archive,
    ),
  'import of Claude': (text) =>
    claude.read(
      { chat_messages: [{ text, attachments: [{ file_name: 'a', extracted_content: text }] }] },
      archive,
    ),
  'import of Open WebUI': (text) =>
    openWebUi.read(
      {
        chat: {
          history: {
            messages: { a: { content: `<details type="reasoning">${text}</details>${text}` } },
          },
        },
      },
      archive,
    ),
  'import of memories': readImportFile,
}

/** Pieces whose repetition triggers superlinear time in careless patterns. */
export const hostilePieces = [
  ...['a', '1', ' ', '\n', '\n\n', '. ', ', ', ': ', '?', '!', '-', '--', '/', '//', '=', '#', '|'],
  ...[
    '"',
    '“',
    "'",
    '`',
    '```',
    '```\n',
    '(',
    ')',
    ' (',
    '[',
    ']',
    '[a](',
    '![',
    '{',
    '<',
    '>',
    '<a ',
    '<!--',
  ],
  ...[
    '*',
    '**',
    '*a ',
    '_a',
    '**a',
    '~~',
    '$',
    '$$',
    '\\(',
    '&amp',
    '> ',
    '- ',
    '1. ',
    '[^1]',
    '| a |\n',
  ],
  ...[
    '"a',
    '“a',
    "'abc",
    "'abc ",
    'CODE ',
    'CODE\n',
    'a: ',
    'hi ',
    'hi, ',
    'please ',
    'could you ',
    'what is ',
  ],
  ...[
    'write a ',
    'what does ',
    'explain how ',
    'difference between ',
    'write a note ',
    'step by ',
    'think ',
    'known ',
  ],
  ...[
    '如何',
    '写一个',
    '已知',
    '请',
    '问',
    '起',
    '什么是',
    '。',
    '，',
    '「',
    '我',
    '二十',
    '⒈',
    'ﷺ',
    '㍐',
  ],
  ...['http://', 'a@b.c ', 'www.a.', 'https://a.b/(', 'a\u0301', '😀', '<think>', 'x]('],
]
