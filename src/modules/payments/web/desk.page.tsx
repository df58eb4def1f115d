import { tanggal } from '../../../kernel/date.ts'
import type { Sen } from '../../../kernel/money.ts'
import type { Refusal } from '../../../kernel/result.ts'
import {
  formatDateTime,
  formatNumber,
  formatRupiah,
  formatTanggal,
  localeOf,
} from '../../../ui/format.ts'
import {
  Button,
  Csrf,
  DataTable,
  ErrorSummary,
  Facts,
  OfficerPage,
  type PageContext,
  Pagination,
  RadioTiles,
  Section,
  StatusTag,
  TextArea,
  TextField,
} from '../../../ui/index.ts'
import { messagesIn } from '../messages/index.ts'
import type { Penerimaan } from '../store/pelunasan-store.ts'
import type { Rekonsiliasi, Selisih } from '../store/rekonsiliasi-store.ts'

export const PEMBAYARAN = '/kerja/pembayaran'

/** What the treasurer sees besides; undefined for who only takes cash. */
export type Treasury = Readonly<{
  stuck: readonly Penerimaan[]
  nextHref: string | undefined
  firstHref: string | undefined
  differences: readonly Selisih[]
  days: readonly Rekonsiliasi[]
}>

export type DeskProps = Readonly<{
  ctx: PageContext
  refusals: readonly Refusal[]
  typed: string
  cash: Readonly<{ kali: number; jumlah: Sen }>
  treasury: Treasury | undefined
  /** The form that was refused, with what was written in it. */
  refused?: Readonly<{ id: string; cara: string; alasan: string }>
}>

/** Taking cash by code; below it what did not fit, for the treasurer. */
export function DeskPage(props: DeskProps) {
  const { ctx, refusals, typed, cash, treasury } = props
  const m = messagesIn(ctx.lang).desk
  const isCodeRefused = refusals.some(({ field }) => field === 'kode')
  return (
    <OfficerPage ctx={ctx} title={m.title} current="payments" css={['bayar']}>
      <div class="tumpuk isi-hal">
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <h1>{m.title}</h1>
        <form method="get" action={PEMBAYARAN} class="bayar-cari" role="search">
          <TextField
            ctx={ctx}
            refusals={isCodeRefused ? refusals : []}
            name="kode"
            label={m.find}
            value={typed}
            maxLength={40}
            autocomplete="off"
          />
          <Button>{m.open}</Button>
        </form>
        <p class="bantuan">
          {m.takenToday(formatNumber(cash.kali, ctx.lang), formatRupiah(cash.jumlah, ctx.lang))}
        </p>
        {treasury && (
          <div class="dua-lajur">
            <Stuck {...props} treasury={treasury} />
            <div>
              <Differences {...props} rows={treasury.differences} />
              <Days ctx={ctx} rows={treasury.days} />
            </div>
          </div>
        )}
      </div>
    </OfficerPage>
  )
}

function Stuck(props: DeskProps & Readonly<{ treasury: Treasury }>) {
  const { ctx, treasury } = props
  const { stuck: rows, nextHref, firstHref } = treasury
  const m = messagesIn(ctx.lang).desk
  return (
    <Section id="tersangkut" title={m.stuck}>
      {rows.length === 0 ? (
        <p class="bantuan">{m.noStuck}</p>
      ) : (
        <div class="tumpuk">
          <p class="bantuan">{m.stuckHelp}</p>
          <div class="kartu">
            {rows.map((row) => (
              <StuckCase {...props} row={row} />
            ))}
            {(nextHref ?? firstHref) !== undefined && (
              <Pagination
                ctx={ctx}
                shown={String(rows.length)}
                {...(nextHref === undefined ? {} : { nextHref })}
                {...(firstHref === undefined ? {} : { firstHref })}
              />
            )}
          </div>
        </div>
      )}
    </Section>
  )
}

function StuckCase({ row, ...props }: DeskProps & Readonly<{ row: Penerimaan }>) {
  const { ctx, refused } = props
  const m = messagesIn(ctx.lang).desk
  const bill = messagesIn(ctx.lang).bill
  const isThis = refused?.id === row.id
  const field = { ctx, scope: row.id, refusals: isThis ? props.refusals : [] }
  const choices = [
    ...(row.hasil === 'terlambat' ? [{ value: 'diterima', label: m.accept }] : []),
    { value: 'dikembalikan', label: m.giveBack },
  ]
  return (
    <article class="perkara">
      <header>
        <span>
          <StatusTag kind="lewat">{m.outcomes[row.hasil]}</StatusTag>{' '}
          <b class="angka">{formatRupiah(row.jumlah, ctx.lang)}</b>
        </span>
        <span class="redup kecil">{m.received(formatDateTime(row.dibayarAt, localeOf(ctx)))}</span>
      </header>
      <Facts
        rows={[
          {
            label: bill.code,
            value:
              row.tagihanId === null ? (
                row.kodeBayar
              ) : (
                <a href={`${PEMBAYARAN}/${row.kodeBayar}`}>{row.kodeBayar}</a>
              ),
          },
          { label: m.transaction, value: row.gerbangTransaksi },
        ]}
      />
      <details open={isThis}>
        <summary>{m.how}</summary>
        <form method="post" action={`${PEMBAYARAN}/penerimaan/${row.id}`} class="tumpuk">
          <Csrf ctx={ctx} />
          <RadioTiles
            {...field}
            name="cara"
            label={m.how}
            choices={choices}
            value={isThis ? (refused?.cara ?? '') : ''}
          />
          <TextArea
            {...field}
            name="alasan"
            label={m.reason}
            hint={m.reasonHint}
            value={isThis ? (refused?.alasan ?? '') : ''}
            rows={2}
            maxLength={500}
          />
          <p>
            <Button isSmall>{m.solve}</Button>
          </p>
        </form>
      </details>
    </article>
  )
}

function Differences({ rows, ...props }: DeskProps & Readonly<{ rows: readonly Selisih[] }>) {
  const { ctx, refused } = props
  const m = messagesIn(ctx.lang).desk
  const amount = (value: Sen | null) => (value === null ? '–' : formatRupiah(value, ctx.lang))
  return (
    <Section id="selisih" title={m.differences}>
      {rows.length === 0 && <p class="bantuan">{m.noDifferences}</p>}
      {rows.length > 0 && (
        <div class="kartu">
          {rows.map((row) => (
            <article class="perkara">
              <header>
                <StatusTag kind="lewat">{m.kinds[row.jenis]}</StatusTag>
                <span class="redup kecil">{formatDateTime(row.ditemukanAt, localeOf(ctx))}</span>
              </header>
              <Facts
                rows={[
                  { label: m.transaction, value: row.gerbangTransaksi },
                  { label: m.ours, value: amount(row.jumlahKita) },
                  { label: m.theirs, value: amount(row.jumlahGerbang) },
                ]}
              />
              <details open={refused?.id === row.id}>
                <summary>{m.how}</summary>
                <form method="post" action={`${PEMBAYARAN}/selisih/${row.id}`} class="tumpuk">
                  <Csrf ctx={ctx} />
                  <TextArea
                    ctx={ctx}
                    scope={row.id}
                    refusals={refused?.id === row.id ? props.refusals : []}
                    name="alasan"
                    label={m.reason}
                    value={refused?.id === row.id ? refused.alasan : ''}
                    rows={2}
                    maxLength={500}
                  />
                  <p>
                    <Button isSmall>{m.explain}</Button>
                  </p>
                </form>
              </details>
            </article>
          ))}
        </div>
      )}
    </Section>
  )
}

function Days({ ctx, rows }: Readonly<{ ctx: PageContext; rows: readonly Rekonsiliasi[] }>) {
  const m = messagesIn(ctx.lang).desk
  return (
    <Section id="harian" title={m.compared}>
      {rows.length === 0 ? (
        <p class="bantuan">{m.neverCompared}</p>
      ) : (
        <DataTable
          isStacked
          caption={m.compared}
          rows={rows}
          columns={[
            {
              header: m.day,
              isHead: true,
              cell: (row) => formatTanggal(tanggal(row.tanggal), ctx.lang),
            },
            {
              header: m.listed,
              isNumber: true,
              cell: (row) => formatNumber(row.jumlahGerbang, ctx.lang),
            },
            { header: m.fresh, isNumber: true, cell: (row) => formatNumber(row.baru, ctx.lang) },
            { header: m.at, cell: (row) => formatDateTime(row.selesaiAt, localeOf(ctx)) },
          ]}
        />
      )}
    </Section>
  )
}
