import type { Refusal } from '../../kernel/result.ts'

/** RFC 9457 problem details; `refusals` carries every reason with its field. */
export type Problem = Readonly<{
  type: string
  title: string
  status: number
  detail?: string
  instance?: string
  refusals?: readonly Refusal[]
}>

const TITLES: Readonly<Record<number, string>> = {
  400: 'Permintaan tidak dapat dibaca',
  401: 'Anda belum masuk',
  403: 'Anda tidak berwenang',
  404: 'Tidak ditemukan',
  405: 'Cara permintaan tidak dilayani',
  408: 'Kiriman terlalu lama tidak sampai',
  409: 'Data sudah diubah orang lain',
  411: 'Panjang isi tidak disebut',
  413: 'Kiriman terlalu besar',
  414: 'Alamat terlalu panjang',
  415: 'Jenis kiriman tidak dilayani',
  422: 'Isian belum benar',
  429: 'Terlalu sering, tunggu sebentar',
  431: 'Kepala permintaan terlalu besar',
  500: 'Terjadi kesalahan di sistem kami',
  503: 'Sistem sedang tidak dapat melayani',
}

export function titleOf(status: number): string {
  return (
    TITLES[status] ?? (status < 500 ? 'Permintaan ditolak' : 'Terjadi kesalahan di sistem kami')
  )
}

export function problem(status: number, more: Partial<Omit<Problem, 'status'>> = {}): Problem {
  return { type: 'about:blank', title: titleOf(status), status, ...more }
}
