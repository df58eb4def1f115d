import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseMapLines } from './pemetaan.ts'
import { readLines } from './usulan.ts'

const codes = {
  tahun: 2026,
  findKode: (kode: string) => (kode === '1.1.01' ? { id: 1 } : undefined),
  findSub: (kode: string) => (kode === '1.03.01' ? { id: 2 } : undefined),
}
const row = (cells: Readonly<Record<string, string>>, at = 2) => ({ row: at, cells })

describe('a block of journal lines', () => {
  it('is read under the headings people use, whatever their case', () => {
    const read = readLines(
      [
        row({
          'Kode Rekening': ' 1.1.01 ',
          Debet: 'Rp1.000,50',
          KREDIT: '-',
          'Sub Kegiatan': '1.03.01',
        }),
        row({ kode: '1.1.01', debit: '', kredit: '1000.50' }, 3),
      ],
      codes,
    )
    expect(read).toEqual({
      ok: true,
      value: [
        { rekeningId: 1, debitSen: 100_050n, kreditSen: 0n, subKegiatanId: 2 },
        { rekeningId: 1, debitSen: 0n, kreditSen: 100_050n, subKegiatanId: null },
      ],
    })
  })

  it('tells every row that cannot be taken, and why', () => {
    const read = readLines(
      [
        row({ kode: '9', debit: '1', kredit: '' }),
        row({ kode: '1.1.01', debit: '-5', kredit: 'lima' }, 3),
        row({ kode: '1.1.01', debit: '1', kredit: '', 'sub kegiatan': 'x' }, 4),
      ],
      codes,
    )
    expect(read.ok ? [] : read.refusals.map(({ message }) => message.slice(0, 8))).toEqual([
      'Baris 2:',
      'Baris 3:',
      'Baris 3:',
      'Baris 4:',
    ])
    expect(readLines([], codes)).toMatchObject({ refusals: [{ code: 'TEMPEL_KOSONG' }] })
  })

  it('of any text is taken or refused, never a failure', () => {
    const cells = fc.record({ kode: fc.string(), debit: fc.string(), kredit: fc.string() })
    fc.assert(
      fc.property(fc.array(cells, { maxLength: 5 }), (all) => {
        const read = readLines(
          all.map((one, at) => row(one, at + 1)),
          codes,
        )
        expect(read.ok || read.refusals.length > 0).toBe(true)
      }),
    )
  })
})

describe('lines of a mapping', () => {
  it('are book, side, way and account, parted as people part them', () => {
    const read = parseMapLines('SKPD d sama\n\n skpkd;K;tetap;1.1.01 \nskpd\tK\tpadanan\t8.1')
    expect(read).toEqual({
      ok: true,
      value: [
        { buku: 'skpd', sisi: 'D', cara: 'sama', tujuan: null },
        { buku: 'skpkd', sisi: 'K', cara: 'tetap', tujuan: '1.1.01' },
        { buku: 'skpd', sisi: 'K', cara: 'padanan', tujuan: '8.1' },
      ],
    })
  })

  it('that make no sense are told by their row; none at all is refused', () => {
    const read = parseMapLines('skpd D sama\nbuku X apa')
    expect(read.ok ? '' : read.refusals[0]?.message).toContain('Baris 2:')
    expect(parseMapLines(' \n ')).toMatchObject({ refusals: [{ code: 'PEMETAAN_BARIS' }] })
  })
})
