import type { Refusal } from '../../../../kernel/result.ts'
import { formatNumber, formatTanggal } from '../../../../ui/format.ts'
import {
  Button,
  type Choice,
  Csrf,
  DataTable,
  EmptyState,
  ErrorSummary,
  OfficerPage,
  type PageContext,
  Pagination,
  Section,
  StatusTag,
} from '../../../../ui/index.ts'
import { kerjaPath, type SurveiForm, surveiPath } from '../../domain/survei.ts'
import { kerjaMessages, publikMessages } from '../../messages/index.ts'
import type { SurveiBaris } from '../../store/survei-store.ts'
import { TAGS } from '../words.ts'
import { HeadFields } from './head-form.tsx'

export type DeskListProps = Readonly<{
  ctx: PageContext
  rows: readonly SurveiBaris[]
  nextHref: string | undefined
  /** Units the officer builds surveys of; none for who only types paper in. */
  own: readonly string[]
  units: readonly Choice[]
  form: SurveiForm
  refusals: readonly Refusal[]
}>

/** All surveys of the house; a new one beneath. */
export function DeskListPage(props: DeskListProps) {
  const { ctx, rows, refusals } = props
  const m = kerjaMessages(ctx.lang)
  return (
    <OfficerPage ctx={ctx} title={m.title} current="surveys">
      <div class="isi-hal tumpuk">
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <div>
          <h1>{m.title}</h1>
          <p class="bantuan">{m.lead}</p>
        </div>
        {rows.length === 0 ? <EmptyState title={m.none} /> : <Rows {...props} />}
        {props.nextHref !== undefined && (
          <Pagination
            ctx={ctx}
            shown={publikMessages(ctx.lang).shownOf(formatNumber(rows.length, ctx.lang))}
            nextHref={props.nextHref}
          />
        )}
        {props.own.length > 0 && (
          <Section id="h-baru" title={m.newTitle}>
            <form method="post" action="/kerja/survei" class="tumpuk">
              <Csrf ctx={ctx} />
              <HeadFields {...props} />
              <Button>{m.create}</Button>
            </form>
          </Section>
        )}
      </div>
    </OfficerPage>
  )
}

function Rows({ ctx, rows, own }: DeskListProps) {
  const m = kerjaMessages(ctx.lang)
  const p = publikMessages(ctx.lang)
  return (
    <DataTable
      caption={m.all}
      isStacked
      columns={[
        {
          header: m.judul,
          isHead: true,
          cell: ({ kode, judul, unitKode, status }: SurveiBaris) => {
            const isOwn = own.includes(unitKode)
            if (!isOwn && status === 'draf') return judul
            return <a href={isOwn ? kerjaPath(kode) : surveiPath(kode)}>{judul}</a>
          },
        },
        {
          header: p.state,
          cell: ({ status }) => <StatusTag kind={TAGS[status]}>{p.status[status]}</StatusTag>,
        },
        { header: p.kindLabel, cell: ({ jenis }) => p.kind[jenis] },
        { header: m.waiting, cell: ({ janjiTerbit }) => formatTanggal(janjiTerbit, ctx.lang) },
        {
          header: p.answers,
          isNumber: true,
          cell: ({ menjawab }) => formatNumber(menjawab, ctx.lang),
        },
        {
          header: m.paperTitle,
          cell: ({ kode, judul, status }) =>
            (status === 'buka' || status === 'tutup') && (
              <a href={kerjaPath(kode, '/kertas')}>
                {m.paper}
                <span class="vh"> {judul}</span>
              </a>
            ),
        },
      ]}
      rows={rows}
    />
  )
}
