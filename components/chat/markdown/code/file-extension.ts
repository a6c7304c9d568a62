/** Languages whose file extension differs from their name. */
const extensions: Record<string, string> = {
  bash: 'sh',
  'c++': 'cpp',
  'c#': 'cs',
  csharp: 'cs',
  golang: 'go',
  javascript: 'js',
  kotlin: 'kt',
  latex: 'tex',
  markdown: 'md',
  mermaid: 'mmd',
  powershell: 'ps1',
  python: 'py',
  ruby: 'rb',
  rust: 'rs',
  shell: 'sh',
  text: 'txt',
  typescript: 'ts',
  zsh: 'sh',
  yaml: 'yml',
}

/** The usual file extension of a language, without a dot. */
export function fileExtensionOf(language: string): string {
  return extensions[language] ?? (/^[a-z0-9]{1,10}$/.test(language) ? language : 'txt')
}
