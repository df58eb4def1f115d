import type { SignedIn } from '../kernel/actor.ts'
import { assert } from '../kernel/assert.ts'
import { addDays, DAY_MS, HOUR_MS, startOfDay, type Tanggal, zoneOf } from '../kernel/date.ts'
import { formatNomor } from '../kernel/nomor.ts'
import type { Result } from '../kernel/result.ts'
import { demoAccountId } from '../modules/identity/index.ts'
import {
  addQuarters,
  endOf,
  periodeKode,
  periodeOf,
  quarterOf,
  type Satisfaction,
} from '../modules/satisfaction/index.ts'
import type { Kit } from '../platform/kit.ts'
import { createDice, type Dice } from './dice.ts'

const SEED = 1_417
/** Days after a quarter at which its scores are out. */
const PUBLISHED_AFTER_DAYS = 20
const NOMOR_FROM = 900_000

/** What is judged, how often per quarter, and how well: chance out of ten of the better of two marks. */
const SERVICES = [
  {
    kode: 'DUKCAPIL-KTP-GANTI',
    nama: 'KTP-el hilang atau rusak',
    unit: 'dukcapil',
    isGratis: true,
    finished: 46,
    good: 6,
  },
  {
    kode: 'DUKCAPIL-AKTA-LAHIR',
    nama: 'Akta kelahiran',
    unit: 'dukcapil',
    isGratis: true,
    finished: 42,
    good: 8,
  },
  {
    kode: 'DPMPTSP-PKL',
    nama: 'Tanda daftar usaha pedagang kaki lima (PKL)',
    unit: 'dpmptsp',
    isGratis: true,
    finished: 44,
    good: 4,
  },
  {
    kode: 'DPMPTSP-PENELITIAN',
    nama: 'Surat keterangan penelitian',
    unit: 'dpmptsp',
    isGratis: true,
    finished: 12,
    good: 7,
  },
  {
    kode: 'DESA-USAHA',
    nama: 'Surat keterangan usaha',
    unit: 'kel-kauman-jati',
    isGratis: true,
    finished: 42,
    good: 9,
  },
] as const

/** Marks of each element of a good and of a poor answer: time and complaints are what people find fault with. */
const GOOD = [4, 4, 3, 4, 4, 4, 4, 4, 3]
const POOR = [3, 3, 2, 4, 3, 3, 3, 3, 2]

export type SurveyDemoHouse = Readonly<{
  kit: Kit
  satisfaction: Satisfaction
  /** Set the moment at which the next thing happens. */
  setNow: (at: Date) => void
}>

/**
 * The last quarter that is published and what came after it: finished services and their answers, taken in by
 * the same actions as real ones; and one head has written a plan.
 */
export async function loadDemoSurvey(house: SurveyDemoHouse): Promise<void> {
  const { kit, setNow } = house
  const now = kit.now()
  const today = kit.today()
  const dice = createDice(SEED)
  const zone = zoneOf(kit.region())
  const running = quarterOf(today)
  let finished = 0
  const isLastOut = addDays(running, PUBLISHED_AFTER_DAYS) < today
  for (let back = isLastOut ? 1 : 2; back >= 0; back -= 1) {
    const quarter = addQuarters(running, -back)
    const end = endOf(periodeOf(quarter))
    const untilMs = Math.min(startOfDay(zone, end).getTime(), now.getTime())
    const span = { fromMs: startOfDay(zone, quarter).getTime(), untilMs }
    for (const service of SERVICES) {
      for (let one = 0; one < service.finished; one += 1) {
        finished += 1
        await finishOne(house, { service, span, dice, serial: NOMOR_FROM + finished })
      }
    }
    const out = startOfDay(zone, addDays(end, PUBLISHED_AFTER_DAYS))
    if (out >= now) continue
    setNow(out)
    await house.satisfaction.publish()
    await planFor(house, quarter, addDays(end, PUBLISHED_AFTER_DAYS))
  }
  setNow(now)
}

type Finishing = Readonly<{
  service: (typeof SERVICES)[number]
  span: Readonly<{ fromMs: number; untilMs: number }>
  dice: Dice
  serial: number
}>

/** A service is finished within the span; five in six of those asked answer within a day. */
async function finishOne(
  { kit, satisfaction, setNow }: SurveyDemoHouse,
  { service, span, dice, serial }: Finishing,
): Promise<void> {
  const { fromMs, untilMs } = span
  const room = Math.max(1, untilMs - fromMs - DAY_MS)
  const at = new Date(fromMs + dice.below(room))
  setNow(at)
  const { token } = await satisfaction.invite(kit.db, {
    subject: {
      kind: 'permohonan-contoh',
      id: String(serial),
      nomor: formatNomor({ prefix: 'PMH', year: at.getUTCFullYear(), serial }),
    },
    layananKode: service.kode,
    layananNama: service.nama,
    unitKode: service.unit,
    bahasa: 'id',
    kanal: dice.below(3) === 0 ? 'loket' : 'web',
    isGratis: service.isGratis,
  })
  assert(token !== undefined, 'each finished service of the demo is one of its own')
  if (dice.below(6) === 0) return
  setNow(new Date(Math.min(at.getTime() + HOUR_MS * (1 + dice.below(20)), untilMs - 1)))
  expectOk(await satisfaction.answer(token, surveyFormOf(service.good, dice)))
}

/** A survey filled in. @param usual chance out of ten of the better of two marks */
export function surveyFormOf(usual: number, dice: Dice): Record<string, string> {
  // Who is content with one thing is mostly content with the rest.
  const good = usual + dice.pick([-5, -2, 0, 0, 1, 2])
  const marks = Array.from({ length: 9 }, (_, index) => {
    const better = dice.below(10) < good
    return String((better ? GOOD : POOR)[index] ?? 3)
  })
  const choice = (list: readonly string[]) => dice.pick(['', ...list, ...list])
  return {
    ...Object.fromEntries(marks.map((mark, index) => [`u${index + 1}`, mark])),
    jenis_kelamin: choice(['p', 'l']),
    umur: choice(['18-25', '26-35', '36-45', '46-60']),
    pendidikan: choice(['smp', 'sma', 'sma', 's1']),
    pekerjaan: choice(['swasta', 'usaha', 'tani', 'rumah']),
    catatan: dice.below(9) === 0 ? dice.pick(REMARKS) : '',
  }
}

const REMARKS = [
  'Antreannya panjang pada hari Senin, mohon loket ditambah.',
  'Petugasnya ramah dan menjelaskan dengan sabar.',
  'Tolong beri tahu lebih awal bila berkas kurang.',
  'Cepat dan tidak diminta fotokopi lagi. Terima kasih.',
] as const

async function planFor(
  { satisfaction, kit }: SurveyDemoHouse,
  quarter: Tanggal,
  from: Tanggal,
): Promise<void> {
  const head: SignedIn = {
    kind: 'officer',
    accountId: demoAccountId('kadis-dukcapil'),
    name: 'Haryo Sudarsono',
    grants: [{ role: 'kepala-opd', unitKode: 'dukcapil' }],
  }
  const key = {
    unitKode: 'dukcapil',
    periode: periodeKode(periodeOf(quarter)),
    unsur: 'U9',
    versi: 0,
  }
  assert(kit.isDemo(), 'plans are made up in the demo region only')
  expectOk(
    await satisfaction.plan(head, key, {
      kegiatan: 'Menjawab setiap pengaduan di loket pada hari yang sama dan mencatat hasilnya.',
      penanggungJawab: 'Kepala Bidang Pelayanan Pendaftaran Penduduk',
      mulai: from,
      target: addDays(from, 60),
    }),
  )
}

/** A refusal here is a mistake of this history, never of a visitor. */
function expectOk<T>(done: Result<T>): void {
  if (!done.ok) throw new Error(`demo survey: ${done.refusals.map((one) => one.message).join(' ')}`)
}
