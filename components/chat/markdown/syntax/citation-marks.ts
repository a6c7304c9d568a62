import type { Nodes, PhrasingContent, Text } from 'mdast'
import { SKIP, visit } from 'unist-util-visit'

/** `[1]`, the citation of a numbered source; it becomes the element `lumos-citation`. */
export interface Citation {
  type: 'citation'
  data: { hName: string; hProperties: { number: string } }
  children: Text[]
}

declare module 'mdast' {
  interface PhrasingContentMap {
    citation: Citation
  }
  interface RootContentMap {
    citation: Citation
  }
}

const mark = /\[(\d{1,3})\]|【(\d{1,3})(?:†[^】\n]{0,100})?】/g

/** Marks every number in brackets; the component that shows it looks up the source. */
export function citationMarks() {
  return (tree: Nodes) => {
    visit(tree, 'text', (node, index, parent) => {
      if (!parent || index === undefined || parent.type === 'link') return
      const nodes = split(node.value)
      if (nodes.length < 2 && nodes[0]?.type !== 'citation') return
      parent.children.splice(index, 1, ...nodes)
      return [SKIP, index + nodes.length]
    })
  }
}

function split(value: string): PhrasingContent[] {
  const nodes: PhrasingContent[] = []
  let end = 0
  for (const match of value.matchAll(mark)) {
    if (match.index > end) nodes.push({ type: 'text', value: value.slice(end, match.index) })
    const number = match[1] ?? match[2] ?? ''
    nodes.push({
      type: 'citation',
      data: { hName: 'lumos-citation', hProperties: { number } },
      children: [{ type: 'text', value: match[0] }],
    })
    end = match.index + match[0].length
  }
  if (end < value.length) nodes.push({ type: 'text', value: value.slice(end) })
  return nodes
}
