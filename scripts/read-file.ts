// Started by the server for one uploaded file; writes its result as JSON. A file that takes too much
// time or memory ends this process alone. Native code is allowed for pictures only.
const [task = '', path = '', argument = ''] = process.argv.slice(2)
const tasks: Record<string, () => Promise<object>> = {
  image: readImage,
  document: readText,
  page: readWebPage,
}
void tasks[task]?.().then((result) => process.stdout.write(JSON.stringify(result)))

async function readImage(): Promise<object> {
  const { normaliseImage } = await import('#lib/files/extract/normalise-image.ts')
  return normaliseImage(path, argument)
}

async function readWebPage(): Promise<object> {
  const { readPage } = await import('#lib/files/extract/read-page.ts')
  return readPage(path, argument)
}

async function readText(): Promise<object> {
  const { readDocument } = await import('#lib/files/extract/read-document.ts')
  return readDocument(path, argument)
}
