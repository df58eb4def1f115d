import type { Refusal } from '../../../kernel/result.ts'
import { formatNumber, formatRupiah } from '../../../ui/format.ts'
import {
  ActionForm,
  BulkBar,
  Button,
  ButtonLink,
  type Choice,
  Csrf,
  type DenseColumn,
  DenseTable,
  EmptyState,
  FilterSelect,
  KeyHints,
  type PageContext,
  Pagination,
  type SavedView,
  SavedViews,
  StatusTag,
  type TagKind,
} from '../../../ui/index.ts'
import type { Langkah, Tahap } from '../domain/tahap.ts'
import { messagesIn } from '../messages/index.ts'
import type { AntreanRow } from '../store/antrean-store.ts'
import { HOME, Remaining, type Room, type TimeLeft, TreasuryPage } from './frame.tsx'

export const TAG: Readonly<Record<Tahap, TagKind>> = {
  diajukan: 'tunggu',
  dikembalikan: 'koord',
  diverifikasi: 'tunggu',
  spm: 'tunggu',
  sp2d: 'proses',
  cair: 'proses',
  selesai: 'selesai',
  ditolak: 'netral',
}

export type QueueRow = AntreanRow & Readonly<{ skpdNama: string; time: TimeLeft }>

/** A document of a bulk step that could not go, and why. */
export type Unmoved = Readonly<{ nomor: string; href: string; refusals: readonly Refusal[] }>

export type QueueProps = Readonly<{
  ctx: PageContext
  room: Room
  viewName: string
  views: readonly SavedView[]
  filters: Readonly<{
    action: string
    hidden: Readonly<Record<string, string>>
    skpd: string
    jenis: string
    clearHref: string
  }>
  skpdChoices: readonly Choice[]
  rows: readonly QueueRow[]
  bulk: readonly Langkah[]
  mayMake: boolean
  /** Kuasa BUD before what waits for an SP2D. */
  mayIssueAll: boolean
  unmoved: readonly Unmoved[]
  nextHref: string | undefined
  firstHref: string | undefined
}>

const BULK_FORM = 'massal'

/** What waits for an office, least time left first; a row opens, several are moved at once. */
export function QueuePage(props: QueueProps) {
  const { ctx, rows } = props
  const m = messagesIn(ctx.lang).queue
  return (
    <TreasuryPage ctx={ctx} title={m.heading(props.viewName)} room={props.room} isTable>
      <h1 class="vh">{m.heading(props.viewName)}</h1>
      {props.views.length > 0 && <SavedViews ctx={ctx} views={props.views} />}
      <UnmovedList {...props} />
      <Tools {...props} />
      {rows.length === 0 ? (
        <EmptyState title={m.none}>
          <p>{m.noneHelp}</p>
        </EmptyState>
      ) : (
        <Rows {...props} />
      )}
    </TreasuryPage>
  )
}

function UnmovedList({ ctx, unmoved }: QueueProps) {
  if (unmoved.length === 0) return null
  return (
    <div class="galat" role="alert" tabIndex={-1} data-galat>
      <h2>{messagesIn(ctx.lang).queue.refusedTitle}</h2>
      <ul>
        {unmoved.map(({ nomor, href, refusals }) => (
          <li>
            <a href={href}>{nomor}</a>: {refusals.map((one) => ctx.word(one)).join(' ')}
          </li>
        ))}
      </ul>
    </div>
  )
}

function Tools({ ctx, filters, skpdChoices, mayMake, mayIssueAll }: QueueProps) {
  const m = messagesIn(ctx.lang)
  const kinds = Object.entries(m.jenis).map(([value, label]) => ({ value, label }))
  return (
    <div class="alat-baris">
      <form
        class="alat"
        action={filters.action}
        method="get"
        role="search"
        aria-label={m.queue.filter}
      >
        {Object.entries(filters.hidden).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <div class="saringan">
          {skpdChoices.length > 1 && (
            <FilterSelect
              name="skpd"
              label={m.queue.skpd}
              value={filters.skpd}
              choices={skpdChoices}
            />
          )}
          <FilterSelect
            name="jenis"
            label={m.queue.columns.jenis}
            value={filters.jenis}
            choices={kinds}
          />
        </div>
        <Button tone="secondary" isSmall>
          {m.queue.apply}
        </Button>
        {(filters.skpd !== '' || filters.jenis !== '') && (
          <a class="kecil" href={filters.clearHref}>
            {m.queue.clear}
          </a>
        )}
      </form>
      {mayIssueAll && (
        <div class="dana-buat">
          <ActionForm ctx={ctx} action={`${HOME}/terbit-semua`} label={m.queue.issueAll} />
        </div>
      )}
      {mayMake && (
        <p class="tombol-baris dana-buat">
          <ButtonLink href={`${HOME}/spp/baru`} isSmall>
            {m.queue.new}
          </ButtonLink>
          <ButtonLink href={`${HOME}/spp/unggah`} tone="secondary" isSmall>
            {m.queue.upload}
          </ButtonLink>
        </p>
      )}
    </div>
  )
}

function Rows(props: QueueProps) {
  const { ctx, rows, bulk, nextHref, firstHref } = props
  const m = messagesIn(ctx.lang)
  return (
    <>
      {bulk.length > 0 && (
        <>
          <BulkBar ctx={ctx} formId={BULK_FORM}>
            {bulk.map((langkah) => (
              <button
                class="tombol dua mini"
                type="submit"
                form={BULK_FORM}
                name="langkah"
                value={langkah}
              >
                {m.langkah[langkah]}
              </button>
            ))}
          </BulkBar>
          <form id={BULK_FORM} method="post" action={`${HOME}/massal`}>
            <Csrf ctx={ctx} />
          </form>
        </>
      )}
      <DenseTable
        ctx={ctx}
        caption={m.queue.caption}
        columns={columnsOf(ctx)}
        rows={rows}
        rowId={(row) => row.id}
        rowLabel={(row) => row.nomor}
        {...(bulk.length > 0 ? { bulkFormId: BULK_FORM } : {})}
        foot={
          <KeyHints
            ctx={ctx}
            shown={m.queue.shown(formatNumber(rows.length, ctx.lang))}
            {...(bulk.length > 0 ? { more: m.queue.keys } : {})}
          >
            {(nextHref ?? firstHref) !== undefined && (
              <Pagination
                ctx={ctx}
                shown=""
                {...(nextHref === undefined ? {} : { nextHref })}
                {...(firstHref === undefined ? {} : { firstHref })}
              />
            )}
          </KeyHints>
        }
      />
    </>
  )
}

function columnsOf(ctx: PageContext): readonly DenseColumn<QueueRow>[] {
  const m = messagesIn(ctx.lang)
  const { columns } = m.queue
  return [
    {
      header: columns.uraian,
      isHead: true,
      phoneClass: 'k-per',
      cell: (row) => (
        <>
          <a href={`${HOME}/spp/${row.id}`} data-buka>
            {row.uraian}
          </a>
          <span class="sub">
            {row.skpdNama} · {row.penerima}
          </span>
        </>
      ),
    },
    {
      header: columns.nomor,
      isWideOnly: true,
      cell: (row) => <span class="angka kecil">{row.nomor}</span>,
    },
    { header: columns.jenis, isWideOnly: true, cell: (row) => row.jenis },
    {
      header: columns.jumlah,
      isNumber: true,
      phoneClass: 'k-jumlah',
      cell: (row) => formatRupiah(row.jumlah, ctx.lang),
    },
    {
      header: columns.tahap,
      phoneClass: 'k-st',
      cell: (row) => <StatusTag kind={TAG[row.tahap]}>{m.tahap[row.tahap]}</StatusTag>,
    },
    {
      header: columns.sisa,
      sort: 'ascending',
      phoneClass: 'k-sisa',
      cell: (row) => <Remaining time={row.time} />,
    },
  ]
}
