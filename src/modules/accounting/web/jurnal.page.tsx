import { tanggal as civil } from '../../../kernel/date.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { formatDateTime, formatTanggal, localeOf } from '../../../ui/format.ts'
import {
  Button,
  Csrf,
  DataTable,
  EmptyState,
  Facts,
  type PageContext,
  Pagination,
  Section,
  StatusTag,
  TextArea,
  TextField,
} from '../../../ui/index.ts'
import type { BarisJurnal } from '../domain/jurnal.ts'
import { messagesIn } from '../messages/index.ts'
import type { JurnalHead } from '../store/jurnal-store.ts'
import { formatAmount } from './amount.ts'
import type { Asked } from './desk.ts'
import { AKUNTANSI, AkuntansiFrame, type Room } from './frame.tsx'
import { Choose } from './laporan.page.tsx'

export type ListProps = Readonly<{
  ctx: PageContext
  rooms: readonly Room[]
  asked: Asked
  rows: readonly (JurnalHead & Readonly<{ buku: string }>)[]
  nextHref: string | undefined
  firstHref: string | undefined
}>

/** Journals of a year, newest first, up to the chosen day. */
export function JurnalListPage({ ctx, rooms, asked, rows, nextHref, firstHref }: ListProps) {
  const m = messagesIn(ctx.lang)
  return (
    <AkuntansiFrame
      ctx={ctx}
      title={m.rooms.jurnal}
      room="jurnal"
      rooms={rooms}
      refusals={asked.refusals}
    >
      <Choose ctx={ctx} asked={asked} action={`${AKUNTANSI}/jurnal`} />
      {rows.length === 0 ? (
        <EmptyState title={m.noJournals} />
      ) : (
        <DataTable
          caption={m.rooms.jurnal}
          isStacked
          rows={rows}
          columns={[
            { header: m.day, cell: (row) => formatTanggal(civil(row.tanggal), ctx.lang) },
            {
              header: m.number,
              isHead: true,
              cell: (row) => (
                <>
                  <a class="angka" href={`${AKUNTANSI}/jurnal/${row.id}`}>
                    {row.nomor}
                  </a>{' '}
                  {row.dibalikId !== null && <StatusTag kind="lewat">{m.reversed}</StatusTag>}
                </>
              ),
            },
            { header: m.book, cell: (row) => row.buku },
            { header: m.what, cell: (row) => row.uraian },
            { header: m.amount, isNumber: true, cell: (row) => formatAmount(row.jumlah, ctx.lang) },
          ]}
        />
      )}
      {(nextHref ?? firstHref) !== undefined && (
        <Pagination
          ctx={ctx}
          shown={String(rows.length)}
          {...(nextHref === undefined ? {} : { nextHref })}
          {...(firstHref === undefined ? {} : { firstHref })}
        />
      )}
    </AkuntansiFrame>
  )
}

export type ShownLine = BarisJurnal & Readonly<{ kode: string; nama: string; subKegiatan: string }>

export type JurnalProps = Readonly<{
  ctx: PageContext
  rooms: readonly Room[]
  jurnal: JurnalHead
  buku: string
  baris: readonly ShownLine[]
  mayReverse: boolean
  typed: Readonly<{ tanggal: string; alasan: string }>
  refusals: readonly Refusal[]
}>

/** Journals whose document is a proposal of this module. */
const BY_HAND = /^jurnal-(umum|penyesuaian)$/

/** One journal with its lines, its document, and the one way to take it back. */
export function JurnalPage(props: JurnalProps) {
  const { ctx, rooms, jurnal, buku, refusals, mayReverse } = props
  const m = messagesIn(ctx.lang)
  return (
    <AkuntansiFrame ctx={ctx} title={jurnal.uraian} room="jurnal" rooms={rooms} refusals={refusals}>
      <Facts
        rows={[
          { label: m.number, value: jurnal.nomor },
          { label: m.day, value: formatTanggal(civil(jurnal.tanggal), ctx.lang) },
          { label: m.book, value: buku },
          { label: m.kind, value: m.jenis[jurnal.jenis] },
          {
            label: m.document,
            value: BY_HAND.test(jurnal.dokumenJenis) ? (
              <a href={`${AKUNTANSI}/usulan/${jurnal.dokumenId}`}>{jurnal.dokumenNomor}</a>
            ) : (
              jurnal.dokumenNomor
            ),
          },
          {
            label: m.trace,
            value: <a href={`/jejak/jurnal.${jurnal.id}`}>{m.openTrace}</a>,
          },
          { label: m.postedAt, value: formatDateTime(jurnal.at, localeOf(ctx)) },
          ...(jurnal.membalikId === null
            ? []
            : [
                {
                  label: m.takesBack,
                  value: <a href={`${AKUNTANSI}/jurnal/${jurnal.membalikId}`}>{m.openJournal}</a>,
                },
              ]),
          ...(jurnal.dibalikId === null
            ? []
            : [
                {
                  label: m.takenBackBy,
                  value: (
                    <a class="angka" href={`${AKUNTANSI}/jurnal/${jurnal.dibalikId}`}>
                      {jurnal.dibalikNomor}
                    </a>
                  ),
                },
              ]),
        ]}
      />
      <LinesTable ctx={ctx} baris={props.baris} caption={jurnal.nomor} />
      {mayReverse && jurnal.dibalikId === null && jurnal.membalikId === null && (
        <ReverseForm {...props} />
      )}
    </AkuntansiFrame>
  )
}

export function LinesTable({
  ctx,
  baris,
  caption,
}: Readonly<{ ctx: PageContext; baris: readonly ShownLine[]; caption: string }>) {
  const m = messagesIn(ctx.lang)
  return (
    <DataTable
      caption={caption}
      isStacked
      rows={baris}
      columns={[
        {
          header: m.account,
          isHead: true,
          cell: (row) => (
            <span class={row.kreditSen > 0n ? 'buku-kredit' : ''}>
              <span class="angka">{row.kode}</span> {row.nama}
            </span>
          ),
        },
        { header: m.subKegiatan, cell: (row) => row.subKegiatan },
        { header: m.debit, isNumber: true, cell: (row) => formatAmount(row.debitSen, ctx.lang) },
        { header: m.credit, isNumber: true, cell: (row) => formatAmount(row.kreditSen, ctx.lang) },
      ]}
    />
  )
}

function ReverseForm({ ctx, jurnal, typed, refusals }: JurnalProps) {
  const m = messagesIn(ctx.lang)
  return (
    <Section id="balik" title={m.reverse}>
      <form method="post" action={`${AKUNTANSI}/jurnal/${jurnal.id}/balik`} class="tumpuk">
        <Csrf ctx={ctx} />
        <p class="bantuan">{m.reverseHelp}</p>
        <TextField
          ctx={ctx}
          refusals={refusals}
          name="tanggal"
          label={m.day}
          type="date"
          value={typed.tanggal}
        />
        <TextArea
          ctx={ctx}
          refusals={refusals}
          name="alasan"
          label={m.reason}
          value={typed.alasan}
          rows={2}
          maxLength={480}
        />
        <p>
          <Button>{m.reverse}</Button>
        </p>
      </form>
    </Section>
  )
}
