/** Who is called when: one order by time, with people of priority woven in by a rule everybody can read. */

export type Waiting = Readonly<{
  id: string
  layananId: string
  isPrioritas: boolean
  /** Milliseconds of its place in time; a transfer keeps it. */
  masukMs: number
}>

/**
 * Weave priority in: one of it, then at most `selang` others, then one of it again. Nobody changes places
 * within their own kind, and nobody waits for more than their share of the other.
 *
 * @param selang others called between two of priority; 0 lets all of priority go first
 * @param beruntun others called since the last one of priority
 */
export function weave<One extends Readonly<{ isPrioritas: boolean }>>(
  inOrder: readonly One[],
  { selang, beruntun }: Readonly<{ selang: number; beruntun: number }>,
): readonly One[] {
  const first = inOrder.filter(({ isPrioritas }) => isPrioritas)
  const others = inOrder.filter(({ isPrioritas }) => !isPrioritas)
  const woven: One[] = []
  let [at, run, other] = [0, beruntun, 0]
  while (at < first.length || other < others.length) {
    const isPrioritasNow = at < first.length && (run >= selang || other >= others.length)
    const next = isPrioritasNow ? first[at] : others[other]
    if (next === undefined) break
    woven.push(next)
    if (isPrioritasNow) {
      at += 1
      run = 0
    } else {
      other += 1
      run += 1
    }
  }
  return woven
}

/** Is someone of priority to be called now? Which kind has nobody waiting is found out by asking. */
export function isPrioritasTurn(beruntun: number, selang: number): boolean {
  return beruntun >= selang
}

/** Those called before a ticket, in order; undefined when it does not wait. */
export function aheadOf(woven: readonly Waiting[], id: string): readonly Waiting[] | undefined {
  const at = woven.findIndex((one) => one.id === id)
  return at < 0 ? undefined : woven.slice(0, at)
}

const DIGITS = 3

/** @returns `A-012` */
export function formatNomorAntrean(huruf: string, urut: number): string {
  return `${huruf}-${String(urut).padStart(DIGITS, '0')}`
}

const ANGKA = [
  'nol',
  'satu',
  'dua',
  'tiga',
  'empat',
  'lima',
  'enam',
  'tujuh',
  'delapan',
  'sembilan',
]

/** The call as it is spoken: letters and digits one by one, so that it is understood in a loud hall. */
export function spokenCall(nomor: string, loket: string): string {
  const spell = (text: string) =>
    [...text]
      .filter((letter) => letter !== '-')
      .map((letter) => ANGKA[Number(letter)] ?? letter)
      .join(' ')
  return `Nomor antrean ${spell(nomor)}, silakan ke loket ${spell(loket)}.`
}
