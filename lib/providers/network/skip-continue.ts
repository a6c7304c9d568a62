import type { Socket } from 'node:net'

const begins = Buffer.from('HTTP/1.1 100 ')
const ends = '\r\n\r\n'

/**
 * Removes "100 Continue" from a socket's input. Servers may send it unrequested (RFC 9110, 15.2),
 * and undici then closes the connection, although it skips the other informational responses.
 */
export function skipContinue(socket: Socket): void {
  const read = socket.read.bind(socket)
  socket.read = (size) => {
    let chunk: Buffer | null = read(size)
    // Neither the head of a final response nor a body begins with these bytes.
    while (chunk && chunk[0] === begins[0] && chunk.subarray(0, begins.length).equals(begins)) {
      const end = chunk.indexOf(ends)
      if (end === -1) break
      chunk = chunk.subarray(end + ends.length)
    }
    return chunk
  }
}
