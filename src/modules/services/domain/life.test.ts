import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Grant, Role, SignedIn } from '../../../kernel/actor.ts'
import { createCalendar, WEEKEND_OF_FIVE_DAY_WEEK } from '../../../kernel/calendar.ts'
import { toInstant } from '../../../kernel/date.ts'
import { readShipped } from '../definition-file/read-catalogue.ts'
import { decideLama, decideTenggat, type Tenggat } from './clock.ts'
import { type ActForm, decideStep, isSigning, judgeOpinions, type Step } from './decide.ts'
import { fieldsOf } from './definition/names.ts'
import { factsOf, type Prepared, prepare } from './definition/prepare.ts'
import type { Action, Field, State } from './definition/types.ts'
import { type Arrival, arrive, askedUnits } from './enter.ts'
import type { Facts } from './expr/types.ts'
import type { Pendapat, Perbaikan, Permohonan, RiwayatFact } from './permohonan.ts'
import { unitOf } from './permohonan.ts'
import { mayGiveOpinion, rolesTold } from './standing.ts'

/**
 * Lives of applications of the catalogue that ships, by chance but from fixed seeds: anybody tries anything at any time,
 * time passes, bills are paid, promises are missed. Whatever happens, the rules below hold after each step.
 */
const { layanan } = await readShipped(join(import.meta.dirname, '../../../../data/layanan'))
const DEFINITIONS: readonly Prepared[] = layanan.map(prepare)
const STEPS = 12_000
const STEPS_OF_ONE = 60
const HOUR = 3_600_000

const calendar = createCalendar({
  zone: 'Asia/Jakarta',
  years: [2025, 2026, 2027, 2028, 2029, 2030, 2031, 2032].map((tahun) => ({
    tahun,
    status: 'resmi',
  })),
  hariLibur: [],
  weekend: WEEKEND_OF_FIVE_DAY_WEEK,
  officeHours: { opensMinute: 8 * 60, closesMinute: 16 * 60 },
})

type Chance = Readonly<{ below: (count: number) => number; pick: <T>(list: readonly T[]) => T }>

/** Mulberry32: the same lives in every run. */
function createChance(seed: number): Chance {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (count: number) => Math.floor(next() * count)
  return { below, pick: (list) => list[below(list.length)] as never }
}

type Jeda = Readonly<{ tahap: string; mulai: Date; sampai?: Date; isMenghentikanJam: boolean }>
type Life = Readonly<{
  prepared: Prepared
  answers: Readonly<Record<string, unknown>>
  permohonan: Permohonan
  arrival: Arrival
  riwayat: readonly RiwayatFact[]
  perbaikan: readonly Perbaikan[]
  jeda: readonly Jeda[]
  pendapat: readonly Pendapat[]
  putaran: number
  now: Date
}>

const SAMPLES: Readonly<Partial<Record<Field['type'], unknown>>> = {
  angka: 3,
  rupiah: 250_000,
  tanggal: '2026-03-02',
  bulan: '2026-03',
  centang: true,
  pernyataan: true,
  foto: 'digest',
}

function sampleOf(field: Field, chance: Chance): unknown {
  const { options, fields = [], type } = field
  if (options !== undefined && !('ref' in options)) {
    const [value] = chance.pick(options)
    return type === 'banyak' ? [value] : value
  }
  if (type === 'ulang')
    return [Object.fromEntries(fields.map((one) => [one.id, sampleOf(one, chance)]))]
  return type === 'centang' ? chance.below(2) === 0 : (SAMPLES[type] ?? 'Contoh')
}

function factsIn({
  prepared,
  answers,
  permohonan,
}: Pick<Life, 'prepared' | 'answers' | 'permohonan'>): Facts {
  return factsOf(prepared, {
    answers,
    known: {
      'case.tanggal': '2026-03-02',
      'case.cara': permohonan.cara,
      'bayar.lunas': permohonan.isLunas || permohonan.biayaRupiah === 0,
    },
    documents: new Set(prepared.layanan.documents.map((doc) => doc.id)),
    today: '2026-03-02',
    lookup: () => 1,
    workdays: () => 5,
    has: () => false,
  })
}

function feeIn(prepared: Prepared, facts: Facts): number {
  return prepared.fee.reduce((sum, line) => {
    const amount = line(facts)
    return sum + (typeof amount === 'number' && amount > 0 ? Math.round(amount) : 0)
  }, 0)
}

const START = new Date('2026-03-02T02:00:00Z')

function handIn(prepared: Prepared, chance: Chance): Life {
  const { owner, workflow } = prepared.layanan
  const offices = { desaKode: 'desa-a', kecamatanKode: 'kec-a' }
  const pemilikUnit = unitOf(owner, { ...offices, pemilikUnit: owner })
  const permohonan: Permohonan = {
    id: 'p',
    nomor: 'PMH-2026-000001-X',
    kode: prepared.layanan.code,
    versi: 1,
    pemilikAkunId: 'pemohon',
    diajukanOleh: 'pemohon',
    cara: 'sendiri',
    kanal: 'web',
    bahasa: 'id',
    tahap: workflow.start,
    akhir: null,
    ...offices,
    pemilikUnit,
    diajukanAt: START,
    tahapSejak: START,
    masukTahap: {},
    tenggatAt: null,
    isTenggatPasti: true,
    peringatanAt: null,
    caraHabis: null,
    tingkatEskalasi: 0,
    jedaSejak: null,
    biayaRupiah: 0,
    tagihanId: null,
    isLunas: false,
    selesaiAt: null,
    isTerlambat: false,
    isFiktifPositif: false,
    version: 1,
  }
  const answers = Object.fromEntries(
    fieldsOf(prepared.layanan).map((field) => [field.id, sampleOf(field, chance)]),
  )
  const facts = factsIn({ prepared, answers, permohonan })
  const fee = feeIn(prepared, facts)
  const arrival = arrive(prepared, { to: workflow.start, facts, offices: permohonan, fee })
  const life: Life = {
    prepared,
    answers,
    permohonan: { ...permohonan, biayaRupiah: fee },
    arrival,
    riwayat: [],
    perbaikan: [],
    jeda: [],
    pendapat: [],
    putaran: 1,
    now: START,
  }
  return landed(life, arrival)
}

/** Columns of an arrival, as the module stores them. */
function landed(life: Life, arrival: Arrival, step?: Step): Life {
  const { permohonan, now } = life
  const masukTahap = { [arrival.tahap]: now.toISOString(), ...permohonan.masukTahap }
  const closed = life.jeda.map((one) => ({ ...one, sampai: one.sampai ?? now }))
  const isOpen = arrival.akhir === null
  const isStopping = step?.fix === undefined || step.fix.isMenghentikanJam
  const opened: readonly Jeda[] =
    isOpen && arrival.isPaused
      ? [{ tahap: permohonan.tahap, mulai: now, isMenghentikanJam: isStopping }]
      : []
  const tenggat = isOpen ? tenggatOf(life, arrival, { masukTahap, jeda: closed }) : undefined
  return {
    ...life,
    arrival,
    jeda: [...closed, ...opened],
    permohonan: {
      ...permohonan,
      tahap: arrival.tahap,
      akhir: arrival.akhir,
      masukTahap,
      tenggatAt: tenggat?.at ?? null,
      tingkatEskalasi: 0,
      jedaSejak: isOpen && arrival.isPaused ? now : null,
      version: permohonan.version + 1,
    },
  }
}

function tenggatOf(
  { prepared, now }: Life,
  { state, tahap, isPaused }: Arrival,
  { masukTahap, jeda }: Readonly<{ masukTahap: Permohonan['masukTahap']; jeda: readonly Jeda[] }>,
): Tenggat | undefined {
  if (state.sla === undefined) return undefined
  const found = decideTenggat(
    {
      sla: state.sla,
      clock: prepared.layanan.workflow.clock,
      from: isPaused ? now : new Date(masukTahap[tahap] ?? now),
      pauses: jeda
        .filter((one) => one.tahap === tahap && one.isMenghentikanJam)
        .map((one) => ({ from: toInstant(one.mulai), to: toInstant(one.sampai ?? now) })),
    },
    calendar,
  )
  if (!found.ok) throw new Error(found.refusals.map((one) => one.code).join())
  return found.value
}

function goTo(life: Life, to: string, step?: Step): Life {
  const facts = factsIn(life)
  const { prepared, permohonan } = life
  const fee = permohonan.isLunas ? permohonan.biayaRupiah : feeIn(prepared, facts)
  const arrival = arrive(prepared, { to, facts, offices: permohonan, fee })
  const isNewRound = arrival.tahap !== permohonan.tahap
  return landed(
    {
      ...life,
      permohonan: { ...permohonan, biayaRupiah: fee },
      putaran: life.putaran + (isNewRound ? 1 : 0),
    },
    arrival,
    step,
  )
}

const UNITS = ['desa-a', 'desa-b', 'kec-a', 'dlh', 'pupr'] as const

/** Somebody, often of the right kind: roles of the definition in its offices, now and then in another's place. */
function somebody({ prepared, permohonan }: Life, chance: Chance): SignedIn {
  const acts = Object.values(prepared.layanan.workflow.states).flatMap(
    (state) => state.actions ?? [],
  )
  const roles = acts
    .flatMap((action) => action.roles)
    .filter((role): role is Role => role !== 'pemohon')
  const all: readonly Role[] = [
    ...roles,
    'kepala-opd',
    'camat',
    'kades',
    'bupati',
    'petugas-layanan',
  ]
  const grants = Array.from(
    { length: chance.below(3) },
    (): Grant => ({
      role: chance.pick(all),
      unitKode: chance.below(3) > 0 ? permohonan.pemilikUnit : chance.pick(UNITS),
      ...(chance.below(5) === 0 ? { onBehalfOf: 'absen', as: 'plt' as const } : {}),
    }),
  )
  const accountId = chance.pick(['pemohon', 'a', 'b', 'c', 'd', 'asing'])
  return { kind: 'officer', accountId, name: accountId, grants } as unknown as SignedIn
}

function formFor(
  action: Action | undefined,
  { prepared, permohonan }: Life,
  chance: Chance,
): ActForm {
  const page = prepared.layanan.form[0]
  const field = page?.fields[0]?.id ?? 'hantu'
  const reasons = Array.isArray(action?.reason) ? action.reason : []
  const listed = reasons.length > 0 ? chance.pick(reasons) : 'Alasan yang cukup panjang.'
  return {
    tindakan: action?.id ?? 'hantu',
    version: chance.below(12) === 0 ? permohonan.version - 1 : permohonan.version,
    alasan: chance.below(5) === 0 ? '' : typeof listed === 'string' ? listed : listed.id,
    butir:
      chance.below(6) === 0
        ? []
        : [
            chance.below(3) === 0
              ? { kind: 'lain', id: '', catatan: 'Hal lain yang perlu.' }
              : { kind: 'isian', id: field, catatan: '' },
          ],
  }
}

type Tally = {
  taken: number
  refused: number
  ended: number
  fixes: number
  opinions: number
  expired: number
}

function tryAction(life: Life, chance: Chance, tally: Tally): Life {
  const { prepared, permohonan, riwayat, perbaikan } = life
  const states = Object.values(prepared.layanan.workflow.states)
  const here = prepared.layanan.workflow.states[permohonan.tahap]?.actions ?? []
  const action =
    chance.below(6) === 0 || here.length === 0
      ? chance.pick(states).actions?.[0]
      : chance.pick(here)
  const actor = somebody(life, chance)
  const decided = decideStep({
    prepared,
    permohonan,
    standing: { actor, isPemohon: actor.accountId === permohonan.pemilikAkunId },
    form: formFor(action, life, chance),
    facts: factsIn(life),
    riwayat,
    perbaikan,
  })
  if (!decided.ok) {
    tally.refused += 1
    expect(decided.refusals.length).toBeGreaterThan(0)
    return life
  }
  expectAllowed(life, decided.value, actor)
  tally.taken += 1
  const { fix } = decided.value
  if (fix !== undefined) tally.fixes += 1
  const next = goTo(life, decided.value.action.to, decided.value)
  return {
    ...next,
    riwayat: [
      ...riwayat,
      {
        kejadian: decided.value.action.id,
        dariTahap: permohonan.tahap,
        oleh: actor.accountId,
        ikut: null,
      },
    ],
    perbaikan:
      fix === undefined
        ? perbaikan
        : [
            ...perbaikan,
            {
              id: 'f',
              tahap: permohonan.tahap,
              pesan: null,
              dimintaAt: life.now,
              dijawabAt: null,
              ...fix,
            },
          ],
  }
}

/** Told again from the definition alone, without the code that decides. */
function expectAllowed(life: Life, { action }: Step, actor: SignedIn): void {
  const { prepared, permohonan, riwayat } = life
  const state = prepared.layanan.workflow.states[permohonan.tahap] as State
  expect(permohonan.akhir).toBeNull()
  expect(state.actions).toContain(action)
  const forbidden = action.notSameActorAs ?? []
  expect(
    riwayat.filter((line) => line.oleh === actor.accountId && forbidden.includes(line.kejadian)),
  ).toEqual([])
  if (action.roles.includes('pemohon')) {
    expect(actor.accountId).toBe(permohonan.pemilikAkunId)
    return
  }
  const home = unitOf(state.assign?.unit, permohonan)
  const isOwn = actor.grants.some(
    (grant) => action.roles.includes(grant.role) && grant.unitKode === home,
  )
  if (isOwn) return
  expect(isSigning(prepared, action)).toBe(false)
  expect(permohonan.tingkatEskalasi).toBeGreaterThan(0)
  const told = state.sla === undefined ? [] : rolesTold(state.sla)
  expect(actor.grants.some((grant) => told.includes(grant.role))).toBe(true)
}

function tryOpinion(life: Life, chance: Chance, tally: Tally): Life {
  const { prepared, permohonan, arrival } = life
  const { join } = arrival.state
  const facts = factsIn(life)
  const asked = askedUnits(prepared, permohonan.tahap, { facts, offices: permohonan })
  if (join === undefined || permohonan.akhir !== null) return life
  const unitKode = chance.below(4) === 0 ? chance.pick(UNITS) : chance.pick(asked)
  const role = typeof join.role === 'string' ? join.role : chance.pick(join.role)
  const actor = {
    kind: 'officer',
    accountId: 'o',
    name: 'o',
    grants: [{ role, unitKode }],
  } as never
  const under = mayGiveOpinion(asked, arrival.state, actor)
  expect(under !== undefined).toBe(asked.includes(unitKode))
  const isGiven = life.pendapat.some(
    (one) => one.putaran === life.putaran && one.unitKode === unitKode,
  )
  if (under === undefined || isGiven) return life
  tally.opinions += 1
  const pendapat: readonly Pendapat[] = [
    ...life.pendapat,
    {
      putaran: life.putaran,
      unitKode,
      isSetuju: chance.below(4) > 0,
      alasan: '',
      oleh: 'o',
      waktu: life.now,
    },
  ]
  const judged = judgeOpinions(
    join.need,
    asked,
    pendapat.filter((one) => one.putaran === life.putaran),
  )
  if (judged === 'menunggu') {
    expect(pendapat.filter((one) => one.putaran === life.putaran).length).toBeLessThan(
      asked.length + 1,
    )
    return { ...life, pendapat }
  }
  return goTo({ ...life, pendapat }, judged === 'setuju' ? join.to : join.no)
}

function passTime(life: Life, chance: Chance, tally: Tally): Life {
  const now = new Date(life.now.getTime() + chance.pick([1, 3, 26, 75, 200]) * HOUR)
  const later = { ...life, now }
  const { permohonan, arrival } = later
  const { sla } = arrival.state
  const isDue = permohonan.tenggatAt !== null && permohonan.tenggatAt <= now
  if (permohonan.akhir !== null || sla === undefined || !isDue) return later
  tally.expired += 1
  if (sla.expire === 'eskalasi')
    return { ...later, permohonan: { ...permohonan, tingkatEskalasi: 1 } }
  return goTo(later, String(sla.to))
}

function pay(life: Life): Life {
  const { permohonan, arrival } = life
  if (!arrival.isBilled || permohonan.akhir !== null) return life
  const paid = { ...life, permohonan: { ...permohonan, isLunas: true } }
  return goTo(paid, permohonan.tahap)
}

function oneStep(life: Life, chance: Chance, tally: Tally): Life {
  const way = chance.below(10)
  if (way < 6) return tryAction(life, chance, tally)
  if (way < 8) return tryOpinion(life, chance, tally)
  return way === 8 ? passTime(life, chance, tally) : pay(life)
}

/** What holds at every moment of every application. */
function expectSound(before: Life, life: Life): void {
  const { permohonan, arrival, jeda, prepared } = life
  const state = prepared.layanan.workflow.states[permohonan.tahap] as State
  // An end is an end, and is the one its state says.
  if (before.permohonan.akhir !== null) expect(permohonan).toEqual(before.permohonan)
  expect(permohonan.akhir).toBe(state.end ?? null)
  const open = jeda.filter((one) => one.sampai === undefined)
  expect(open).toHaveLength(permohonan.akhir === null && state.pause === true ? 1 : 0)
  expect(permohonan.jedaSejak !== null).toBe(open.length === 1)
  if (permohonan.akhir !== null) {
    expect(arrival.tugas).toEqual([])
    expect(permohonan.tenggatAt).toBeNull()
  } else {
    expect(permohonan.tenggatAt !== null).toBe(state.sla !== undefined)
    const isOffices = state.assign !== undefined || state.join !== undefined
    expect(arrival.tugas.length > 0).toBe(isOffices)
  }
  expect(permohonan.version).toBeGreaterThanOrEqual(before.permohonan.version)
  expect(Object.keys(permohonan.masukTahap)).toContain(permohonan.tahap)
  // A stage that was entered once keeps its first entry.
  expect(permohonan.masukTahap).toMatchObject(before.permohonan.masukTahap)
}

function expectFairTime({ permohonan, jeda, now }: Life): void {
  const lama = decideLama(
    {
      from: permohonan.diajukanAt,
      to: now,
      pauses: jeda
        .filter((one) => one.isMenghentikanJam)
        .map((one) => ({ from: toInstant(one.mulai), to: toInstant(one.sampai ?? now) })),
      isRound: false,
    },
    calendar,
  )
  if (!lama.ok) throw new Error('the calendar reaches far enough')
  expect(lama.value.jamBersih).toBeLessThanOrEqual(lama.value.jamTotal)
  expect(lama.value.jamBersih).toBeGreaterThanOrEqual(0)
}

describe('the lives of applications', () => {
  it('never break a rule, whoever tries whatever whenever', () => {
    const tally: Tally = { taken: 0, refused: 0, ended: 0, fixes: 0, opinions: 0, expired: 0 }
    const chance = createChance(20_261_126)
    let steps = 0
    for (let index = 0; steps < STEPS; index += 1) {
      const prepared = DEFINITIONS[index % DEFINITIONS.length] as Prepared
      let life = handIn(prepared, chance)
      for (let step = 0; step < STEPS_OF_ONE && life.permohonan.akhir === null; step += 1) {
        const before = life
        life = oneStep(life, chance, tally)
        expectSound(before, life)
        steps += 1
      }
      if (life.permohonan.akhir === null) continue
      tally.ended += 1
      expectFairTime(life)
      // Nothing moves it any more.
      for (let step = 0; step < 3; step += 1) expectSound(life, oneStep(life, chance, tally))
    }
    // The chances are such that each kind of thing happens many times: a simulation that does nothing proves nothing.
    expect(tally.taken).toBeGreaterThan(500)
    expect(tally.refused).toBeGreaterThan(1000)
    expect(tally.ended).toBeGreaterThan(50)
    expect(tally.fixes).toBeGreaterThan(50)
    expect(tally.opinions).toBeGreaterThan(20)
    expect(tally.expired).toBeGreaterThan(100)
  })
})
