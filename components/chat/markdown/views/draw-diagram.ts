import mermaid from 'mermaid'

let lastId = 0

/**
 * Draws a diagram with Mermaid.
 * @returns the address of a picture, which holds the whole drawing
 * @throws Mermaid's error for what is no valid diagram
 */
export async function drawDiagram(code: string, isDark: boolean): Promise<string> {
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: 'strict',
    suppressErrorRendering: true,
    theme: isDark ? 'dark' : 'neutral',
    fontFamily: 'system-ui, sans-serif',
    // Text in HTML is not drawn in a picture by every browser.
    htmlLabels: false,
    flowchart: { htmlLabels: false },
    maxTextSize: 20_000,
    maxEdges: 300,
  })
  lastId += 1
  // Mermaid measures text in the page; this place takes no room in it.
  const place = document.createElement('div')
  place.className = 'fixed top-0 left-0 invisible pointer-events-none size-px overflow-hidden'
  place.ariaHidden = 'true'
  document.body.append(place)
  try {
    const { svg } = await mermaid.render(`diagram-${lastId}`, code, place)
    return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(withSize(svg))}`
  } finally {
    place.remove()
  }
}

/** A picture of its own has no width of a page to fill. */
function withSize(svg: string): string {
  const [, width, height] = /viewBox="[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)"/.exec(svg) ?? []
  if (!width || !height) return svg
  return svg.replace(/(<svg[^>]*?) width="100%"/, `$1 width="${width}" height="${height}"`)
}
