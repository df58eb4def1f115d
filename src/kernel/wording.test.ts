import { describe, expect, it } from 'vitest'
import { createWordRefusal } from './wording.ts'

const word = createWordRefusal([
  { id: { ALASAN_KOSONG: 'Isi alasannya (3 huruf).' }, en: { ALASAN_KOSONG: 'Three letters.' } },
  { id: { ALASAN_KOSONG: 'Tulis alasannya.' }, en: { ALASAN_KOSONG: 'Five letters.' } },
  {
    id: {
      TUNGGU: 'Tunggu {tunggu}, lalu coba lagi.',
      'ALAMAT.port': 'Port {port} tertutup.',
      BAGIAN: 'Ganti bagian {bagian} pada pesan.',
    },
    en: {
      TUNGGU: 'Wait {tunggu}, then try again.',
      ALAMAT: 'The address is closed.',
      'ALAMAT.port': 'Port {port} is closed.',
      BAGIAN: 'Replace {bagian} in the message.',
    },
  },
])

describe('a refusal', () => {
  it('of two modules with one code is worded by its sentence', () => {
    expect(word({ code: 'ALASAN_KOSONG', message: 'Tulis alasannya.' })).toBe('Five letters.')
    expect(word({ code: 'ALASAN_KOSONG', message: 'Isi alasannya (3 huruf).' })).toBe(
      'Three letters.',
    )
  })

  it.each([
    ['Tunggu 1 menit, lalu coba lagi.', 'Wait 1 minute, then try again.'],
    ['Tunggu 45 detik, lalu coba lagi.', 'Wait 45 seconds, then try again.'],
    ['Tunggu 10.15 WIB, lalu coba lagi.', 'Wait 10.15 WIB, then try again.'],
  ])('keeps its values, waiting times worded: %s', (message, english) =>
    expect(word({ code: 'TUNGGU', message })).toBe(english),
  )

  it('keeps a value that looks like a pattern or holds braces', () =>
    expect(word({ code: 'BAGIAN', message: 'Ganti bagian {{nama.*}} pada pesan.' })).toBe(
      'Replace {{nama.*}} in the message.',
    ))

  it('with a sentence of its own is told apart from the usual one of its code', () => {
    expect(word({ code: 'ALAMAT', message: 'Port 22 tertutup.' })).toBe('Port 22 is closed.')
    expect(word({ code: 'ALAMAT', message: 'Apa pun.' })).toBe('The address is closed.')
  })

  it('nobody has a sentence for keeps its own', () => {
    expect(word({ code: 'BARU', message: 'Belum ada.' })).toBe('Belum ada.')
    expect(word({ code: 'constructor', message: 'Belum ada.' })).toBe('Belum ada.')
  })
})
