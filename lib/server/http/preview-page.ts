/**
 * Asks the page around it for a document and becomes it. The document keeps the policy that this one
 * was sent with.
 */
export const previewPage = `<!doctype html><meta name="color-scheme" content="light dark"><script>
addEventListener('message', function take(event) {
  if (event.source !== parent) return
  removeEventListener('message', take)
  document.open()
  document.write(event.data)
  document.close()
})
parent.postMessage('preview-ready', '*')
</script>`

/**
 * Code of a model runs in it. `sandbox` gives the document an origin of its own wherever it is
 * opened; it reaches neither Lumos nor the network.
 */
export const previewPolicy = [
  'sandbox allow-scripts',
  "default-src 'none'",
  "script-src 'unsafe-inline'",
  "style-src 'unsafe-inline'",
  'img-src data: blob:',
  'font-src data:',
  'media-src data: blob:',
  "frame-ancestors 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "webrtc 'block'",
].join('; ')
