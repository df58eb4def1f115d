import { readArguments, wrongUsage } from '../with-installation.ts'
import { type Bench, type Figure, type Line, lineOf } from './line.ts'

export type Effort = Readonly<{
  rounds: number
  /** How long one side is loaded in a round. */
  loadMs: number
}>

/** What is to be measured, at which sizes, and where its lines go. */
export type BenchPlan<Other = never> = Effort &
  Readonly<{
    bench: Bench
    /** Rising; the first is what growth is measured against. */
    sizes: readonly number[]
    /** Beginnings of names; empty for everything. */
    only: readonly string[]
    /** As typed, so that a record says how to get the figure again. */
    command: string
    write: (line: Line | Other) => void
  }>

const VALUED = ['ukuran', 'putaran', 'hanya', 'detik'] as const
const SIZE_MIN = 100

type PlanDefaults = Readonly<{ bench: Bench; sizes: string; usage: string }>

/** @returns the plan that was typed; the exit code when it cannot be understood, which was said then */
export function readPlan(
  args: readonly string[],
  { bench, sizes: usual, usage }: PlanDefaults,
): BenchPlan<unknown> | number {
  const { flags, words } = readArguments(args, VALUED)
  const stranger = Object.keys(flags).find((name) => !VALUED.some((known) => known === name))
  if (stranger !== undefined) return wrongUsage(`Pilihan --${stranger} tidak dikenal.`)
  const sizes = text(flags.ukuran, usual).split(',').map(Number)
  const rounds = Number(text(flags.putaran, '5'))
  const seconds = Number(text(flags.detik, '2'))
  const isSound =
    sizes.every((size, at) => Number.isInteger(size) && size > (sizes[at - 1] ?? SIZE_MIN - 1)) &&
    Number.isInteger(rounds) &&
    rounds > 0 &&
    seconds > 0
  if (!isSound || words.length > 0) return wrongUsage(usage)
  return {
    bench,
    sizes,
    rounds,
    loadMs: seconds * 1000,
    only: text(flags.hanya, '').split(',').filter(Boolean),
    command: `pendopo bench ${bench} ${args.join(' ')}`.trim(),
    write: (line) => process.stdout.write(`${JSON.stringify(line)}\n`),
  }
}

function text(flag: string | true | undefined, fallback: string): string {
  return typeof flag === 'string' ? flag : fallback
}

type Wanting = Pick<BenchPlan, 'only'>

export function wants({ only }: Wanting, ...names: readonly string[]): boolean {
  return only.length === 0 || names.some((name) => only.includes(name))
}

/** Write the figures that are wanted, by the first word of their names. */
export function tell(plan: BenchPlan, figures: readonly Figure[]): void {
  for (const figure of figures)
    if (wants(plan, figure.name.split(' ')[0] ?? '')) plan.write(lineOf(figure, plan))
}
