import type { Sen } from '../../../kernel/money.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { formatRupiah, formatTanggal } from '../../../ui/format.ts'
import {
  Button,
  Csrf,
  DenseTable,
  EmptyState,
  type PageContext,
  Pagination,
  Section,
  TextField,
} from '../../../ui/index.ts'
import type { BelanjaModal } from '../deps.ts'
import type { KodeBarang } from '../domain/aturan.ts'
import { messagesIn } from '../messages/index.ts'
import { CodeSearch } from './entry.page.tsx'
import { ASET, AsetFrame } from './frame.tsx'
import { KartuFields } from './kartu-form.tsx'

export const BELANJA = `${ASET}/belanja`

export type BelanjaProps = Readonly<{
  ctx: PageContext
  refusals: readonly Refusal[]
  rows: readonly BelanjaModal[]
  nama: (skpdId: number) => string
  rekening: (id: number) => string
  nextHref: string | undefined
}>

/** Capital spending that no card has taken up: choose lines that belong to one thing. */
export function BelanjaPage({ ctx, refusals, rows, nama, rekening, nextHref }: BelanjaProps) {
  const m = messagesIn(ctx.lang)
  return (
    <AsetFrame
      ctx={ctx}
      title={m.meja.belanja}
      current="belanja"
      refusals={refusals}
      scripts={['ui-table']}
    >
      <p class="bantuan">{m.spending.help}</p>
      {rows.length === 0 ? (
        <EmptyState title={m.spending.none}>
          <p>{m.spending.noneHelp}</p>
        </EmptyState>
      ) : (
        <>
          <form id="pilih-baris" method="get" action={`${BELANJA}/catat`}>
            <Button isSmall>{m.spending.take}</Button>
          </form>
          <DenseTable
            ctx={ctx}
            caption={m.meja.belanja}
            rows={rows}
            rowId={(row) => row.barisId}
            rowLabel={(row) => row.uraian}
            bulkFormId="pilih-baris"
            columns={[
              {
                header: m.spending.what,
                isHead: true,
                cell: (row) => (
                  <>
                    <a href={`${BELANJA}/catat?nomor=${row.barisId}`}>{row.uraian}</a>
                    <span class="sub redup kecil angka">{rekening(row.rekeningId)}</span>
                  </>
                ),
              },
              { header: 'SP2D', isWideOnly: true, cell: (row) => row.sp2dNomor },
              {
                header: m.card.day,
                isWideOnly: true,
                cell: (row) => formatTanggal(row.tanggal, ctx.lang),
              },
              { header: m.list.skpd, isWideOnly: true, cell: (row) => nama(row.skpdId) },
              {
                header: m.spending.left,
                isNumber: true,
                cell: (row) => formatRupiah(row.sisaSen, ctx.lang),
              },
            ]}
          />
          {nextHref && <Pagination ctx={ctx} shown={String(rows.length)} nextHref={nextHref} />}
        </>
      )}
    </AsetFrame>
  )
}

export type TakeProps = Readonly<{
  ctx: PageContext
  refusals: readonly Refusal[]
  rows: readonly BelanjaModal[]
  total: Sen
  kode: KodeBarang | undefined
  found: readonly KodeBarang[]
  q: string
  typed: Readonly<Record<string, string>>
}>

/** What the chosen lines become: a new card, many alike, construction, or more of a card that is there. */
export function TakePage(props: TakeProps) {
  const { ctx, rows, total, refusals } = props
  const m = messagesIn(ctx.lang)
  return (
    <AsetFrame ctx={ctx} title={m.spending.title} current="belanja" refusals={refusals}>
      <ul>
        {rows.map((row) => (
          <li>
            {row.uraian}, {row.sp2dNomor}: <b>{formatRupiah(row.sisaSen, ctx.lang)}</b>
          </li>
        ))}
      </ul>
      <p>
        {m.spending.together} <b class="angka">{formatRupiah(total, ctx.lang)}</b>
      </p>
      {props.kode === undefined ? <Choose {...props} /> : <NewCard {...props} kode={props.kode} />}
    </AsetFrame>
  )
}

const Lines = ({ rows }: Pick<TakeProps, 'rows'>) => (
  <>
    {rows.map(({ barisId }) => (
      <input type="hidden" name="nomor" value={barisId} />
    ))}
  </>
)

function Choose(props: TakeProps) {
  const { ctx, rows, q, found, refusals, typed } = props
  const m = messagesIn(ctx.lang)
  return (
    <div class="dua-lajur">
      <Section id="baru" title={m.spending.asNew}>
        <p class="bantuan">{m.spending.asNewHelp}</p>
        <CodeSearch
          ctx={ctx}
          q={q}
          found={found}
          action={`${BELANJA}/catat`}
          extra={rows.map(({ barisId }) => ['nomor', barisId] as const)}
        />
      </Section>
      <Section id="induk" title={m.spending.asMore}>
        <p class="bantuan">{m.spending.asMoreHelp}</p>
        <form method="post" action={`${BELANJA}/catat`} class="tumpuk">
          <Csrf ctx={ctx} />
          <Lines rows={rows} />
          <TextField
            ctx={ctx}
            refusals={refusals}
            name="induk"
            label={m.spending.parent}
            hint="BMD-7K3M-Q2XD-B"
            value={typed.induk ?? ''}
            maxLength={20}
          />
          <p>
            <Button>{m.spending.add}</Button>
          </p>
        </form>
      </Section>
    </div>
  )
}

function NewCard({ kode, ...props }: TakeProps & Readonly<{ kode: KodeBarang }>) {
  const { ctx, refusals, rows, typed } = props
  const m = messagesIn(ctx.lang)
  return (
    <form method="post" action={`${BELANJA}/catat`} class="tumpuk aset-isian">
      <Csrf ctx={ctx} />
      <Lines rows={rows} />
      <input type="hidden" name="kode" value={kode.kode} />
      <p>
        <b>{kode.nama}</b>{' '}
        <span class="angka redup">
          {kode.kode} · KIB {kode.kib}
        </span>
      </p>
      <KartuFields
        ctx={ctx}
        refusals={refusals}
        kib={kode.kib ?? 'B'}
        wajib={kode.wajib}
        typed={typed}
        ruang={[]}
        asks={{ price: false, units: true }}
      />
      <p>
        <Button>{m.entry.save}</Button>
      </p>
    </form>
  )
}
