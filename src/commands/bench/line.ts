import { loadavg } from 'node:os'

export type Bench = 'finance' | 'reports' | 'log' | 'services' | 'participation'

/** One measurement as it is printed: ours, what it is compared with, and the bar it is held to. */
export type Line = Readonly<{
  bench: Bench
  name: string
  /** What exactly was measured, and against what. */
  about: string
  /** Reports in the database, leaves in the log. */
  size: number
  unit: string
  ours: number
  /** Null where nothing is compared. */
  yardstick: number | null
  ratio: number | null
  bar: string | null
  isMet: boolean | null
  rounds: number
  loadAverage: number
  command: string
}>

export type Bar = Readonly<{ sense: 'at least' | 'at most'; value: number }>

export const atLeast = (value: number): Bar => ({ sense: 'at least', value })
export const atMost = (value: number): Bar => ({ sense: 'at most', value })

export type Figure = Readonly<{
  name: string
  about: string
  size: number
  unit: string
  ours: number
  yardstick?: number
  /** Median of the ratios of each round; that of the two figures when left out. */
  ratio?: number
  bar?: Bar
  rounds?: number
}>

/** @param command as typed, so that a record says how to get the figure again */
export function lineOf(
  figure: Figure,
  { bench, command }: Readonly<{ bench: Bench; command: string }>,
): Line {
  const { yardstick, bar } = figure
  const ratio = figure.ratio ?? (yardstick === undefined ? undefined : figure.ours / yardstick)
  // A bar without a yardstick is held against the figure itself.
  const judged = ratio ?? figure.ours
  return {
    bench,
    name: figure.name,
    about: figure.about,
    size: figure.size,
    unit: figure.unit,
    ours: rounded(figure.ours),
    yardstick: yardstick === undefined ? null : rounded(yardstick),
    ratio: ratio === undefined ? null : rounded(ratio),
    bar: bar === undefined ? null : `${bar.sense === 'at least' ? '>=' : '<='} ${bar.value}`,
    isMet: bar === undefined ? null : isMet(judged, bar),
    rounds: figure.rounds ?? 1,
    loadAverage: rounded(loadavg()[0] ?? 0),
    command,
  }
}

function isMet(value: number, { sense, value: bar }: Bar): boolean {
  return sense === 'at least' ? value >= bar : value <= bar
}

/** Four digits tell enough: the machine is never that still. */
function rounded(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(4))
}
