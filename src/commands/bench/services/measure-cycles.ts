import { present } from '../../../kernel/assert.ts'
import { demoAccountId } from '../../../modules/identity/index.ts'
import { applyForBench } from '../../../modules/services/index.ts'
import { atLeast, type Figure } from '../line.ts'
import type { Effort } from '../plan.ts'
import { countFor, median } from '../rounds.ts'
import type { ServicesHouse } from './house.ts'

const LANES = 8
const RATIO = 0.7
/** Two offices, each with its own series of letter numbers. */
const OFFICES = [
  { desa: '99.01.06.1001', checks: 'petugas-kauman', signs: 'lurah' },
  { desa: '99.01.02.2001', checks: 'petugas-wonosekar', signs: 'kades' },
]
/** What DIGIT does on 16 cores, nearly empty and at a million rows; ours has two. */
const DIGIT = { small: 37, million: 6.3 }
const MILLION = 1_000_000

/** Complete life cycles a second: handed in, checked, signed, letter issued, each step committed. */
export async function measureCycles(
  { app, size }: ServicesHouse,
  effort: Effort,
  small: number | undefined,
): Promise<readonly Figure[]> {
  const actorOf = async (name: string) =>
    present(
      await app.identity.actorOf(app.kit.db, demoAccountId(name)),
      `${name} is a demo account`,
    )
  const warga = await actorOf('warga')
  const desks = await Promise.all(
    OFFICES.map(async ({ desa, checks, signs }) => ({
      desa,
      checks: await actorOf(checks),
      signs: await actorOf(signs),
    })),
  )
  const { services, kit } = app
  let turn = 0
  const cycle = async () => {
    turn += 1
    const desk = present(desks[turn % desks.length], 'an office')
    const nomor = await applyForBench(services, kit.db, warga, desk.desa)
    for (const [actor, tindakan] of [
      [desk.checks, 'teruskan'],
      [desk.signs, 'tandatangani'],
    ] as const) {
      const done = await services.act(kit.db, { actor }, { nomor, tindakan })
      if (!done.ok) throw new Error(done.refusals.map((one) => one.code).join(' '))
    }
  }
  const rounds: number[] = []
  for (let round = 0; round < effort.rounds; round += 1)
    rounds.push(await countFor({ ms: effort.loadMs, lanes: LANES }, cycle))
  const ours = median(rounds)
  const about = `handed in, checked, signed, letter issued; ${LANES} at once in ${OFFICES.length} offices`
  return [
    {
      name: 'cycles',
      about: `life cycles a second: ${about}`,
      size,
      unit: 'cycles/s',
      ours,
      bar: atLeast(size < MILLION ? DIGIT.small : DIGIT.million),
      rounds: effort.rounds,
    },
    ...(small === undefined
      ? []
      : [
          {
            name: 'cycles-growth',
            about: `life cycles at this size / at the first: ${about}`,
            size,
            unit: 'cycles/s',
            ours,
            yardstick: small,
            bar: atLeast(RATIO),
            rounds: effort.rounds,
          },
        ]),
  ]
}
