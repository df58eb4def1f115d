import type { ComponentChildren } from 'preact'
import { uiMessages } from '../messages/index.ts'
import type { PageContext } from '../page-context.ts'

export type SavedView = Readonly<{
  href: string
  label: string
  count?: string
  isCurrent: boolean
  isHot?: boolean
}>

/** Views as tabs with counts; each is an address, so it can be bookmarked and shared. */
export function SavedViews({
  ctx,
  views,
  children,
}: Readonly<{ ctx: PageContext; views: readonly SavedView[]; children?: ComponentChildren }>) {
  return (
    <nav class="tampilan angka" aria-label={uiMessages(ctx.lang).savedViews}>
      {views.map((view) => (
        <a
          href={view.href}
          class={view.isHot ? 'panas' : ''}
          {...(view.isCurrent ? { 'aria-current': 'page' as const } : {})}
        >
          {view.label} {view.count !== undefined && <i>{view.count}</i>}
        </a>
      ))}
      {children}
    </nav>
  )
}

export type DenseColumn<Row> = Readonly<{
  header: string
  cell: (row: Row) => ComponentChildren
  isNumber?: boolean
  /** The row's own name: a link, and the header of the row. */
  isHead?: boolean
  /** Left out on phones. */
  isWideOnly?: boolean
  /** Place in the phone layout. */
  phoneClass?: string
  sort?: 'ascending' | 'descending'
}>

export type DenseTableProps<Row> = Readonly<{
  ctx: PageContext
  caption: string
  columns: readonly DenseColumn<Row>[]
  rows: readonly Row[]
  rowId: (row: Row) => string
  rowLabel: (row: Row) => string
  /** Form that the checkboxes belong to; without it rows cannot be selected. */
  bulkFormId?: string
  isCurrent?: (row: Row) => boolean
  foot?: ComponentChildren
}>

/**
 * The officer's table: sticky head, selection, keys J K X Enter / by script (ui-table), which can be
 * switched off. Without script every part is a link or a form control.
 */
export function DenseTable<Row>(props: DenseTableProps<Row>) {
  const { ctx, columns, rows, rowId, rowLabel, bulkFormId } = props
  const m = uiMessages(ctx.lang)
  return (
    <section class="tabel" tabIndex={0} aria-label={props.caption}>
      <table class={bulkFormId ? 'antre' : 'antre tanpa-pilih'} data-antre>
        <caption class="vh">{props.caption}</caption>
        <thead>
          <tr>
            {bulkFormId && (
              <th scope="col">
                <input type="checkbox" aria-label={m.selectAll} data-semua hidden />
              </th>
            )}
            {columns.map((column) => (
              <th
                scope="col"
                class={column.isNumber ? 'kanan' : ''}
                {...(column.sort ? { 'aria-sort': column.sort } : {})}
              >
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr class={props.isCurrent?.(row) ? 'kini' : ''} data-baris={rowId(row)}>
              {bulkFormId && (
                <td>
                  <input
                    type="checkbox"
                    name="nomor"
                    value={rowId(row)}
                    form={bulkFormId}
                    aria-label={m.select(rowLabel(row))}
                  />
                </td>
              )}
              {columns.map((column) => (
                <DenseCell column={column} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {props.foot}
    </section>
  )
}

function DenseCell<Row>({ column, row }: Readonly<{ column: DenseColumn<Row>; row: Row }>) {
  const classes = [
    column.isNumber ? 'kanan angka' : '',
    column.isWideOnly ? 'hp0' : '',
    column.phoneClass ?? '',
  ]
    .filter((name) => name !== '')
    .join(' ')
  return column.isHead ? (
    <th scope="row" class={classes}>
      {column.cell(row)}
    </th>
  ) : (
    <td class={classes}>{column.cell(row)}</td>
  )
}

/** What can be done to the selected rows, and how many those are. */
export function BulkBar({
  ctx,
  formId,
  children,
}: Readonly<{ ctx: PageContext; formId: string; children: ComponentChildren }>) {
  return (
    <div class="massal" data-massal={formId}>
      <output class="angka" data-kata={uiMessages(ctx.lang).selected} />
      {children}
    </div>
  )
}

/** Keys of the table, shown only where script makes them work. */
export function KeyHints({
  ctx,
  shown,
  more,
  children,
}: Readonly<{ ctx: PageContext; shown: string; more?: string; children?: ComponentChildren }>) {
  const m = uiMessages(ctx.lang)
  return (
    <div class="kaki">
      <span class="angka">{shown}</span>
      <span hidden data-pintasan>
        <kbd>J</kbd> <kbd>K</kbd> {m.keyMove} · <kbd>X</kbd> {m.keySelect} · <kbd>Enter</kbd>{' '}
        {m.keyOpen} · <kbd>/</kbd> {m.keySearch}
        {more && <span class="lagi"> · {more}</span>}
      </span>
      <button
        type="button"
        class="tautan"
        hidden
        data-pintas-mati={m.shortcutsOff}
        data-pintas-nyala={m.shortcutsOn}
      >
        {m.shortcutsOff}
      </button>
      {children}
    </div>
  )
}

export function Panel({
  label,
  children,
}: Readonly<{ label: string; children: ComponentChildren }>) {
  return (
    <aside class="panel" aria-label={label}>
      {children}
    </aside>
  )
}
