import type { Refusal } from '../../../kernel/result.ts'
import { formatDateTime, formatRupiah, localeOf } from '../../../ui/format.ts'
import {
  Button,
  Csrf,
  DataTable,
  ErrorSummary,
  Facts,
  OfficerPage,
  type PageContext,
  Section,
  TextArea,
} from '../../../ui/index.ts'
import type { Skpd } from '../../fiscal/index.ts'
import type { Serapan } from '../domain/serapan.ts'
import { messagesIn } from '../messages/index.ts'
import type { Penjelasan } from '../store/penjelasan-store.ts'
import type { Posisi, Tertahan } from '../store/serapan-store.ts'
import { PIMPINAN, StuckList } from './board.page.tsx'
import { forecastWords, gapWords, percent, short } from './figures.tsx'

export type AgencyProps = Readonly<{
  ctx: PageContext
  skpd: Skpd
  serapan: Serapan
  posisi: readonly Posisi[]
  tertahan: readonly Tertahan[]
  penjelasan: readonly Penjelasan[]
  mayExplain: boolean
  refusals: readonly Refusal[]
  typed: string
}>

/** One agency: how far it is, where the gap lies, what it says about it. */
export function AgencyPage(props: AgencyProps) {
  const { ctx, skpd, serapan } = props
  const m = messagesIn(ctx.lang)
  return (
    <OfficerPage ctx={ctx} title={skpd.nama} current="board" css={['papan']}>
      <div class="papan isi-hal">
        <nav class="jejak-hal" aria-label={m.title}>
          <a href={PIMPINAN}>{m.title}</a> <span aria-hidden="true">›</span>
        </nav>
        <ErrorSummary ctx={ctx} refusals={props.refusals} />
        <h1>{skpd.nama}</h1>
        <Facts
          rows={[
            { label: m.budget, value: formatRupiah(serapan.anggaran, ctx.lang) },
            {
              label: m.spent,
              value: `${formatRupiah(serapan.realisasi, ctx.lang)} (${percent(ctx, serapan.realisasi, serapan.anggaran)})`,
            },
            { label: m.plan, value: percent(ctx, serapan.rencana, serapan.anggaran) },
            { label: m.gap, value: gapWords(ctx, serapan) },
            { label: m.yearEnd, value: forecastWords(ctx, serapan) },
          ]}
        />
        <Positions {...props} />
        <Section id="tertahan" title={m.stuck}>
          <StuckList ctx={ctx} rows={props.tertahan} nameOf={() => ''} />
        </Section>
        <Explanations {...props} />
      </div>
    </OfficerPage>
  )
}

function Positions({ ctx, posisi }: AgencyProps) {
  const m = messagesIn(ctx.lang)
  return (
    <Section id="posisi" title={m.positions}>
      <div class="kartu">
        <DataTable
          caption={m.positions}
          isStacked
          columns={[
            {
              header: m.account,
              isHead: true,
              cell: (row) => (
                <a href={`/jejak/mata-anggaran.${row.mataAnggaranId}`}>{row.rekening}</a>
              ),
            },
            { header: m.activity, cell: (row) => row.subKegiatan },
            { header: m.budget, isNumber: true, cell: (row) => short(ctx, row.anggaran) },
            { header: m.plan, isNumber: true, cell: (row) => short(ctx, row.rencana) },
            { header: m.spent, isNumber: true, cell: (row) => short(ctx, row.realisasi) },
          ]}
          rows={posisi}
        />
      </div>
    </Section>
  )
}

function Explanations(props: AgencyProps) {
  const { ctx, skpd, penjelasan, refusals, typed } = props
  const m = messagesIn(ctx.lang)
  return (
    <Section id="penjelasan" title={m.explanation}>
      {penjelasan.length === 0 && <p class="bantuan">{m.noExplanation}</p>}
      {penjelasan.map((one) => (
        <blockquote class="kartu isi">
          <p>{one.isi}</p>
          <footer class="kecil redup">
            {one.olehNama}, {m.months[one.bulan - 1]} · {formatDateTime(one.waktu, localeOf(ctx))}
          </footer>
        </blockquote>
      ))}
      {props.mayExplain && (
        <form
          method="post"
          action={`${PIMPINAN}/serapan/${skpd.id}/penjelasan`}
          class="tumpuk sempit"
        >
          <Csrf ctx={ctx} />
          <TextArea
            ctx={ctx}
            refusals={refusals}
            name="isi"
            label={m.explain}
            hint={m.explainHelp}
            value={typed}
            rows={4}
            maxLength={2000}
          />
          <p>
            <Button>{m.send}</Button>
          </p>
        </form>
      )}
    </Section>
  )
}
