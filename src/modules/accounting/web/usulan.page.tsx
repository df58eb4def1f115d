import { tanggal as civil } from '../../../kernel/date.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { formatDateTime, formatTanggal, localeOf } from '../../../ui/format.ts'
import {
  Button,
  Csrf,
  DataTable,
  Facts,
  FileField,
  type PageContext,
  RadioTiles,
  Section,
  SelectField,
  StatusTag,
  TextArea,
  TextField,
} from '../../../ui/index.ts'
import { messagesIn } from '../messages/index.ts'
import type { StatusUsulan, Usulan } from '../store/usulan-store.ts'
import { formatAmount } from './amount.ts'
import { AKUNTANSI, AkuntansiFrame, type Room } from './frame.tsx'
import { LinesTable, type ShownLine } from './jurnal.page.tsx'

export const USULAN = `${AKUNTANSI}/usulan`

export type TypedUsulan = Readonly<{
  tanggal: string
  jenis: string
  skpd: string
  uraian: string
  baris: string
}>

type Row = Usulan & Readonly<{ buku: string }>

export type UsulanListProps = Readonly<{
  ctx: PageContext
  rooms: readonly Room[]
  waiting: readonly Row[]
  decided: readonly Row[]
  /** Books the officer may enter journals of; none only reads. */
  books: readonly Readonly<{ id: number; nama: string }>[]
  typed: TypedUsulan
  refusals: readonly Refusal[]
}>

const TAGS: Readonly<Record<StatusUsulan, 'tunggu' | 'selesai' | 'lewat'>> = {
  menunggu: 'tunggu',
  disetujui: 'selesai',
  ditolak: 'lewat',
}

/** Journals by hand: what waits, a block to paste one from a spreadsheet, what was decided. */
export function UsulanListPage(props: UsulanListProps) {
  const { ctx, rooms, waiting, decided, refusals, books } = props
  const m = messagesIn(ctx.lang)
  return (
    <AkuntansiFrame
      ctx={ctx}
      title={m.rooms.usulan}
      room="usulan"
      rooms={rooms}
      refusals={refusals}
    >
      <Section id="menunggu" title={m.waiting}>
        {waiting.length === 0 ? (
          <p class="bantuan">{m.nothingWaits}</p>
        ) : (
          <UsulanTable ctx={ctx} rows={waiting} caption={m.waiting} />
        )}
      </Section>
      {books.length > 0 && <EntryForm {...props} />}
      {decided.length > 0 && (
        <Section id="diputuskan" title={m.decided}>
          <UsulanTable ctx={ctx} rows={decided} caption={m.decided} />
        </Section>
      )}
    </AkuntansiFrame>
  )
}

function UsulanTable({
  ctx,
  rows,
  caption,
}: Readonly<{ ctx: PageContext; rows: readonly Row[]; caption: string }>) {
  const m = messagesIn(ctx.lang)
  return (
    <DataTable
      caption={caption}
      isStacked
      rows={rows}
      columns={[
        { header: m.day, cell: (row) => formatTanggal(civil(row.tanggal), ctx.lang) },
        {
          header: m.what,
          isHead: true,
          cell: (row) => <a href={`${USULAN}/${row.id}`}>{row.uraian}</a>,
        },
        { header: m.book, cell: (row) => row.buku },
        { header: m.by, cell: (row) => row.dibuatNama },
        {
          header: m.state,
          cell: (row) => <StatusTag kind={TAGS[row.status]}>{m.statuses[row.status]}</StatusTag>,
        },
        { header: m.amount, isNumber: true, cell: (row) => formatAmount(row.jumlah, ctx.lang) },
      ]}
    />
  )
}

function EntryForm({ ctx, books, typed, refusals }: UsulanListProps) {
  const m = messagesIn(ctx.lang)
  const field = { ctx, refusals }
  return (
    <Section id="baru" title={m.newJournal}>
      <form method="post" action={USULAN} enctype="multipart/form-data" class="tumpuk">
        <Csrf ctx={ctx} />
        <RadioTiles
          {...field}
          name="jenis"
          label={m.kind}
          choices={(['umum', 'penyesuaian', 'saldo-awal'] as const).map((value) => ({
            value,
            label: m.jenis[value],
          }))}
          value={typed.jenis}
        />
        <TextField {...field} name="tanggal" label={m.day} type="date" value={typed.tanggal} />
        <SelectField
          {...field}
          name="skpd"
          label={m.book}
          choices={books.map(({ id, nama }) => ({ value: String(id), label: nama }))}
          value={typed.skpd}
        />
        <TextField {...field} name="uraian" label={m.what} value={typed.uraian} maxLength={500} />
        <TextArea
          {...field}
          name="baris"
          label={m.lines}
          hint={m.linesHint}
          value={typed.baris}
          rows={10}
        />
        <FileField ctx={ctx} name="berkas" label={m.file} hint={m.fileHint} accept=".csv,.xlsx" />
        <p>
          <Button>{m.propose}</Button>
        </p>
      </form>
    </Section>
  )
}

export type UsulanProps = Readonly<{
  ctx: PageContext
  rooms: readonly Room[]
  usulan: Row
  baris: readonly ShownLine[]
  mayDecide: boolean
  isOwn: boolean
  typed: Readonly<{ putusan: string; alasan: string }>
  refusals: readonly Refusal[]
}>

/** One journal by hand, and the decision of another person. */
export function UsulanPage(props: UsulanProps) {
  const { ctx, rooms, usulan, baris, mayDecide, isOwn, refusals } = props
  const m = messagesIn(ctx.lang)
  return (
    <AkuntansiFrame ctx={ctx} title={usulan.uraian} room="usulan" rooms={rooms} refusals={refusals}>
      <p>
        <StatusTag kind={TAGS[usulan.status]}>{m.statuses[usulan.status]}</StatusTag>
      </p>
      <Facts
        rows={[
          { label: m.kind, value: m.jenis[usulan.jenis] },
          { label: m.day, value: formatTanggal(civil(usulan.tanggal), ctx.lang) },
          { label: m.book, value: usulan.buku },
          {
            label: m.by,
            value: `${usulan.dibuatNama}, ${formatDateTime(usulan.dibuatAt, localeOf(ctx))}`,
          },
          ...(usulan.diputuskanAt === null
            ? []
            : [
                {
                  label: m.decidedBy,
                  value: `${usulan.diputuskanNama ?? ''}, ${formatDateTime(usulan.diputuskanAt, localeOf(ctx))}`,
                },
              ]),
          ...(usulan.alasan === null ? [] : [{ label: m.reason, value: usulan.alasan }]),
          ...(usulan.jurnalId === null
            ? []
            : [
                {
                  label: m.journal,
                  value: <a href={`${AKUNTANSI}/jurnal/${usulan.jurnalId}`}>{m.openJournal}</a>,
                },
              ]),
        ]}
      />
      <LinesTable ctx={ctx} baris={baris} caption={usulan.uraian} />
      {usulan.status === 'menunggu' && isOwn && <p class="info">{m.ownProposal}</p>}
      {mayDecide && (
        <DecideForm
          ctx={ctx}
          action={`${USULAN}/${usulan.id}`}
          typed={props.typed}
          refusals={refusals}
        />
      )}
    </AkuntansiFrame>
  )
}

/** Agree or turn down, with the reason. */
export function DecideForm({
  ctx,
  action,
  typed,
  refusals,
}: Readonly<{
  ctx: PageContext
  action: string
  typed: Readonly<{ putusan: string; alasan: string }>
  refusals: readonly Refusal[]
}>) {
  const m = messagesIn(ctx.lang)
  return (
    <Section id="putusan" title={m.decide}>
      <form method="post" action={action} class="tumpuk">
        <Csrf ctx={ctx} />
        <RadioTiles
          ctx={ctx}
          refusals={refusals}
          name="putusan"
          label={m.decide}
          choices={[
            { value: 'setuju', label: m.approve },
            { value: 'tolak', label: m.reject },
          ]}
          value={typed.putusan}
        />
        <TextArea
          ctx={ctx}
          refusals={refusals}
          name="alasan"
          label={m.reason}
          hint={m.reasonHint}
          value={typed.alasan}
          rows={2}
          maxLength={500}
        />
        <p>
          <Button>{m.save}</Button>
        </p>
      </form>
    </Section>
  )
}
