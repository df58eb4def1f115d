import type { Actor } from '../kernel/actor.ts'
import type { Point } from '../kernel/geo.ts'
import type { Result } from '../kernel/result.ts'
import {
  type ActOnLaporan,
  type CitizenReports,
  issueNonce,
  photosOf,
  supportLaporan,
  writeNonce,
} from '../modules/citizen-reports/index.ts'
import { demoAccountId } from '../modules/identity/index.ts'
import type { Reference } from '../modules/reference/index.ts'
import type { Kit } from '../platform/kit.ts'
import { inOfficeHours, officerOf, type RoadFacts, type Step, stepsOf } from './demo-history.ts'
import type { DemoPhoto } from './demo-photos.ts'
import { type History, jenisOf, makePlans, type Plan } from './demo-plan.ts'
import { createDice, type Dice } from './dice.ts'

const SEED = 9_901
const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000
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

/** Something that happens: a report comes in, or a step of its road is taken. */
type Happening = Readonly<{ at: Date; order: number; run: () => Promise<void> }>

/** A case on its road: what is known of it once it was taken in. */
type Case = {
  readonly plan: Plan
  id: string
  nomor: string
  claims: number
  proofId?: string | undefined
}

/**
 * Ten months of reports, taken in and worked on by the same actions as real ones, in the order in which
 * it all happened. The same at every load, moved so that it ends today.
 */
export async function loadDemoReports(house: DemoHouse, history: History): Promise<void> {
  const { kit } = house
  const dice = createDice(SEED)
  const now = kit.now()
  const offsetMs = offsetOf(kit.region().timezone)
  const plans = await makePlans({ ...house, dice, now, history })
  const queue = plans.flatMap((plan) => {
    const one: Case = { plan, id: '', nomor: '', claims: 0 }
    const received = { at: plan.at, order: plan.index, run: () => submit(house, one, dice) }
    return [received, ...roadOf(house, { one, dice, now, offsetMs })]
  })
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

/** A refusal here is a mistake of this history, never of a visitor. */
function expectOk<T>(done: Result<T>, what: string): T {
  if (done.ok) return done.value
  throw new Error(`demo ${what}: ${done.refusals.map((one) => one.message).join(' ')}`)
}

async function submit(house: DemoHouse, one: Case, dice: Dice): Promise<void> {
  const { kit, citizenReports } = house
  const { plan } = one
  const { leaf, text, village, index, point, isAnonim } = plan
  const sent = await citizenReports.submit(kit.db, plan.reporter, {
    kunciKlien: `${KEY_PREFIX}${String(index).padStart(12, '0')}`,
    kategoriKode: leaf.kode,
    isian: {
      jenis: jenisOf(leaf, text),
      judul: text.judul,
      isi: text.isi,
      jawaban: {},
      isAnonim,
      isRahasia: false,
      isNamaTampil: !isAnonim && index % 3 === 0,
      nama: plan.reporter.name,
    },
    lokasi: {
      lat: point?.lat ?? null,
      lon: point?.lon ?? null,
      sumber: point === undefined ? null : 'gps',
      patokan: null,
      wilayahKode: village.kode,
    },
    kontak: {},
    kanal: index % 9 === 0 ? 'loket' : index % 7 === 0 ? 'whatsapp' : 'web',
    bahasa: 'id',
    isBrief: true,
  })
  const { id, nomor } = expectOk(sent, `report ${index}`)
  Object.assign(one, { id, nomor })
  if (plan.before !== undefined) await showBefore(house, one, plan.before)
  for (let count = 0; count < plan.supporters; count += 1)
    await supportLaporan(
      citizenReports.deps,
      { actor: { kind: 'anonymous' }, deviceId: Buffer.from(dice.bytes(16)).toString('base64url') },
      nomor,
    )
}

async function showBefore(house: DemoHouse, one: Case, photo: DemoPhoto): Promise<void> {
  const taken = await house.citizenReports.takePhoto(house.kit.db, {
    bytes: await photo.read(),
    peran: 'pelapor',
    place: { nomor: one.nomor, caller: { actor: one.plan.reporter } },
  })
  const { id } = expectOk(taken, `photo of ${one.nomor}`)
  await publish(house, one, id)
}

const OPERATOR = officerOf(demoAccountId('operator-aduan'), 'operator-aduan', 'diskominfo')

async function publish({ citizenReports }: DemoHouse, one: Case, fotoId: string): Promise<void> {
  const review = { nomor: one.nomor, fotoId, kotak: [] }
  expectOk(await citizenReports.reviewPhoto.publish({ actor: OPERATOR }, review), 'publishing')
}

type RoadOf = Readonly<{ one: Case; dice: Dice; now: Date; offsetMs: number }>

function roadOf(house: DemoHouse, { one, dice, now, offsetMs }: RoadOf): readonly Happening[] {
  const happenings: Happening[] = []
  const people = peopleOf(one.plan)
  let at = one.plan.at
  for (const [order, step] of stepsOf(one.plan.road, dice, people.facts).entries()) {
    const [least, most] = step.hours
    const next = new Date(at.getTime() + (least + dice.below(most - least + 1)) * HOUR_MS)
    at = step.by === 'reporter' || step.by === 'system' ? next : inOfficeHours(next, offsetMs)
    // What lies in the future has not happened.
    if (at >= now) break
    happenings.push({
      at,
      order: one.plan.index + order / 100,
      run: () => takeStep(house, { one, step, caller: people.callers[step.by], dice }),
    })
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
const REASONS = {
  tolak: 'luar-daerah',
  jeda: 'jeda-lokasi',
  koordinasi: 'koordinasi-teknis',
}

type Caller = Parameters<ActOnLaporan>[1]

function peopleOf(plan: Plan): Readonly<{
  facts: RoadFacts
  callers: Readonly<Record<Step['by'], Caller>>
}> {
  const { unitKode } = plan
  const field = FIELD_OFFICERS[unitKode]
  const worker: Actor =
    field === undefined
      ? officerOf(demoAccountId(`petugas ${unitKode}`), 'penghubung-opd', unitKode)
      : officerOf(demoAccountId(field), 'petugas-lapangan', unitKode)
  const head = demoAccountId(HEADS[unitKode] ?? `kepala ${unitKode}`)
  return {
    facts: {
      unitKode,
      otherUnitKode: unitKode === 'dishub' ? 'pupr' : 'dishub',
      petugasId: field === undefined ? undefined : demoAccountId(field),
      alasan: REASONS,
    },
    callers: {
      operator: { actor: OPERATOR },
      liaison: { actor: officerOf(head, 'penghubung-opd', unitKode) },
      field: { actor: worker },
      reporter: { actor: plan.reporter },
      system: { actor: { kind: 'system', name: 'demo' }, isSystem: true },
    },
  }
}

type Taking = Readonly<{ one: Case; step: Step; caller: Caller; dice: Dice }>

async function takeStep(house: DemoHouse, taking: Taking): Promise<void> {
  const { one, step, caller } = taking
  const photo = step.tindakan === 'ajukan_selesai' ? one.plan.proofs[one.claims] : undefined
  if (photo !== undefined) return claimWithPhoto(house, taking, photo)
  const done = await house.citizenReports.act(house.kit.db, caller, {
    nomor: one.nomor,
    tindakan: step.tindakan as never,
    form: step.form as never,
  })
  expectOk(done, `${one.nomor} ${step.tindakan}`)
  // Whoever agrees with the proof lets everyone see it.
  if (step.tindakan === 'validasi' && one.proofId !== undefined)
    await publish(house, one, one.proofId)
}

/** As on the camera page: a number first, then the photo near the place, then the claim. */
async function claimWithPhoto(
  { kit, citizenReports, reference }: DemoHouse,
  { one, step, caller, dice }: Taking,
  photo: DemoPhoto,
): Promise<void> {
  const now = kit.now()
  const petugasId = 'accountId' in caller.actor ? caller.actor.accountId : ''
  const nonce = issueNonce(
    {
      secretKey: kit.secretKey,
      now: new Date(now.getTime() - 5 * MINUTE_MS),
      random: dice.bytes(9),
    },
    { laporanId: one.id, petugasId, isOffline: false },
  )
  const at: Point = one.plan.point ??
    reference.innerPoint(one.plan.village.kode) ?? { lat: 0, lon: 0 }
  const claimed = await citizenReports.proveFix.withPhoto(caller, {
    nomor: one.nomor,
    nonce,
    pesan: step.form.pesan ?? '',
    bytes: writeNonce(await photo.read(), nonce),
    way: 'kamera',
    takenAt: new Date(now.getTime() - 2 * MINUTE_MS),
    position: { ...at, accuracyM: 8 + dice.below(20) },
  })
  const { laporan } = expectOk(claimed, `${one.nomor} proof`)
  const standing = { actor: OPERATOR, isReporter: false }
  const photos = await photosOf(citizenReports.deps, kit.db, { laporan, standing })
  one.claims += 1
  one.proofId = photos.findLast((shown) => shown.peran === 'bukti')?.id
}
