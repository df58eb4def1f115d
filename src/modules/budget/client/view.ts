// Draws only the rows that are seen, whatever their number, and takes keys and the clipboard.
import { inThousands } from '../../../kernel/thousands.ts'
import { createEditor } from './editor.ts'
import { COLUMNS, type Row, type Sheet } from './sheet.ts'
import type { Storage } from './storage.ts'

const ROW = 32
const SPARE = 8
const WIDTHS = [44, 150, 260, 170, 80, 80, 130, 100, 130, 140, 150, 140]
const NUMBERS = new Set([3, 5])

type Options = Readonly<{
  root: HTMLElement
  address: string
  sheet: Sheet
  words: Readonly<{ columns: readonly string[] }> & Readonly<Record<string, unknown>>
  storage: Storage
  isOpen: boolean
}>

type Spot = { row: number; column: number }

/** `1.234.567,50`: as the page writes amounts. */
function rupiah(amount: bigint): string {
  const sign = amount < 0 ? '-' : ''
  const digits = (amount < 0 ? -amount : amount).toString().padStart(3, '0')
  const tail = digits.slice(-2) === '00' ? '' : `,${digits.slice(-2)}`
  return `${sign}${inThousands(digits.slice(0, -2), '.')}${tail}`
}

export function createView(options: Options): void {
  const { root, sheet, words, storage } = options
  const { box, table, body, above, below } = makeTable(words)
  const message = document.createElement('p')
  message.className = 'rka-pesan'
  message.setAttribute('role', 'status')
  root.append(box, message)
  const head: Spot = { row: 0, column: 0 }
  const anchor: Spot = { row: 0, column: 0 }
  let isQueued = false

  const inRange = (row: number, column: number) =>
    row >= Math.min(head.row, anchor.row) &&
    row <= Math.max(head.row, anchor.row) &&
    column >= Math.min(head.column, anchor.column) &&
    column <= Math.max(head.column, anchor.column)

  const draw = () => {
    isQueued = false
    // A cell that is being written is not drawn over.
    if (body.querySelector('input') !== null) return
    const first = Math.max(0, Math.floor(box.scrollTop / ROW) - SPARE)
    const last = Math.min(
      sheet.rows.length,
      Math.ceil((box.scrollTop + box.clientHeight) / ROW) + SPARE,
    )
    above.style.height = `${first * ROW}px`
    below.style.height = `${(sheet.rows.length - last) * ROW}px`
    const rows: HTMLElement[] = []
    for (let at = first; at < last; at += 1) rows.push(makeRow(at))
    body.replaceChildren(above, ...rows, below)
    showTotals()
    const fault = faultAt(head)
    message.textContent = fault ?? ''
    table.setAttribute('aria-rowcount', String(sheet.rows.length + 1))
    table.setAttribute('aria-activedescendant', `sel-${head.row}-${head.column}`)
  }
  const queue = () => {
    if (isQueued) return
    isQueued = true
    requestAnimationFrame(draw)
  }
  const faultAt = ({ row, column }: Spot) => {
    const faults = sheet.rows[row]?.faults
    return faults?.get(-1) ?? faults?.get(column)
  }

  const makeRow = (at: number): HTMLElement => {
    const row = sheet.rows[at]
    const line = document.createElement('tr')
    line.setAttribute('aria-rowindex', String(at + 2))
    if (row?.isChanged && !sheet.isEmpty(row)) line.className = 'ubah'
    const number = document.createElement('th')
    number.scope = 'row'
    number.textContent = String(at + 1)
    line.append(number)
    for (let column = 0; column < COLUMNS; column += 1) line.append(makeCell(row, at, column))
    const sum = document.createElement('td')
    sum.className = 'angka'
    sum.textContent = row === undefined || row.jumlah === BigInt(0) ? '' : rupiah(row.jumlah)
    line.append(sum)
    return line
  }
  const makeCell = (row: Row | undefined, at: number, column: number): HTMLElement => {
    const cell = document.createElement('td')
    cell.id = `sel-${at}-${column}`
    cell.dataset.sel = `${at} ${column}`
    cell.textContent = row?.cells[column] ?? ''
    const isWrong = isWrongAt(row, column)
    cell.classList.toggle('angka', NUMBERS.has(column))
    cell.classList.toggle('pilih', inRange(at, column))
    cell.classList.toggle('kini', at === head.row && column === head.column)
    cell.classList.toggle('salah', isWrong)
    if (isWrong) cell.setAttribute('aria-invalid', 'true')
    cell.setAttribute('role', 'gridcell')
    return cell
  }

  const showTotals = () => {
    const total = sheet.total()
    const shown = document.querySelector<HTMLElement>('[data-jumlah]')
    if (shown !== null) shown.textContent = `Rp${rupiah(total)}`
    const left = document.querySelector<HTMLElement>('[data-sisa]')
    if (left === null) return
    const ceiling = BigInt((left.dataset.sisa ?? '0').replace('.', ''))
    const rest = ceiling - total
    left.textContent = rest < 0 ? `\u2212Rp${rupiah(-rest)}` : `Rp${rupiah(rest)}`
    left.className = ceiling < total ? 'rka-lebih' : ''
  }

  const select = (spot: Spot, isExtended = false) => {
    head.row = Math.max(0, Math.min(sheet.rows.length - 1, spot.row))
    head.column = Math.max(0, Math.min(COLUMNS - 1, spot.column))
    if (!isExtended) Object.assign(anchor, head)
    const top = head.row * ROW
    // The head row of the table covers one row of the box.
    if (top < box.scrollTop) box.scrollTop = top
    else if (top + 2 * ROW > box.scrollTop + box.clientHeight)
      box.scrollTop = top + 2 * ROW - box.clientHeight + 2
    queue()
  }

  createEditor({ ...options, box, table, head, anchor, select, draw })
  box.addEventListener('scroll', queue)
  storage.listen(queue)
  requestAnimationFrame(draw)
}

/** What is wrong with a whole row is shown at its words. */
function isWrongAt(row: Row | undefined, column: number): boolean {
  return row !== undefined && (row.faults.has(column) || (column === 1 && row.faults.has(-1)))
}

function makeTable(words: Options['words']) {
  const box = document.createElement('div')
  box.className = 'kotak'
  const table = document.createElement('table')
  table.tabIndex = 0
  table.setAttribute('role', 'grid')
  table.setAttribute('aria-label', String(words.grid))
  const group = document.createElement('colgroup')
  for (const width of WIDTHS) {
    const column = document.createElement('col')
    column.style.width = `${width}px`
    group.append(column)
  }
  const header = document.createElement('thead')
  const names = document.createElement('tr')
  for (const name of ['', ...words.columns, String(words.amount)]) {
    const cell = document.createElement('th')
    cell.scope = 'col'
    cell.textContent = name
    names.append(cell)
  }
  header.append(names)
  const body = document.createElement('tbody')
  const above = document.createElement('tr')
  const below = document.createElement('tr')
  above.setAttribute('aria-hidden', 'true')
  below.setAttribute('aria-hidden', 'true')
  table.append(group, header, body)
  box.append(table)
  return { box, table, body, above, below }
}
