import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SignedIn } from '../kernel/actor.ts'
import { DAY_MS, type Tanggal, tanggalIn } from '../kernel/date.ts'
import type { Point } from '../kernel/geo.ts'
import {
  type CitizenReports,
  findWewenang,
  type Katalog,
  type Kategori,
  mayGoWithoutProof,
} from '../modules/citizen-reports/index.ts'
import { demoAccountId } from '../modules/identity/index.ts'
import type { Reference, Wilayah } from '../modules/reference/index.ts'
import { packageRoot } from '../package-root.ts'
import { claimsOf, pickRoad, type Road } from './demo-history.ts'
import { type DemoPhoto, type DemoPhotos, openDemoPhotos } from './demo-photos.ts'
import type { Dice } from './dice.ts'

/** How much history: `full` for people to look at, `fresh` for tests that bring their own events. */
export type History = 'full' | 'fresh'

const SIZES = {
  // Enough that agencies pass the twenty cases below which nobody is ranked, and as many finished works
  // as there are drawn photos to prove them.
  full: { reports: 170, oldestDays: 300, recentShare: 0.4, secrets: 3 },
  // New reports of four weeks that nobody has touched.
  fresh: { reports: 60, oldestDays: 28, recentShare: 0, secrets: 0 },
} as const
const RECENT_DAYS = 12

/** What most people report: roads, lamps, rubbish, water, traffic. */
const COMMON = ['jalan', 'penerangan', 'sampah', 'drainase', 'lalu-lintas', 'air']

type Bank = Readonly<{
  isian: Readonly<Record<string, readonly string[]>>
  daun: Readonly<Record<string, readonly BankText[]>>
}>
export type BankText = Readonly<{
  judul: string
  isi: string
  jenis: 'pengaduan' | 'aspirasi' | 'permintaan_informasi'
}>

/** All that will become of one demo report. */
export type Plan = Readonly<{
  index: number
  at: Date
  leaf: Kategori
  text: BankText
  village: Wilayah
  /** Where the phone was, for those who let it tell. */
  point: Point | undefined
  unitKode: string
  road: Road
  reporter: SignedIn
  isAnonim: boolean
  supporters: number
  /** What the reporter saw, and what the officer shows at each claim; drawn, each used once. */
  before: DemoPhoto | undefined
  proofs: readonly DemoPhoto[]
}>

export type PlanNeeds = Readonly<{
  citizenReports: CitizenReports
  reference: Reference
  dice: Dice
  now: Date
  history: History
}>

/** Decide the whole history beforehand, so that it is the same at every load. */
export async function makePlans(needs: PlanNeeds): Promise<readonly Plan[]> {
  const { reference, history, now } = needs
  const { reports, secrets } = SIZES[history]
  const bank = JSON.parse(
    await readFile(join(packageRoot, 'data/demo/laporan-bank.json'), 'utf8'),
  ) as Bank
  const katalog = await needs.citizenReports.katalog.get()
  const room: Room = {
    ...needs,
    bank,
    katalog,
    photos: await openDemoPhotos(),
    villages: reference.kecamatan().flatMap((one) => reference.desaOf(one.kode)),
    open: katalog.daun.filter((one) => !one.isRahasia),
    today: tanggalIn(reference.calendar().zone, now),
  }
  const plans = Array.from({ length: reports }, (_, index) => makePlan(room, index))
  return [...plans, ...Array.from({ length: secrets }, (_, index) => secretPlan(room, index))]
}

type Room = PlanNeeds &
  Readonly<{
    bank: Bank
    katalog: Katalog
    photos: DemoPhotos
    villages: readonly Wilayah[]
    /** Leaves that are not secret by themselves. */
    open: readonly Kategori[]
    today: Tanggal
  }>

function makePlan(room: Room, index: number): Plan {
  const { dice, now, photos, history } = room
  const ageDays = ageOf(index, history)
  const isAnonim = index % 5 === 0
  const road = history === 'fresh' ? 'masuk' : roadFor(isAnonim, pickRoad(dice, ageDays))
  const common = room.open.filter((one) => COMMON.some((group) => one.kode.startsWith(`${group}.`)))
  const wished = dice.below(10) < 7 ? dice.pick(common) : dice.pick(room.open)
  const village = dice.pick(room.villages)
  const wishedText = textOf(room, wished, village)
  const proofs = proofsFor(photos, { leaf: wished, text: wishedText, road })
  // No drawn photo is left to prove it: a matter with nothing to show takes its place.
  const leaf =
    proofs === undefined ? dice.pick(room.open.filter((one) => !one.isFotoDianjurkan)) : wished
  const text = proofs === undefined ? textOf(room, leaf, village) : wishedText
  return {
    index,
    at: new Date(now.getTime() - ageDays * DAY_MS - dice.below(180) * 60_000),
    leaf,
    text,
    village,
    point: history === 'full' && dice.below(10) < 6 ? pointIn(room, village) : undefined,
    unitKode: unitFor(room, leaf, village),
    road,
    reporter: reporterOf(dice),
    isAnonim,
    supporters: history === 'full' && dice.below(3) === 0 ? dice.below(24) : 0,
    before:
      history === 'full' && !isAnonim && leaf.isFotoDianjurkan && dice.below(3) === 0
        ? photos.take(leaf.kode, 'sebelum')
        : undefined,
    proofs: proofs ?? [],
  }
}

/** Newer months hold more, as people see that it helps; and a queue is full of the last days' cases. */
function ageOf(index: number, history: History): number {
  const { reports, oldestDays, recentShare } = SIZES[history]
  const recent = Math.round(reports * recentShare)
  if (index < recent) return RECENT_DAYS * ((index + 0.5) / recent)
  return oldestDays * (1 - Math.sqrt((index - recent + 0.5) / (reports - recent)))
}

/** Nobody can be asked for the last word on an anonymous case: it ends in silence. */
function roadFor(isAnonim: boolean, road: Road): Road {
  return isAnonim && (road === 'selesai' || road === 'buka-kembali') ? 'diam' : road
}

type Claiming = Readonly<{ leaf: Kategori; text: BankText; road: Road }>

/** @returns undefined when photos are needed and not enough are left */
function proofsFor(
  photos: DemoPhotos,
  { leaf, text, road }: Claiming,
): readonly DemoPhoto[] | undefined {
  const claims = claimsOf(road)
  if (claims === 0 || mayGoWithoutProof(jenisOf(leaf, text), leaf)) return []
  const taken = Array.from({ length: claims }, () => photos.take(leaf.kode, 'sesudah'))
  const found = taken.filter((photo) => photo !== undefined)
  return found.length === claims ? found : undefined
}

export function jenisOf(leaf: Kategori, text: BankText): BankText['jenis'] {
  return leaf.jenis.includes(text.jenis) ? text.jenis : (leaf.jenis[0] ?? 'pengaduan')
}

const JITTER_DEGREES = 0.003

/** A point near the middle of the village: a phone tells six decimals. */
function pointIn({ dice, reference }: Room, village: Wilayah): Point | undefined {
  const inner = reference.innerPoint(village.kode)
  if (inner === undefined) return undefined
  const off = () => ((dice.below(2_001) - 1_000) / 1_000) * JITTER_DEGREES
  return {
    lat: Number((inner.lat + off()).toFixed(6)),
    lon: Number((inner.lon + off()).toFixed(6)),
  }
}

function reporterOf(dice: Dice): SignedIn {
  const [username, name] = dice.pick([
    ['warga', 'Wahyuni Larasati'],
    ['warga2', 'Bagas Priyambodo'],
    ['rt', 'Sumarjo Widodo'],
  ] as const)
  const accountId = demoAccountId(username)
  return { kind: 'citizen', accountId, name, tier: 'nik-checked', grants: [] }
}

const FALLBACK: BankText = {
  judul: 'Mohon perhatian untuk lingkungan kami',
  isi: 'Mohon perhatian petugas untuk keadaan di lingkungan kami, sudah beberapa pekan belum berubah.',
  jenis: 'pengaduan',
}

function textOf({ bank, dice }: Room, leaf: Kategori, village: Wilayah): BankText {
  const text = dice.pick(bank.daun[leaf.kode] ?? [FALLBACK])
  const words = (pattern: string) =>
    pattern.replace(/\{([a-z]{1,20})\}/g, (_whole, name: string) =>
      name === 'tempat' ? village.nama : dice.pick(bank.isian[name] ?? ['']),
    )
  return { judul: words(text.judul).slice(0, 120), isi: words(text.isi), jenis: text.jenis }
}

/** The unit the authority map names; the public works agency where it points outside the region. */
function unitFor({ reference, katalog, today }: Room, leaf: Kategori, village: Wilayah): string {
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
  return office ?? 'pupr'
}

/** A secret report for the inspectorate's queue: nothing of it shows anywhere else. */
function secretPlan(room: Room, index: number): Plan {
  const { dice, now, katalog } = room
  const leaf = dice.pick(katalog.daun.filter((one) => one.isRahasia))
  const village = dice.pick(room.villages)
  return {
    index: SECRETS_FROM + index,
    at: new Date(now.getTime() - (index * 2 + 1) * DAY_MS),
    leaf,
    text: textOf(room, leaf, village),
    village,
    point: undefined,
    unitKode: 'inspektorat',
    road: 'masuk',
    reporter: reporterOf(dice),
    isAnonim: true,
    supporters: 0,
    before: undefined,
    proofs: [],
  }
}

const SECRETS_FROM = 10_000
