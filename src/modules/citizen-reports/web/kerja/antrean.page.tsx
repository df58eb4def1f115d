import type { Refusal } from '../../../../kernel/result.ts'
import {
  BulkBar,
  Button,
  type Choice,
  Csrf,
  type DenseColumn,
  DenseTable,
  EmptyState,
  ErrorSummary,
  FilterSelect,
  FilterText,
  KeyHints,
  OfficerPage,
  type PageContext,
  type SavedView,
  SavedViews,
  StatusTag,
  type TagKind,
  TextField,
} from '../../../../ui/index.ts'
import { uiMessages } from '../../../../ui/messages/index.ts'
import type { TindakanMassal } from '../../actions/act-on-many.ts'
import { kerjaMessages } from '../../messages/index.ts'
import { PreviewPanel, type PreviewProps } from './preview.tsx'
import { Remaining } from './remaining.tsx'
import type { TimeLeft } from './words.ts'

export type QueueRow = Readonly<{
  nomor: string
  shortNomor: string
  judul: string
  place: string
  kategori: string
  kanal: string
  tag: Readonly<{ kind: TagKind; label: string }>
  flags: readonly string[]
  time: TimeLeft
  holder: string
  supporters: string
  href: string
  previewHref: string
}>

export type QueueFilters = Readonly<{
  tampilan: string
  q: string
  values: Readonly<Record<string, string>>
  choices: readonly Readonly<{ name: string; label: string; choices: readonly Choice[] }>[]
  isNarrowed: boolean
  clearHref: string
  /** The question as it is written into an address; hidden in every form of the page. */
  saringan: string
}>

export type QueuePageProps = Readonly<{
  ctx: PageContext
  viewName: string
  views: readonly SavedView[]
  ownViewId: string | undefined
  filters: QueueFilters
  rows: readonly QueueRow[]
  current: string | undefined
  preview: PreviewProps | undefined
  holderHeader: string
  bulk: readonly TindakanMassal[]
  shown: string
  links: Readonly<{ previousHref?: string; nextHref?: string; firstHref?: string }>
  notes: readonly string[]
  refusals: readonly Refusal[]
}>

export const BULK_FORM = 'massal'

/** The officer's queue: views as tabs, filters as an address, twelve rows and a preview on one screen. */
export function QueuePage(props: QueuePageProps) {
  const { ctx, filters } = props
  const m = kerjaMessages(ctx.lang)
  return (
    <OfficerPage
      ctx={ctx}
      title={m.queue.heading(props.viewName)}
      current="reports"
      scripts={['ui-table', 'ui-kerja']}
      bodyClass="antrean"
    >
      <h1 class="vh">{m.queue.heading(props.viewName)}</h1>
      <ErrorSummary ctx={ctx} refusals={props.refusals} />
      {props.notes.map((note) => (
        <p class="kecil redup catatan-peran">{note}</p>
      ))}
      <SavedViews ctx={ctx} views={props.views} />
      <Tools {...props} />
      <div class="kerja">
        <div class="kolom">
          {props.rows.length === 0 ? (
            <EmptyState title={m.queue.none}>
              <p>{filters.isNarrowed ? m.queue.noneHelp : m.queue.done}</p>
              {filters.isNarrowed && <a href={filters.clearHref}>{m.queue.clear}</a>}
            </EmptyState>
          ) : (
            <Rows {...props} />
          )}
        </div>
        {props.preview && (
          <aside
            class="panel"
            aria-label={m.queue.panel}
            aria-live="polite"
            data-panel
            tabIndex={-1}
            id="pratinjau"
          >
            <PreviewPanel {...props.preview} />
          </aside>
        )}
      </div>
    </OfficerPage>
  )
}

function Tools({ ctx, filters, ownViewId, refusals }: QueuePageProps) {
  const m = kerjaMessages(ctx.lang).queue
  return (
    <div class="alat-baris">
      <form
        class="alat"
        action="/kerja/laporan"
        method="get"
        role="search"
        aria-label={m.filter}
        data-saring
      >
        <input type="hidden" name="tampilan" value={filters.tampilan} />
        <FilterText name="q" label={m.search} value={filters.q} />
        <div class="saringan">
          {filters.choices.map((one) => (
            <FilterSelect
              name={one.name}
              label={one.label}
              value={filters.values[one.name] ?? ''}
              choices={one.choices}
            />
          ))}
        </div>
        <Button tone="secondary" isSmall>
          {m.apply}
        </Button>
        {filters.isNarrowed && (
          <a class="kecil" href={filters.clearHref}>
            {m.clear}
          </a>
        )}
      </form>
      <SaveView ctx={ctx} filters={filters} ownViewId={ownViewId} refusals={refusals} />
    </div>
  )
}

function SaveView({
  ctx,
  filters,
  ownViewId,
  refusals,
}: Pick<QueuePageProps, 'ctx' | 'filters' | 'ownViewId' | 'refusals'>) {
  const m = kerjaMessages(ctx.lang).queue
  if (!filters.isNarrowed) return null
  return (
    <details class="simpan-tampilan" open={refusals.length > 0}>
      <summary>{m.save}</summary>
      <form method="post" action="/kerja/laporan/tampilan">
        <Csrf ctx={ctx} />
        <input type="hidden" name="antrean" value={filters.saringan} />
        <TextField ctx={ctx} name="nama" label={m.saveName} maxLength={60} refusals={refusals} />
        <div class="tombol-baris">
          <Button isSmall>{m.saveButton}</Button>
          {ownViewId && (
            <Button
              tone="secondary"
              isSmall
              formAction={`/kerja/laporan/tampilan/${ownViewId}/hapus`}
            >
              {m.remove}
            </Button>
          )}
        </div>
      </form>
    </details>
  )
}

const BULK_KEYS: Readonly<Partial<Record<TindakanMassal, string>>> = {
  verifikasi: 'v',
  disposisi: 'd',
  tugaskan: 't',
  gabung: 'g',
  catat: 'c',
}

function Rows(props: QueuePageProps) {
  const { ctx, rows, filters } = props
  const m = kerjaMessages(ctx.lang)
  return (
    <>
      {props.bulk.length > 0 && (
        <BulkBar ctx={ctx} formId={BULK_FORM}>
          {props.bulk.map((tindakan) => (
            <button
              class="tombol dua mini"
              type="submit"
              form={BULK_FORM}
              name="tindakan"
              value={tindakan}
              {...(BULK_KEYS[tindakan] ? { 'data-massal-tombol': BULK_KEYS[tindakan] } : {})}
            >
              {m.bulk[tindakan]}
            </button>
          ))}
        </BulkBar>
      )}
      <form id={BULK_FORM} method="post" action="/kerja/laporan/massal">
        <Csrf ctx={ctx} />
        <input type="hidden" name="antrean" value={filters.saringan} />
      </form>
      <DenseTable
        ctx={ctx}
        caption={m.queue.caption}
        columns={columnsOf(props)}
        rows={rows}
        rowId={(row) => row.nomor}
        rowLabel={(row) => row.nomor}
        bulkFormId={BULK_FORM}
        isCurrent={(row) => row.nomor === props.current}
        foot={
          <KeyHints ctx={ctx} shown={props.shown} more={m.queue.keys}>
            <PageLinks {...props} />
          </KeyHints>
        }
      />
    </>
  )
}

function PageLinks({ ctx, links }: QueuePageProps) {
  const m = uiMessages(ctx.lang)
  return (
    <nav class="halaman-antre" aria-label={m.next}>
      {links.firstHref && <a href={links.firstHref}>{m.first}</a>}
      {links.previousHref && (
        <a href={links.previousHref} rel="prev">
          {m.previous}
        </a>
      )}
      {links.nextHref && (
        <a href={links.nextHref} rel="next">
          {m.next}
        </a>
      )}
    </nav>
  )
}

function columnsOf({ ctx, holderHeader }: QueuePageProps): readonly DenseColumn<QueueRow>[] {
  const m = kerjaMessages(ctx.lang).queue
  return [
    {
      header: m.columns.nomor,
      isWideOnly: true,
      cell: (row) => (
        <a class="angka pratinjau" href={row.previewHref} aria-label={m.preview(row.nomor)}>
          {row.shortNomor}
        </a>
      ),
    },
    {
      header: m.columns.perihal,
      isHead: true,
      phoneClass: 'k-per',
      cell: (row) => (
        <>
          <a href={row.href} data-buka>
            {row.judul}
          </a>
          <span class="sub">
            {row.place} · {row.kategori}
          </span>
        </>
      ),
    },
    { header: m.columns.kanal, isWideOnly: true, cell: (row) => row.kanal },
    {
      header: m.columns.status,
      phoneClass: 'k-st',
      cell: (row) => (
        <>
          <StatusTag kind={row.tag.kind}>{row.tag.label}</StatusTag>
          {row.flags.length > 0 && <span class="sub tanda">{row.flags.join(' · ')}</span>}
        </>
      ),
    },
    {
      header: m.columns.sisa,
      sort: 'ascending',
      phoneClass: 'k-sisa',
      cell: (row) => <Remaining time={row.time} />,
    },
    { header: holderHeader, isWideOnly: true, cell: (row) => <Holder name={row.holder} /> },
    {
      header: m.columns.dukungan,
      isNumber: true,
      isWideOnly: true,
      cell: (row) => row.supporters,
    },
  ]
}

function Holder({ name }: { name: string }) {
  return <span class="pemegang">{name}</span>
}
