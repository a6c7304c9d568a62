import mermaid from 'mermaid'

let lastId = 0

/**
 * Draws a diagram with Mermaid.
 * @returns a data URL of the SVG
 * @throws Mermaid's error for an invalid diagram
 */
export async function drawDiagram(code: string, isDark: boolean): Promise<string> {
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: 'strict',
    suppressErrorRendering: true,
    theme: isDark ? 'dark' : 'neutral',
    fontFamily: 'system-ui, sans-serif',
    // Not every browser draws HTML labels in an SVG image.
    htmlLabels: false,
    flowchart: { htmlLabels: false },
    maxTextSize: 20_000,
    maxEdges: 300,
  })
  lastId += 1
  // Mermaid measures text in the page; this element takes no space in it.
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

/** Replaces the relative width: an SVG image has no container to fill. */
function withSize(svg: string): string {
  const [, width, height] = /viewBox="[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)"/.exec(svg) ?? []
  if (!width || !height) return svg
  return svg.replace(/(<svg[^>]*?) width="100%"/, `$1 width="${width}" height="${height}"`)
}
