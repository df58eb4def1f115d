import { describe, expect, it } from 'vitest'
import { tanggal } from '../../../kernel/date.ts'
import { decideOpini, decidePutusanOpini } from './opini.ts'

const form = { opini: 'WTP', lhpNomor: '12.A/LHP/2028', lhpTanggal: '2028-05-20' }
const around = { tahun: 2027, today: tanggal('2028-06-01') }
const codes = (result: ReturnType<typeof decideOpini | typeof decidePutusanOpini>) =>
  result.ok ? [] : result.refusals.map(({ code }) => code)

describe('the opinion of the auditors', () => {
  it('is read from their report', () => {
    expect(decideOpini(form, around)).toEqual({ ok: true, value: form })
  })

  it('is refused with all its reasons at once', () => {
    const wrong = { opini: 'bagus', lhpNomor: ' ', lhpTanggal: 'besok' }
    expect(codes(decideOpini(wrong, around))).toEqual([
      'OPINI_JENIS',
      'OPINI_NOMOR',
      'OPINI_TANGGAL',
    ])
  })

  it.each(['2027-12-31', '2028-06-02'])(
    'cannot be of %s: the year is not over, or the day not come',
    (day) => {
      expect(codes(decideOpini({ ...form, lhpTanggal: day }, around))).toEqual(['OPINI_TANGGAL'])
    },
  )

  it('is set by another person than who entered it, once', () => {
    const waiting = { status: 'menunggu', dicatatOleh: 'a' }
    const order = { isSet: true, alasan: '', oleh: 'b' }
    expect(decidePutusanOpini(waiting, order)).toEqual({ ok: true, value: 'ditetapkan' })
    expect(codes(decidePutusanOpini(waiting, { ...order, oleh: 'a' }))).toEqual(['OPINI_PENCATAT'])
    expect(codes(decidePutusanOpini({ ...waiting, status: 'ditetapkan' }, order))).toEqual([
      'SUDAH_DIPUTUSKAN',
    ])
    expect(codes(decidePutusanOpini(waiting, { ...order, isSet: false }))).toEqual([
      'ALASAN_KOSONG',
    ])
  })
})
