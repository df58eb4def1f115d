import { cleanVisible } from '../../../kernel/clean-text.ts'
import type { Tanggal } from '../../../kernel/date.ts'
import { maskPersonalData } from '../../../kernel/personal-data.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { isLong, unless } from './refusals.ts'

export const JENIS_MASUKAN = ['setuju', 'tolak', 'ubah', 'tanya'] as const
export type JenisMasukan = (typeof JENIS_MASUKAN)[number]
export const WAKIL = ['sendiri', 'organisasi'] as const
export type Wakil = (typeof WAKIL)[number]

export const MASUKAN_FIELDS = ['jenis', 'teks', 'usul', 'wakil', 'organisasi'] as const
export type MasukanForm = Readonly<Partial<Record<(typeof MASUKAN_FIELDS)[number], string>>>

/** An input as it is kept: what looks like personal data is masked before anything is written. */
export type IsiMasukan = Readonly<{
  jenis: JenisMasukan
  teks: string
  /** The wording that is proposed; only with `ubah`. */
  usul: string | null
  wakil: Wakil
  organisasi: string | null
}>

/** @refuses MASUKAN_JENIS, MASUKAN_TEKS, MASUKAN_USUL, MASUKAN_WAKIL, MASUKAN_ORGANISASI */
export function readMasukan(form: MasukanForm): Result<IsiMasukan> {
  const text = (name: keyof MasukanForm) => cleanVisible(form[name] ?? '').trim()
  const jenis = JENIS_MASUKAN.find((one) => one === form.jenis)
  const wakil = WAKIL.find((one) => one === form.wakil)
  const refusals = [
    ...unless(jenis !== undefined, 'MASUKAN_JENIS', 'jenis'),
    ...unless(isLong(text('teks'), 10, 2_000), 'MASUKAN_TEKS', 'teks'),
    ...unless(jenis !== 'ubah' || isLong(text('usul'), 5, 2_000), 'MASUKAN_USUL', 'usul'),
    ...unless(wakil !== undefined, 'MASUKAN_WAKIL', 'wakil'),
    ...unless(
      wakil !== 'organisasi' || isLong(text('organisasi'), 3, 120),
      'MASUKAN_ORGANISASI',
      'organisasi',
    ),
  ]
  if (refusals.length > 0 || jenis === undefined || wakil === undefined) return refuse(refusals)
  return ok({
    jenis,
    teks: maskPersonalData(text('teks')),
    usul: jenis === 'ubah' ? maskPersonalData(text('usul')) : null,
    wakil,
    organisasi: wakil === 'organisasi' ? maskPersonalData(text('organisasi')) : null,
  })
}

/** What two inputs must share to be the same one sent twice: kind and words, whatever their spaces and case. */
export function samaOf({ jenis, teks, usul }: IsiMasukan): string {
  const words = `${teks}\n${usul ?? ''}`.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  return `${jenis} ${words.join(' ')}`
}

/** Number of an input, as people cite it: `MSK-K3M9XQ-12`. */
export function nomorMasukan(kode: string, urut: number): string {
  return `MSK-${kode.toUpperCase()}-${urut}`
}

export type StatusMasukan = 'menunggu' | 'dijawab' | 'ditarik'

/** Is its answer overdue? */
export function isLewat(
  { status, tenggat }: Readonly<{ status: StatusMasukan; tenggat: Tanggal }>,
  today: Tanggal,
): boolean {
  return status === 'menunggu' && tenggat < today
}
