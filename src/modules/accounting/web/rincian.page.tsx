import { tanggal as civil } from '../../../kernel/date.ts'
import { formatTanggal } from '../../../ui/format.ts'
import { DataTable, EmptyState, type PageContext, Pagination } from '../../../ui/index.ts'
import { messagesIn } from '../messages/index.ts'
import type { Entry } from '../store/jurnal-store.ts'
import { formatAmount } from './amount.ts'
import type { Asked } from './desk.ts'
import { AKUNTANSI, AkuntansiFrame, type Room } from './frame.tsx'

type Shared = Readonly<{ ctx: PageContext; rooms: readonly Room[]; asked: Asked }>

export type LineProps = Shared &
  Readonly<{
    jenis: string
    judul: string
    laporan: string
    /** Accounts of a line, or the lines a sum is made of. */
    rows: readonly Readonly<{
      href: string
      kode: string
      nama: string
      nilai: bigint
      anggaran: bigint
    }>[]
    hasAnggaran: boolean
    /** Its own trace; lines that sum lines have none. */
    traceHref: string | undefined
  }>

/** What a line of a statement is made of. */
export function LinePage({
  ctx,
  rooms,
  asked,
  jenis,
  judul,
  laporan,
  rows,
  hasAnggaran,
  traceHref,
}: LineProps) {
  const m = messagesIn(ctx.lang)
  return (
    <AkuntansiFrame ctx={ctx} title={judul} room="laporan" rooms={rooms}>
      <p class="redup">
        <a href={`${AKUNTANSI}/laporan/${jenis}?${asked.query}`}>{laporan}</a> ·{' '}
        {m.of(asked.skpd?.nama ?? m.region, formatTanggal(asked.tanggal, ctx.lang))}
        {traceHref !== undefined && (
          <>
            {' '}
            · <a href={traceHref}>{m.trace}</a>
          </>
        )}
      </p>
      {rows.length === 0 ? (
        <EmptyState title={m.noMoves} />
      ) : (
        <DataTable
          caption={judul}
          isStacked
          rows={rows}
          columns={[
            {
              header: m.account,
              isHead: true,
              cell: (row) => (
                <a href={row.href}>
                  <span class="angka">{row.kode}</span> {row.nama}
                </a>
              ),
            },
            ...(hasAnggaran
              ? [
                  {
                    header: m.budget,
                    isNumber: true,
                    cell: (row: LineProps['rows'][number]) => formatAmount(row.anggaran, ctx.lang),
                  },
                ]
              : []),
            {
              header: hasAnggaran ? m.realised : m.amount,
              isNumber: true,
              cell: (row) => formatAmount(row.nilai, ctx.lang),
            },
          ]}
        />
      )}
    </AkuntansiFrame>
  )
}

export type BooksProps = Shared &
  Readonly<{
    kode: string
    nama: string
    rows: readonly Readonly<{ href: string; nama: string; debit: bigint; kredit: bigint }>[]
  }>

/** An account in every book of the region. */
export function BooksPage({ ctx, rooms, asked, kode, nama, rows }: BooksProps) {
  const m = messagesIn(ctx.lang)
  return (
    <AkuntansiFrame ctx={ctx} title={`${kode} ${nama}`} room="laporan" rooms={rooms}>
      <p class="redup">{m.perBook(formatTanggal(asked.tanggal, ctx.lang))}</p>
      {rows.length === 0 ? (
        <EmptyState title={m.noMoves} />
      ) : (
        <DataTable
          caption={m.perBook(formatTanggal(asked.tanggal, ctx.lang))}
          isStacked
          rows={rows}
          columns={[
            { header: m.book, isHead: true, cell: (row) => <a href={row.href}>{row.nama}</a> },
            { header: m.debit, isNumber: true, cell: (row) => formatAmount(row.debit, ctx.lang) },
            { header: m.credit, isNumber: true, cell: (row) => formatAmount(row.kredit, ctx.lang) },
          ]}
        />
      )}
    </AkuntansiFrame>
  )
}

export type SheetProps = Shared &
  Readonly<{
    kode: string
    nama: string
    buku: string
    entries: readonly Entry[]
    nextHref: string | undefined
    firstHref: string | undefined
  }>

/** The sheet of an account in one book: every line, oldest first, each opening its journal. */
export function SheetPage(props: SheetProps) {
  const { ctx, rooms, asked, kode, nama, buku, entries, nextHref, firstHref } = props
  const m = messagesIn(ctx.lang)
  return (
    <AkuntansiFrame ctx={ctx} title={`${kode} ${nama}`} room="laporan" rooms={rooms}>
      <p class="redup">{m.of(buku, formatTanggal(asked.tanggal, ctx.lang))}</p>
      {entries.length === 0 ? (
        <EmptyState title={m.noMoves} />
      ) : (
        <DataTable
          caption={`${kode} ${nama}`}
          isStacked
          rows={entries}
          columns={[
            { header: m.day, cell: (row) => formatTanggal(civil(row.tanggal), ctx.lang) },
            {
              header: m.journal,
              isHead: true,
              cell: (row) => (
                <a class="angka" href={`${AKUNTANSI}/jurnal/${row.jurnalId}`}>
                  {row.nomor}
                </a>
              ),
            },
            { header: m.what, cell: (row) => row.uraian },
            { header: m.document, cell: (row) => row.dokumenNomor },
            {
              header: m.debit,
              isNumber: true,
              cell: (row) => formatAmount(row.debitSen, ctx.lang),
            },
            {
              header: m.credit,
              isNumber: true,
              cell: (row) => formatAmount(row.kreditSen, ctx.lang),
            },
          ]}
        />
      )}
      {(nextHref ?? firstHref) !== undefined && (
        <Pagination
          ctx={ctx}
          shown={String(entries.length)}
          {...(nextHref === undefined ? {} : { nextHref })}
          {...(firstHref === undefined ? {} : { firstHref })}
        />
      )}
    </AkuntansiFrame>
  )
}
