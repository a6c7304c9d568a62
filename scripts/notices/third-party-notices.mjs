import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { inRoot } from '../steps/places.mjs'

/** Files that hold a licence, or a notice that has to go with a copy. */
const noticeFile = /^(?:licen[cs]es?|copying|notice|third.?party)/i

/**
 * The licences and notices of all installed packages of the lock file that are not developers'
 * tools, as Markdown: a list, then every different text once with the packages that it is of.
 */
export function thirdPartyNotices() {
  const packages = installedPackages()
  const texts = new Map()
  for (const { title, files } of packages) {
    for (const text of files) texts.set(text, [...(texts.get(text) ?? []), title])
  }
  const list = packages.map(({ title, license, source }) => `- ${title}: ${license}${source}`)
  const parts = [...texts].map(
    ([text, titles]) => `### ${titles.join(', ')}\n\n\`\`\`\`text\n${text}\n\`\`\`\``,
  )
  return [
    '# Third-party notices',
    'Lumos is MIT licensed. It is distributed with the packages below, made from `package-lock.json`.',
    list.join('\n'),
    readFileSync(inRoot('scripts', 'notices', 'binaries.md'), 'utf8').trim(),
    '## Licences and notices',
    ...parts,
    '',
  ].join('\n\n')
}

function installedPackages() {
  const { packages } = JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8'))
  const described = Object.entries(packages)
    .filter(([path, { dev }]) => path !== '' && !dev && existsSync(inRoot(path, 'package.json')))
    .map(([path]) => describePackage(inRoot(path)))
  // Several copies of one version are one package.
  return [...new Map(described.map((one) => [one.title, one])).values()].sort((a, b) =>
    a.title < b.title ? -1 : 1,
  )
}

function describePackage(folder) {
  const { name, version, license, licenses, repository, author } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  )
  const files = noticeTexts(folder)
  const owner = author?.name ?? author
  // Without a text of its own, the declaration and its author are what there is to repeat.
  const source = [typeof owner === 'string' ? owner : '', repository?.url ?? repository ?? '']
    .filter((part) => part !== '')
    .join(', ')
  return {
    title: `${name} ${version}`,
    license: licenseName(license ?? licenses),
    files,
    source: files.length === 0 && source ? ` (${source})` : '',
  }
}

function licenseName(license) {
  if (Array.isArray(license)) return license.map(licenseName).join(' OR ')
  return license?.type ?? license ?? 'see its text'
}

function noticeTexts(folder) {
  return readdirSync(folder)
    .filter((name) => noticeFile.test(name) && !/\.(?:[cm]?js|json)$/.test(name))
    .flatMap((name) => {
      const path = join(folder, name)
      return statSync(path).isDirectory()
        ? readdirSync(path).map((inner) => join(path, inner))
        : [path]
    })
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path, 'utf8').replaceAll('\r\n', '\n').trim())
}
