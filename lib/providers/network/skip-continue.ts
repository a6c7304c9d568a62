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
    let chunk: Buffer | null = read(size)
    // An answer's bytes begin in some other way, also those of its body.
    while (chunk && chunk[0] === begins[0] && chunk.subarray(0, begins.length).equals(begins)) {
      const end = chunk.indexOf(ends)
      if (end === -1) break
      chunk = chunk.subarray(end + ends.length)
    }
    return chunk
  }
}
