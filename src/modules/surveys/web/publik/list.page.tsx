import type { Tanggal } from '../../../../kernel/date.ts'
import { formatNumber, formatTanggal } from '../../../../ui/format.ts'
import {
  CitizenPage,
  DataTable,
  EmptyState,
  type PageContext,
  Pagination,
  Section,
  StatusTag,
} from '../../../../ui/index.ts'
import type { SurveiResmi } from '../../deps.ts'
import { isOverdue, surveiPath } from '../../domain/survei.ts'
import { publikMessages } from '../../messages/index.ts'
import type { SurveiBaris } from '../../store/survei-store.ts'
import { TAGS } from '../words.ts'

export type ListPageProps = Readonly<{
  ctx: PageContext
  rows: readonly SurveiBaris[]
  nextHref: string | undefined
  official: readonly SurveiResmi[]
  today: Tanggal
}>

/** Every survey that is or was open, and those the law asks for. */
export function ListPage({ ctx, rows, nextHref, official, today }: ListPageProps) {
  const m = publikMessages(ctx.lang)
  return (
    <CitizenPage ctx={ctx} title={m.title} description={m.description}>
      <div class="wadah isi-hal tumpuk">
        <div>
          <h1>{m.title}</h1>
          <p class="redup">{m.lead}</p>
        </div>
        {rows.length === 0 ? (
          <EmptyState title={m.empty} />
        ) : (
          <DataTable
            caption={m.list}
            isStacked
            columns={[
              {
                header: m.name,
                isHead: true,
                cell: ({ kode, judul }: SurveiBaris) => (
                  <a href={surveiPath(kode)} lang="id">
                    {judul}
                  </a>
                ),
              },
              {
                header: m.state,
                cell: ({ status }) => <StatusTag kind={TAGS[status]}>{m.status[status]}</StatusTag>,
              },
              { header: m.kindLabel, cell: ({ jenis }) => m.kind[jenis] },
              { header: m.until, cell: ({ tutupPada }) => formatTanggal(tutupPada, ctx.lang) },
              {
                header: m.promised,
                cell: (row) => (
                  <>
                    {formatTanggal(row.janjiTerbit, ctx.lang)}
                    {isOverdue(row, today) && <p class="kecil">{m.overdue}</p>}
                  </>
                ),
              },
              {
                header: m.answers,
                isNumber: true,
                cell: ({ menjawab }) => formatNumber(menjawab, ctx.lang),
              },
            ]}
            rows={rows}
          />
        )}
        {nextHref !== undefined && (
          <Pagination
            ctx={ctx}
            shown={m.shownOf(formatNumber(rows.length, ctx.lang))}
            nextHref={nextHref}
          />
        )}
        {official.length > 0 && (
          <Section id="h-resmi" title={m.official}>
            <p class="redup">{m.officialLead}</p>
            <ul>
              {official.map(({ judul, href, terakhir }) => (
                <li>
                  <a href={href}>{judul[ctx.lang]}</a>
                  {terakhir !== null && ` (${terakhir})`}
                </li>
              ))}
            </ul>
          </Section>
        )}
      </div>
    </CitizenPage>
  )
}
