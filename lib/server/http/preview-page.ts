/**
 * Requests a document from the embedding page and replaces itself with it. The document inherits
 * this page's content security policy.
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
 * The policy for HTML written by a model. `sandbox` gives the document an opaque origin even when
 * it is opened as a page; it can reach neither Lumos nor the network.
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
