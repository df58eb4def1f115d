import { describe, expect, it } from 'vitest'
import type { Actor, Role } from '../../../kernel/actor.ts'
import { createCalendar, WEEKEND_OF_FIVE_DAY_WEEK } from '../../../kernel/calendar.ts'
import { toInstant } from '../../../kernel/date.ts'
import type { Id } from '../../../kernel/id.ts'
import { newLaporan } from '../testing/new-laporan.ts'
import { decideAct } from './act.ts'
import type { ClockFacts, TenggatAturan } from './clock.ts'
import { runningPromise } from './clock.ts'
import { isClosed, type Laporan } from './laporan.ts'
import { possibleActions, type Standing, TINDAKAN } from './transitions.ts'

/**
 * Seeded simulation: random people do random things to cases at random times, and after every step the
 * invariants of ARCHITECTURE.md hold. Another seed or more steps are another run of the same test.
 */
const STEPS = 100_000
const SEED = 20_261_125
const CASES = 200
const HOUR_MS = 3_600_000

const rule = (kode: TenggatAturan['kode'], hariKerja: number) =>
  ({
    kode,
    jenis: null,
    kelas: null,
    hariKerja,
    berlakuMulai: '2020-01-01',
    berlakuSampai: null,
    dasar: 'uji',
    isTerverifikasi: false,
  }) as TenggatAturan

const calendar = createCalendar({
  zone: 'Asia/Jakarta',
  years: [2026, 2027, 2028, 2029].map((tahun) => ({ tahun, status: 'resmi' }) as const),
  hariLibur: [],
  weekend: WEEKEND_OF_FIVE_DAY_WEEK,
  officeHours: { opensMinute: 450, closesMinute: 960 },
})
const rules = [
  rule('verifikasi', 3),
  rule('tindak_lanjut', 5),
  rule('penyelesaian', 14),
  rule('konfirmasi', 10),
  rule('buka_kembali', 5),
]

const officer = (accountId: string, role: Role, unitKode: string): Standing => ({
  actor: { kind: 'officer', accountId, name: accountId, grants: [{ role, unitKode }] } as Actor,
  isReporter: false,
})
const PEOPLE: readonly Standing[] = [
  officer('operator', 'operator-aduan', 'diskominfo'),
  officer('kadis-pupr', 'penghubung-opd', 'pupr'),
  officer('petugas-pupr', 'petugas-lapangan', 'pupr'),
  officer('kadis-dlh', 'kepala-opd', 'dlh'),
  officer('camat', 'camat', 'kec-wonolestari'),
  officer('itda', 'inspektorat', 'inspektorat'),
  { actor: { kind: 'anonymous' }, isReporter: true },
  { actor: { kind: 'anonymous' }, isReporter: false },
  { actor: { kind: 'system', name: 'jam' }, isReporter: false, isSystem: true },
]

/** Mulberry32: small, fast, the same everywhere. */
function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

type Simulated = {
  laporan: Laporan
  pauses: { mulai: Date; sampai?: Date }[]
  asked: readonly string[]
}

function newCase(index: number, at: Date): Simulated {
  const isRahasia = index % 20 === 0
  return {
    pauses: [],
    asked: [],
    laporan: newLaporan(at, {
      id: `lap-${index}` as Id<'laporan'>,
      nomor: `ADU-2026-${index}`,
      isRahasia,
      isPublik: !isRahasia,
      unitKode: isRahasia ? 'inspektorat' : null,
    }),
  }
}

/** What ARCHITECTURE.md promises of every case at every moment. @returns the broken ones in words */
function brokenInvariants(before: Laporan, after: Laporan): readonly string[] {
  const closed = isClosed(after.status)
  const promises: readonly (readonly [string, boolean])[] = [
    ['a closed case says how, an open one does not', closed === (after.caraTutup !== null)],
    ['a closed case has an end, an open one has none', closed === (after.selesaiAt !== null)],
    ['selesai means confirmed', after.status !== 'selesai' || after.caraTutup === 'dikonfirmasi'],
    [
      'silence is counted apart',
      after.status !== 'ditutup_tanpa_konfirmasi' || after.caraTutup === 'tanpa_konfirmasi',
    ],
    ['a closed case has no running promise', !closed || after.tenggatAt === null],
    ['a paused case has no date', after.jedaSejak === null || after.tenggatAt === null],
    [
      'a running promise has a date',
      runningPromise(after) === undefined || after.tenggatAt !== null,
    ],
    ['a merged case names its parent', after.status !== 'digabung' || after.indukId !== null],
    [
      'whoever waits for validation was claimed by someone',
      after.status !== 'menunggu_validasi' || after.klaimOleh !== null,
    ],
    ['a secret case never turns public', !after.isRahasia || !after.isPublik],
    ['a hand-over never restarts the first one', sameUnlessReopened(before, after)],
    ['counters only grow', after.jumlahKembali >= before.jumlahKembali],
    ['reopenings only grow', after.jumlahDibukaKembali >= before.jumlahDibukaKembali],
    ['net working days are not negative', (after.hariKerjaSelesai ?? 0) >= 0],
  ]
  return promises.filter(([, holds]) => !holds).map(([words]) => words)
}

function sameUnlessReopened(before: Laporan, after: Laporan): boolean {
  if (before.disposisiAt === null || after.jumlahDibukaKembali > before.jumlahDibukaKembali)
    return true
  return after.disposisiAt?.getTime() === before.disposisiAt.getTime()
}

type World = {
  random: () => number
  cases: Simulated[]
  nowMs: number
  done: Record<string, number>
  broken: string[]
}

describe(`random people doing random things (seed ${SEED}, ${STEPS} steps)`, () => {
  it('never break an invariant of a case', () => {
    const nowMs = Date.parse('2026-01-05T02:00:00Z')
    const world: World = {
      random: createRandom(SEED),
      cases: Array.from({ length: CASES }, (_, index) => newCase(index, new Date(nowMs))),
      nowMs,
      done: {},
      broken: [],
    }
    for (let step = 0; step < STEPS && world.broken.length === 0; step += 1) takeStep(world, step)
    expect(world.broken).toEqual([])
    const idle = TINDAKAN.filter((tindakan) => world.done[tindakan] === undefined)
    expect(idle, 'every action was really taken').toEqual([])
  })
})

function takeStep(world: World, step: number): void {
  const { random, cases } = world
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  world.nowMs += random() * HOUR_MS * 0.1
  const now = new Date(world.nowMs)
  const index = Math.floor(random() * cases.length)
  const one = cases[index] as Simulated
  const standing = { ...pick(PEOPLE), askedUnits: one.asked }
  // Half the time somebody tries what the page would not offer.
  const offered = possibleActions(one.laporan, standing).map((candidate) => candidate.tindakan)
  const tindakan = offered.length > 0 && random() < 0.5 ? pick(offered) : pick(TINDAKAN)
  const other = pick(cases).laporan
  const unitKode = pick(['pupr', 'dlh', 'kec-wonolestari'])
  const outcome = decideAct({
    laporan: one.laporan,
    tindakan,
    standing,
    form: {
      pesan: 'Pesan yang cukup panjang',
      unitKode,
      alasanKode: 'uji',
      petugasId: pick(['petugas-pupr', 'lain']),
      bukti: pick(['accepted', 'not-needed'] as const),
      induk: { id: other.id, nomor: other.nomor, isOpen: !isClosed(other.status) },
    },
    actorId: actorOf(standing),
    now,
    clock: factsOf(one),
  })
  if (!outcome.ok) return
  const { after } = outcome.value
  world.done[tindakan] = (world.done[tindakan] ?? 0) + 1
  const isOwnClaim = tindakan === 'validasi' && one.laporan.klaimOleh === actorOf(standing)
  world.broken.push(
    ...(isOwnClaim ? [`step ${step}: the claimant validated their own fix`] : []),
    ...brokenInvariants(one.laporan, after).map((words) => `step ${step} ${tindakan}: ${words}`),
  )
  notePause(one, after, now)
  if (tindakan === 'koordinasi') one.asked = [unitKode]
  if (after.status !== 'koordinasi') one.asked = []
  // An archived case is over, and what a merge undone gives back comes from the store: a new one starts.
  if (tindakan === 'pisah' || tindakan === 'arsipkan') cases[index] = newCase(step + CASES, now)
  else one.laporan = after
}

function actorOf({ actor }: Standing): string | null {
  return 'accountId' in actor ? actor.accountId : null
}

function factsOf({ pauses }: Simulated): ClockFacts {
  return {
    rules,
    calendar,
    kelas: 'normatif',
    pauses: pauses.map(({ mulai, sampai }) => ({
      from: toInstant(mulai),
      ...(sampai === undefined ? {} : { to: toInstant(sampai) }),
    })),
  }
}

function notePause(one: Simulated, after: Laporan, now: Date): void {
  const wasPaused = one.laporan.jedaSejak !== null
  const isPaused = after.jedaSejak !== null
  if (!wasPaused && isPaused) one.pauses.push({ mulai: now })
  const open = one.pauses.at(-1)
  if (wasPaused && !isPaused && open !== undefined) open.sampai = now
}
