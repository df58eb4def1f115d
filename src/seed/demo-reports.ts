import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Actor } from '../kernel/actor.ts'
import { DAY_MS, type Tanggal, tanggalIn } from '../kernel/date.ts'
import {
  type ActOnLaporan,
  type CitizenReports,
  findWewenang,
  type Katalog,
  type Kategori,
} from '../modules/citizen-reports/index.ts'
import { demoAccountId } from '../modules/identity/index.ts'
import type { Reference, Wilayah } from '../modules/reference/index.ts'
import { packageRoot } from '../package-root.ts'
import type { Kit } from '../platform/kit.ts'
import {
  inOfficeHours,
  officerOf,
  pickRoad,
  type Road,
  type RoadFacts,
  type Step,
  stepsOf,
} from './demo-history.ts'
import { createDice, type Dice } from './dice.ts'

/** How much history: `full` for people to look at, `fresh` for tests that bring their own events. */
export type History = 'full' | 'fresh'

const SIZES = {
  // Enough that agencies pass the twenty cases below which nobody is ranked.
  full: { reports: 300, oldestDays: 300, recentShare: 0.35 },
  // New reports of four weeks that nobody has touched.
  fresh: { reports: 60, oldestDays: 28, recentShare: 0 },
} as const
const SEED = 9_901
const HOUR_MS = 3_600_000
/** Any fixed namespace: the same report has the same client key at every load. */
const KEY_PREFIX = '00000000-0000-4000-8000-'

/** The program on a clock that the history turns. */
export type DemoHouse = Readonly<{
  kit: Kit
  citizenReports: CitizenReports
  reference: Reference
  /** Set the moment at which the next thing happens. */
  setNow: (at: Date) => void
}>

type Bank = Readonly<{
  isian: Readonly<Record<string, readonly string[]>>
  daun: Readonly<Record<string, readonly BankText[]>>
}>
type BankText = Readonly<{
  judul: string
  isi: string
  jenis: 'pengaduan' | 'aspirasi' | 'permintaan_informasi'
}>

type Plan = Readonly<{
  index: number
  at: Date
  leaf: Kategori
  text: BankText
  village: Wilayah
  unitKode: string
  road: Road
  reporter: Actor
}>

/** Something that happens: a report comes in, or a step of its road is taken. */
type Happening = Readonly<{ at: Date; order: number; run: () => Promise<void> }>

/**
 * Ten months of reports, taken in and worked on by the same actions as real ones, in the order in which
 * it all happened. The same at every load, moved so that it ends today.
 */
export async function loadDemoReports(house: DemoHouse, history: History): Promise<void> {
  const { kit } = house
  const dice = createDice(SEED)
  const now = kit.now()
  const offsetMs = offsetOf(kit.region().timezone)
  const plans = await makePlans(house, { dice, now, history })
  const queue: Happening[] = plans.map((plan) => ({
    at: plan.at,
    order: plan.index,
    run: () => submit(house, plan),
  }))
  for (const plan of plans) queue.push(...roadOf(house, { plan, dice, now, offsetMs }))
  queue.sort((a, b) => a.at.getTime() - b.at.getTime() || a.order - b.order)
  for (const happening of queue) {
    house.setNow(happening.at)
    await happening.run()
  }
  house.setNow(now)
}

function offsetOf(zone: string): number {
  return (zone === 'Asia/Jayapura' ? 9 : zone === 'Asia/Makassar' ? 8 : 7) * HOUR_MS
}

async function makePlans(
  { citizenReports, reference }: DemoHouse,
  { dice, now, history }: { dice: Dice; now: Date; history: History },
): Promise<readonly Plan[]> {
  const { reports, oldestDays, recentShare } = SIZES[history]
  const recent = Math.round(reports * recentShare)
  const bank = JSON.parse(
    await readFile(join(packageRoot, 'data/demo/laporan-bank.json'), 'utf8'),
  ) as Bank
  const katalog = await citizenReports.katalog.get()
  const leaves = katalog.daun.filter((one) => !one.isRahasia)
  const zone = reference.calendar().zone
  const villages = reference.kecamatan().flatMap((one) => reference.desaOf(one.kode))
  const common = leaves.filter((one) => COMMON.some((group) => one.kode.startsWith(`${group}.`)))
  return Array.from({ length: reports }, (_, index) => {
    // Newer months hold more: people report more once they see that it helps. And a queue is full of
    // the last days' cases.
    const ageDays =
      index < recent
        ? RECENT_DAYS * ((index + 0.5) / recent)
        : oldestDays * (1 - Math.sqrt((index - recent + 0.5) / (reports - recent)))
    const leaf = dice.below(10) < 7 ? dice.pick(common) : dice.pick(leaves)
    const village = dice.pick(villages)
    const text = fill(bank, dice.pick(bank.daun[leaf.kode] ?? [FALLBACK]), { dice, village })
    return {
      index,
      at: new Date(now.getTime() - ageDays * DAY_MS - dice.below(180) * 60_000),
      leaf,
      text,
      village,
      ...unitFor(reference, katalog, { leaf, village, today: tanggalIn(zone, now) }),
      road: history === 'fresh' ? 'masuk' : roadFor(index, pickRoad(dice, ageDays)),
      reporter: reporterOf(dice),
    }
  })
}

const isAnonymous = (index: number) => index % 5 === 0

/** Nobody can be asked for the last word on an anonymous case: it ends in silence. */
function roadFor(index: number, road: Road): Road {
  return isAnonymous(index) && (road === 'selesai' || road === 'buka-kembali') ? 'diam' : road
}

const RECENT_DAYS = 12

/** What most people report: roads, lamps, rubbish, water, traffic. */
const COMMON = ['jalan', 'penerangan', 'sampah', 'drainase', 'lalu-lintas', 'air']
const FALLBACK: BankText = {
  judul: 'Mohon perhatian untuk lingkungan kami',
  isi: 'Mohon perhatian petugas untuk keadaan di lingkungan kami, sudah beberapa pekan belum ada perubahan.',
  jenis: 'pengaduan',
}

function reporterOf(dice: Dice): Actor {
  const [username, name] = dice.pick([
    ['warga', 'Wahyuni Larasati'],
    ['warga2', 'Bagas Priyambodo'],
    ['rt', 'Sumarjo Widodo'],
  ] as const)
  return {
    kind: 'citizen',
    accountId: demoAccountId(username),
    name,
    tier: 'nik-checked',
    grants: [],
  }
}

function fill(
  bank: Bank,
  text: BankText,
  { dice, village }: { dice: Dice; village: Wilayah },
): BankText {
  const words = (pattern: string) =>
    pattern.replace(/\{([a-z]{1,20})\}/g, (_whole, name: string) =>
      name === 'tempat' ? village.nama : dice.pick(bank.isian[name] ?? ['']),
    )
  return { judul: words(text.judul).slice(0, 120), isi: words(text.isi), jenis: text.jenis }
}

const keyOf = (index: number) => `${KEY_PREFIX}${String(index).padStart(12, '0')}`
const numbers = new WeakMap<DemoHouse, Map<number, string>>()

async function submit(house: DemoHouse, plan: Plan): Promise<void> {
  const { leaf, text, village, index } = plan
  const isAnonim = isAnonymous(index)
  const sent = await house.citizenReports.submit(house.kit.db, plan.reporter, {
    kunciKlien: keyOf(index),
    kategoriKode: leaf.kode,
    isian: {
      jenis: leaf.jenis.includes(text.jenis) ? text.jenis : (leaf.jenis[0] ?? 'pengaduan'),
      judul: text.judul,
      isi: text.isi,
      jawaban: {},
      isAnonim,
      isRahasia: false,
      isNamaTampil: !isAnonim && index % 3 === 0,
      nama: 'name' in plan.reporter ? plan.reporter.name : null,
    },
    lokasi: { lat: null, lon: null, sumber: null, patokan: null, wilayahKode: village.kode },
    kontak: {},
    kanal: index % 9 === 0 ? 'loket' : index % 7 === 0 ? 'whatsapp' : 'web',
    bahasa: 'id',
    isBrief: true,
  })
  if (!sent.ok)
    throw new Error(`demo report ${index}: ${sent.refusals.map((one) => one.message).join(' ')}`)
  const known = numbers.get(house) ?? new Map<number, string>()
  numbers.set(house, known.set(index, sent.value.nomor))
}

type RoadOf = Readonly<{ plan: Plan; dice: Dice; now: Date; offsetMs: number }>

function roadOf(house: DemoHouse, { plan, dice, now, offsetMs }: RoadOf): readonly Happening[] {
  const happenings: Happening[] = []
  let at = plan.at
  const run = walker(house, plan, dice)
  for (const [order, step] of run.steps.entries()) {
    const [least, most] = step.hours
    const next = new Date(at.getTime() + (least + dice.below(most - least + 1)) * HOUR_MS)
    at = step.by === 'reporter' || step.by === 'system' ? next : inOfficeHours(next, offsetMs)
    // What lies in the future has not happened.
    if (at >= now) break
    happenings.push({ at, order: plan.index + order / 100, run: () => run.take(step) })
  }
  return happenings
}

/** Who works in units that have demo accounts; elsewhere nameless officers of the unit do. */
const FIELD_OFFICERS: Readonly<Record<string, string>> = {
  pupr: 'petugas-pupr',
  dlh: 'petugas-dlh',
  dishub: 'petugas-dishub',
}
const HEADS: Readonly<Record<string, string>> = {
  pupr: 'kadis-pupr',
  dlh: 'kadis-dlh',
  dishub: 'kadis-dishub',
}

function walker(house: DemoHouse, plan: Plan, dice: Dice) {
  const { citizenReports, kit } = house
  const { unitKode } = plan
  const fieldAccount = FIELD_OFFICERS[unitKode]
  const facts: RoadFacts = {
    unitKode,
    otherUnitKode: unitKode === 'dishub' ? 'pupr' : 'dishub',
    petugasId: fieldAccount === undefined ? undefined : demoAccountId(fieldAccount),
    bukti: plan.leaf.isFotoDianjurkan ? 'accepted' : 'not-needed',
    alasan: REASONS,
  }
  const head = demoAccountId(HEADS[unitKode] ?? `kepala ${unitKode}`)
  const people: Readonly<Record<Step['by'], Parameters<ActOnLaporan>[1]>> = {
    operator: {
      actor: officerOf(demoAccountId('operator-aduan'), 'operator-aduan', 'diskominfo'),
    },
    liaison: { actor: officerOf(head, 'penghubung-opd', unitKode) },
    field: {
      actor:
        fieldAccount === undefined
          ? officerOf(demoAccountId(`petugas ${unitKode}`), 'penghubung-opd', unitKode)
          : officerOf(demoAccountId(fieldAccount), 'petugas-lapangan', unitKode),
    },
    reporter: { actor: plan.reporter },
    system: { actor: { kind: 'system', name: 'demo' }, isSystem: true },
  }
  return {
    steps: stepsOf(plan.road, dice, facts),
    take: async ({ by, tindakan, form }: Step) => {
      const nomor = numbers.get(house)?.get(plan.index) ?? ''
      const done = await citizenReports.act(kit.db, people[by], {
        nomor,
        tindakan: tindakan as never,
        form: form as never,
      })
      if (!done.ok) throw new Error(`demo ${nomor} ${tindakan}: ${done.refusals[0]?.message}`)
    },
  }
}

const REASONS = { tolak: 'luar-daerah', jeda: 'jeda-lokasi', koordinasi: 'koordinasi-teknis' }

type Where = Readonly<{ leaf: Kategori; village: Wilayah; today: Tanggal }>

/** The unit the authority map names; the public works agency where it points outside the region. */
function unitFor(
  reference: Reference,
  katalog: Katalog,
  { leaf, village, today }: Where,
): Readonly<{ unitKode: string }> {
  const place = {
    wilayahKode: village.kode,
    kecamatanKode: reference.kecamatanKodeOf(village.kode),
  }
  const routed = findWewenang(katalog.wewenang, { kategoriKode: leaf.kode, place, today })
  const named = routed !== undefined && 'unitKode' in routed ? routed.unitKode : 'pupr'
  // The map says "the office of that village" without naming each.
  const office =
    named === '@desa'
      ? reference.unitOfWilayah(village.kode)?.kode
      : named === '@kecamatan'
        ? reference.unitOfWilayah(place.kecamatanKode)?.kode
        : named
  return { unitKode: office ?? 'pupr' }
}
