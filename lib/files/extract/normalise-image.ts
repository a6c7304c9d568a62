import sharp from 'sharp'

/** Models look at no more than this. */
const largestSidePixels = 2_048
/** A larger picture would take gigabytes of memory unpacked. */
const mostPixels = 120_000_000

/** What browsers and models both take; other formats become one of these. */
const outputs: Record<string, 'png' | 'jpeg' | 'webp'> = {
  png: 'png',
  gif: 'png',
  jpeg: 'jpeg',
  webp: 'webp',
}

/**
 * Writes a picture turned upright, scaled to at most 2,048 pixels a side and without metadata.
 * @throws Error for a damaged picture
 */
export async function normaliseImage(
  path: string,
  output: string,
): Promise<{ mediaType: string; bytes: number }> {
  const image = sharp(path, { limitInputPixels: mostPixels, failOn: 'error' })
  const { format } = await image.metadata()
  const kind = outputs[format ?? ''] ?? 'jpeg'
  const { size } = await image
    .rotate()
    .resize(largestSidePixels, largestSidePixels, { fit: 'inside', withoutEnlargement: true })
    .toFormat(kind)
    .toFile(output)
  return { mediaType: `image/${kind}`, bytes: size }
}
