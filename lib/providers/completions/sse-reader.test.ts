import { expect, test } from 'vitest'
import { createSseReader } from './sse-reader.ts'

function read(stream: string, pieceLength = stream.length) {
  const heard: string[] = []
  let isOver = false
  const reader = createSseReader({
    json(text) {
      try {
        heard.push(`json ${JSON.stringify(JSON.parse(text))}`)
        return true
      } catch {
        return false
      }
    },
    done() {
      isOver = true
      heard.push('done')
    },
    broken: (text, isError) => heard.push(`${isError ? 'broken error' : 'broken'} ${text}`),
    stray: (text) => heard.push(`stray ${text.trim()}`),
    isOver: () => isOver,
  })
  for (let at = 0; at < stream.length; at += pieceLength) {
    reader.push(stream.slice(at, at + pieceLength))
  }
  reader.end()
  return heard
}

const two = ['json {"a":1}', 'json {"b":2}', 'done']

test.each([
  ['line feeds', 'data: {"a":1}\n\ndata: {"b":2}\n\ndata: [DONE]\n\n', two],
  ['both', 'data: {"a":1}\r\n\r\ndata: {"b":2}\r\n\r\ndata: [DONE]\r\n\r\n', two],
  ['carriage returns', 'data: {"a":1}\r\rdata: {"b":2}\r\rdata: [DONE]\r\r', two],
  ['no blank after the colon', 'data:{"a":1}\n\ndata:{"b":2}\n\ndata:[DONE]', two],
  ['comments and other fields', ': hi\nid: 7\nevent: x\ndata: {"a":1}\n\n', ['json {"a":1}']],
  ['a payload over two lines', 'data: {"a":\ndata: 1}\n\n', ['json {"a":1}']],
  ['half an object', 'data: {"a":\n\n', ['broken {"a":']],
  ['an error that is no JSON', 'event: error\ndata: overloaded\n\n', ['broken error overloaded']],
  ['bare JSON', '{"error":"no"}\n', ['json {"error":"no"}']],
  ['a page of a proxy', '<html>Bad gateway</html>\n', ['stray <html>Bad gateway</html>']],
])('reads a stream with %s, in pieces of any size', (_, stream, heard) => {
  for (const length of [1, 2, 3, 7, stream.length]) expect(read(stream, length)).toEqual(heard)
})

test('nothing is read after the end', () => {
  expect(read('data: [DONE]\n\ndata: {"a":1}\n\n')).toEqual(['done'])
})
