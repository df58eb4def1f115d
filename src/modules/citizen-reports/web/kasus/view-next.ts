import { formatDateTime, localeOf } from '../../../../ui/format.ts'
import type { PageContext } from '../../../../ui/page-context.ts'
import { type ClockFacts, reopenableUntil } from '../../domain/clock.ts'
import { isClosed, type Laporan } from '../../domain/laporan.ts'
import { kasusMessages } from '../../messages/index.ts'

type NextFacts = Readonly<{ laporan: Laporan; unitNama: string | undefined; clock: ClockFacts }>

/** What happens next and by when, as an official would say it. */
export function viewNext(ctx: PageContext, { laporan, unitNama, clock }: NextFacts): string {
  const m = kasusMessages(ctx.lang)
  if (laporan.jedaSejak !== null) return m.nextPaused
  if (isClosed(laporan.status)) return closedNext(ctx, laporan, clock)
  const words: Readonly<Record<string, (by: string, unit: string) => string>> = m.next
  const by =
    laporan.tenggatAt === null || laporan.tenggatAt < ctx.now
      ? ''
      : m.by(formatDateTime(laporan.tenggatAt, localeOf(ctx)))
  const unit = unitNama ?? (laporan.isKoordinator ? m.coordinator : m.theUnit)
  return words[laporan.status]?.(by, unit) ?? m.nextNone
}

function closedNext(ctx: PageContext, laporan: Laporan, clock: ClockFacts): string {
  const m = kasusMessages(ctx.lang)
  const until = reopenUntil(laporan, clock)
  return until !== undefined && until > ctx.now
    ? m.nextReopen(formatDateTime(until, localeOf(ctx)))
    : m.nextNone
}

/** Until when the reporter may reopen; undefined when that is not possible at all. */
export function reopenUntil(laporan: Laporan, clock: ClockFacts): Date | undefined {
  if (laporan.status !== 'selesai' && laporan.status !== 'ditutup_tanpa_konfirmasi')
    return undefined
  const until = reopenableUntil(laporan, clock)
  return until.ok ? until.value : undefined
}
