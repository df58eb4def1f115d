import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type AsvsRow, chapterOf, readAsvs } from '../../src/modules/portal/asvs.ts'

const root = join(import.meta.dirname, '../..')
const rows = readAsvs(root)
const proved = rows.filter(({ kind }) => kind === 'uji')

/** Does the file hold a test of this title? */
function isNamed({ evidence }: AsvsRow): boolean {
  const [file = '', title = ''] = evidence.split(' :: ')
  if (title === '' || !/\.test\.tsx?$/.test(file) || !existsSync(join(root, file))) return false
  const text = readFileSync(join(root, file), 'utf8')
  return [`'${title}'`, `\`${title}\``, `"${title}"`].some((quoted) => text.includes(quoted))
}

describe('the ASVS matrix', () => {
  it('names each requirement once, in the order of the standard', () => {
    const ids = rows.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    const order = ids.map((id) =>
      id
        .split('.')
        .map((part) => part.padStart(2, '0'))
        .join('.'),
    )
    expect(order).toEqual(order.toSorted())
  })

  it('names only chapters the standard has', () => {
    expect(rows.filter((row) => chapterOf(row) < 1 || chapterOf(row) > 17)).toEqual([])
  })

  it('rests on tests that are there by that very title', () => {
    expect(
      proved.filter((row) => !isNamed(row)).map(({ id, evidence }) => `${id} ${evidence}`),
    ).toEqual([])
    expect(proved.length).toBeGreaterThanOrEqual(120)
  })

  it('rests on documents that are there, and gives a reason where nothing applies', () => {
    const missing = rows.filter(
      ({ kind, evidence }) => kind === 'dokumen' && !existsSync(join(root, evidence)),
    )
    expect(missing).toEqual([])
    const bare = rows.filter(
      ({ kind, evidence }) => kind === 'tidak-berlaku' && evidence.length < 15,
    )
    expect(bare).toEqual([])
  })
})
