import { subtractSen } from '../../../kernel/money.ts'
import { formatRupiah } from '../../../ui/format.ts'
import {
  BulkBar,
  ButtonLink,
  DenseTable,
  EmptyState,
  FilterBar,
  FilterSelect,
  FilterText,
  KeyHints,
  type PageContext,
  Pagination,
} from '../../../ui/index.ts'
import type { Skpd } from '../../fiscal/index.ts'
import { KIB, KONDISI } from '../domain/kib.ts'
import { messagesIn } from '../messages/index.ts'
import type { Kartu } from '../store/kartu-store.ts'
import { ASET, AsetFrame } from './frame.tsx'
import { KondisiTag } from './tags.tsx'

export type ListProps = Readonly<{
  ctx: PageContext
  rows: readonly Kartu[]
  skpd: readonly Skpd[]
  filter: Readonly<Record<'q' | 'kib' | 'skpd' | 'kondisi' | 'status' | 'ruang', string>>
  mayEnter: boolean
  nextHref: string | undefined
  firstHref: string | undefined
}>

const BULK = 'cetak-label'

/** Cards, dense: filters are the address, labels of the selected ones are printed together. */
export function ListPage(props: ListProps) {
  const { ctx, rows, mayEnter } = props
  const m = messagesIn(ctx.lang)
  return (
    <AsetFrame ctx={ctx} title={m.list.title} current="kartu" scripts={['ui-table']}>
      <Filters {...props} />
      {mayEnter && (
        <p class="tombol-baris">
          <ButtonLink href={`${ASET}/baru`} isSmall>
            {m.list.enter}
          </ButtonLink>
          <ButtonLink href={`${ASET}/ekspor`} tone="secondary" isSmall>
            {m.list.export}
          </ButtonLink>
        </p>
      )}
      {rows.length === 0 ? (
        <EmptyState title={m.list.none}>
          <p>{m.list.noneHelp}</p>
        </EmptyState>
      ) : (
        <Cards {...props} />
      )}
    </AsetFrame>
  )
}

function Filters({ ctx, skpd, filter }: ListProps) {
  const m = messagesIn(ctx.lang)
  const choices = (list: readonly string[], words: Readonly<Record<string, string>>) =>
    list.map((value) => ({ value, label: words[value] ?? value }))
  return (
    <FilterBar action={ASET} label={m.list.filter} button={m.list.apply}>
      <FilterText name="q" label={m.list.search} value={filter.q} />
      <FilterSelect
        name="kib"
        label={m.list.kib}
        value={filter.kib}
        choices={choices(KIB, m.kib)}
      />
      {skpd.length > 1 && (
        <FilterSelect
          name="skpd"
          label={m.list.skpd}
          value={filter.skpd}
          choices={skpd.map((one) => ({ value: String(one.id), label: one.nama }))}
        />
      )}
      <FilterSelect
        name="kondisi"
        label={m.list.kondisi}
        value={filter.kondisi}
        choices={choices(KONDISI, m.kondisi)}
      />
      <FilterSelect
        name="status"
        label={m.list.status}
        value={filter.status}
        choices={choices(['dihapus', 'jadi_aset'], m.status)}
      />
    </FilterBar>
  )
}

function Cards({ ctx, rows, skpd, nextHref, firstHref }: ListProps) {
  const m = messagesIn(ctx.lang)
  const names = new Map(skpd.map((one) => [one.id, one.nama]))
  return (
    <>
      <form id={BULK} method="get" action={`${ASET}/label`}>
        <BulkBar ctx={ctx} formId={BULK}>
          <button class="tombol dua mini" type="submit">
            {m.list.printLabels}
          </button>
        </BulkBar>
      </form>
      <DenseTable
        ctx={ctx}
        caption={m.list.title}
        rows={rows}
        rowId={(row) => row.label}
        rowLabel={(row) => row.nama}
        bulkFormId={BULK}
        columns={[
          {
            header: m.list.goods,
            isHead: true,
            cell: (row) => (
              <>
                <a href={`${ASET}/kartu/${row.label}`}>{row.nama}</a>
                <span class="sub redup kecil angka">
                  {row.kode}.{String(row.register).padStart(4, '0')} · {row.label}
                </span>
              </>
            ),
          },
          { header: m.list.kib, cell: (row) => row.kib },
          {
            header: m.list.skpd,
            isWideOnly: true,
            cell: (row) => <span class="sub">{names.get(row.skpdId) ?? ''}</span>,
          },
          {
            header: m.list.kondisi,
            cell: (row) => <KondisiTag ctx={ctx} kartu={row} />,
          },
          {
            header: m.list.value,
            isNumber: true,
            cell: (row) => formatRupiah(row.nilai, ctx.lang),
          },
          {
            header: m.list.bookValue,
            isNumber: true,
            isWideOnly: true,
            cell: (row) => formatRupiah(subtractSen(row.nilai, row.akumulasi), ctx.lang),
          },
        ]}
        foot={<KeyHints ctx={ctx} shown={m.list.shown(String(rows.length))} />}
      />
      {(nextHref ?? firstHref) !== undefined && (
        <Pagination
          ctx={ctx}
          shown={m.list.shown(String(rows.length))}
          {...(nextHref === undefined ? {} : { nextHref })}
          {...(firstHref === undefined ? {} : { firstHref })}
        />
      )}
    </>
  )
}
