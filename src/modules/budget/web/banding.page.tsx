import type { Sen } from '../../../kernel/money.ts'
import { formatNumber, formatRupiah } from '../../../ui/format.ts'
import {
  DenseTable,
  OfficerPage,
  type PageContext,
  SavedViews,
  StatusTag,
} from '../../../ui/index.ts'
import type { Kodefikasi } from '../../fiscal/index.ts'
import { changeOf, differenceOf } from '../domain/banding.ts'
import { messagesIn } from '../messages/index.ts'
import type { Beda } from '../store/banding-store.ts'
import type { Versi } from '../store/versi-store.ts'
import { versiHref } from './frame.ts'

export type BandingProps = Readonly<{
  ctx: PageContext
  versi: Versi
  induk: Versi
  codes: Kodefikasi
  per: 'posisi' | 'baris'
  rows: readonly Beda[]
  sums: Readonly<{ dari: Sen; menjadi: Sen }>
}>

const TAGS = {
  baru: 'proses',
  hilang: 'netral',
  naik: 'selesai',
  turun: 'lewat',
  tetap: 'netral',
} as const

/** Two versions side by side: what differs, and that the sums agree. */
export function BandingPage(props: BandingProps) {
  const { ctx, versi, induk, per, rows, sums } = props
  const m = messagesIn(ctx.lang)
  const href = `${versiHref(versi.id)}/banding`
  const rupiah = (amount: Sen) => formatRupiah(amount, ctx.lang)
  const change = differenceOf(sums.dari, sums.menjadi)
  return (
    <OfficerPage ctx={ctx} title={m.diff.title(versi.judul)} current="budget" css={['rka']}>
      <div class="tumpuk isi-hal">
        <p>
          <a href={versiHref(versi.id)}>{versi.judul}</a>
        </p>
        <h1>{m.diff.title(`${induk.judul} → ${versi.judul}`)}</h1>
        <p class="info angka">
          {m.diff.check(rupiah(sums.dari), rupiah(change), rupiah(sums.menjadi))}
        </p>
        <SavedViews
          ctx={ctx}
          views={[
            { href, label: m.diff.byPosition, isCurrent: per === 'posisi' },
            { href: `${href}?per=baris`, label: m.diff.byLine, isCurrent: per === 'baris' },
          ]}
        >
          <a href={`${href}.csv?per=${per}`}>{m.diff.csv}</a>
        </SavedViews>
        {rows.length === 0 ? (
          <p class="bantuan">{m.diff.none}</p>
        ) : (
          <>
            <Rows {...props} />
            <p class="bantuan">{m.diff.shown(formatNumber(rows.length, ctx.lang))}</p>
          </>
        )}
      </div>
    </OfficerPage>
  )
}

function Rows({ ctx, codes, per, rows }: BandingProps) {
  const m = messagesIn(ctx.lang)
  const amount = (value: Sen | null) => (value === null ? '–' : formatRupiah(value, ctx.lang))
  const nameOf = (row: Beda) =>
    per === 'baris' ? row.uraian : (codes.rekening.byId.get(row.rekeningId)?.nama ?? row.uraian)
  const placeOf = (row: Beda) =>
    [
      codes.skpd.byId.get(row.skpdId)?.nama,
      row.subKegiatanId === null ? undefined : codes.nomenklatur.byId.get(row.subKegiatanId)?.nama,
    ]
      .filter((part) => part !== undefined)
      .join(', ')
  return (
    <DenseTable
      ctx={ctx}
      caption={m.diff.change}
      rows={rows}
      rowId={(row) => row.key}
      rowLabel={nameOf}
      columns={[
        {
          header: per === 'baris' ? m.diff.byLine : m.diff.byPosition,
          isHead: true,
          cell: (row) => (
            <>
              <span class="redup angka kecil">{codes.rekening.byId.get(row.rekeningId)?.kode}</span>{' '}
              {nameOf(row)}
              <span class="sub">{placeOf(row)}</span>
            </>
          ),
        },
        {
          header: m.home.state,
          cell: (row) => {
            const kind = changeOf(row.dari, row.menjadi)
            return <StatusTag kind={TAGS[kind]}>{m.diff.kinds[kind]}</StatusTag>
          },
        },
        {
          header: m.diff.before,
          isNumber: true,
          isWideOnly: true,
          cell: (row) => amount(row.dari),
        },
        {
          header: m.diff.after,
          isNumber: true,
          isWideOnly: true,
          cell: (row) => amount(row.menjadi),
        },
        {
          header: m.diff.change,
          isNumber: true,
          cell: (row) => formatRupiah(differenceOf(row.dari, row.menjadi), ctx.lang),
        },
      ]}
    />
  )
}
