import { tanggalIn } from '../../../../kernel/date.ts'
import { formatDateTime, formatDuration, formatPercent, localeOf } from '../../../../ui/format.ts'
import type { PageContext } from '../../../../ui/page-context.ts'
import {
  type ClockFacts,
  daysLeft,
  findRule,
  runningPromise,
  workingTimeOf,
} from '../../domain/clock.ts'
import { isClosed, isClosedAtSource, type Laporan } from '../../domain/laporan.ts'
import { kasusMessages, laporanMessages } from '../../messages/index.ts'

/** What was promised beside what came of it, ready to print. */
export type PromiseView = Readonly<{
  headline: string
  detail: string | undefined
  tone: 'running' | 'late' | 'done' | 'none'
  /** Share of the promised time that is used, with its sentence; only while a promise runs. */
  used: Readonly<{ percent: number; label: string }> | undefined
  facts: readonly Readonly<{ label: string; value: string }>[]
  /** Regulation the promise comes from. */
  dasar: string | undefined
}>

export function viewPromise(ctx: PageContext, laporan: Laporan, clock: ClockFacts): PromiseView {
  const facts = timeFacts(ctx, laporan, clock)
  if (isClosed(laporan.status)) return { ...closed(ctx, laporan, clock), facts }
  return { ...running(ctx, laporan, clock), facts }
}

type Headline = Omit<PromiseView, 'facts'>

function running(ctx: PageContext, laporan: Laporan, clock: ClockFacts): Headline {
  const m = kasusMessages(ctx.lang)
  const { tenggatAt, tenggatJenis } = laporan
  if (tenggatAt === null || tenggatJenis === null)
    return {
      headline: m.noClock,
      detail: undefined,
      tone: 'none',
      used: undefined,
      dasar: undefined,
    }
  const words = laporanMessages(ctx.lang).one
  const isLate = tenggatAt < ctx.now
  const days = daysLeft(tenggatAt, ctx.now, clock.calendar)
  const unsure = laporan.isTenggatPasti ? '' : ` (${words.unconfirmed})`
  const from = runningPromise(laporan)?.from ?? laporan.diterimaAt
  const percent = usedPercent(from, tenggatAt, ctx.now)
  return {
    headline: `${words.promises[tenggatJenis]} ${formatDateTime(tenggatAt, localeOf(ctx))}${unsure}`,
    detail: leftWords(ctx, days, isLate),
    tone: isLate ? 'late' : 'running',
    used: { percent, label: m.used(formatPercent(percent / 100, ctx.lang)) },
    dasar: ruleOf(laporan, clock, { kode: tenggatJenis, from })?.dasar,
  }
}

function leftWords(ctx: PageContext, days: number, isLate: boolean): string {
  const m = kasusMessages(ctx.lang)
  if (isLate) return m.daysLate(formatDuration(Math.max(1, -days), ctx.lang))
  return days === 0 ? m.dueToday : m.daysLeft(formatDuration(days, ctx.lang))
}

function usedPercent(from: Date, to: Date, now: Date): number {
  const span = to.getTime() - from.getTime()
  if (span <= 0) return 100
  return Math.min(100, Math.max(0, Math.round((100 * (now.getTime() - from.getTime())) / span)))
}

function closed(ctx: PageContext, laporan: Laporan, clock: ClockFacts): Headline {
  const m = kasusMessages(ctx.lang)
  const days = laporan.hariKerjaSelesai
  const from = laporan.terverifikasiAt ?? laporan.diterimaAt
  const rule = ruleOf(laporan, clock, { kode: 'penyelesaian', from })
  const ending = endingOf(ctx, laporan)
  const isFix = laporan.caraTutup === 'dikonfirmasi' || laporan.caraTutup === 'tanpa_konfirmasi'
  const verdict =
    laporan.isTepatWaktu === null || !isFix
      ? ''
      : ` (${laporan.isTepatWaktu ? m.onTime : m.tooLate})`
  const promised =
    rule === undefined || !isFix
      ? ''
      : ` ${m.promised(formatDuration(rule.hariKerja, ctx.lang), laporan.terverifikasiAt !== null)}${verdict}.`
  return {
    headline:
      days === null || days < 1
        ? m.closedToday
        : (isFix ? m.fixedIn : m.closedIn)(formatDuration(days, ctx.lang)),
    detail: `${ending}${promised}`.trim(),
    tone: laporan.isTepatWaktu === false && isFix ? 'late' : 'done',
    used: undefined,
    dasar: isFix ? rule?.dasar : undefined,
  }
}

function endingOf(ctx: PageContext, laporan: Laporan): string {
  const m = kasusMessages(ctx.lang)
  if (isClosedAtSource(laporan)) return m.endedAtSource
  return laporan.caraTutup === null ? '' : m.endings[laporan.caraTutup]
}

function ruleOf(
  laporan: Laporan,
  clock: ClockFacts,
  { kode, from }: Readonly<{ kode: NonNullable<Laporan['tenggatJenis']>; from: Date }>,
): ReturnType<typeof findRule> {
  const on = tanggalIn(clock.calendar.zone, from)
  return findRule(clock.rules, { kode, jenis: laporan.jenis, kelas: clock.kelas, on })
}

/** Time from receipt to the end, or to now: as the calendar counts, and without pauses. */
function timeFacts(ctx: PageContext, laporan: Laporan, clock: ClockFacts): PromiseView['facts'] {
  const m = kasusMessages(ctx.lang)
  const to = laporan.selesaiAt ?? ctx.now
  if (to < laporan.diterimaAt) return []
  const time = workingTimeOf({ from: laporan.diterimaAt, to }, clock)
  if (!time.ok) return []
  const show = (days: number) => (days < 1 ? m.sameDay : formatDuration(days, ctx.lang))
  return [
    {
      label: laporan.selesaiAt === null ? m.elapsed : m.elapsedClosed,
      value: show(time.value.elapsedDays),
    },
    ...(clock.pauses.length === 0 ? [] : [{ label: m.net, value: show(time.value.netDays) }]),
  ]
}
