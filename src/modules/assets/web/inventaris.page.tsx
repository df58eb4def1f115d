import type { Refusal } from '../../../kernel/result.ts'
import { formatDateTime, formatNumber, localeOf } from '../../../ui/format.ts'
import {
  ActionForm,
  Button,
  ButtonLink,
  Csrf,
  DataTable,
  EmptyState,
  Facts,
  type PageContext,
  Section,
  SelectField,
  StatusTag,
  type TagKind,
  TextField,
} from '../../../ui/index.ts'
import type { Skpd } from '../../fiscal/index.ts'
import { KIB } from '../domain/kib.ts'
import { messagesIn } from '../messages/index.ts'
import type { BarisHitung, Hitung, Inventarisasi } from '../store/inventaris-store.ts'
import type { Ruang } from '../store/ruang-store.ts'
import { ASET, AsetFrame } from './frame.tsx'

export const INVENTARISASI = `${ASET}/inventarisasi`
const TAGS: Readonly<Record<Inventarisasi['status'], TagKind>> = {
  berjalan: 'proses',
  diperiksa: 'tunggu',
  disahkan: 'selesai',
}

export type CountsProps = Readonly<{
  ctx: PageContext
  refusals: readonly Refusal[]
  typed: Readonly<Record<string, string>>
  rows: readonly Inventarisasi[]
  skpd: readonly Skpd[]
  ruang: readonly Ruang[]
  nama: (skpdId: number) => string
}>

/** Counts, newest first, and a new one: of an SKPD, a room, or one KIB. */
export function CountsPage(props: CountsProps) {
  const { ctx, rows, refusals, nama } = props
  const m = messagesIn(ctx.lang)
  return (
    <AsetFrame ctx={ctx} title={m.meja.inventarisasi} current="inventarisasi" refusals={refusals}>
      {props.skpd.length > 0 && <Begin {...props} />}
      {rows.length === 0 ? (
        <EmptyState title={m.count.none} />
      ) : (
        <DataTable
          caption={m.meja.inventarisasi}
          isStacked
          rows={rows}
          columns={[
            {
              header: m.count.title,
              isHead: true,
              cell: (row) => <a href={`${INVENTARISASI}/${row.id}`}>{row.judul}</a>,
            },
            { header: m.list.skpd, cell: (row) => nama(row.skpdId) },
            { header: m.form.ruang, cell: (row) => row.ruang ?? '' },
            {
              header: m.count.status,
              cell: (row) => (
                <StatusTag kind={TAGS[row.status]}>{m.count.statuses[row.status]}</StatusTag>
              ),
            },
            {
              header: m.count.begun,
              cell: (row) => formatDateTime(row.dibuatAt, localeOf(ctx)),
            },
          ]}
        />
      )}
    </AsetFrame>
  )
}

function Begin({ ctx, refusals, typed, skpd, ruang }: CountsProps) {
  const m = messagesIn(ctx.lang)
  const field = (name: string) => ({ ctx, refusals, name, value: typed[name] ?? '' })
  return (
    <form method="post" action={INVENTARISASI} class="aset-isian">
      <Csrf ctx={ctx} />
      <div class="aset-ruas">
        <TextField {...field('judul')} label={m.count.title} maxLength={160} />
        <SelectField
          {...field('skpd')}
          label={m.list.skpd}
          value={typed.skpd ?? String(skpd[0]?.id ?? '')}
          choices={skpd.map((one) => ({ value: String(one.id), label: one.nama }))}
        />
        <SelectField
          {...field('ruang')}
          label={m.form.ruang}
          isOptional
          choices={ruang.map((one) => ({
            value: String(one.id),
            label: `${one.kode} ${one.nama}`,
          }))}
        />
        <SelectField
          {...field('kib')}
          label={m.list.kib}
          isOptional
          choices={KIB.map((value) => ({ value, label: m.kib[value] }))}
        />
      </div>
      <Button isSmall>{m.count.begin}</Button>
    </form>
  )
}

export type CountProps = Readonly<{
  ctx: PageContext
  refusals: readonly Refusal[]
  count: Inventarisasi
  rows: readonly BarisHitung[]
  unknown: readonly Hitung[]
  skpd: string
  maySign: boolean
}>

/** One count: what was found, what was not, what nobody knows, where two persons differ, and the two signatures. */
export function CountPage(props: CountProps) {
  const { ctx, count, rows, refusals } = props
  const m = messagesIn(ctx.lang)
  return (
    <AsetFrame ctx={ctx} title={count.judul} current="inventarisasi" refusals={refusals}>
      <p class="meta">
        <StatusTag kind={TAGS[count.status]}>{m.count.statuses[count.status]}</StatusTag>
        <span>{props.skpd}</span>
        {count.ruang && <span>{count.ruang}</span>}
      </p>
      <Figures {...props} />
      <p class="tombol-baris">
        {count.status === 'berjalan' && (
          <ButtonLink href={`${INVENTARISASI}/${count.id}/bawa`} isSmall>
            {m.count.take}
          </ButtonLink>
        )}
        <ButtonLink href={`${INVENTARISASI}/${count.id}/berita-acara.pdf`} tone="secondary" isSmall>
          {m.count.minutes}
        </ButtonLink>
      </p>
      <Signatures {...props} />
      <Section id="barang" title={m.count.expected}>
        <DataTable
          caption={m.count.expected}
          isStacked
          rows={rows}
          columns={[
            {
              header: m.list.goods,
              isHead: true,
              cell: (row) => <a href={`${ASET}/kartu/${row.label}`}>{row.nama}</a>,
            },
            { header: m.card.code, cell: (row) => `${row.kode}.${row.register}` },
            { header: m.count.result, cell: (row) => <Result ctx={ctx} row={row} /> },
            {
              header: m.list.kondisi,
              cell: (row) => (row.kondisi === null ? '' : m.kondisi[row.kondisi]),
            },
            { header: m.count.by, cell: (row) => row.oleh ?? '' },
            { header: m.form.keterangan, cell: (row) => row.catatan ?? '' },
          ]}
        />
      </Section>
      {props.unknown.length > 0 && <Unknown {...props} />}
    </AsetFrame>
  )
}

function Result({ ctx, row }: Readonly<{ ctx: PageContext; row: BarisHitung }>) {
  const m = messagesIn(ctx.lang)
  if (row.isBentrok) return <StatusTag kind="lewat">{m.count.clash}</StatusTag>
  if (row.hasil === null) return <StatusTag kind="netral">{m.count.notYet}</StatusTag>
  return (
    <StatusTag kind={row.hasil === 'ditemukan' ? 'selesai' : 'lewat'}>
      {m.count.results[row.hasil]}
    </StatusTag>
  )
}

function Figures({ ctx, rows, unknown }: CountProps) {
  const m = messagesIn(ctx.lang)
  const count = (fits: (row: BarisHitung) => boolean) =>
    formatNumber(rows.filter(fits).length, ctx.lang)
  return (
    <Facts
      rows={[
        { label: m.count.expected, value: formatNumber(rows.length, ctx.lang) },
        { label: m.count.results.ditemukan, value: count(({ hasil }) => hasil === 'ditemukan') },
        {
          label: m.count.results.tidak_ditemukan,
          value: count(({ hasil }) => hasil === 'tidak_ditemukan'),
        },
        { label: m.count.notYet, value: count(({ hasil }) => hasil === null) },
        { label: m.count.clash, value: count(({ isBentrok }) => isBentrok) },
        { label: m.count.unknown, value: formatNumber(unknown.length, ctx.lang) },
      ]}
    />
  )
}

function Signatures({ ctx, count, maySign }: CountProps) {
  const m = messagesIn(ctx.lang)
  const at = (when: Date | null) => (when === null ? '' : formatDateTime(when, localeOf(ctx)))
  return (
    <Section id="tanda-tangan" title={m.count.signatures}>
      {count.diperiksaNama !== null && (
        <p>{m.count.checkedBy(count.diperiksaNama, at(count.diperiksaAt))}</p>
      )}
      {count.disahkanNama !== null && (
        <p>{m.count.approvedBy(count.disahkanNama, at(count.disahkanAt))}</p>
      )}
      {maySign && count.status !== 'disahkan' && (
        <ActionForm
          ctx={ctx}
          action={`${INVENTARISASI}/${count.id}/tanda-tangan`}
          label={count.status === 'berjalan' ? m.count.check : m.count.approve}
          tone="primary"
        />
      )}
    </Section>
  )
}

function Unknown({ ctx, unknown }: CountProps) {
  const m = messagesIn(ctx.lang)
  return (
    <Section id="tak-dikenal" title={m.count.unknown}>
      <p class="bantuan">{m.count.unknownHelp}</p>
      <DataTable
        caption={m.count.unknown}
        rows={unknown}
        columns={[
          { header: m.count.scanned, isHead: true, cell: (row) => row.kode },
          { header: m.form.keterangan, cell: (row) => row.catatan },
          { header: m.count.by, cell: (row) => row.nama },
        ]}
      />
    </Section>
  )
}
