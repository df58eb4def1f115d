/** npm run law: every rule of the register, where the code cites it, and what nobody has verified yet. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { readTree } from '../tests/support/house-rules.ts'

type Rule = Readonly<{ id: string; instrument: string; pasal: string; terverifikasi_oleh: string }>

const root = join(import.meta.dirname, '..')
const rules: readonly Rule[] = parse(readFileSync(join(root, 'docs/law/register.csv')), {
  columns: true,
  bom: true,
})
const source = readTree(['src'], ['.ts', '.tsx'])
const citing = (id: string) =>
  source.filter((file) => file.text.includes(`@law ${id}`)).map((file) => file.path)

for (const rule of rules) {
  const mark =
    rule.terverifikasi_oleh === '' ? 'unverified' : `verified by ${rule.terverifikasi_oleh}`
  process.stdout.write(`${rule.id.padEnd(8)} ${rule.instrument} ${rule.pasal} (${mark})\n`)
  for (const path of citing(rule.id)) process.stdout.write(`         ${path}\n`)
}
const open = source.flatMap((file) =>
  file.text
    .split('\n')
    .flatMap((line, index) =>
      line.includes('@law unverified')
        ? [`${file.path}:${index + 1} ${line.replace(/.*@law unverified/, '').trim()}`]
        : [],
    ),
)
process.stdout.write(
  `\nCited without a register row (${open.length}):\n${open.map((line) => `  ${line}`).join('\n')}\n`,
)
