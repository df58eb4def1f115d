import type { SignedIn } from '../../../kernel/actor.ts'
import { present } from '../../../kernel/assert.ts'
import { demoAccountId } from '../../../modules/identity/index.ts'
import { applyForBench, askForBench, keepCardForBench } from '../../../modules/services/index.ts'
import { atLeast, type Figure } from '../line.ts'
import type { Effort } from '../plan.ts'
import { countFor, median } from '../rounds.ts'
import type { ServicesHouse } from './house.ts'

const LANES = 8
const RATIO = 0.7
/** Two offices, each with its own series of letter numbers. */
const OFFICES = [
  { desaKode: '99.01.06.1001', checks: 'petugas-kauman', signs: 'lurah' },
  { desaKode: '99.01.02.2001', checks: 'petugas-wonosekar', signs: 'kades' },
]
/** What DIGIT does with complaints on 16 cores, nearly empty and at a million rows; ours has two. */
const DIGIT = { small: 37, million: 6.3 }
const MILLION = 1_000_000

/** Cycles a second of the first size, against which the others are held. */
export type FirstCycles = ReadonlyMap<string, number>

/** One life, from handing in to its end; the lane is who asks. */
type Cycle = (lane: number) => Promise<void>

/**
 * Complete life cycles a second, each step committed and everybody told: of a call for help, which ends in words as a
 * complaint does, and of a proof of residence with its document, which ends with a numbered and signed PDF.
 */
export async function measureCycles(
  house: ServicesHouse,
  effort: Effort,
  first: FirstCycles,
): Promise<readonly Figure[]> {
  const { size } = house
  const bar = atLeast(size < MILLION ? DIGIT.small : DIGIT.million)
  const figures: Figure[] = []
  for (const { name, about, cycle, isHeld } of [
    {
      name: 'cycles',
      about: 'handed in, taken, answered',
      cycle: await callForHelp(house),
      isHeld: true,
    },
    {
      name: 'cycles letter',
      about: `handed in with a document, checked, signed, letter issued, in ${OFFICES.length} offices`,
      cycle: await proofOfResidence(house),
      isHeld: size >= MILLION,
    },
  ]) {
    const ours = await rate(cycle, effort)
    const told = { size, unit: 'cycles/s', ours, rounds: effort.rounds }
    figures.push({
      ...told,
      name,
      about: `life cycles a second: ${about}; ${LANES} at once`,
      ...(isHeld ? { bar } : {}),
    })
    const before = first.get(name)
    if (before !== undefined)
      figures.push({
        ...told,
        name: `${name} growth`,
        about: `life cycles at this size / at the first: ${about}`,
        yardstick: before,
        bar: atLeast(RATIO),
      })
  }
  return figures
}

async function rate(cycle: Cycle, effort: Effort): Promise<number> {
  const rounds: number[] = []
  for (let round = 0; round < effort.rounds; round += 1)
    rounds.push(await countFor({ ms: effort.loadMs, lanes: LANES }, cycle))
  return median(rounds)
}

async function actorIn({ app }: ServicesHouse, name: string): Promise<SignedIn> {
  const actor = await app.identity.actorOf(app.kit.db, demoAccountId(name))
  return present(actor, `${name} is a demo account`)
}

type Step = Readonly<{
  actor: SignedIn
  tindakan: string
  isian?: Readonly<Record<string, string>>
}>

async function take({ app }: ServicesHouse, nomor: string, steps: readonly Step[]): Promise<void> {
  for (const { actor, tindakan, isian } of steps) {
    const order = { nomor, tindakan, ...(isian === undefined ? {} : { isian }) }
    const done = await app.services.act(app.kit.db, { actor }, order)
    if (!done.ok) throw new Error(done.refusals.map((one) => one.code).join(' '))
  }
}

async function callForHelp(house: ServicesHouse): Promise<Cycle> {
  const { services, kit } = house.app
  const warga = await actorIn(house, 'warga')
  const officer = await actorIn(house, 'layanan-dinsos')
  const isian = {
    hasilPenanganan: 'Dirujuk ke Dinas Tenaga Kerja, didampingi petugas.',
    tanggalPenanganan: kit.today(),
  }
  return async () => {
    const nomor = await askForBench(services, kit.db, warga, {})
    await take(house, nomor, [
      { actor: officer, tindakan: 'tangani' },
      { actor: officer, tindakan: 'selesai', isian },
    ])
  }
}

async function proofOfResidence(house: ServicesHouse): Promise<Cycle> {
  const { services, kit } = house.app
  const warga = await actorIn(house, 'warga')
  // A document of its own for each lane: two people never hand in the same file.
  const cards: string[] = []
  for (let lane = 0; lane < LANES; lane += 1)
    cards.push(await keepCardForBench(services, kit.db, warga, `KARTU KELUARGA ${lane}`))
  const desks = await Promise.all(
    OFFICES.map(async ({ desaKode, checks, signs }) => ({
      desaKode,
      steps: [
        { actor: await actorIn(house, checks), tindakan: 'teruskan' },
        { actor: await actorIn(house, signs), tindakan: 'tandatangani' },
      ],
    })),
  )
  let turn = 0
  return async (lane) => {
    turn += 1
    const { desaKode, steps } = present(desks[turn % desks.length], 'an office')
    const card = present(cards[lane % cards.length], 'a card')
    await take(house, await applyForBench(services, kit.db, warga, { desaKode, card }), steps)
  }
}
