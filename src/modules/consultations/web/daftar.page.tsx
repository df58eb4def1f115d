import type { Tanggal } from '../../../kernel/date.ts'
import {
  CitizenPage,
  DataTable,
  EmptyState,
  FilterBar,
  FilterSelect,
  type PageContext,
  Pagination,
  Section,
} from '../../../ui/index.ts'
import type { Jenis } from '../domain/aturan.ts'
import { KEADAAN_PUBLIK } from '../domain/susun.ts'
import { messagesIn } from '../messages/index.ts'
import type { Hitungan, Konsultasi } from '../store/konsultasi-store.ts'
import { countText, KeadaanTag, untilText } from './parts.tsx'
import { PUBLIK } from './paths.ts'

export type Daftar = Readonly<{
  ctx: PageContext
  rows: readonly Konsultasi[]
  hitungan: (id: string) => Hitungan
  today: Tanggal
}>

/** Consultations with where they stand and what came in. */
export function KonsultasiTable({
  ctx,
  rows,
  hitungan,
  today,
  path,
}: Daftar & Readonly<{ path: string }>) {
  const m = messagesIn(ctx.lang)
  return (
    <DataTable
      caption={m.all}
      isStacked
      columns={[
        {
          header: m.name,
          isHead: true,
          cell: ({ kode, judul }: Konsultasi) => (
            <a href={`${path}/${kode}`} lang="id">
              {judul}
            </a>
          ),
        },
        { header: m.kind, cell: ({ jenis }) => m.jenis[jenis] },
        {
          header: m.state,
          cell: (row) => <KeadaanTag ctx={ctx} konsultasi={row} today={today} />,
        },
        { header: m.until, cell: (row) => untilText(ctx, row, today) },
        { header: m.inputs, cell: ({ id }) => hitunganText(ctx, hitungan(id)) },
      ]}
      rows={rows}
    />
  )
}

export function hitunganText(ctx: PageContext, { masuk, dijawab, lewat }: Hitungan): string {
  const m = messagesIn(ctx.lang)
  const counts = m.counts(countText(ctx, masuk), countText(ctx, dijawab))
  return lewat === 0 ? counts : `${counts}, ${m.lateCount(countText(ctx, lewat))}`
}

/** Every consultation that is or was open. */
export function DaftarPage({
  ctx,
  rows,
  hitungan,
  today,
  keadaan,
  total,
  nextHref,
}: Daftar &
  Readonly<{
    keadaan: string
    total: readonly (Hitungan & Readonly<{ jenis: Jenis }>)[]
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
        <FilterBar action={PUBLIK} label={m.filter} button={m.filter}>
          <FilterSelect
            name="keadaan"
            label={m.state}
            value={keadaan}
            choices={KEADAAN_PUBLIK.map((value) => ({ value, label: m.keadaan[value] }))}
          />
        </FilterBar>
        {rows.length === 0 ? (
          <EmptyState title={m.empty} />
        ) : (
          <KonsultasiTable ctx={ctx} rows={rows} hitungan={hitungan} today={today} path={PUBLIK} />
        )}
        {nextHref !== undefined && (
          <Pagination
            ctx={ctx}
            shown={m.shownOf(countText(ctx, rows.length))}
            nextHref={nextHref}
          />
        )}
        {total.length > 0 && (
          <Section id="h-jumlah" title={m.totals}>
            <DataTable
              caption={m.totals}
              isStacked
              columns={[
                {
                  header: m.kind,
                  isHead: true,
                  cell: ({ jenis }: Hitungan & Readonly<{ jenis: Jenis }>) => m.jenis[jenis],
                },
                {
                  header: m.received,
                  isNumber: true,
                  cell: ({ masuk }) => countText(ctx, masuk),
                },
                {
                  header: m.answered,
                  isNumber: true,
                  cell: ({ dijawab }) => countText(ctx, dijawab),
                },
                { header: m.late, isNumber: true, cell: ({ lewat }) => countText(ctx, lewat) },
              ]}
              rows={total}
            />
          </Section>
        )}
        <p class="kecil redup">{m.rights}</p>
      </div>
    </CitizenPage>
  )
}
