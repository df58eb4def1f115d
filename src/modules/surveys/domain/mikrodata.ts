/** Answers one by one for whoever counts themselves, without anybody to be recognised by. */
import { answerFields, type Isian, type Soal } from './soal.ts'

export type BarisMikro = Readonly<{ strata: string; bobot: number; isian: Isian }>

/**
 * Free text is left out. Where fewer than the minimum share stratum and all that tells who somebody is, those
 * answers are taken out of their lines, and the stratum too; lines that are still fewer are left out. Any
 * other answer that fewer than the minimum gave is taken out where it stands.
 *
 * @param newOrder random numbers, one per answer: lines come in their order
 */
export function microdata(
  soal: readonly Soal[],
  answers: readonly BarisMikro[],
  { minimum, newOrder }: Readonly<{ minimum: number; newOrder: readonly number[] }>,
): readonly BarisMikro[] {
  const closed = soal.filter(({ jenis }) => jenis !== 'teks')
  const telling = closed.filter(({ isPengenal }) => isPengenal).flatMap(answerFields)
  const fields = closed.flatMap(answerFields)
  const kept = answers.map(({ isian, ...rest }) => ({ ...rest, isian: only(isian, fields) }))
  const coarse = coarsen(kept, telling, minimum)
  const others = fields.filter((field) => !telling.includes(field))
  return coarse
    .map((line) => ({ line, order: newOrder[line.at] ?? 0 }))
    .toSorted((a, b) => a.order - b.order)
    .map(({ line: { at: _, ...line } }) => line)
    .map(withoutRare(coarse, others, minimum))
}

type Placed = BarisMikro & Readonly<{ at: number }>

function coarsen(
  lines: readonly BarisMikro[],
  telling: readonly string[],
  minimum: number,
): readonly Placed[] {
  const keyOf = ({ strata, isian }: BarisMikro) =>
    JSON.stringify([strata, ...telling.map((field) => isian[field] ?? null)])
  const counts = countBy(lines.map(keyOf))
  const coarse = lines.map((line, at): Placed => {
    if ((counts.get(keyOf(line)) ?? 0) >= minimum) return { ...line, at }
    const left = Object.entries(line.isian).filter(([field]) => !telling.includes(field))
    return { strata: '', bobot: line.bobot, isian: Object.fromEntries(left), at }
  })
  const again = countBy(coarse.map(keyOf))
  return coarse.filter((line) => (again.get(keyOf(line)) ?? 0) >= minimum)
}

function withoutRare(lines: readonly BarisMikro[], fields: readonly string[], minimum: number) {
  const counts = countBy(
    lines.flatMap(({ isian }) => fields.map((field) => `${field} ${toldIn(isian, field)}`)),
  )
  return (line: BarisMikro): BarisMikro => ({
    ...line,
    isian: Object.fromEntries(
      Object.entries(line.isian).filter(
        ([field]) =>
          !fields.includes(field) ||
          (counts.get(`${field} ${toldIn(line.isian, field)}`) ?? 0) >= minimum,
      ),
    ),
  })
}

const toldIn = (isian: Isian, field: string) => (isian[field] ?? []).join(' ')

function countBy(keys: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}

function only(isian: Isian, fields: readonly string[]): Isian {
  return Object.fromEntries(Object.entries(isian).filter(([field]) => fields.includes(field)))
}
