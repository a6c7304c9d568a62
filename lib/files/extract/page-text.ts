/** Separates the pages of a stored text. */
export const pageBreak = '\f'
/** Characters of a stored text; a book has some 500,000. */
const mostCharacters = 4_000_000

/** Joins pages into a text as it is stored: without characters that PostgreSQL refuses. */
export function joinPages(pages: string[]): string {
  return pages
    .map((page) => page.replaceAll(/[\0\f]/g, ' ').replaceAll('\r\n', '\n'))
    .join(pageBreak)
    .slice(0, mostCharacters)
    .toWellFormed()
}
