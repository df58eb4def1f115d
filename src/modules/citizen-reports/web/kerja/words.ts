import { type Actor, grantsOf } from '../../../../kernel/actor.ts'
import type { WorkingCalendar } from '../../../../kernel/calendar.ts'
import { formatNumber } from '../../../../ui/format.ts'
import type { PageContext } from '../../../../ui/page-context.ts'
import type { Reference } from '../../../reference/index.ts'
import { daysLeft, runningPromise } from '../../domain/clock.ts'
import { isClosed, type Laporan } from '../../domain/laporan.ts'
import { kerjaMessages } from '../../messages/index.ts'

type ClockRow = Pick<
  Laporan,
  | 'status'
  | 'jenis'
  | 'diterimaAt'
  | 'terverifikasiAt'
  | 'disposisiAt'
  | 'tindakLanjutAt'
  | 'klaimSelesaiAt'
  | 'jedaSejak'
  | 'tenggatAt'
>

/** Working time left as a bar and in words; colour never speaks alone. */
export type TimeLeft = Readonly<{ words: string; usedPercent: number | undefined; isLate: boolean }>

export function timeLeftOf(ctx: PageContext, row: ClockRow, calendar: WorkingCalendar): TimeLeft {
  const m = kerjaMessages(ctx.lang).time
  const bare = (words: string): TimeLeft => ({ words, usedPercent: undefined, isLate: false })
  if (isClosed(row.status)) return bare(m.closed)
  if (row.jedaSejak !== null) return bare(m.paused)
  if (row.tenggatAt === null) return bare(m.none)
  const isLate = row.tenggatAt < ctx.now
  const days = Math.abs(daysLeft(row.tenggatAt, ctx.now, calendar))
  const count = formatNumber(days, ctx.lang)
  const from = runningPromise(row)?.from ?? row.diterimaAt
  const span = row.tenggatAt.getTime() - from.getTime()
  const used = span <= 0 ? 1 : (ctx.now.getTime() - from.getTime()) / span
  return {
    isLate,
    usedPercent: Math.round(100 * Math.min(1, Math.max(0, used))),
    words: isLate ? (days < 1 ? m.lateToday : m.late(count)) : days < 1 ? m.today : m.days(count),
  }
}

type FlagRow = Pick<Laporan, 'isKoordinator' | 'jumlahDibukaKembali' | 'tingkatEskalasi' | 'status'>

/** Short marks beside the status: what makes this case different from its neighbours. */
export function flagsOf(ctx: PageContext, row: FlagRow): readonly string[] {
  const m = kerjaMessages(ctx.lang).flags
  const count = (value: number) => formatNumber(value, ctx.lang)
  return [
    ...(row.isKoordinator && !isClosed(row.status) ? [m.koordinator] : []),
    ...(row.jumlahDibukaKembali > 0 ? [m.dibuka(count(row.jumlahDibukaKembali))] : []),
    ...(row.tingkatEskalasi > 0 && !isClosed(row.status)
      ? [m.eskalasi(count(row.tingkatEskalasi))]
      : []),
  ]
}

/** "ADU-2026-004203-N" is "4203" in a column: year and letters are on the case itself. */
export function shortNomor(nomor: string): string {
  const match = /^[A-Z]{2,5}-\d{4}-(\d{1,12})-[A-Z]$/.exec(nomor)
  return match === null ? nomor.replace(/^RHS-/, '') : String(Number(match[1]))
}

/** For whom the officer acts today, in words; empty when only for themselves. */
export function actingNotes(
  ctx: PageContext,
  actor: Actor,
  reference: Pick<Reference, 'findUnit'>,
): readonly string[] {
  const m = kerjaMessages(ctx.lang).one
  const notes = grantsOf(actor).flatMap(({ as, unitKode }) =>
    as === undefined || unitKode === undefined
      ? []
      : [m.actingFor(m.actingAs[as], reference.findUnit(unitKode)?.nama ?? unitKode)],
  )
  return [...new Set(notes)]
}
