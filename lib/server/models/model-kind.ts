/** Providers do not report the kind, so embedding models are recognised by name. */
export function modelKind(name: string): 'chat' | 'embedding' {
  return /embed|\bbge\b|bge-|\be5-|gte-|minilm/i.test(name) ? 'embedding' : 'chat'
}
