import { formatDateTime, formatNumber, formatTanggal, localeOf } from '../../../ui/format.ts'
import {
  ButtonLink,
  CitizenPage,
  DataTable,
  EmptyState,
  type PageContext,
  Pagination,
  Section,
  StatusTag,
  type TagKind,
} from '../../../ui/index.ts'
import { type KeadaanSuara, keadaanOf } from '../actions/suara.ts'
import type { Aturan } from '../domain/aturan.ts'
import { messagesIn } from '../messages/index.ts'
import type { Forum, Topik } from '../store/forum-store.ts'
import { topikPath } from './asked.ts'

export const TAGS: Readonly<Record<KeadaanSuara, TagKind>> = {
  bahasan: 'netral',
  menunggu: 'tunggu',
  terlambat: 'lewat',
  dijawab: 'selesai',
  terkunci: 'netral',
  disembunyikan: 'netral',
}

type Counts = Readonly<{ diterima: number; dijawab: number; terlambat: number }>

/** Every forum, and how the government answers in them. */
export function ForumsPage({
  ctx,
  rows,
  nextHref,
  counts,
  unitName,
}: Readonly<{
  ctx: PageContext
  rows: readonly Forum[]
  nextHref: string | undefined
  counts: Counts
  unitName: (kode: string) => string
}>) {
  const m = messagesIn(ctx.lang)
  const number = (n: number) => formatNumber(n, ctx.lang)
  return (
    <CitizenPage ctx={ctx} title={m.title} description={m.description}>
      <div class="wadah isi-hal tumpuk">
        <div>
          <h1>{m.title}</h1>
          <p class="redup">{m.lead}</p>
          <p>
            {m.counts(number(counts.diterima), number(counts.dijawab), number(counts.terlambat))}
          </p>
        </div>
        <p class="tombol-baris">
          <a href="/forum/aturan">{m.rulesLink}</a>
          <a href="/forum/transparansi">{m.reportLink}</a>
        </p>
        {rows.length === 0 ? (
          <EmptyState title={m.empty} />
        ) : (
          <DataTable
            caption={m.all}
            isStacked
            columns={[
              {
                header: m.forum,
                isHead: true,
                cell: ({ kode, judul }: Forum) => (
                  <a href={`/forum/${kode}`} lang="id">
                    {judul}
                  </a>
                ),
              },
              { header: m.kind, cell: ({ jenis }) => m.kinds[jenis] },
              { header: m.by, cell: ({ unitKode }) => unitName(unitKode) },
            ]}
            rows={rows}
          />
        )}
        {nextHref !== undefined && (
          <Pagination ctx={ctx} shown={m.shownOf(number(rows.length))} nextHref={nextHref} />
        )}
      </div>
    </CitizenPage>
  )
}

/** The topics of a forum, the latest activity first. */
export function TopicsPage({
  ctx,
  forum,
  rows,
  nextHref,
  unit,
  today,
}: Readonly<{
  ctx: PageContext
  forum: Forum
  rows: readonly Topik[]
  nextHref: string | undefined
  unit: string
  today: Parameters<typeof keadaanOf>[1]
}>) {
  const m = messagesIn(ctx.lang)
  const path = `/forum/${forum.kode}`
  return (
    <CitizenPage ctx={ctx} title={forum.judul} description={forum.uraian}>
      <div class="wadah isi-hal tumpuk">
        <p class="kecil">
          <a href="/forum">{m.all}</a>
        </p>
        <div>
          <h1 lang="id">{forum.judul}</h1>
          <p lang="id">{forum.uraian}</p>
          <p class="redup">
            {m.by}: {unit}
          </p>
        </div>
        {forum.status === 'tutup' ? (
          <p class="info">{m.closedForum}</p>
        ) : (
          <p>
            <ButtonLink href={`${path}/tulis`}>{m.write}</ButtonLink>
          </p>
        )}
        {rows.length === 0 ? (
          <EmptyState title={m.noTopics} />
        ) : (
          <TopicTable ctx={ctx} rows={rows} today={today} />
        )}
        {nextHref !== undefined && (
          <Pagination
            ctx={ctx}
            shown={m.shownOf(formatNumber(rows.length, ctx.lang))}
            nextHref={nextHref}
            firstHref={path}
          />
        )}
      </div>
    </CitizenPage>
  )
}

export function TopicTable({
  ctx,
  rows,
  today,
}: Readonly<{
  ctx: PageContext
  rows: readonly Topik[]
  today: Parameters<typeof keadaanOf>[1]
}>) {
  const m = messagesIn(ctx.lang)
  return (
    <DataTable
      caption={m.topics}
      isStacked
      columns={[
        {
          header: m.topics,
          isHead: true,
          cell: (topik: Topik) => (
            <a href={topikPath(topik)} lang={topik.isTersembunyi ? ctx.lang : 'id'}>
              {topik.isTersembunyi ? m.hiddenTitle : topik.judul}
            </a>
          ),
        },
        {
          header: m.state,
          cell: (topik) => {
            const state = keadaanOf(topik, today)
            return <StatusTag kind={TAGS[state]}>{m.states[state]}</StatusTag>
          },
        },
        {
          header: m.due,
          cell: ({ tenggatPada, dijawabAt }) =>
            tenggatPada === null || dijawabAt !== null ? '–' : formatTanggal(tenggatPada, ctx.lang),
        },
        {
          header: m.posts,
          isNumber: true,
          cell: ({ nomorTerakhir }) => formatNumber(nomorTerakhir, ctx.lang),
        },
        {
          header: m.last,
          cell: ({ terakhirAt }) => formatDateTime(terakhirAt, localeOf(ctx)),
        },
      ]}
      rows={rows}
    />
  )
}

/** The rules of the house, each with an example, and every limit in words. */
export function RulesPage({ ctx, aturan }: Readonly<{ ctx: PageContext; aturan: Aturan }>) {
  const m = messagesIn(ctx.lang)
  const { batas, lambat, bersama, tenggat } = aturan
  const figures = {
    ...batas,
    ...lambat,
    ...tenggat,
    bersamaMenit: bersama.jedaMenit,
    akunBaruHari: bersama.akunBaruHari,
  }
  const words = Object.fromEntries(
    Object.entries(figures).map(([name, value]) => [name, formatNumber(value, ctx.lang)]),
  )
  return (
    <CitizenPage ctx={ctx} title={m.rules}>
      <div class="wadah sempit isi-hal tumpuk">
        <p class="kecil">
          <a href="/forum">{m.all}</a>
        </p>
        <div>
          <h1>{m.rules}</h1>
          <p class="redup">{m.rulesLead}</p>
        </div>
        <ol class="tumpuk">
          {aturan.butir.map(({ kode, nama, teks, contoh }) => (
            <li id={kode}>
              <b>{nama[ctx.lang]}.</b> {teks[ctx.lang]}
              <br />
              <span class="bantuan">
                {m.example}: {contoh[ctx.lang]}
              </span>
            </li>
          ))}
        </ol>
        <Section id="h-batas" title={m.limits}>
          <ul>
            {m.limitLines(words).map((line) => (
              <li>{line}</li>
            ))}
          </ul>
        </Section>
        <p class="redup kecil">{m.rulesFrom(formatTanggal(aturan.berlakuMulai, ctx.lang))}</p>
      </div>
    </CitizenPage>
  )
}
