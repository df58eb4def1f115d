import { formatNumber, formatTanggal } from '../../../ui/format.ts'
import {
  CitizenPage,
  DataTable,
  EmptyState,
  type PageContext,
  Pagination,
  StatusTag,
  type TagKind,
} from '../../../ui/index.ts'
import type { ALASAN } from '../actions/converse.ts'
import { messagesIn } from '../messages/index.ts'
import type { Percakapan, Pernyataan } from '../store.ts'

export const TAGS: Readonly<Record<Percakapan['status'], TagKind>> = {
  draf: 'netral',
  buka: 'proses',
  tutup: 'selesai',
}

/** Every conversation that is or was open. */
export function ListPage({
  ctx,
  rows,
  nextHref,
}: Readonly<{
  ctx: PageContext
  rows: readonly Percakapan[]
  nextHref: string | undefined
}>) {
  const m = messagesIn(ctx.lang)
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
          <PercakapanTable ctx={ctx} rows={rows} path="/pendapat" />
        )}
        {nextHref !== undefined && (
          <Pagination
            ctx={ctx}
            shown={m.shownOf(formatNumber(rows.length, ctx.lang))}
            nextHref={nextHref}
          />
        )}
      </div>
    </CitizenPage>
  )
}

export function PercakapanTable({
  ctx,
  rows,
  path,
}: Readonly<{ ctx: PageContext; rows: readonly Percakapan[]; path: string }>) {
  const m = messagesIn(ctx.lang)
  return (
    <DataTable
      caption={m.all}
      isStacked
      columns={[
        {
          header: m.name,
          isHead: true,
          cell: ({ kode, judul }: Percakapan) => (
            <a href={`${path}/${kode}`} lang="id">
              {judul}
            </a>
          ),
        },
        {
          header: m.state,
          cell: ({ status }) => <StatusTag kind={TAGS[status]}>{m.status[status]}</StatusTag>,
        },
        { header: m.until, cell: ({ tutupPada }) => formatTanggal(tutupPada, ctx.lang) },
      ]}
      rows={rows}
    />
  )
}

/** Texts that must not be spread by saying why they were taken out. */
const WITHHELD = ['data-pribadi', 'kasar']

/** What was taken out, and why. */
export function ModerationPage({
  ctx,
  percakapan,
  list,
}: Readonly<{ ctx: PageContext; percakapan: Percakapan; list: readonly Pernyataan[] }>) {
  const m = messagesIn(ctx.lang)
  return (
    <CitizenPage ctx={ctx} title={m.moderation}>
      <div class="wadah isi-hal tumpuk">
        <p class="kecil">
          <a href={`/pendapat/${percakapan.kode}`}>{m.backTo}</a>
        </p>
        <div>
          <h1>{m.moderation}</h1>
          <p class="redup">{m.moderationLead}</p>
        </div>
        {list.length === 0 ? (
          <EmptyState title={m.moderationNone} />
        ) : (
          <DataTable
            caption={m.moderation}
            isStacked
            columns={[
              {
                header: m.statement,
                isHead: true,
                cell: ({ nomor, teks, alasanKode }: Pernyataan) =>
                  `${nomor}. ${WITHHELD.includes(alasanKode ?? '') ? m.withheld : teks}`,
              },
              {
                header: m.reason,
                cell: ({ alasanKode, alasan }) => (
                  <>
                    <b>{m.reasons[(alasanKode ?? 'ganda') as (typeof ALASAN)[number]]}</b>
                    {': '}
                    {alasan}
                  </>
                ),
              },
            ]}
            rows={list}
          />
        )}
      </div>
    </CitizenPage>
  )
}
