import { present } from '../../../kernel/assert.ts'
import { demoAccountId } from '../../../modules/identity/index.ts'
import { applyForBench } from '../../../modules/services/index.ts'
import { atLeast, type Figure } from '../line.ts'
import type { Effort } from '../plan.ts'
import { countFor, median } from '../rounds.ts'
import type { ServicesHouse } from './house.ts'

const LANES = 4
const RATIO = 0.7
/** What DIGIT does on 16 cores at a million rows; ours has two. */
const DIGIT_AT_A_MILLION = 6.3

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
  const [warga, petugas, lurah] = [
    await actorOf('warga'),
    await actorOf('petugas-kauman'),
    await actorOf('lurah'),
  ]
  const { services, kit } = app
  const cycle = async () => {
    const nomor = await applyForBench(services, kit.db, warga)
    for (const [actor, tindakan] of [
      [petugas, 'teruskan'],
      [lurah, 'tandatangani'],
    ] as const) {
      const done = await services.act(kit.db, { actor }, { nomor, tindakan })
      if (!done.ok) throw new Error(done.refusals.map((one) => one.code).join(' '))
    }
  }
  const rounds: number[] = []
  for (let round = 0; round < effort.rounds; round += 1)
    rounds.push(await countFor({ ms: effort.loadMs, lanes: LANES }, cycle))
  const ours = median(rounds)
  const about = `handed in, checked, signed, letter issued; ${LANES} at once`
  return [
    {
      name: 'cycles',
      about: `life cycles a second: ${about}`,
      size,
      unit: 'cycles/s',
      ours,
      bar: atLeast(DIGIT_AT_A_MILLION),
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
