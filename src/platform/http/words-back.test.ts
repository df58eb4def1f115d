import { describe, expect, it } from 'vitest'
import type { Route } from './route.ts'
import { formOnlyAddresses, pageOfForm, pathAbove, wordsOf } from './words-back.ts'

const handle = async () => ({ kind: 'not-found' }) as const
const route = (method: 'GET' | 'POST', url: string): Route => ({
  method,
  url,
  access: 'public',
  kind: 'page',
  handle,
})

describe('words that could not be taken', () => {
  it('are given back when they are sentences, and never when they prove who someone is', () => {
    const note = 'Sudah saya hubungi, pelapor minta dikabari besok pagi.'
    expect(
      wordsOf({
        _csrf: 'abc def ghi jkl mno',
        sandi: 'kuda benar baterai staples',
        tindakan: 'tindak_lanjut',
        version: '4',
        antrean: 'tampilan=verifikasi dan lain',
        pesan: note,
      }),
    ).toEqual([note])
  })

  it('are led back to their page only on this site', () => {
    const base = 'https://lapor.example'
    expect(pageOfForm({ referer: 'https://lapor.example/kerja/laporan/A?x=1' }, base)).toBe(
      '/kerja/laporan/A?x=1',
    )
    for (const referer of [undefined, 'bukan alamat', 'https://evil.example/kerja'])
      expect(pageOfForm({ referer }, base)).toBeUndefined()
  })
})

describe('an address that only takes a form', () => {
  it('leads to the nearest page above it', () => {
    const found = formOnlyAddresses([
      route('GET', '/kerja/laporan'),
      route('GET', '/kerja/laporan/:nomor'),
      route('POST', '/kerja/laporan/:nomor/tindakan'),
      route('POST', '/kerja/laporan/massal'),
      route('GET', '/lapor'),
      route('POST', '/lapor'),
      route('POST', '/keluar-semua'),
    ])
    expect(found).toEqual([
      { url: '/kerja/laporan/:nomor/tindakan', depth: 4 },
      { url: '/kerja/laporan/massal', depth: 3 },
    ])
    expect(pathAbove('/kerja/laporan/ADU-1/tindakan', 4)).toBe('/kerja/laporan/ADU-1')
  })
})
