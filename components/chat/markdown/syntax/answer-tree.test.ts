import type { Nodes } from 'hast'
import { expect, it } from 'vitest'
import { toAnswerTree } from './answer-tree.ts'

const names: Record<string, string> = { strong: 'b', em: 'i', del: 's', 'lumos-formula': 'math' }

/** The tree as text, with the elements under test in brackets. */
function shown(markdown: string): string {
  return show(toAnswerTree(markdown)).replace(/\n+/g, '⏎').replace(/^⏎|⏎$/g, '')
}

function show(node: Nodes): string {
  if (node.type === 'text') return node.value
  if (!('children' in node)) return ''
  const inside = node.children.map(show).join('')
  if (node.type !== 'element') return inside
  const { tagName, properties } = node
  if (tagName === 'lumos-formula') return `[math ${properties.tex}]`
  if (tagName === 'lumos-code') return `[pre ${inside}]`
  if (tagName === 'a')
    return `[a ${properties.href ?? ''}${inside === properties.href ? '' : ` ${inside}`}]`
  if (tagName === 'br') return '[br]'
  const name = names[tagName] ?? tagName
  return ['p', 'li', 'ul', 'ol', 'div'].includes(tagName) ? inside : `[${name} ${inside}]`
}

it.each([
  ['**注意：**请先备份。', '[b 注意：]请先备份。'],
  ['这一点**“很重要”**请记住。', '这一点[b “很重要”]请记住。'],
  ['请使用**（可选）**参数', '请使用[b （可选）]参数'],
  ['已~~作废（旧版）。~~新版如下', '已[s 作废（旧版）。]新版如下'],
  ['*（斜体）*的文字', '[i （斜体）]的文字'],
  ['これは**「重要」**です。', 'これは[b 「重要」]です。'],
  ['**마크다운(Markdown)**은 쉽다', '[b 마크다운(Markdown)]은 쉽다'],
  ['***警告！***不要关闭', '[i [b 警告！]]不要关闭'],
  ['- **步骤一：**打开`设置`', '[b 步骤一：]打开[code 设置]'],
  // Controls: unchanged by the extension.
  ['前文**测试**后文', '前文[b 测试]后文'],
  ['**Warning:**text', '**Warning:**text'],
  ['2 * 3 * 4 and snake_case_name', '2 * 3 * 4 and snake_case_name'],
  ['** not bold **', '** not bold **'],
])('emphasis beside East Asian punctuation: %j', (markdown, expected) => {
  expect(shown(markdown)).toBe(expected)
})

it.each([
  ['请访问https://example.com/docs。谢谢', '请访问[a https://example.com/docs]。谢谢'],
  ['见 https://example.com/a，然后继续', '见 [a https://example.com/a]，然后继续'],
  ['https://example.com/docs에서 확인', '[a https://example.com/docs]에서 확인'],
  ['（https://a.example/b）', '（[a https://a.example/b]）'],
  ['「https://a.example」を', '「[a https://a.example]」を'],
  ['**https://a.example/x**。好', '[b [a https://a.example/x]]。好'],
  ['https://a.example/x，**重要**', '[a https://a.example/x]，[b 重要]'],
  ['写信给ann@example.com。谢谢', '写信给[a mailto:ann@example.com ann@example.com]。谢谢'],
  ['看https://example.com看看', '看[a https://example.com]看看'],
  ['See “https://a.example/b”.', 'See “[a https://a.example/b]”.'],
  // Controls: unchanged by the extension.
  ['See https://a.example/b.', 'See [a https://a.example/b].'],
  ['(https://a.example/b_(c))', '([a https://a.example/b_(c)])'],
  ['https://a.example/?q=1&r=2, or', '[a https://a.example/?q=1&r=2], or'],
  [
    'https://zh.wikipedia.org/wiki/中文',
    '[a https://zh.wikipedia.org/wiki/%E4%B8%AD%E6%96%87 https://zh.wikipedia.org/wiki/中文]',
  ],
  ['[文字](https://a.example/中。文)', '[a https://a.example/%E4%B8%AD%E3%80%82%E6%96%87 文字]'],
  ['`https://a.example。`', '[code https://a.example。]'],
])('bare addresses end where the text goes on: %j', (markdown, expected) => {
  expect(shown(markdown)).toBe(expected)
})

it.each([
  '大约 3~5 天，价格 100~200 元。',
  'It takes ~5 to ~10 minutes, about 3~5 days.',
  'It takes about 20~25 minutes. Then 5~10 more.',
  '~/.config and ~/.cache',
  '温度是 -5~10 度，湿度 40~60%',
])('a single tilde is text: %j', (markdown) => {
  expect(shown(markdown)).toBe(markdown)
})

it.each([
  'The command is: git clone <repository-url> <folder>',
  'Use Option<T> or Vec<String> here, and replace <your-api-key> with yours.',
  'In C++ #include <vector> is needed; if a<b and c>d then stop.',
  '把 <你的密钥> 换成 Map<String, List<Integer>>',
  'Use <b> for bold and <table> for tables',
  'x <script>alert(1)</script> y',
  'a <!-- hidden --> b',
  '<img src=x onerror="run()"> here',
  '<picture><source srcset="//evil.example"></picture> here',
])('what is no harmless HTML is shown as it was written: %j', (markdown) => {
  expect(shown(markdown)).toBe(markdown)
})

it.each([
  ['<note>\n  <to>Ann</to>\n</note>', '<note>[br]⏎\u00a0\u00a0<to>Ann</to>[br]⏎</note>'],
  ['Press <kbd>Ctrl</kbd>+<kbd>C</kbd>', 'Press [kbd Ctrl]+[kbd C]'],
  ['H<sub>2</sub>O<br>next', 'H[sub 2]O[br]next'],
  ['<details><summary>More</summary>\n\n**in**\n\n</details>', '[details [summary More][b in]]'],
  ['<u>a <b>c</u>', '[u a <b>c]'],
])('known harmless HTML is read: %j', (markdown, expected) => {
  expect(shown(markdown)).toBe(expected)
})

it.each([
  ['```sh\necho $A/$B\n```', '[pre echo $A/$B]'],
  ['> ```sh\n> echo $A/$B\n> ```', '[blockquote ⏎[pre echo $A/$B]⏎]'],
  ['- ```sh\n  echo $A/$B and \\(x\\)\n  ```\n- next', '[pre echo $A/$B and \\(x\\)]⏎next'],
  ['    echo $A and \\(x\\)', '[pre echo $A and \\(x\\)]'],
  ['Run `echo $HOME$` or ``a ` $b$``.', 'Run [code echo $HOME$] or [code a ` $b$].'],
  ['1. 运行\n\n   ```\n   $x$\n   ```', '运行⏎[pre $x$]'],
])('code keeps its dollars and brackets: %j', (markdown, expected) => {
  expect(shown(markdown)).toBe(expected)
})

it.each([
  ['Euler: $e^{i\\pi} + 1 = 0$.', 'Euler: [math e^{i\\pi} + 1 = 0].'],
  ['其中$x$是\\( y \\)。', '其中[math x]是[math y]。'],
  ['so \\(a\\) and \\[b\\] hold', 'so [math a] and [math b] hold'],
  ['the $n$th of $k$-means', 'the [math n]th of [math k]-means'],
  ['$$a = b$$', '[math a = b]'],
  ['$$\na\n\nb\n$$', '[math a⏎b]'],
  ['1. then\n\n   \\[\n   a = b\n   \\]', 'then⏎[math a = b]'],
  [
    '> Proof:\n> \\[\n> a^2 + b^2 = c^2\n> \\]\n> done',
    '[blockquote ⏎Proof:⏎[math a^2 + b^2 = c^2]⏎done⏎]',
  ],
  [
    '\\begin{align}\na &= b\\\\\nc &= d\n\\end{align}',
    '[math \\begin{align}⏎a &= b\\\\⏎c &= d⏎\\end{align}]',
  ],
  ['$\\ce{H2O}$ and \\(\\ce{CO2}\\)', '[math \\ce{H2O}] and [math \\ce{CO2}]'],
  [
    '$$\\begin{matrix} a \\\\[2pt] b \\end{matrix}$$',
    '[math \\begin{matrix} a \\\\[2pt] b \\end{matrix}]',
  ],
  ['速度$v = \\text{路程}/t$为', '速度[math v = \\text{路程}/t]为'],
  ['\\(a\nb\\)', '[math a⏎b]'],
])('a formula is read in every usual way to write it: %j', (markdown, expected) => {
  expect(shown(markdown)).toBe(expected)
})

it.each([
  'The range is $HOME/$USER or $A/$B today.',
  'Use $FOO:$BAR as the path.',
  'Set A to "$" and B to "$" please.',
  'echo "$A" "$B" and ${A}/${B} or $(a)/$(b)',
  'It costs $5 today and $10 tomorrow, or US$7 to $9.',
  '价格是$5，比US$便宜，共$10',
  '设置 $HOME 和 $PATH 变量',
  'a $4k–$6k budget, $variable and $other',
  '$A$B and $A-$B',
])('dollars of money and shells are text: %j', (markdown) => {
  expect(shown(markdown)).toBe(markdown)
})

it.each([
  ['\\[1\\] and \\[DRAFT\\]', '[1] and [DRAFT]'],
  ['\\[link\\](x)', '[link](x)'],
  ['the pattern \\(foo\\)', 'the pattern (foo)'],
  ['\\[ begun\n\nnever ended\\]', '[ begun⏎never ended]'],
  ['\\$x\\$', '$x$'],
])('an escape is no formula: %j', (markdown, expected) => {
  const text = shown(markdown).replace(/\[lumos-citation (.*?)\]/g, '$1')
  expect(text.replace('[[1]]', '[1]')).toBe(expected)
})

it('addresses that could run something are taken away', () => {
  for (const markdown of ['[l](javascript:run())', '[l](vbscript:x)', '[l](data:text/html,x)']) {
    expect(shown(markdown)).toBe('[a  l]')
  }
})

it('headings stand below those of the page', () => {
  expect(shown('# One\n\n#### Four')).toBe('[h3 One]⏎[h6 Four]')
})
