import type { Socket } from 'node:net'

const begins = Buffer.from('HTTP/1.1 100 ')
const ends = '\r\n\r\n'

/**
 * Takes "100 Continue" out of what a socket reads. Servers may send it unasked (RFC 9110, 15.2),
 * and undici closes the connection then, whereas it passes over the other informational responses.
 */
export function skipContinue(socket: Socket): void {
  const read = socket.read.bind(socket)
  socket.read = (size) => {
    const chunk: Buffer | null = read(size)
    // An answer's bytes begin in some other way, also those of its body.
    if (!chunk || chunk[0] !== begins[0]) return chunk
    if (!chunk.subarray(0, begins.length).equals(begins)) return chunk
    const end = chunk.indexOf(ends)
    return end === -1 ? chunk : chunk.subarray(end + ends.length)
  }
}
