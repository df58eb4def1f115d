import { formatDateTime, localeOf } from '../../../ui/format.ts'
import type { PageContext, TimelineItem } from '../../../ui/index.ts'
import { isTold } from '../actions/records.ts'
import type { Deps } from '../deps.ts'
import type { Layanan } from '../domain/definition/types.ts'
import { wordsIn } from '../domain/definition/types.ts'
import { ajukanMessages } from '../messages/index.ts'
import type { Riwayat } from '../store/riwayat-store.ts'

/** What was filled in on the spot before it came says when. */
function filledWords(ctx: PageContext, { data }: Riwayat): string {
  const at = typeof data.diisiAt === 'string' ? new Date(data.diisiAt) : undefined
  return at === undefined || Number.isNaN(at.getTime())
    ? ''
    : ajukanMessages(ctx.lang).filledAt(formatDateTime(at, localeOf(ctx)))
}

type Told = Readonly<{ ctx: PageContext; layanan: Layanan; riwayat: readonly Riwayat[] }>

/** The lines of an application in words, newest first, each with the place of its proof. */
export function timelineOf(
  deps: Pick<Deps, 'reference'>,
  { ctx, layanan, riwayat }: Told,
): readonly TimelineItem[] {
  const m = ajukanMessages(ctx.lang)
  return riwayat
    .filter((row) => row.isPublik)
    .map((row) => {
      const title = timelineTitle(deps, { ctx, layanan, row })
      return {
        title,
        when: [
          formatDateTime(row.waktu, localeOf(ctx)),
          filledWords(ctx, row),
          byOf(deps, ctx, row),
        ]
          .filter((part) => part !== '')
          .join(' · '),
        isDone: true,
        isLate: row.kejadian === 'eskalasi' || row.kejadian === 'fiktif_positif',
        ...(row.pesan === null ? {} : { body: row.pesan }),
        ...(isTold(row.kejadian)
          ? { link: { href: `/bukti/catatan/${row.id}`, label: m.proof, name: m.proofOf(title) } }
          : {}),
      }
    })
}

/** What happened, as the applicant reads it. */
export function timelineTitle(
  deps: Pick<Deps, 'reference'>,
  { ctx, layanan, row }: Readonly<{ ctx: PageContext; layanan: Layanan; row: Riwayat }>,
): string {
  const { events, agree, disagree } = ajukanMessages(ctx.lang)
  if (row.kejadian === 'pendapat') {
    const unit = deps.reference.findUnit(row.unitKode ?? '')?.singkatan ?? row.unitKode ?? ''
    return `${events.pendapat(unit)}: ${row.data.isSetuju === true ? agree : disagree}`
  }
  if (row.kejadian === 'selesai') return stateWords(ctx, layanan, row.keTahap) ?? events.selesai
  const known = events[row.kejadian as keyof typeof events]
  if (typeof known === 'string') return known
  return stateWords(ctx, layanan, row.keTahap) ?? row.kejadian
}

/** What the applicant reads of a state. */
export function stateWords(
  ctx: PageContext,
  layanan: Layanan,
  tahap: string | null,
): string | undefined {
  const state = tahap === null ? undefined : layanan.workflow.states[tahap]
  return state === undefined ? undefined : wordsIn(state.public, ctx.lang)
}

function byOf({ reference }: Pick<Deps, 'reference'>, { lang }: PageContext, row: Riwayat): string {
  const { by, acting } = ajukanMessages(lang)
  if (row.olehJenis === 'pemohon') return by.pemohon
  if (row.olehJenis === 'sistem') return by.sistem
  const unit = reference.findUnit(row.unitKode ?? '')?.nama ?? ''
  return row.atasNama === null ? unit : `${unit} (${acting[row.atasNama]})`
}
