import type { SignedIn } from '../../../kernel/actor.ts'
import { DAY_MS } from '../../../kernel/date.ts'
import type { Result } from '../../../kernel/result.ts'
import { type Ballots, createBallots } from '../../../modules/ballots/index.ts'
import { run, sql } from '../../../platform/db/database.ts'
import type { Figure } from '../line.ts'
import { type OwnHouse, withOwnHouse } from '../own-house.ts'
import type { BenchPlan } from '../plan.ts'
import { countFor, takeTurns } from '../rounds.ts'

const LANES = 8
const VILLAGE = '99.01.06.1001'
const OPTIONS = 20
const APPROVED = 5
const VOTERS = 100_000

/** Ballots taken in a second, the whole of each: rights, token, signature, roll, box; against bare inserts. */
export async function measureCasting(plan: BenchPlan<unknown>): Promise<readonly Figure[]> {
  const figures: Figure[] = []
  await withOwnHouse('on', async (house) => {
    await house.app.seedFirst('fresh')
    const { ballots, nomor } = await openVote(house)
    // Where people live was confirmed long before they vote: it is no part of taking a ballot in.
    await run(
      house.owner,
      sql`insert into ballots.domisili (akun_id, desa_kode, sumber, diperiksa_pada)
      select ('00000000-0000-4000-9000-' || lpad(n::text, 12, '0'))::uuid, ${VILLAGE}, 'dukcapil', ${house.app.kit.today()}::date
      from generate_series(1, ${VOTERS}::int) n`,
    )
    await run(
      house.owner,
      sql`create table public.suara_mentah (id bigserial primary key, isi text)`,
    )
    let voters = 0
    const { ours, yardstick, ratio, rounds } = await takeTurns(
      plan.rounds,
      () =>
        countFor({ ms: plan.loadMs, lanes: LANES }, async () => {
          voters += 1
          await castOne(ballots, { nomor, voter: voters })
        }),
      () =>
        countFor({ ms: plan.loadMs, lanes: LANES }, () =>
          run(house.owner, sql`insert into public.suara_mentah (isi) values ('1,2,3,4,5')`),
        ),
    )
    figures.push({
      name: 'suara diterima',
      about: `surat suara lengkap per detik, satu kotak, ${LANES} sekaligus, dibanding sisipan kosong yang ditulis ke cakram`,
      size: voters,
      unit: 'suara/s',
      ours,
      yardstick,
      ratio,
      rounds,
    })
  })
  return figures
}

const PLANNER: SignedIn = {
  kind: 'officer',
  accountId: '00000000-0000-4000-8000-0000000000b1',
  name: 'Perencana',
  grants: [{ role: 'perencana' }],
}

/** A box of its own whose voters are made up: their numbers are drawn from their ids. */
async function openVote({ app }: OwnHouse): Promise<Readonly<{ ballots: Ballots; nomor: string }>> {
  const { kit, audit, publicLog, reference, identity } = app
  const ballots = createBallots(kit, {
    audit,
    publicLog,
    reference,
    identity: { ...identity, nikOf: async (_, accountId) => accountId },
    askDomisili: async () => ({ kind: 'tidak-terjangkau' }),
  })
  const day = (plus: number) =>
    new Date(kit.now().getTime() + plus * DAY_MS).toISOString().slice(0, 10)
  const { nomor } = expectOk(
    await ballots.setUp(PLANNER, {
      judul: 'Kotak yang diukur',
      pertanyaan: 'Berapa suara yang masuk tiap detik?',
      wilayah: VILLAGE,
      jenis: 'setuju',
      aturan: 'bagian-setara',
      anggaran: '1.000.000.000',
      bukaTanggal: day(-1),
      bukaJam: '08.00',
      tutupTanggal: day(2),
      tutupJam: '08.00',
    }),
  )
  for (let at = 1; at <= OPTIONS; at += 1) {
    const option = { nama: `Pilihan ${at}`, biaya: `${at}0.000.000` }
    expectOk(await ballots.addOption(PLANNER, nomor, option))
  }
  expectOk(await ballots.fix(PLANNER, nomor))
  return { ballots, nomor }
}

async function castOne(
  ballots: Ballots,
  { nomor, voter }: Readonly<{ nomor: string; voter: number }>,
): Promise<void> {
  const accountId = `00000000-0000-4000-9000-${String(voter).padStart(12, '0')}`
  const actor: SignedIn = {
    kind: 'citizen',
    accountId,
    name: 'Pemilih',
    tier: 'face-to-face',
    grants: [],
  }
  const ticks = Array.from({ length: APPROVED }, (_, at) =>
    String(((voter + at * 3) % OPTIONS) + 1),
  )
  expectOk(await ballots.cast(actor, nomor, ticks))
}

function expectOk<T>(done: Result<T>): T {
  if (!done.ok) throw new Error(JSON.stringify(done.refusals))
  return done.value
}
