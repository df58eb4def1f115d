import type { Kelas } from '../../domain/akun.ts'
import type { Dimensi, Saringan } from '../../domain/kubus.ts'

export type Look = Saringan & Readonly<{ per?: Dimensi | undefined }>

const KELAS: readonly Kelas[] = ['belanja', 'pendapatan', 'pembiayaan']
export const DIMENSI: readonly Dimensi[] = ['urusan', 'skpd', 'akun', 'posisi']
const CODE = /^[0-9A-Z.-]{1,40}$/

/** Address of a look at a year's open budget. */
export function openHref(tahun: number, look: Look): string {
  const query = new URLSearchParams()
  const { kelas, urusan, skpd, akun, per } = look
  if (kelas !== undefined && kelas !== 'belanja') query.set('kelas', kelas)
  for (const [name, value] of Object.entries({ urusan, skpd, akun, per }))
    if (value !== undefined) query.set(name, value)
  const text = query.toString()
  return text === '' ? `/anggaran/${tahun}` : `/anggaran/${tahun}?${text}`
}

/** What an address asks for; what it cannot mean is left out. */
export function readLook(field: (name: string) => string): Look {
  const code = (name: string) => (CODE.test(field(name)) ? field(name) : undefined)
  return {
    kelas: KELAS.find((one) => one === field('kelas')) ?? 'belanja',
    urusan: code('urusan'),
    skpd: code('skpd'),
    akun: code('akun'),
    per: DIMENSI.find((one) => one === field('per')),
  }
}
