import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../kernel/date.ts'
import type { Refusal } from '../../../kernel/result.ts'
import type { Aturan } from './aturan.ts'
import { refusal } from './refusals.ts'

/** What is known of a person who wants to post now; times in milliseconds. */
export type Penulis = Readonly<{
  /** Undefined where it cannot be told. */
  dibuatMs: number | undefined
  /** Posts of the last day, anywhere, in any order. */
  kirimanMs: readonly number[]
  /** Last post in this very topic. */
  diTopikMs: number | undefined
}>

/** Whole minutes until then, at least one. */
export function minutesUntil(ms: number, nowMs: number): number {
  return Math.max(1, Math.ceil((ms - nowMs) / MINUTE_MS))
}

/**
 * May this person post now? Officers who answer for their unit are not asked.
 *
 * @param isLambat the topic is in slow mode
 * @refuses AKUN_BARU, BATAS_JAM, BATAS_HARI, TOPIK_LAMBAT
 */
export function refusePace(
  penulis: Penulis,
  { batas, lambat }: Pick<Aturan, 'batas' | 'lambat'>,
  { nowMs, isLambat }: Readonly<{ nowMs: number; isLambat: boolean }>,
): readonly Refusal[] {
  const within = (ms: number) => penulis.kirimanMs.filter((at) => at > nowMs - ms)
  const [hour, day] = [within(HOUR_MS), within(DAY_MS)]
  const oldEnough = (penulis.dibuatMs ?? 0) + batas.akunBaruJam * HOUR_MS
  const nextSlow = (penulis.diTopikMs ?? Number.NEGATIVE_INFINITY) + lambat.jedaMenit * MINUTE_MS
  const wait = (ms: number) => ({ menit: minutesUntil(ms, nowMs) })
  const wrong: readonly (Refusal | false)[] = [
    oldEnough > nowMs && refusal('AKUN_BARU', wait(oldEnough), 'isi'),
    day.length >= batas.perHari && refusal('BATAS_HARI', { jumlah: batas.perHari }, 'isi'),
    day.length < batas.perHari &&
      hour.length >= batas.perJam &&
      refusal('BATAS_JAM', { jumlah: batas.perJam, ...wait(Math.min(...hour) + HOUR_MS) }, 'isi'),
    isLambat && nextSlow > nowMs && refusal('TOPIK_LAMBAT', wait(nextSlow), 'isi'),
  ]
  return wrong.filter((one) => one !== false)
}

/**
 * Does a topic go into slow mode? When more than the allowed number of its posts within the window come from accounts
 * that had never written in this place before that window. It says nothing about what they wrote.
 *
 * @param kirimanBaru posts of such accounts in the window, the new one included
 */
export function startsSlow(
  { kirimanBaru, isLambat }: Readonly<{ kirimanBaru: number; isLambat: boolean }>,
  { lambat }: Pick<Aturan, 'lambat'>,
): boolean {
  return !isLambat && kirimanBaru > lambat.kirimanBaru
}
