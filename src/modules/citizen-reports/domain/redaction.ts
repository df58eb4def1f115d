/** A box over a face or a number plate, in parts of the upright picture (0 to 1). */
export type Box = Readonly<{ x: number; y: number; w: number; h: number }>

/** The tiles laid over a picture where there is no script to draw with. */
export const TILE_COLUMNS = 8
export const TILE_ROWS = 6
/** As many as the painter takes. */
export const BOXES_MAX = 40

/**
 * Boxes of the ticked tiles; neighbours in a row become one box, so that all 48 tiles stay below the
 * limit. A tile is told as its number, row by row from 0.
 */
export function boxesOfTiles(tiles: readonly string[]): readonly Box[] {
  const chosen = new Set(tiles.filter((tile) => /^\d{1,2}$/.test(tile)).map(Number))
  return Array.from({ length: TILE_ROWS }, (_, row) => boxesOfRow(row, chosen)).flat()
}

function boxesOfRow(row: number, chosen: ReadonlySet<number>): readonly Box[] {
  const boxes: Box[] = []
  let start: number | undefined
  for (let column = 0; column <= TILE_COLUMNS; column += 1) {
    const isChosen = column < TILE_COLUMNS && chosen.has(row * TILE_COLUMNS + column)
    if (isChosen) start ??= column
    if (!isChosen && start !== undefined) {
      boxes.push(tileBox(row, { from: start, to: column }))
      start = undefined
    }
  }
  return boxes
}

function tileBox(row: number, { from, to }: Readonly<{ from: number; to: number }>): Box {
  return {
    x: from / TILE_COLUMNS,
    y: row / TILE_ROWS,
    w: (to - from) / TILE_COLUMNS,
    h: 1 / TILE_ROWS,
  }
}

/** A drawn box as it travels in a form: four decimals with commas, "0.1200,0.3000,0.0500,0.0400". */
export function writeBox({ x, y, w, h }: Box): string {
  return [x, y, w, h].map((part) => part.toFixed(4)).join(',')
}

/** @returns the box, or undefined when the text is none or lies outside the picture */
export function readBox(text: string): Box | undefined {
  const match = /^([01]\.\d{1,6}),([01]\.\d{1,6}),([01]\.\d{1,6}),([01]\.\d{1,6})$/.exec(text)
  if (match === null) return undefined
  const [x = 0, y = 0, w = 0, h = 0] = match.slice(1).map(Number)
  const isInside = w > 0 && h > 0 && x + w <= 1.001 && y + h <= 1.001
  return isInside ? { x, y, w, h } : undefined
}
