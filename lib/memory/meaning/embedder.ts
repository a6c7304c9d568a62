/** An embedding model, as memory uses it. */
export interface Embedder {
  /** `provider/model` */
  model: string
  /**
   * The texts' vectors, in order.
   * @throws AppError when the provider fails; the signal's reason when it aborts
   */
  embed(texts: string[], signal: AbortSignal): Promise<number[][]>
}

/** The embedding model in use; null when none is. Called for every recall: it must not wait. */
export type FindEmbedder = () => Embedder | null

/** A vector of length 1; one of zeros stays as it is. */
export function normalise(vector: number[]): Float32Array {
  const length = Math.hypot(...vector) || 1
  return Float32Array.from(vector, (value) => value / length)
}

export function cosine(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let at = 0; at < a.length; at += 1) sum += (a[at] ?? 0) * (b[at] ?? 0)
  return sum
}

/** 32-bit floats, little-endian. */
export function toBytes(vector: Float32Array): Buffer {
  const bytes = Buffer.alloc(vector.length * 4)
  for (const [at, value] of vector.entries()) bytes.writeFloatLE(value, at * 4)
  return bytes
}

export function fromBytes(bytes: Buffer): Float32Array {
  return Float32Array.from({ length: bytes.length / 4 }, (_, at) => bytes.readFloatLE(at * 4))
}
