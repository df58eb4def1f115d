import { type Sen, sen, subtractSen, sumSen, ZERO_SEN } from '../../kernel/money.ts'

/** How a budget position is spent: by its cash plan, somewhat behind it, and not wholly at the end. */
export type Pace = Readonly<{
  /** Share of the cash plan that is paid in time, in thousandths. */
  permil: bigint
  /** Share of the amount that is paid when the year ends, in thousandths. */
  akhirPermil: bigint
  /** Salaries follow their month; everything else is paid a month later. */
  delay: 0 | 1
  /** Paid every so many months, from this one on. */
  every: number
  from: number
}>

/** A number that stays the same for a text at every load. */
export function hashOf(text: string): number {
  let state = 2_166_136_261
  for (const char of text) state = Math.imul(state ^ (char.codePointAt(0) ?? 0), 16_777_619) >>> 0
  return state
}

/** Agencies that fall behind or run ahead, so that leaders have something to ask about. */
const DEVIANTS: Readonly<Record<string, bigint>> = {
  pupr: 780n,
  perkim: 610n,
  disparpora: 690n,
  diskominfo: 720n,
  bapenda: 985n,
  dukcapil: 980n,
}
const USUAL = 890n

export function paceOf(at: Readonly<{ kode: string; unitKode: string; key: string }>): Pace {
  const seed = hashOf(at.key)
  if (at.kode.startsWith('5.1.01'))
    return { permil: 962n, akhirPermil: 964n, delay: 0, every: 1, from: 1 }
  const usual = DEVIANTS[at.unitKode] ?? USUAL
  // Unforeseen spending is mostly not needed.
  if (at.kode.startsWith('5.3'))
    return { permil: 300n, akhirPermil: 310n, delay: 1, every: 6, from: 4 }
  if (at.kode.startsWith('5.4'))
    return { permil: 975n, akhirPermil: 982n, delay: 0, every: 3, from: 3 }
  const left = usual < 700n ? 110 : 60
  const akhirPermil = 985n - BigInt(seed % left)
  if (at.kode.startsWith('5.2'))
    return { permil: usual - 120n, akhirPermil, delay: 1, every: 3, from: 5 + (seed % 2) }
  return { permil: usual, akhirPermil, delay: 1, every: 3, from: 2 + (seed % 3) }
}

/** Amounts are whole thousands of rupiah. */
const ROUND = 100_000n

/** @returns what is paid of a position in a month, in sen; zero when none is due */
export function dueIn(
  bulan: number,
  { rencana, anggaran, paid }: Readonly<{ rencana: readonly Sen[]; anggaran: Sen; paid: Sen }>,
  pace: Pace,
): Sen {
  const isDecember = bulan === 12
  const isTurn = bulan >= pace.from && (bulan - pace.from) % pace.every === 0
  if (!isTurn && !isDecember) return ZERO_SEN
  const planned = sumSen(rencana.slice(0, Math.max(0, bulan - pace.delay)))
  const goal = isDecember ? (anggaran * pace.akhirPermil) / 1000n : (planned * pace.permil) / 1000n
  const due = subtractSen(sen(goal), paid)
  return due <= 0n ? ZERO_SEN : sen(due - (due % ROUND))
}
