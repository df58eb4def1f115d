// What stands in the worksheet: rows, what changed in them, and the way back.
import { parseRupiah } from '../../../kernel/money.ts'
import { amountOf, parseVolume } from '../domain/volume.ts'

export type Cells = readonly string[]
export const COLUMNS = 10
const VOLUME = 3
const HARGA = 5
/** What a row must have before it can be stored: account, words, volume, unit, price. */
const NEEDED = [0, 1, VOLUME, 4, HARGA]

export type Row = {
  key: string
  id: string
  revisi: number
  cells: string[]
  isChanged: boolean
  /** What the server said of it, by column; -1 is the whole row. */
  faults: Map<number, string>
  jumlah: bigint
}

export type Change = Readonly<{ row: number; column: number; text: string }>
type Step = readonly Readonly<{ key: string; column: number; before: string; after: string }>[]

export type Sheet = Readonly<{
  rows: Row[]
  total: () => bigint
  put: (changes: readonly Change[]) => void
  undo: () => number | undefined
  remove: (from: number, to: number) => readonly Row[]
  text: (row: number, column: number) => string
  isComplete: (row: Row) => boolean
  isEmpty: (row: Row) => boolean
}>

const UNDO_MAX = 200

const amount = (cells: Cells): bigint => {
  const volume = parseVolume(cells[VOLUME] ?? '')
  const harga = parseRupiah(cells[HARGA] ?? '')
  return volume === undefined || !harga.ok
    ? BigInt(0)
    : (amountOf(volume, harga.value) ?? BigInt(0))
}

export function createSheet(stored: readonly (readonly [string, number, ...Cells])[]): Sheet {
  let serial = 0
  let total = BigInt(0)
  const steps: Step[] = []
  const rowOf = (id: string, revisi: number, cells: Cells): Row => {
    serial += 1
    const row = {
      key: `r${serial}`,
      id,
      revisi,
      cells: [...cells],
      isChanged: false,
      faults: new Map<number, string>(),
      jumlah: amount(cells),
    }
    total += row.jumlah
    return row
  }
  const empty = () =>
    rowOf(
      '',
      0,
      Array.from({ length: COLUMNS }, () => ''),
    )
  const rows = stored.map(([id, revisi, ...cells]) => rowOf(id, revisi, cells))
  rows.push(empty())

  const set = (row: Row, column: number, text: string) => {
    row.cells[column] = text
    row.isChanged = true
    // What one cell lacks another may mend, as a price does that no longer needs a reason: the row is asked anew.
    row.faults.clear()
    total -= row.jumlah
    row.jumlah = amount(row.cells)
    total += row.jumlah
  }
  const isEmpty = (row: Row) => row.id === '' && row.cells.every((text) => text === '')
  const keepEmptyLast = () => {
    const last = rows[rows.length - 1]
    if (last === undefined || !isEmpty(last)) rows.push(empty())
  }
  return {
    rows,
    total: () => total,
    isEmpty,
    isComplete: ({ cells }) => NEEDED.every((column) => (cells[column] ?? '').trim() !== ''),
    text: (row, column) => rows[row]?.cells[column] ?? '',
    put: (changes) => {
      const step = []
      for (const { row: at, column, text } of changes) {
        while (at >= rows.length) rows.push(empty())
        const row = rows[at]
        const before = row?.cells[column]
        if (row === undefined || before === undefined || before === text) continue
        step.push({ key: row.key, column, before, after: text })
        set(row, column, text)
      }
      if (step.length > 0) steps.push(step)
      if (steps.length > UNDO_MAX) steps.shift()
      keepEmptyLast()
    },
    undo: () => {
      const step = steps.pop()
      if (step === undefined) return undefined
      const byKey = new Map(rows.map((row, at) => [row.key, at]))
      let first: number | undefined
      for (const { key, column, before } of step) {
        const at = byKey.get(key)
        const row = at === undefined ? undefined : rows[at]
        if (row === undefined || at === undefined) continue
        set(row, column, before)
        first = first === undefined ? at : Math.min(first, at)
      }
      keepEmptyLast()
      return first
    },
    remove: (from, to) => {
      const gone = rows.splice(from, to - from + 1)
      for (const row of gone) total -= row.jumlah
      keepEmptyLast()
      return gone
    },
  }
}
