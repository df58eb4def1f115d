import sharp from 'sharp'

/** Letters as dots, five wide and seven high: fonts differ between machines, these do not. */
const GLYPHS: Readonly<Record<string, string>> = {
  A: '0e11111f111111',
  D: '1e11111111111e',
  E: '1f10101e10101f',
  I: '0e04040404040e',
  K: '11121418141211',
  N: '11191513111111',
  R: '1e11111e141211',
  S: '0f10100e01011e',
  T: '1f040404040404',
  U: '1111111111110e',
  '0': '0e11131519110e',
  '1': '040c040404040e',
  '3': '1f02040201110e',
  '7': '1f010204080808',
}
const TEXT = 'KARTU KARTU NIK 3371 0137 NAT UNDANAS DIREKTUR SERATUS TANDA IKTISAR '

export type Paper = Readonly<{
  /** Longer edge of the whole picture in pixels. */
  heightPx?: number
  /** Dots of a letter are this many pixels wide. */
  dotPx?: number
  paper?: number
  ink?: number
}>

/** A page of writing as grey values: what a phone would see of a family card, without the phone's faults. */
export function makePaper(made: Paper = {}): { data: Buffer; widthPx: number; heightPx: number } {
  const { heightPx = 2000, dotPx = 2, paper = 235, ink = 35 } = made
  const widthPx = Math.round(heightPx / Math.SQRT2)
  const data = Buffer.alloc(widthPx * heightPx, paper)
  const line = 14 * dotPx
  let letter = 0
  for (let top = 4 * line; top + 8 * dotPx < heightPx - 4 * line; top += line) {
    for (let left = 3 * line; left + 6 * dotPx < widthPx - 3 * line; left += 6 * dotPx) {
      const rows = GLYPHS[TEXT[letter % TEXT.length] ?? '']
      letter += 1
      if (rows !== undefined) drawLetter({ data, widthPx, dotPx, ink }, rows, left, top)
    }
  }
  return { data, widthPx, heightPx }
}

type Canvas = Readonly<{ data: Buffer; widthPx: number; dotPx: number; ink: number }>

function drawLetter(canvas: Canvas, rows: string, left: number, top: number): void {
  const { data, widthPx, dotPx, ink } = canvas
  for (let row = 0; row < 7 * dotPx; row += 1) {
    const bits = Number.parseInt(
      rows.slice(2 * Math.floor(row / dotPx), 2 * Math.floor(row / dotPx) + 2),
      16,
    )
    for (let column = 0; column < 5 * dotPx; column += 1)
      if ((bits >> (4 - Math.floor(column / dotPx))) & 1)
        data[(top + row) * widthPx + left + column] = ink
  }
}

export type Fault = Readonly<{
  /** Standard deviation of the blur, in pixels of the picture. */
  blur?: number
  /** Part of the light that arrives. */
  light?: number
  /** Standard deviation of the grain. */
  noise?: number
  /** Longer edge it is shrunk to. */
  edgePx?: number
  quality?: number
}>

/** The page as a phone would send it: a little soft and grainy, or spoilt on purpose. */
export async function photographPaper(made: Paper = {}, fault: Fault = {}): Promise<Buffer> {
  const { data, widthPx, heightPx } = makePaper(made)
  const { blur = 0.8, light = 1, noise = 3, edgePx = heightPx, quality = 82 } = fault
  const seen = await sharp(data, { raw: { width: widthPx, height: heightPx, channels: 1 } })
    .blur(Math.max(0.3, blur))
    .linear(light, 0)
    .resize({ width: edgePx, height: edgePx, fit: 'inside', withoutEnlargement: true })
    .raw()
    .toBuffer({ resolveWithObject: true })
  const random = createNoise(7)
  const { channels, width, height } = seen.info
  const grain = Buffer.from(
    seen.data.map((value) => Math.max(0, Math.min(255, value + noise * random()))),
  )
  return sharp(grain, { raw: { width, height, channels } })
    .toColourspace('srgb')
    .jpeg({ quality })
    .toBuffer()
}

/** About normal, mean 0, deviation 1; the same at every run. */
function createNoise(seed: number): () => number {
  let state = seed >>> 0
  const uniform = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
  return () => (uniform() + uniform() + uniform() + uniform() - 2) * Math.sqrt(3)
}
