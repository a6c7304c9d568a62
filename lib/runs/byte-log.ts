/**
 * Text as UTF-8 in blocks that all readers share without copies, so a log costs about its own
 * bytes.
 */
export interface ByteLog {
  append(text: string): void
  /**
   * A cursor over the log; each call returns the bytes since the last one that are in one block.
   */
  reader(): () => Uint8Array | undefined
}

/** An answer of 200 tokens fills four blocks; one more token rarely needs a further one. */
const blockBytes = 4_096

export function createByteLog(): ByteLog {
  const blocks: { bytes: Buffer; used: number }[] = []

  const blockFor = (text: string) => {
    const needed = Buffer.byteLength(text)
    const last = blocks.at(-1)
    if (last && needed <= last.bytes.length - last.used) return last
    const block = { bytes: Buffer.allocUnsafeSlow(Math.max(needed, blockBytes)), used: 0 }
    blocks.push(block)
    return block
  }

  return {
    append(text) {
      const block = blockFor(text)
      block.used += block.bytes.write(text, block.used)
    },
    reader() {
      let index = 0
      let at = 0
      return () => {
        for (;;) {
          const block = blocks[index]
          if (!block) return undefined
          if (at < block.used) {
            const bytes = block.bytes.subarray(at, block.used)
            at = block.used
            return bytes
          }
          if (index === blocks.length - 1) return undefined
          index += 1
          at = 0
        }
      }
    },
  }
}
