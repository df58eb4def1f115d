import { describe, expect, it } from 'vitest'
import { differences } from './differences.ts'

describe('differences', () => {
  it('name each field that changed, and nothing that did not', () => {
    const before = { nama: { id: 'Lubang', en: 'Hole' }, radius: 60, kataKunci: ['a', 'b'] }
    const after = { nama: { id: 'Jalan berlubang', en: 'Hole' }, radius: 60, kataKunci: ['a'] }
    expect(differences(before, after)).toEqual([
      { field: 'nama.id', before: 'Lubang', after: 'Jalan berlubang' },
      { field: 'kataKunci', before: 'a, b', after: 'a' },
    ])
  })

  it('find things with a code by that code, so that moving one is one change', () => {
    const a = { kode: 'a', wajib: true }
    const b = { kode: 'b', wajib: false }
    expect(differences({ soal: [a, b] }, { soal: [b, a] })).toEqual([
      { field: 'soal.urutan', before: 'a, b', after: 'b, a' },
    ])
  })

  it('take an absent side, null and an empty list for nothing', () => {
    expect(differences(undefined, { kode: 'x' })).toEqual([
      { field: 'kode', before: null, after: 'x' },
    ])
    expect(differences({ a: null, b: [] }, {})).toEqual([])
  })
})
