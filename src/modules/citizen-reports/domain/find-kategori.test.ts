import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findKategori, withoutAsking } from './find-kategori.ts'
import type { Kategori } from './katalog.ts'

const source = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../../data/laporan/kategori.json'), 'utf8'),
) as { daun: readonly (Kategori & { rahasiaDefault: boolean })[] }
const daun = source.daun.map((one, urutan) => ({ ...one, urutan, isRahasia: one.rahasiaDefault }))
const find = (typed: string) => findKategori(daun, typed, 5).map((one) => one.kode)

describe('findKategori', () => {
  it.each([
    ['lapor lubang jalan', 'jalan.lubang'],
    ['lubang di jalan', 'jalan.lubang'],
    ['lampu jalan padam', 'penerangan.'],
    ['sampah menumpuk', 'sampah.menumpuk'],
  ])('%s means %s', (typed, kode) => {
    expect(find(typed)[0]).toMatch(new RegExp(`^${kode.replace('.', '\\.')}`))
  })

  it.each(['', 'yang', 'lapor', 'zzzz qqqq', '\u0000', '<script>'.repeat(100)])(
    'finds nothing in %j',
    (typed) => {
      expect(find(typed)).toEqual([])
    },
  )

  it('never offers a secret category to a passer-by', () => {
    const secret = daun.filter((one) => one.isRahasia).map((one) => one.kode)
    expect(secret.length).toBeGreaterThan(0)
    for (const one of daun) expect(secret).not.toContain(find(one.nama.id)[0])
  })
})

describe('withoutAsking', () => {
  it('leaves the matter and drops the wish', () => {
    expect(withoutAsking('Lapor lubang  di jalan')).toBe('lubang di jalan')
    expect(withoutAsking('laporkan')).toBe('')
  })
})
