import { describe, expect, it } from 'vitest'
import { isPenolakan, reasonsOf, receivedAt } from './surat-penolakan.ts'

const at = (text: string) => new Date(text)

describe('a letter of refusal', () => {
  it('lists every reason once, whatever stands before it', () => {
    expect(reasonsOf('1. Faktur belum ada\n\n- BAST salah tanggal\n  • Rekening beda  ')).toEqual([
      'Faktur belum ada',
      'BAST salah tanggal',
      'Rekening beda',
    ])
    expect(reasonsOf('')).toEqual([])
  })

  it('counts its clock from the latest paper that came in before it', () => {
    const acts = [
      { kejadian: 'ajukan', waktu: at('2026-03-01T01:00:00Z') },
      { kejadian: 'kembalikan', waktu: at('2026-03-02T01:00:00Z') },
      { kejadian: 'perbaiki', waktu: at('2026-03-03T01:00:00Z') },
      { kejadian: 'terbit-spm', waktu: at('2026-03-04T01:00:00Z') },
    ]
    const refused = at('2026-03-05T01:00:00Z')
    expect(receivedAt('tolak-spp', refused, acts)).toEqual(at('2026-03-03T01:00:00Z'))
    expect(receivedAt('tolak-sp2d', refused, acts)).toEqual(at('2026-03-04T01:00:00Z'))
    expect(receivedAt('batal-sp2d', refused, acts)).toBeUndefined()
    expect(receivedAt('tolak-spp', at('2026-02-01T01:00:00Z'), acts)).toBeUndefined()
  })

  it('is not written for what was only sent back or withdrawn', () => {
    expect(['kembalikan', 'tarik', 'setujui'].filter(isPenolakan)).toEqual([])
  })
})
