/** Providers do not tell; embedding models are recognised by their names. */
export function modelKind(name: string): 'chat' | 'embedding' {
  return /embed|\bbge\b|bge-|\be5-|gte-|minilm/i.test(name) ? 'embedding' : 'chat'
}
