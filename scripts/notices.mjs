import { writeFileSync } from 'node:fs'
import { thirdPartyNotices } from './notices/third-party-notices.mjs'

// node scripts/notices.mjs FILE: writes the notices of the packages that running Lumos installs.
// The image is made with them. Needs the packages of `npm ci --omit=dev`, and no Node of its own.
const [file] = process.argv.slice(2)
if (!file) {
  process.stderr.write('Usage: node scripts/notices.mjs FILE\n')
  process.exit(2)
}
writeFileSync(file, thirdPartyNotices())
