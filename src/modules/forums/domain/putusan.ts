import { DAY_MS, HOUR_MS } from '../../../kernel/date.ts'
import type { Refusal } from '../../../kernel/result.ts'
import type { Aturan } from './aturan.ts'
import { findButir } from './aturan.ts'
import { refusal } from './refusals.ts'

/** What a moderator may decide; the last two are about a whole topic, by its first post. */
export const JENIS_PUTUSAN = ['biarkan', 'sembunyikan', 'kunci', 'pindahkan'] as const
export type JenisPutusan = (typeof JENIS_PUTUSAN)[number]

export const HASIL_BANDING = ['dikabulkan', 'ditolak'] as const
export type HasilBanding = (typeof HASIL_BANDING)[number]

export type FormPutusan = Readonly<{
  jenis: string
  aturan: string
  alasan: string
  keForum: string
}>

const isReason = (text: string, max: number) => text.length >= 10 && text.length <= max

/**
 * A decision as it may be made: kind, rule and reason are compulsory, every problem told at once.
 *
 * @param kiriman `nomor` within its topic, and whether the officer wrote it
 * @refuses PUTUSAN_JENIS, PUTUSAN_ATURAN, PUTUSAN_ALASAN, PUTUSAN_TOPIK, PUTUSAN_SENDIRI
 */
export function refuseDecision(
  form: FormPutusan,
  kiriman: Readonly<{ nomor: number; isOwn: boolean }>,
  aturan: Pick<Aturan, 'butir'>,
): readonly Refusal[] {
  const jenis = JENIS_PUTUSAN.find((one) => one === form.jenis)
  const isOfTopic = jenis === 'kunci' || jenis === 'pindahkan'
  const wrong: readonly (Refusal | false)[] = [
    kiriman.isOwn && refusal('PUTUSAN_SENDIRI'),
    jenis === undefined && refusal('PUTUSAN_JENIS', {}, 'jenis'),
    isOfTopic && kiriman.nomor !== 1 && refusal('PUTUSAN_TOPIK', {}, 'jenis'),
    findButir(aturan, form.aturan) === undefined && refusal('PUTUSAN_ATURAN', {}, 'aturan'),
    !isReason(form.alasan, 500) && refusal('PUTUSAN_ALASAN', {}, 'alasan'),
  ]
  return wrong.filter((one) => one !== false)
}

/** What an appeal is judged by. */
export type Terbanding = Readonly<{
  jenis: JenisPutusan
  diputusMs: number
  isAuthor: boolean
  isAppealed: boolean
}>

/**
 * May an author appeal, and with these words?
 *
 * @refuses BANDING_BUKAN_PENULIS, BANDING_TIDAK_PERLU, BANDING_SUDAH, BANDING_LEWAT, BANDING_ALASAN
 */
export function refuseAppeal(
  terbanding: Terbanding,
  alasan: string,
  { tenggat, nowMs }: Pick<Aturan, 'tenggat'> & Readonly<{ nowMs: number }>,
): readonly Refusal[] {
  if (!terbanding.isAuthor) return [refusal('BANDING_BUKAN_PENULIS')]
  if (terbanding.jenis === 'biarkan') return [refusal('BANDING_TIDAK_PERLU')]
  if (terbanding.isAppealed) return [refusal('BANDING_SUDAH')]
  const hari = tenggat.bandingDalamHari
  if (nowMs > terbanding.diputusMs + hari * DAY_MS) return [refusal('BANDING_LEWAT', { hari })]
  return isReason(alasan, 1_000) ? [] : [refusal('BANDING_ALASAN', {}, 'alasan')]
}

/**
 * May this officer judge the appeal? Never the one who decided first, and never the author.
 *
 * @refuses BANDING_PETUGAS_SAMA, PUTUSAN_SENDIRI, BANDING_HASIL, PUTUSAN_ALASAN
 */
export function refuseJudgement(
  form: Readonly<{ hasil: string; alasan: string }>,
  officer: Readonly<{ isFirst: boolean; isAuthor: boolean }>,
): readonly Refusal[] {
  const wrong: readonly (Refusal | false)[] = [
    officer.isFirst && refusal('BANDING_PETUGAS_SAMA'),
    officer.isAuthor && refusal('PUTUSAN_SENDIRI'),
    !HASIL_BANDING.some((one) => one === form.hasil) && refusal('BANDING_HASIL', {}, 'hasil'),
    !isReason(form.alasan, 500) && refusal('PUTUSAN_ALASAN', {}, 'alasan'),
  ]
  return wrong.filter((one) => one !== false)
}

/**
 * When a case is due, in milliseconds. The queue is in order of this: age decides, and what is urgent (enough
 * independent sources, or a hint of the dictionary) is due sooner. It never moves back.
 *
 * @param sebelum due date so far, of a case that is open already
 */
export function dueMs(
  perkara: Readonly<{
    dibukaMs: number
    sumber: number
    isIsyarat: boolean
    sebelum: number | undefined
  }>,
  { tenggat, nowMs }: Pick<Aturan, 'tenggat'> & Readonly<{ nowMs: number }>,
): number {
  const usual = perkara.sebelum ?? perkara.dibukaMs + tenggat.perkaraJam * HOUR_MS
  const isUrgent = perkara.isIsyarat || perkara.sumber >= tenggat.mendesakSumber
  return isUrgent ? Math.min(usual, nowMs + tenggat.mendesakJam * HOUR_MS) : usual
}
