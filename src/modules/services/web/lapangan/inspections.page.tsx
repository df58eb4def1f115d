import type { Refusal } from '../../../../kernel/result.ts'
import {
  Button,
  ButtonLink,
  Csrf,
  EmptyState,
  ErrorSummary,
  OfficerPage,
  type PageContext,
} from '../../../../ui/index.ts'
import { luringMessages } from '../../messages/index.ts'
import { ROUND } from './round.page.tsx'

export type InspectionRow = Readonly<{
  nomor: string
  service: string
  stage: string
  place: string
  remaining: string
  isLate: boolean
  /** Who has taken it along. */
  holder: 'me' | 'other' | undefined
}>

export type InspectionsPageProps = Readonly<{
  ctx: PageContext
  rows: readonly InspectionRow[]
  /** How many are with the reader. */
  taken: string
  refusals: readonly Refusal[]
}>

/** Inspections that wait, for choosing today's. */
export function InspectionsPage({ ctx, rows, taken, refusals }: InspectionsPageProps) {
  const m = luringMessages(ctx.lang)
  return (
    <OfficerPage
      ctx={ctx}
      title={m.inspections}
      current="applications"
      css={['layanan']}
      scripts={['ui-form']}
    >
      <div class="bukti-hal lapangan">
        <header class="tumpuk">
          <h1>{m.inspections}</h1>
          <p class="redup">{m.inspectionsLead}</p>
        </header>
        <ErrorSummary ctx={ctx} refusals={refusals} />
        {taken !== '0' && (
          <p class="tombol-baris">
            <ButtonLink href={ROUND}>{m.openRound(taken)}</ButtonLink>
          </p>
        )}
        {rows.length === 0 ? (
          <EmptyState title={m.inspectionsNone}>
            <p>{m.inspectionsNoneHelp}</p>
          </EmptyState>
        ) : (
          <form method="post" action="/kerja/permohonan/lapangan" class="jarak">
            <Csrf ctx={ctx} />
            <ul class="kartu pilih-lapangan">
              {rows.map((row) => (
                <Row ctx={ctx} row={row} />
              ))}
            </ul>
            <p class="tombol-baris jarak-atas">
              <Button name="aksi" value="bawa">
                {m.takeAlong}
              </Button>
              {taken !== '0' && (
                <Button name="aksi" value="kembalikan" tone="secondary">
                  {m.handBack}
                </Button>
              )}
            </p>
          </form>
        )}
      </div>
    </OfficerPage>
  )
}

function Row({ ctx, row }: Readonly<{ ctx: PageContext; row: InspectionRow }>) {
  const m = luringMessages(ctx.lang)
  return (
    <li>
      <label>
        <input
          type="checkbox"
          name="nomor"
          value={row.nomor}
          disabled={row.holder === 'other'}
          aria-label={`${m.choose} ${row.nomor}, ${row.service}`}
        />
        <span class="tumpuk">
          <b>{row.service}</b>
          <span class="kecil">
            {row.place} · {row.stage}
          </span>
          <span class="kecil redup">
            <span class="angka">{row.nomor}</span> ·{' '}
            <span class={row.isLate ? 'telat' : ''}>{row.remaining}</span>
          </span>
        </span>
        {row.holder && (
          <span class={row.holder === 'me' ? 'tag proses' : 'tag netral'}>
            {row.holder === 'me' ? m.withYou : m.withOther}
          </span>
        )}
      </label>
    </li>
  )
}
