import type { Refusal } from '../../../kernel/result.ts'
import { formatDateTime, localeOf } from '../../../ui/format.ts'
import {
  Button,
  Csrf,
  DataTable,
  type PageContext,
  Section,
  StatusTag,
  TextArea,
  TextField,
} from '../../../ui/index.ts'
import type { BarisPemetaan, JenisPeristiwa } from '../domain/pemetaan.ts'
import { messagesIn } from '../messages/index.ts'
import type { PemetaanRow } from '../store/pemetaan-store.ts'
import { AKUNTANSI, AkuntansiFrame, type Room } from './frame.tsx'
import { DecideForm } from './usulan.page.tsx'

export const PEMETAAN = `${AKUNTANSI}/pemetaan`

export type PemetaanListProps = Readonly<{
  ctx: PageContext
  rooms: readonly Room[]
  rows: readonly (JenisPeristiwa & Readonly<{ banyak: number; menunggu: number }>)[]
}>

/** Every happening that is journalled, with how much of its mapping waits for a decision. */
export function PemetaanListPage({ ctx, rooms, rows }: PemetaanListProps) {
  const m = messagesIn(ctx.lang)
  return (
    <AkuntansiFrame ctx={ctx} title={m.rooms.pemetaan} room="pemetaan" rooms={rooms}>
      <p class="redup">{m.mappingHelp}</p>
      <DataTable
        caption={m.rooms.pemetaan}
        isStacked
        rows={rows}
        columns={[
          {
            header: m.happening,
            isHead: true,
            cell: (row) => <a href={`${PEMETAAN}/${row.kode}`}>{row.nama}</a>,
          },
          { header: m.code, cell: (row) => row.kode },
          { header: m.kind, cell: (row) => m.jenis[row.jenisJurnal] },
          { header: m.mappings, isNumber: true, cell: (row) => row.banyak },
          {
            header: m.state,
            cell: (row) =>
              row.menunggu === 0 ? (
                ''
              ) : (
                <StatusTag kind="tunggu">{m.waitsCount(row.menunggu)}</StatusTag>
              ),
          },
        ]}
      />
    </AkuntansiFrame>
  )
}

export type TypedPemetaan = Readonly<{
  awalan: string
  tahun: string
  sumber: string
  baris: string
}>

export type PemetaanProps = Readonly<{
  ctx: PageContext
  rooms: readonly Room[]
  jenis: JenisPeristiwa
  berlaku: readonly PemetaanRow[]
  menunggu: readonly PemetaanRow[]
  riwayat: readonly PemetaanRow[]
  mayKeep: boolean
  accountId: string
  typed: TypedPemetaan
  decision: Readonly<{ id: string; putusan: string; alasan: string }>
  refusals: readonly Refusal[]
}>

const STATUS = {
  usulan: 'tunggu',
  berlaku: 'selesai',
  ditolak: 'lewat',
  diganti: 'netral',
} as const

/** How one happening is journalled: what holds, what is proposed, a form for another, and all that ever stood. */
export function PemetaanPage(props: PemetaanProps) {
  const { ctx, rooms, jenis, berlaku, menunggu, riwayat, mayKeep, accountId } = props
  const m = messagesIn(ctx.lang)
  return (
    <AkuntansiFrame
      ctx={ctx}
      title={jenis.nama}
      room="pemetaan"
      rooms={rooms}
      refusals={props.refusals}
    >
      <p class="redup">
        <a href={PEMETAAN}>{m.rooms.pemetaan}</a> · {jenis.kode} · {jenis.rincianNomor}
      </p>
      {menunggu.map((row) => (
        <section class="kartu buku-usul" aria-label={m.waiting}>
          <MapTable ctx={ctx} rows={[row]} caption={m.waiting} />
          {row.diusulkanOleh === accountId && <p class="info">{m.ownProposal}</p>}
          {mayKeep && row.diusulkanOleh !== accountId && (
            <DecideForm
              ctx={ctx}
              action={`${PEMETAAN}/${jenis.kode}/${row.id}`}
              typed={props.decision.id === row.id ? props.decision : { putusan: '', alasan: '' }}
              refusals={props.decision.id === row.id ? props.refusals : []}
            />
          )}
        </section>
      ))}
      <Section id="berlaku" title={m.inForce}>
        <MapTable ctx={ctx} rows={berlaku} caption={m.inForce} />
      </Section>
      {mayKeep && <ProposeForm {...props} />}
      {riwayat.length > 0 && (
        <Section id="riwayat" title={m.history}>
          <MapTable ctx={ctx} rows={riwayat} caption={m.history} />
        </Section>
      )}
    </AkuntansiFrame>
  )
}

function MapTable({
  ctx,
  rows,
  caption,
}: Readonly<{ ctx: PageContext; rows: readonly PemetaanRow[]; caption: string }>) {
  const m = messagesIn(ctx.lang)
  return (
    <DataTable
      caption={caption}
      isStacked
      rows={rows}
      columns={[
        {
          header: m.beginning,
          isHead: true,
          cell: (row) => (
            <span class="angka">{row.awalan === '' ? m.allAccounts : row.awalan}</span>
          ),
        },
        { header: m.fromYear, isNumber: true, cell: (row) => row.tahunMulai },
        {
          header: m.lines,
          cell: (row) => (
            <ul class="buku-baris">
              {row.baris.map((one) => (
                <li>{lineWords(one, ctx)}</li>
              ))}
            </ul>
          ),
        },
        { header: m.source, cell: (row) => row.sumber },
        {
          header: m.state,
          cell: (row) => (
            <>
              <StatusTag kind={STATUS[row.status]}>{m.mapStatuses[row.status]}</StatusTag>{' '}
              {!row.isTerverifikasi && row.status === 'berlaku' && (
                <StatusTag kind="netral">{m.unverified}</StatusTag>
              )}
              {row.diputuskanAt !== null && (
                <span class="kecil redup"> {formatDateTime(row.diputuskanAt, localeOf(ctx))}</span>
              )}
            </>
          ),
        },
      ]}
    />
  )
}

function lineWords({ buku, sisi, cara, tujuan }: BarisPemetaan, { lang }: PageContext): string {
  const m = messagesIn(lang)
  return [m.books[buku], m.sides[sisi], m.ways[cara], ...(tujuan === null ? [] : [tujuan])].join(
    ' · ',
  )
}

function ProposeForm({ ctx, jenis, typed, refusals }: PemetaanProps) {
  const m = messagesIn(ctx.lang)
  const field = { ctx, refusals }
  return (
    <Section id="usul" title={m.newMapping}>
      <form method="post" action={`${PEMETAAN}/${jenis.kode}`} class="tumpuk">
        <Csrf ctx={ctx} />
        <TextField
          {...field}
          name="awalan"
          label={m.beginning}
          hint={m.beginningHint}
          value={typed.awalan}
          maxLength={60}
        />
        <TextField
          {...field}
          name="tahunMulai"
          label={m.fromYear}
          value={typed.tahun}
          inputMode="numeric"
          maxLength={4}
        />
        <TextArea
          {...field}
          name="baris"
          label={m.lines}
          hint={m.mapLinesHint}
          value={typed.baris}
          rows={6}
        />
        <TextField {...field} name="sumber" label={m.source} value={typed.sumber} maxLength={300} />
        <p>
          <Button>{m.propose}</Button>
        </p>
      </form>
    </Section>
  )
}
