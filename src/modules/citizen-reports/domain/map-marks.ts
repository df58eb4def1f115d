export type PathBox = Readonly<{ minX: number; minY: number; maxX: number; maxY: number }>

/**
 * The box around a path of the sketch map, which is made of `M x y` and relative `l dx dy` only.
 *
 * @returns undefined for a path that holds no point
 */
export function boundsOfPath(path: string): PathBox | undefined {
  const steps = path.match(/[Ml]-?\d+ -?\d+/g) ?? []
  let at = { x: 0, y: 0 }
  const points = steps.map((step) => {
    const [dx = 0, dy = 0] = step.slice(1).split(' ').map(Number)
    at = step.startsWith('M') ? { x: dx, y: dy } : { x: at.x + dx, y: at.y + dy }
    return at
  })
  if (points.length === 0) return undefined
  return {
    minX: Math.min(...points.map((point) => point.x)),
    minY: Math.min(...points.map((point) => point.y)),
    maxX: Math.max(...points.map((point) => point.x)),
    maxY: Math.max(...points.map((point) => point.y)),
  }
}

const THOUSAND = 1_000
const MILLION = 1_000_000

/** A count that fits into a disc: 999, 1,2rb, 38rb, 1,2jt; English 1.2k, 38k, 1.2m. */
export function shortCount(count: number, lang: 'id' | 'en'): string {
  if (count < THOUSAND) return String(count)
  const [size, unit] = count < MILLION - THOUSAND / 2 ? [THOUSAND, 'rb'] : [MILLION, 'jt']
  const value = count / size
  const digits = value < 9.95 ? value.toFixed(1) : String(Math.round(value))
  return lang === 'id'
    ? `${digits.replace('.', ',')}${unit}`
    : `${digits}${unit === 'rb' ? 'k' : 'm'}`
}
