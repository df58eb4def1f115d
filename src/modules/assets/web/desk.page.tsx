import type { Sen } from '../../../kernel/money.ts'
import { subtractSen } from '../../../kernel/money.ts'
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
  ButtonLink,
  Csrf,
  DataTable,
  EmptyState,
  Facts,
  type PageContext,
  Pagination,
  RadioTiles,
  Section,
  SelectField,
  StatusTag,
  TextArea,
  TextField,
} from '../../../ui/index.ts'
import type { Skpd } from '../../fiscal/index.ts'
import { messagesIn } from '../messages/index.ts'
import type { Jalan, Posisi } from '../store/mutasi-store.ts'
import type { Ruang } from '../store/ruang-store.ts'
import type { Usulan } from '../store/usulan-store.ts'
import { ASET, AsetFrame } from './frame.tsx'

type Desk = Readonly<{
  ctx: PageContext
  refusals: readonly Refusal[]
  typed: Readonly<Record<string, string>>
  nama: (skpdId: number) => string
}>

export type UsulanProps = Desk &
  Readonly<{ rows: readonly Readonly<{ usulan: Usulan; mayDecide: boolean }>[] }>

/** Proposals that wait: who decides sees the form, who proposed sees that it waits. */
export function UsulanPage(props: UsulanProps) {
  const { ctx, rows, refusals } = props
  const m = messagesIn(ctx.lang)
  return (
    <AsetFrame ctx={ctx} title={m.meja.usulan} current="usulan" refusals={refusals}>
      {rows.length === 0 && (
        <EmptyState title={m.proposal.none}>
          <p>{m.proposal.noneHelp}</p>
        </EmptyState>
      )}
      {rows.length > 0 && (
        <div class="kartu">
          {rows.map((row) => (
            <Proposal {...props} {...row} />
          ))}
        </div>
      )}
    </AsetFrame>
  )
}

function Proposal(props: UsulanProps & Readonly<{ usulan: Usulan; mayDecide: boolean }>) {
  const { ctx, usulan, nama, mayDecide } = props
  const m = messagesIn(ctx.lang)
  return (
    <article class="perkara">
      <header>
        <span>
          <StatusTag kind="tunggu">{m.usulan[usulan.jenis]}</StatusTag>{' '}
          <a href={`${ASET}/kartu/${usulan.label}`}>{usulan.nama}</a>
        </span>
        <span class="redup kecil">{formatDateTime(usulan.diajukanAt, localeOf(ctx))}</span>
      </header>
      <Facts
        rows={[
          { label: m.proposal.from, value: nama(usulan.dariSkpdId) },
          ...(usulan.keSkpdId === null ? [] : [{ label: m.act.to, value: nama(usulan.keSkpdId) }]),
          { label: m.act.reason, value: usulan.alasan },
          { label: m.proposal.by, value: usulan.diajukanNama },
        ]}
      />
      {mayDecide ? <Decision {...props} /> : <p class="bantuan">{m.proposal.waits}</p>}
    </article>
  )
}

function Decision({ ctx, usulan, typed, refusals }: UsulanProps & Readonly<{ usulan: Usulan }>) {
  const m = messagesIn(ctx.lang)
  const isThis = typed.usulan === usulan.id
  const field = { ctx, scope: usulan.id, refusals: isThis ? refusals : [] }
  const at = (name: string) => (isThis ? (typed[name] ?? '') : '')
  return (
    <details open={isThis}>
      <summary>{m.proposal.decide}</summary>
      <form method="post" action={`${ASET}/usulan/${usulan.id}`} class="tumpuk">
        <Csrf ctx={ctx} />
        <input type="hidden" name="usulan" value={usulan.id} />
        <RadioTiles
          {...field}
          name="putusan"
          label={m.proposal.decision}
          choices={[
            { value: 'setuju', label: m.proposal.approve },
            { value: 'tolak', label: m.proposal.reject },
          ]}
          value={at('putusan')}
        />
        <TextField
          {...field}
          name="dokumen"
          label={usulan.jenis === 'hapus' ? m.proposal.decree : m.proposal.handover}
          hint={m.proposal.documentHint}
          value={at('dokumen')}
          maxLength={160}
        />
        <TextArea
          {...field}
          name="catatan"
          label={m.proposal.note}
          isOptional
          value={at('catatan')}
          rows={2}
          maxLength={500}
        />
        <p>
          <Button isSmall>{m.proposal.send}</Button>
        </p>
      </form>
    </details>
  )
}

export type SusutProps = Desk &
  Readonly<{
    rows: readonly Jalan[]
    mayRun: boolean
    /** Semesters that have ended in a running year. */
    semesters: readonly string[]
    skpd: readonly Skpd[]
  }>

/** Depreciation: which semesters were charged, a way to charge one, and the state of every card on any day. */
export function SusutPage(props: SusutProps) {
  const { ctx, rows, nama, refusals, mayRun, semesters, skpd, typed } = props
  const m = messagesIn(ctx.lang)
  return (
    <AsetFrame ctx={ctx} title={m.meja.susut} current="susut" refusals={refusals}>
      <p class="bantuan">{m.susut.help}</p>
      {mayRun && semesters.length > 0 && (
        <form method="post" action={`${ASET}/susut`} class="bayar-cari">
          <Csrf ctx={ctx} />
          <SelectField
            ctx={ctx}
            refusals={refusals}
            name="periode"
            label={m.card.semester}
            value={typed.periode ?? semesters.at(-1) ?? ''}
            choices={semesters.map((value) => ({ value, label: value }))}
          />
          <Button>{m.susut.run}</Button>
        </form>
      )}
      <form method="get" action={`${ASET}/posisi`} class="aset-ruas aset-isian">
        <SelectField
          ctx={ctx}
          name="skpd"
          label={m.list.skpd}
          choices={skpd.map((one) => ({ value: String(one.id), label: one.nama }))}
          value={String(skpd[0]?.id ?? '')}
        />
        <TextField ctx={ctx} name="tanggal" label={m.susut.onDay} value="" />
        <Button tone="secondary">{m.susut.positions}</Button>
      </form>
      <Section id="jalan" title={m.susut.runs}>
        {rows.length === 0 ? (
          <p class="bantuan">{m.susut.none}</p>
        ) : (
          <DataTable
            caption={m.susut.runs}
            rows={rows}
            columns={[
              { header: m.card.semester, isHead: true, cell: (row) => row.periode },
              { header: m.list.skpd, cell: (row) => nama(row.skpdId) },
              {
                header: m.susut.cards,
                isNumber: true,
                cell: (row) => formatNumber(row.kartu, ctx.lang),
              },
              {
                header: m.card.charge,
                isNumber: true,
                cell: (row) => formatRupiah(row.jumlah, ctx.lang),
              },
              {
                header: m.susut.at,
                cell: (row) => formatDateTime(row.terakhirAt, localeOf(ctx)),
              },
            ]}
          />
        )}
      </Section>
    </AsetFrame>
  )
}

export type PosisiProps = Desk &
  Readonly<{
    skpd: string
    tanggal: Parameters<typeof formatTanggal>[0]
    rows: readonly Posisi[]
    total: Readonly<{ nilai: Sen; akumulasi: Sen }>
    nextHref: string | undefined
    csvHref: string
  }>

/** Value and accumulated depreciation of every single card at the end of a day. */
export function PosisiPage({ ctx, skpd, tanggal, rows, total, nextHref, csvHref }: PosisiProps) {
  const m = messagesIn(ctx.lang)
  const rupiah = (amount: Sen) => formatRupiah(amount, ctx.lang)
  return (
    <AsetFrame ctx={ctx} title={m.susut.positions} current="susut">
      <p>
        {skpd}, {formatTanggal(tanggal, ctx.lang)}
      </p>
      <p>{m.susut.pageSum(rupiah(total.nilai), rupiah(total.akumulasi))}</p>
      <p>
        <ButtonLink href={csvHref} tone="secondary" isSmall>
          {m.susut.csv}
        </ButtonLink>
      </p>
      <DataTable
        caption={m.susut.positions}
        rows={rows}
        columns={[
          {
            header: m.list.goods,
            isHead: true,
            cell: (row) => <a href={`${ASET}/kartu/${row.label}`}>{row.nama}</a>,
          },
          {
            header: m.card.code,
            cell: (row) => `${row.kode}.${String(row.register).padStart(4, '0')}`,
          },
          { header: m.card.value, isNumber: true, cell: (row) => rupiah(row.nilai) },
          { header: m.card.accumulated, isNumber: true, cell: (row) => rupiah(row.akumulasi) },
          {
            header: m.card.bookValue,
            isNumber: true,
            cell: (row) => rupiah(subtractSen(row.nilai, row.akumulasi)),
          },
        ]}
      />
      {nextHref && <Pagination ctx={ctx} shown={String(rows.length)} nextHref={nextHref} />}
    </AsetFrame>
  )
}

export type RuangProps = Desk & Readonly<{ rows: readonly Ruang[]; skpd: readonly Skpd[] }>

/** Rooms; each leads to its list of goods (KIR). */
export function RuangPage({ ctx, rows, skpd, nama, refusals, typed }: RuangProps) {
  const m = messagesIn(ctx.lang)
  const field = (name: string) => ({ ctx, refusals, name, value: typed[name] ?? '' })
  return (
    <AsetFrame ctx={ctx} title={m.meja.ruang} current="ruang" refusals={refusals}>
      {skpd.length > 0 && (
        <form method="post" action={`${ASET}/ruang`} class="aset-isian">
          <Csrf ctx={ctx} />
          <div class="aset-ruas">
            <SelectField
              {...field('skpd')}
              label={m.list.skpd}
              value={typed.skpd ?? String(skpd[0]?.id ?? '')}
              choices={skpd.map((one) => ({ value: String(one.id), label: one.nama }))}
            />
            <TextField {...field('kode')} label={m.room.code} maxLength={20} />
            <TextField {...field('nama')} label={m.room.name} maxLength={120} />
          </div>
          <Button isSmall>{m.room.add}</Button>
        </form>
      )}
      {rows.length === 0 ? (
        <EmptyState title={m.room.none} />
      ) : (
        <DataTable
          caption={m.meja.ruang}
          isStacked
          rows={rows}
          columns={[
            {
              header: m.room.name,
              isHead: true,
              cell: (row) => (
                <a href={`${ASET}?ruang=${row.id}`}>
                  {row.kode} {row.nama}
                </a>
              ),
            },
            { header: m.list.skpd, cell: (row) => nama(row.skpdId) },
            {
              header: m.room.list,
              cell: (row) => (
                <>
                  {(['pdf', 'xlsx', 'csv'] as const).map((bentuk) => (
                    <>
                      <a
                        href={`${ASET}/ekspor/unduh?skpd=${row.skpdId}&ruang=${row.id}&bentuk=${bentuk}`}
                      >
                        {bentuk.toUpperCase()}
                        <span class="vh"> {row.nama}</span>
                      </a>{' '}
                    </>
                  ))}
                </>
              ),
            },
          ]}
        />
      )}
    </AsetFrame>
  )
}
