import type { SignedIn } from '../kernel/actor.ts'
import { addDays, DAY_MS } from '../kernel/date.ts'
import type { Result } from '../kernel/result.ts'
import { demoAccountId } from '../modules/identity/index.ts'
import type { Opinions } from '../modules/opinions/index.ts'
import type { Kit } from '../platform/kit.ts'
import { createDice, type Dice } from './dice.ts'

const SEED = 4_127
const PEOPLE = 156
const BEGUN_DAYS = 20
const DRAWN_DAYS = 2

const WALIDATA: SignedIn = {
  kind: 'officer',
  accountId: demoAccountId('walidata'),
  name: 'Galih Wicaksana',
  grants: [{ role: 'walidata', unitKode: 'diskominfo' }],
}

/** Each statement, and how likely out of ten traders, riders and residents of the square agree with it. */
const STATEMENTS: readonly (readonly [string, number, number, number])[] = [
  ['Pasar pagi tetap di alun-alun pada hari Minggu.', 9, 5, 2],
  ['Kendaraan dilarang masuk alun-alun pada akhir pekan.', 2, 3, 9],
  ['Parkir di sekitar alun-alun perlu dibayar.', 2, 2, 7],
  ['Angkot perlu berhenti tepat di depan alun-alun.', 6, 9, 3],
  ['Pedagang perlu tempat tetap beratap.', 9, 6, 3],
  ['Lampu jalan di sekitar alun-alun perlu ditambah.', 9, 9, 9],
  ['Toilet umum harus bersih dan gratis.', 9, 9, 9],
  ['Konser malam dibatasi sampai pukul 22.00.', 4, 4, 9],
  ['Jalur sepeda lebih penting daripada tempat parkir.', 2, 8, 6],
  ['Pohon di alun-alun perlu ditambah.', 8, 8, 9],
]

/** One conversation of three camps, each of whom skips some; and its picture of groups. */
export async function loadDemoOpinions({
  kit,
  opinions,
  setNow,
}: Readonly<{ kit: Kit; opinions: Opinions; setNow: (at: Date) => void }>): Promise<void> {
  const now = kit.now()
  const dice = createDice(SEED)
  setNow(new Date(now.getTime() - BEGUN_DAYS * DAY_MS))
  const kode = expectOk(
    await opinions.begin(
      WALIDATA,
      {
        judul: 'Penataan alun-alun Jatiraya',
        tujuan: 'Menyusun aturan pakai alun-alun sebelum rancangannya dibahas.',
        unit: 'diskominfo',
        moderasi: 'longgar',
        tutup: addDays(kit.today(), 40),
      },
      STATEMENTS.map(([teks]) => teks),
    ),
  )
  for (let person = 0; person < PEOPLE; person += 1)
    await answerAll(opinions, { kode, person, dice })
  setNow(new Date(now.getTime() - DRAWN_DAYS * DAY_MS))
  expectOk(await opinions.makePicture(WALIDATA, kode))
  setNow(now)
}

async function answerAll(
  opinions: Opinions,
  { kode, person, dice }: Readonly<{ kode: string; person: number; dice: Dice }>,
): Promise<void> {
  // Made-up people have no account: their code within the conversation is all there is of them.
  const actor: SignedIn = {
    kind: 'citizen',
    accountId: `contoh-${person}`,
    name: '',
    tier: 'unverified',
    grants: [],
  }
  const camp = person % 3
  for (const [at, [, ...chances]] of STATEMENTS.entries()) {
    if (dice.below(7) === 0) continue
    const isFor = dice.below(10) < (chances[camp] ?? 5)
    const pilihan = dice.below(12) === 0 ? 'lewati' : isFor ? 'setuju' : 'tidak'
    expectOk(await opinions.vote(actor, { kode, nomor: at + 1, pilihan }))
  }
}

/** A refusal here is a mistake of this history, never of a visitor. */
function expectOk<T>(done: Result<T>): T {
  if (!done.ok)
    throw new Error(`demo opinions: ${done.refusals.map((one) => one.message).join(' ')}`)
  return done.value
}
