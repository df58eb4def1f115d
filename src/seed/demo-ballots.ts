import type { SignedIn } from '../kernel/actor.ts'
import { addDays, HOUR_MS, startOfDay, type Tanggal, zoneOf } from '../kernel/date.ts'
import type { Result } from '../kernel/result.ts'
import type { Ballots, VoteForm } from '../modules/ballots/index.ts'
import { demoAccountId } from '../modules/identity/index.ts'
import type { Kit } from '../platform/kit.ts'
import { createDice, type Dice } from './dice.ts'

const SEED = 2_227
const VOTERS = 60
/** The finished vote ran this many days ago, for a week. */
const FINISHED_DAYS_AGO = 40
const OPEN_SINCE_DAYS = 2
const OPEN_FOR_DAYS = 19

const WONOLESTARI = '99.01.02'
const KAUMAN = '99.01.06.1001'

/** What people of Wonolestari could choose, in rupiah; two sides that want different things. */
const FINISHED: readonly VoteForm[] = [
  { nama: 'Jembatan gantung Wonosekar', biaya: '180.000.000', tempat: 'Wonosekar' },
  { nama: 'Rabat beton jalan tani', biaya: '120.000.000', tempat: 'Karangturi' },
  { nama: 'Lampu jalan tenaga surya', biaya: '75.000.000', tempat: 'Alasombo' },
  { nama: 'Sumur bor dan tandon air', biaya: '95.000.000', tempat: 'Wonoluhur' },
  { nama: 'Taman bermain anak', biaya: '40.000.000', tempat: 'Sidowening' },
  { nama: 'Rak buku keliling', biaya: '18.000.000', tempat: 'Jatirenggo' },
  { nama: 'Pelatihan kader posyandu', biaya: '25.000.000', tempat: 'Kaliwiru' },
]
const OPEN: readonly VoteForm[] = [
  { nama: 'Perbaikan selokan RW 03', biaya: '45.000.000', tempat: 'RW 03' },
  { nama: 'Bank sampah kelurahan', biaya: '30.000.000', tempat: 'RW 01' },
  { nama: 'Balai baca dan internet', biaya: '38.000.000', tempat: 'Balai kelurahan' },
  { nama: 'Penerangan gang', biaya: '22.000.000', tempat: 'RW 02 dan RW 04' },
  { nama: 'Alat posyandu lansia', biaya: '15.000.000', tempat: 'Balai kelurahan' },
]
/** Codes that supporters of each side tick, the likeliest first. */
const SIDES = [
  ['1', '2', '4'],
  ['5', '6', '7', '3'],
] as const

/** Where those who sign in first live, as the register says. */
const HOMES = [
  ['warga', KAUMAN],
  ['warga2', '99.01.01.2002'],
  ['rt', '99.01.02.2001'],
] as const

export type BallotsDemoHouse = Readonly<{
  kit: Kit
  ballots: Ballots
  /** Set the moment at which the next thing happens. */
  setNow: (at: Date) => void
}>

/** One vote of a kecamatan that was held on paper and counted, and one of a kelurahan that is open. */
export async function loadDemoBallots(house: BallotsDemoHouse): Promise<void> {
  const { kit, ballots, setNow } = house
  const now = kit.now()
  const today = kit.today()
  const dice = createDice(SEED)
  for (const [username, desaKode] of HOMES) {
    await ballots.confirmHome(kit.db, { akunId: demoAccountId(username), desaKode })
  }
  const opened = addDays(today, -FINISHED_DAYS_AGO)
  const finished = await setUp(house, {
    options: FINISHED,
    form: {
      judul: 'Anggaran warga Kecamatan Wonolestari',
      pertanyaan: 'Kegiatan mana yang paling dibutuhkan warga tahun depan?',
      wilayah: WONOLESTARI,
      anggaran: '300.000.000',
      langkah: '10000',
      ...hoursOf(opened, 7),
    },
    setAt: dayStart(kit, addDays(opened, -3)),
  })
  setNow(new Date(dayStart(kit, opened).getTime() + 9 * HOUR_MS))
  await ballots.keepHours()
  for (let voter = 1; voter <= VOTERS; voter += 1) {
    setNow(new Date(kit.now().getTime() + HOUR_MS))
    await voteOnPaper(house, finished, { voter, dice })
  }
  setNow(new Date(dayStart(kit, addDays(opened, 7)).getTime() + 9 * HOUR_MS))
  await ballots.keepHours()
  await setUp(house, {
    options: OPEN,
    form: {
      judul: 'Anggaran warga Kelurahan Kauman Jati',
      pertanyaan: 'Apa yang lebih dahulu dikerjakan di kelurahan kita?',
      wilayah: KAUMAN,
      anggaran: '90.000.000',
      langkah: '10000',
      ...hoursOf(addDays(today, -OPEN_SINCE_DAYS), OPEN_FOR_DAYS),
    },
    setAt: dayStart(kit, addDays(today, -OPEN_SINCE_DAYS - 1)),
  })
  setNow(now)
  await ballots.keepHours()
}

function dayStart(kit: Kit, day: Tanggal): Date {
  return startOfDay(zoneOf(kit.region()), day)
}

function hoursOf(opened: Tanggal, days: number): VoteForm {
  return {
    bukaTanggal: opened,
    bukaJam: '08.00',
    tutupTanggal: addDays(opened, days),
    tutupJam: '08.00',
  }
}

type Setting = Readonly<{ form: VoteForm; options: readonly VoteForm[]; setAt: Date }>

async function setUp(
  { ballots, setNow }: BallotsDemoHouse,
  { form, options, setAt }: Setting,
): Promise<string> {
  setNow(new Date(setAt.getTime() + 10 * HOUR_MS))
  const rule = { jenis: 'setuju', aturan: 'bagian-setara-tambah', banyak: '4', ...form }
  const { nomor } = expectOk(await ballots.setUp(PLANNER, rule))
  for (const option of options) expectOk(await ballots.addOption(PLANNER, nomor, option))
  expectOk(await ballots.fix(PLANNER, nomor))
  return nomor
}

/** Somebody shows their card, takes a sheet, and two officers type it in. */
async function voteOnPaper(
  { ballots }: BallotsDemoHouse,
  nomor: string,
  { voter, dice }: Readonly<{ voter: number; dice: Dice }>,
): Promise<void> {
  const serial = String(3_000 + voter)
  const nik = `${WONOLESTARI.replaceAll('.', '')}${String(1 + (voter % 28)).padStart(2, '0')}0680${serial}`
  expectOk(await ballots.markPresent(KADES, nomor, nik))
  // Three in five are of the larger side.
  const side = SIDES[dice.below(5) < 3 ? 0 : 1]
  const ticks = side.filter((_, at) => at === 0 || dice.below(3) > 0)
  const sheet = { bundel: 'Wonolestari 1', lembar: String(voter), ticks }
  expectOk(await ballots.enterPaper(KADES, nomor, sheet))
  expectOk(await ballots.enterPaper(CAMAT, nomor, sheet))
}

const PLANNER = officer('bappeda', 'Ratna Puspitaningrum', { role: 'perencana' })
const KADES = officer('kades', 'Tri Harjanto', { role: 'kades', wilayahKode: '99.01.02.2001' })
const CAMAT = officer('camat', 'Bambang Setiaji', { role: 'camat', wilayahKode: WONOLESTARI })

function officer(username: string, name: string, grant: SignedIn['grants'][number]): SignedIn {
  return { kind: 'officer', accountId: demoAccountId(username), name, grants: [grant] }
}

function expectOk<T>(done: Result<T>): T {
  if (done.ok) return done.value
  throw new Error(`a step of the demo votes was refused: ${JSON.stringify(done.refusals)}`)
}
