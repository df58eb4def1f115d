// Keys and clipboard of the worksheet.
import type { Change, Sheet } from './sheet.ts'
import { COLUMNS } from './sheet.ts'
import type { Storage } from './storage.ts'
import { createSuggestions } from './suggestions.ts'

type Spot = { row: number; column: number }
type Options = Readonly<{
  box: HTMLElement
  /** What has the focus while no cell is written. */
  table: HTMLElement
  root: HTMLElement
  address: string
  sheet: Sheet
  words: Readonly<Record<string, unknown>>
  storage: Storage
  isOpen: boolean
  head: Spot
  anchor: Spot
  select: (spot: Spot, isExtended?: boolean) => void
  draw: () => void
}>

const PAGE = 15
/** Column whose standard is looked for while its code or words are typed. */
const STANDARD = 7
const VOLUME = 3

export function createEditor(options: Options): void {
  const { box, table, sheet, storage, head, anchor, select, draw, isOpen } = options
  let input: HTMLInputElement | undefined
  let mayLeave = false
  const suggestions = createSuggestions(options, (standard) => {
    finish(false)
    put([
      { row: head.row, column: 1, text: sheet.text(head.row, 1) || standard.uraian },
      { row: head.row, column: 2, text: sheet.text(head.row, 2) || standard.spesifikasi },
      { row: head.row, column: 4, text: standard.satuan },
      { row: head.row, column: 5, text: standard.harga },
      { row: head.row, column: STANDARD, text: standard.kode },
    ])
    // The keys stay in the worksheet, at what a standard leaves open.
    table.focus({ preventScroll: true })
    select({ row: head.row, column: VOLUME })
  })

  const put = (changes: readonly Change[]) => {
    if (!isOpen || changes.length === 0) return
    sheet.put(changes)
    storage.touch()
    select({ ...head })
  }
  const range = () => ({
    top: Math.min(head.row, anchor.row),
    bottom: Math.max(head.row, anchor.row),
    left: Math.min(head.column, anchor.column),
    right: Math.max(head.column, anchor.column),
  })
  const cellsOf = (text: (row: number, column: number) => string): readonly Change[] => {
    const { top, bottom, left, right } = range()
    const changes: Change[] = []
    for (let row = top; row <= bottom; row += 1)
      for (let column = left; column <= right; column += 1)
        changes.push({ row, column, text: text(row, column) })
    return changes
  }

  const begin = (text?: string) => {
    if (!isOpen || input !== undefined) return
    draw()
    const cell = document.getElementById(`sel-${head.row}-${head.column}`)
    if (cell === null) return
    input = document.createElement('input')
    input.value = text ?? sheet.text(head.row, head.column)
    input.setAttribute(
      'aria-label',
      (options.words.columns as readonly string[])[head.column] ?? '',
    )
    cell.replaceChildren(input)
    input.focus()
    const field = input
    field.addEventListener('input', () => {
      if (head.column === STANDARD || head.column === 1) suggestions.ask(field)
    })
    field.addEventListener('blur', () => {
      if (!suggestions.isHeld()) finish(true)
    })
  }
  const finish = (isKept: boolean) => {
    const field = input
    if (field === undefined) return
    input = undefined
    suggestions.close()
    const { value } = field
    field.remove()
    if (isKept && value !== sheet.text(head.row, head.column))
      put([{ row: head.row, column: head.column, text: value.trim() }])
    else draw()
  }

  const editingKey = (event: KeyboardEvent) => {
    if (suggestions.key(event)) return
    const step: Record<string, () => void> = {
      Enter: () => select({ row: head.row + 1, column: head.column }),
      Tab: () => move(event.shiftKey ? -1 : 1),
    }
    if (event.key === 'Escape') {
      finish(false)
      table.focus({ preventScroll: true })
      event.preventDefault()
    } else if (step[event.key] !== undefined) {
      event.preventDefault()
      finish(true)
      table.focus({ preventScroll: true })
      step[event.key]?.()
    }
  }
  const move = (by: number) => {
    const at = head.row * COLUMNS + head.column + by
    select({ row: Math.floor(at / COLUMNS), column: ((at % COLUMNS) + COLUMNS) % COLUMNS })
  }
  const go = (rows: number, columns: number, isExtended: boolean) =>
    select({ row: head.row + rows, column: head.column + columns }, isExtended)

  const remove = () => {
    const { top, bottom } = range()
    storage.remove(sheet.remove(top, bottom))
    select({ row: top, column: head.column })
  }
  const plain: Record<string, (event: KeyboardEvent) => void> = {
    ArrowDown: (event) => go(1, 0, event.shiftKey),
    ArrowUp: (event) => go(-1, 0, event.shiftKey),
    ArrowLeft: (event) => go(0, -1, event.shiftKey),
    ArrowRight: (event) => go(0, 1, event.shiftKey),
    PageDown: (event) => go(PAGE, 0, event.shiftKey),
    PageUp: (event) => go(-PAGE, 0, event.shiftKey),
    Home: (event) => go(0, -COLUMNS, event.shiftKey),
    End: (event) => go(0, COLUMNS, event.shiftKey),
    Enter: () => begin(),
    F2: () => begin(),
    Delete: () => put(cellsOf(() => '')),
    Backspace: () => put(cellsOf(() => '')),
  }
  const withControl: Record<string, () => void> = {
    z: () => {
      const at = sheet.undo()
      storage.touch()
      if (at !== undefined) select({ row: at, column: head.column })
    },
    d: () => {
      const { top } = range()
      put(cellsOf((_, column) => sheet.text(top, column)))
    },
    a: () => {
      Object.assign(anchor, { row: 0, column: 0 })
      select({ row: sheet.rows.length - 1, column: COLUMNS - 1 }, true)
    },
    Home: () => select({ row: 0, column: 0 }),
    End: () => select({ row: sheet.rows.length - 1, column: 0 }),
    '-': () => isOpen && remove(),
  }

  const pressed = (event: KeyboardEvent) => {
    const isControl = event.ctrlKey || event.metaKey
    const act = isControl ? withControl[event.key] : plain[event.key]
    const isText = !isControl && !event.altKey && event.key.length === 1
    if (act === undefined && !isText) return
    event.preventDefault()
    if (act === undefined) begin(event.key)
    else act(event)
  }
  box.addEventListener('keydown', (event) => {
    if (input !== undefined) return editingKey(event)
    if (event.key === 'Escape') {
      mayLeave = true
      return
    }
    // Escape, then Tab leaves the worksheet: nobody is caught in it.
    if (event.key === 'Tab' && mayLeave) return
    mayLeave = false
    if (event.key !== 'Tab') return pressed(event)
    event.preventDefault()
    move(event.shiftKey ? -1 : 1)
  })
  box.addEventListener('pointerdown', (event) => {
    const spot = (event.target as HTMLElement).closest<HTMLElement>('[data-sel]')?.dataset.sel
    if (spot === undefined || (event.target as HTMLElement).tagName === 'INPUT') return
    finish(true)
    table.focus({ preventScroll: true })
    const [row = 0, column = 0] = spot.split(' ').map(Number)
    select({ row, column }, event.shiftKey)
  })
  box.addEventListener('dblclick', () => begin())
  box.addEventListener('copy', (event) => {
    if (input !== undefined) return
    const { top, bottom, left, right } = range()
    const lines: string[] = []
    for (let row = top; row <= bottom; row += 1)
      lines.push(sheet.rows[row]?.cells.slice(left, right + 1).join('\t') ?? '')
    event.clipboardData?.setData('text/plain', lines.join('\n'))
    event.preventDefault()
  })
  box.addEventListener('paste', (event) => {
    const text = event.clipboardData?.getData('text/plain') ?? ''
    if (input !== undefined || text === '') return
    event.preventDefault()
    put(blockAt(text, range().top, range().left))
  })
}

/** A block out of a spreadsheet: rows by line, cells by tab; what does not fit beside the last column is left out. */
function blockAt(text: string, top: number, left: number): readonly Change[] {
  const lines = text.replace(/\r\n?/g, '\n').replace(/\n$/, '').split('\n')
  return lines.flatMap((line, down) =>
    line
      .split('\t')
      .slice(0, COLUMNS - left)
      .map((cell, right) => ({ row: top + down, column: left + right, text: cell.trim() })),
  )
}
