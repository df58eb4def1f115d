import { describe, expect, it } from 'vitest'
import { readTable } from './read-table.ts'

const bytes = (text: string) => ({ kind: 'file' as const, bytes: new TextEncoder().encode(text) })

describe('a table that was brought', () => {
  it('is read by the names of its columns, from a file or a pasted block alike', async () => {
    const wanted = [{ row: 2, cells: { kode: '5.1', nama: 'Belanja, operasi' } }]
    const options = { required: ['kode', 'nama'] }
    expect((await readTable(bytes('Kode;Nama\n5.1;"Belanja, operasi"\n'), options)).rows).toEqual(
      wanted,
    )
    const pasted = { kind: 'pasted' as const, text: 'kode\tnama\n5.1\tBelanja, operasi\n' }
    expect((await readTable(pasted, options)).rows).toEqual(wanted)
  })

  it('says which row cannot be read', async () => {
    const read = await readTable(bytes('kode,nama\n5.1,"Belanja\n'), {})
    expect(read.problems.length).toBeGreaterThan(0)
    expect(read.problems[0]?.row).toBe(2)
  })

  it('that is no table after all is refused in words', async () => {
    const zip = { kind: 'file' as const, bytes: Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0]) }
    expect((await readTable(zip)).problems[0]?.message).toContain('XLSX')
  })
})
