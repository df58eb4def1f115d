import type { Refusal } from '../../kernel/result.ts'
import type { Lang } from '../../ui/page-context.ts'

/** RFC 9457 problem details; `refusals` carries every reason with its field. */
export type Problem = Readonly<{
  type: string
  title: string
  status: number
  detail?: string
  instance?: string
  refusals?: readonly Refusal[]
}>

type Titles = Readonly<Record<Lang, string>>

const TITLES: Readonly<Record<number, Titles>> = {
  400: { id: 'Permintaan tidak dapat dibaca', en: 'The request cannot be read' },
  401: { id: 'Anda belum masuk', en: 'You are not signed in' },
  403: { id: 'Anda tidak berwenang', en: 'You may not do this' },
  404: { id: 'Tidak ditemukan', en: 'Not found' },
  405: { id: 'Cara permintaan tidak dilayani', en: 'This method is not served' },
  408: { id: 'Kiriman terlalu lama tidak sampai', en: 'What was sent took too long to arrive' },
  409: { id: 'Data sudah diubah orang lain', en: 'Someone else has changed the data' },
  411: { id: 'Panjang isi tidak disebut', en: 'The length of the content is missing' },
  413: { id: 'Kiriman terlalu besar', en: 'What was sent is too large' },
  414: { id: 'Alamat terlalu panjang', en: 'The address is too long' },
  415: { id: 'Jenis kiriman tidak dilayani', en: 'This kind of content is not served' },
  422: { id: 'Isian belum benar', en: 'Something in the form needs mending' },
  429: { id: 'Terlalu sering, tunggu sebentar', en: 'Too often, please wait a moment' },
  431: { id: 'Kepala permintaan terlalu besar', en: 'The header of the request is too large' },
  500: { id: 'Terjadi kesalahan di sistem kami', en: 'Something went wrong in our system' },
  503: { id: 'Sistem sedang tidak dapat melayani', en: 'The system cannot serve you right now' },
}
const REFUSED: Titles = { id: 'Permintaan ditolak', en: 'The request was refused' }
const FAILED: Titles = {
  id: 'Terjadi kesalahan di sistem kami',
  en: 'Something went wrong in our system',
}

export function titleOf(status: number, lang: Lang = 'id'): string {
  return (TITLES[status] ?? (status < 500 ? REFUSED : FAILED))[lang]
}

type More = Partial<Omit<Problem, 'status'>>

/** @param lang of the title; whoever gives a detail has worded it */
export function problem(status: number, more: More = {}, lang: Lang = 'id'): Problem {
  return { type: 'about:blank', title: titleOf(status, lang), status, ...more }
}
