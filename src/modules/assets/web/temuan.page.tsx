import type { Tanggal } from '../../../kernel/date.ts'
import { type Sen, sen, ZERO_SEN } from '../../../kernel/money.ts'
import { formatNumber, formatRupiah, formatTanggal } from '../../../ui/format.ts'
import {
  DataTable,
  EmptyState,
  type PageContext,
  Pagination,
  Section,
  StatusTag,
} from '../../../ui/index.ts'
import { messagesIn } from '../messages/index.ts'
import type { Banding } from '../store/rekonsiliasi-store.ts'
import type { KartuTemuan, Periksa } from '../store/temuan-store.ts'
import { ASET, AsetFrame } from './frame.tsx'

export type Baris = Readonly<{ periksa: Periksa; jumlah: number; dari: number; nilai: Sen }>
export type TemuanProps = Readonly<{
  ctx: PageContext
  rows: readonly Baris[]
  /** Readiness per SKPD, lowest first. */
  skor: readonly Readonly<{ id: number; nama: string; skor: number }>[]
  banding: readonly (Banding & Readonly<{ tanggal: Tanggal }>)[]
  skpd: Readonly<{ id: number; nama: string }> | undefined
  nama: (skpdId: number) => string
  rekening: (id: number) => string
}>

/** What auditors would find, with its value; how ready each SKPD is; whether cards and books agree. */
export function TemuanPage(props: TemuanProps) {
  const { ctx, rows, skpd } = props
  const m = messagesIn(ctx.lang)
  return (
    <AsetFrame ctx={ctx} title={m.meja.temuan} current="temuan">
      {skpd && (
        <p>
          {skpd.nama} <a href={`${ASET}/temuan`}>{m.temuan.all}</a>
        </p>
      )}
      <Agreement {...props} />
      <div class="dua-lajur">
        <Section id="daftar-temuan" title={m.temuan.found}>
          {rows.length === 0 ? (
            <EmptyState title={m.temuan.notRun} />
          ) : (
            <div class="kartu">
              {rows.map((row) => (
                <Found {...props} row={row} />
              ))}
            </div>
          )}
        </Section>
        <Readiness {...props} />
      </div>
    </AsetFrame>
  )
}

function Found({ ctx, row, skpd }: TemuanProps & Readonly<{ row: Baris }>) {
  const m = messagesIn(ctx.lang)
  const { periksa, jumlah, dari, nilai } = row
  const title = ctx.lang === 'id' ? periksa.judulId : periksa.judulEn
  const href = `${ASET}/temuan/${periksa.kode}${skpd === undefined ? '' : `?skpd=${skpd.id}`}`
  return (
    <div class="aset-temuan">
      <header>
        <span>
          <StatusTag kind={jumlah === 0 ? 'selesai' : periksa.bobot >= 5 ? 'lewat' : 'tunggu'}>
            {m.temuan.count(formatNumber(jumlah, ctx.lang), formatNumber(dari, ctx.lang))}
          </StatusTag>{' '}
          {jumlah === 0 ? title : <a href={href}>{title}</a>}
        </span>
        <b class="angka">{jumlah === 0 ? '' : formatRupiah(nilai, ctx.lang)}</b>
      </header>
      <span class="redup kecil">{m.temuan.weight(String(periksa.bobot), periksa.dasar)}</span>
    </div>
  )
}

function Readiness({ ctx, skor }: TemuanProps) {
  const m = messagesIn(ctx.lang)
  return (
    <Section id="skor" title={m.temuan.readiness}>
      <p class="bantuan">{m.temuan.method}</p>
      <DataTable
        caption={m.temuan.readiness}
        rows={skor}
        columns={[
          {
            header: m.list.skpd,
            isHead: true,
            cell: (row) => <a href={`${ASET}/temuan?skpd=${row.id}`}>{row.nama}</a>,
          },
          {
            header: m.temuan.score,
            isNumber: true,
            cell: (row) => formatNumber(row.skor, ctx.lang, 1),
          },
        ]}
      />
    </Section>
  )
}

function Agreement({ ctx, banding, nama, rekening }: TemuanProps) {
  const m = messagesIn(ctx.lang)
  const [first] = banding
  if (first === undefined) return <p class="bantuan">{m.temuan.neverCompared}</p>
  const differing = banding.filter(({ kartu, buku }) => kartu !== buku)
  const day = formatTanggal(first.tanggal, ctx.lang)
  return (
    <Section id="banding" title={m.temuan.agreement}>
      {differing.length === 0 ? (
        <p class="info">{m.temuan.agrees(day)}</p>
      ) : (
        <>
          <p class="awas">{m.temuan.differs(day, String(differing.length))}</p>
          <DataTable
            caption={m.temuan.agreement}
            rows={differing}
            columns={[
              { header: m.temuan.account, isHead: true, cell: (row) => rekening(row.rekeningId) },
              { header: m.list.skpd, cell: (row) => nama(row.skpdId) },
              {
                header: m.temuan.inCards,
                isNumber: true,
                cell: (row) => formatRupiah(row.kartu, ctx.lang),
              },
              {
                header: m.temuan.inBooks,
                isNumber: true,
                cell: (row) => formatRupiah(row.buku, ctx.lang),
              },
              {
                header: m.temuan.difference,
                isNumber: true,
                cell: (row) => formatRupiah(sen(row.kartu - row.buku), ctx.lang),
              },
            ]}
          />
        </>
      )}
    </Section>
  )
}

export type TemuanListProps = Readonly<{
  ctx: PageContext
  periksa: Periksa
  rows: readonly KartuTemuan[]
  nama: (skpdId: number) => string
  nextHref: string | undefined
}>

/** The cards of one finding, to be mended one by one. */
export function TemuanListPage({ ctx, periksa, rows, nama, nextHref }: TemuanListProps) {
  const m = messagesIn(ctx.lang)
  const total = rows.reduce((sum, row) => sum + row.nilai, ZERO_SEN as bigint)
  return (
    <AsetFrame
      ctx={ctx}
      title={ctx.lang === 'id' ? periksa.judulId : periksa.judulEn}
      current="temuan"
    >
      <p>
        <a href={`${ASET}/temuan`}>{m.temuan.back}</a>
      </p>
      {rows.length === 0 ? (
        <EmptyState title={m.temuan.nothing} />
      ) : (
        <>
          <p>{m.temuan.pageSum(String(rows.length), formatRupiah(sen(total), ctx.lang))}</p>
          <DataTable
            caption={periksa.judulId}
            rows={rows}
            columns={[
              {
                header: m.list.goods,
                isHead: true,
                cell: (row) => <a href={`${ASET}/kartu/${row.label}`}>{row.nama}</a>,
              },
              { header: m.card.code, cell: (row) => row.kode },
              { header: m.list.skpd, cell: (row) => nama(row.skpdId) },
              {
                header: m.list.value,
                isNumber: true,
                cell: (row) => formatRupiah(row.nilai, ctx.lang),
              },
            ]}
          />
          {nextHref && <Pagination ctx={ctx} shown={String(rows.length)} nextHref={nextHref} />}
        </>
      )}
    </AsetFrame>
  )
}
