import { tanggal } from '../../../kernel/date.ts'
import { type Sen, sumSen } from '../../../kernel/money.ts'
import { formatNumber, formatRupiah, formatTanggal } from '../../../ui/format.ts'
import {
  CitizenPage,
  DataTable,
  EmptyState,
  Facts,
  FilterBar,
  FilterSelect,
  FilterText,
  Information,
  type PageContext,
  Pagination,
  SealBox,
  Section,
  StatusTag,
} from '../../../ui/index.ts'
import { type Dokumen, SUMBER } from '../domain/dokumen.ts'
import { groupRows } from '../domain/kelompok.ts'
import type { Simpul } from '../domain/simpul.ts'
import { formatUkuran } from '../domain/ukuran.ts'
import { messagesIn } from '../messages/index.ts'
import type { Bagian, Baris } from '../store/baris-store.ts'
import type { Alasan, Usulan } from '../store/usulan-store.ts'
import { USULAN_TAGS } from './usulan.page.tsx'

export const PUBLIK = '/rencana'

function actOf(ctx: PageContext, dokumen: Dokumen): string {
  const m = messagesIn(ctx.lang).dokumen
  return dokumen.penetapanTanggal === null
    ? ''
    : m.enacted(
        m.acts[dokumen.penetapanJenis ?? 'perkada'],
        dokumen.penetapanNomor ?? '',
        formatTanggal(tanggal(dokumen.penetapanTanggal), ctx.lang),
      )
}

export type RencanaProps = Readonly<{
  ctx: PageContext
  rpjmd: Dokumen | undefined
  simpul: readonly Simpul[]
  years: readonly number[]
}>

/** For citizens: where the region wants to be, and the plan of each year. */
export function RencanaPage({ ctx, rpjmd, simpul, years }: RencanaProps) {
  const m = messagesIn(ctx.lang).publik
  const children = groupRows(simpul, ({ indukId }) => indukId)
  const visi = simpul.find(({ jenis }) => jenis === 'visi')
  const below = (id: string) => children.get(id) ?? []
  return (
    <CitizenPage
      ctx={ctx}
      title={m.title}
      description={m.intro}
      current="budget"
      css={['publik', 'rencana']}
    >
      <div class="wadah tumpuk isi-hal">
        <h1>{m.title}</h1>
        <p>{m.intro}</p>
        <Section id="tahunan" title={m.yearly}>
          {years.length === 0 ? (
            <p class="bantuan">{m.noneYet}</p>
          ) : (
            <ul>
              {years.map((one) => (
                <li>
                  <a href={`${PUBLIK}/${one}`}>{m.planOf(String(one))}</a>
                </li>
              ))}
            </ul>
          )}
        </Section>
        {rpjmd === undefined || visi === undefined ? (
          <EmptyState title={m.noneYet} />
        ) : (
          <Section id="lima-tahun" title={rpjmd.judul}>
            <p class="kecil redup">{actOf(ctx, rpjmd)}</p>
            <p>
              <b>{visi.uraian}</b>
            </p>
            {below(visi.id).map((misi) => (
              <details class="kartu">
                <summary>{misi.uraian}</summary>
                <ul class="isi pohon">
                  {below(misi.id).flatMap((tujuan) =>
                    below(tujuan.id).map((sasaran) => (
                      <li>
                        {sasaran.uraian}
                        {sasaran.indikator.map((one) => (
                          <span class="sub pohon-indikator">
                            {one.nama}:{' '}
                            {[...one.target]
                              .map(([year, value]) => `${year} ${formatUkuran(value, ctx.lang)}`)
                              .join(' · ')}{' '}
                            {one.satuan}
                          </span>
                        ))}
                      </li>
                    )),
                  )}
                </ul>
              </details>
            ))}
          </Section>
        )}
      </div>
    </CitizenPage>
  )
}

/** Words, code of a kecamatan, source of a line; empty where not asked for. */
export type Sifted = Readonly<{ cari: string; tempat: string; sumber: string }>

export type TahunProps = Readonly<{
  ctx: PageContext
  dokumen: Dokumen
  bySource: readonly Bagian[]
  rows: readonly Baris[]
  skpdName: (id: number) => string
  placeName: (kode: string) => string
  sifted: Sifted
  kecamatan: readonly Readonly<{ kode: string; nama: string }>[]
  nextHref: string | undefined
  firstHref: string | undefined
}>

/** For citizens: the plan of one year, line by line. */
export function TahunPage(props: TahunProps) {
  const { ctx, dokumen, bySource, rows, nextHref, firstHref } = props
  const m = messagesIn(ctx.lang)
  const whole = sumSen(bySource.map(({ pagu }): Sen => pagu))
  return (
    <CitizenPage ctx={ctx} title={dokumen.judul} current="budget" css={['publik', 'rencana']}>
      <div class="wadah tumpuk isi-hal">
        <h1>{dokumen.judul}</h1>
        <p class="kecil redup">{actOf(ctx, dokumen)}</p>
        <p class="rencana-jumlah angka">{formatRupiah(whole, ctx.lang)}</p>
        <DataTable
          isStacked
          caption={m.pembagian.bySource}
          rows={bySource}
          columns={[
            {
              header: m.lines.source,
              isHead: true,
              cell: (row) => m.sources[row.kunci as keyof typeof m.sources],
            },
            {
              header: m.pembagian.lines,
              isNumber: true,
              cell: (row) => formatNumber(row.baris, ctx.lang),
            },
            {
              header: m.pembagian.amount,
              isNumber: true,
              cell: (row) => formatRupiah(row.pagu, ctx.lang),
            },
          ]}
        />
        <Sift {...props} />
        {rows.length === 0 && <EmptyState title={m.publik.nothingFound} />}
        <DataTable
          isStacked
          caption={m.publik.lines}
          rows={rows}
          columns={[
            {
              header: m.lines.work,
              isHead: true,
              cell: (row) => <a href={`${PUBLIK}/baris/${row.id}`}>{row.uraian}</a>,
            },
            { header: m.lines.agency, cell: (row) => props.skpdName(row.skpdId) },
            {
              header: m.lines.place,
              cell: (row) =>
                row.lokasiKode === null ? m.lines.wholeRegion : props.placeName(row.lokasiKode),
            },
            {
              header: m.lines.ceiling,
              isNumber: true,
              cell: (row) => formatRupiah(row.pagu, ctx.lang),
            },
          ]}
        />
        {(nextHref ?? firstHref) !== undefined && (
          <Pagination
            ctx={ctx}
            shown={m.lines.shown(String(rows.length))}
            {...(nextHref === undefined ? {} : { nextHref })}
            {...(firstHref === undefined ? {} : { firstHref })}
          />
        )}
        {dokumen.sidik !== null && (
          <>
            <p class="kecil">{m.publik.seal}</p>
            <SealBox digest={dokumen.sidik.replaceAll(/(.{4})/g, '$1 ').trim()} />
          </>
        )}
      </div>
    </CitizenPage>
  )
}

/** What is planned near me, or about what I look for. */
function Sift({ ctx, dokumen, sifted, kecamatan }: TahunProps) {
  const m = messagesIn(ctx.lang)
  return (
    <FilterBar
      action={`${PUBLIK}/${dokumen.tahunMulai}`}
      label={m.publik.lines}
      button={m.publik.sift}
    >
      <FilterText name="cari" label={m.publik.words} value={sifted.cari} />
      <FilterSelect
        name="tempat"
        label={m.publik.everywhere}
        value={sifted.tempat}
        choices={kecamatan.map(({ kode, nama }) => ({ value: kode, label: nama }))}
      />
      <FilterSelect
        name="sumber"
        label={m.publik.everySource}
        value={sifted.sumber}
        choices={SUMBER.map((value) => ({ value, label: m.sources[value] }))}
      />
    </FilterBar>
  )
}

/** For citizens: one line, and the proposals it came from. */
export function BarisPublikPage({
  ctx,
  line,
  skpdName,
  placeName,
}: Readonly<{
  ctx: PageContext
  line: Baris
  skpdName: string
  placeName: (kode: string) => string
}>) {
  const m = messagesIn(ctx.lang)
  return (
    <CitizenPage ctx={ctx} title={line.uraian} current="budget" css={['publik', 'rencana']}>
      <div class="wadah tumpuk isi-hal">
        <p class="kecil">
          <a href={`${PUBLIK}/${line.tahun}`}>{m.publik.planOf(String(line.tahun))}</a>
        </p>
        <h1>{line.uraian}</h1>
        <Facts
          rows={[
            { label: m.lines.agency, value: skpdName },
            {
              label: m.lines.place,
              value: line.lokasiKode === null ? m.lines.wholeRegion : placeName(line.lokasiKode),
            },
            { label: m.lines.output, value: line.indikator },
            {
              label: m.lines.target,
              value: `${formatUkuran(line.target, ctx.lang)} ${line.satuan}`,
            },
            { label: m.lines.ceiling, value: formatRupiah(line.pagu, ctx.lang) },
            { label: m.lines.source, value: m.sources[line.sumber] },
          ]}
        />
        {line.usulan.length > 0 && (
          <Section id="usulan" title={m.publik.cameFrom}>
            <ul>
              {line.usulan.map(({ nomor }) => (
                <li>
                  <a href={`${PUBLIK}/usulan/${nomor}`}>{nomor}</a>
                </li>
              ))}
            </ul>
          </Section>
        )}
      </div>
    </CitizenPage>
  )
}

/** For citizens: one proposal and what became of it. */
export function UsulanPublikPage({
  ctx,
  usulan,
  skpdName,
  placeName,
  reason,
}: Readonly<{
  ctx: PageContext
  usulan: Usulan
  skpdName: string
  placeName: (kode: string) => string
  reason: Alasan | undefined
}>) {
  const m = messagesIn(ctx.lang)
  return (
    <CitizenPage ctx={ctx} title={usulan.judul} current="budget" css={['publik', 'rencana']}>
      <div class="wadah tumpuk isi-hal">
        <h1>{usulan.judul}</h1>
        <p>
          <StatusTag kind={USULAN_TAGS[usulan.status]}>
            {m.usulan.statuses[usulan.status]}
          </StatusTag>{' '}
          <span class="angka">{usulan.nomor}</span>
        </p>
        <Facts
          rows={[
            { label: m.lines.source, value: m.sources[usulan.sumber] },
            { label: m.usulan.proposer, value: m.usulan.proposers[usulan.pengusulJenis] },
            { label: m.lines.place, value: placeName(usulan.lokasiKode) },
            {
              label: m.usulan.volume,
              value: `${formatUkuran(usulan.volume, ctx.lang)} ${usulan.satuan}`,
            },
            { label: m.usulan.estimate, value: formatRupiah(usulan.perkiraan, ctx.lang) },
            { label: m.lines.agency, value: skpdName },
          ]}
        />
        {usulan.alasan !== null && (
          <Information>
            <b>{ctx.lang === 'id' ? reason?.namaId : reason?.namaEn}</b>
            <br />
            {usulan.alasan}
          </Information>
        )}
        {usulan.barisIds.length > 0 && (
          <Section id="rencana" title={m.usulan.wentInto}>
            <ul>
              {usulan.barisIds.map((id, at) => (
                <li>
                  <a href={`${PUBLIK}/baris/${id}`}>{m.publik.line(String(at + 1))}</a>
                </li>
              ))}
            </ul>
          </Section>
        )}
      </div>
    </CitizenPage>
  )
}
