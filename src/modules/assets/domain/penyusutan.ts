import { assert } from '../../../kernel/assert.ts'
import { addSen, type Sen, sen, subtractSen, ZERO_SEN } from '../../../kernel/money.ts'

/** What depreciation reads of a card: all three are sums of its ledger. */
export type Susutan = Readonly<{ nilai: Sen; akumulasi: Sen; sisaSemester: number }>

/**
 * The charge of one semester, straight line: what is left, shared over the semesters that are left. The sen that do
 * not share evenly go to the earliest semesters, as the kernel's `allocate` gives them, so that the charges of a whole
 * life sum to the value and the last one ends at zero. Past its life nothing is charged again.
 *
 * @returns sen, zero when nothing is left to charge
 * @law unverified PSAP 07 paragraf 52-57 (penyusutan garis lurus)
 */
export function chargeOf({ nilai, akumulasi, sisaSemester }: Susutan): Sen {
  assert(sisaSemester >= 0, 'a life is not negative')
  const left = subtractSen(nilai, akumulasi)
  if (sisaSemester === 0 || left <= 0n) return ZERO_SEN
  const semesters = BigInt(sisaSemester)
  return sen((left + semesters - 1n) / semesters)
}

/** The card after one more semester; the same card when nothing was left to charge. */
export function afterSemester(state: Susutan): Susutan {
  const charge = chargeOf(state)
  if (charge === 0n) return state
  return {
    nilai: state.nilai,
    akumulasi: addSen(state.akumulasi, charge),
    sisaSemester: state.sisaSemester - 1,
  }
}

/**
 * What the coming semesters will charge, if nothing changes.
 *
 * @returns one state per semester, the last with nothing left
 */
export function scheduleOf(state: Susutan): readonly (Susutan & Readonly<{ charge: Sen }>)[] {
  const rows: (Susutan & { charge: Sen })[] = []
  let now = state
  let charge = chargeOf(now)
  while (charge > 0n) {
    now = afterSemester(now)
    rows.push({ ...now, charge })
    charge = chargeOf(now)
  }
  return rows
}

/**
 * Semesters a rehabilitation adds: what the table says, never beyond the life such goods have when new.
 *
 * @param masaSemester life of the goods when new
 */
export function semestersAdded(
  { sisaSemester }: Pick<Susutan, 'sisaSemester'>,
  masaSemester: number,
  tambahSemester: number,
): number {
  return Math.max(0, Math.min(tambahSemester, masaSemester - sisaSemester))
}
