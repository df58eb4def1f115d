import type { Actor, Role } from '../kernel/actor.ts'
import { DAY_MS } from '../kernel/date.ts'
import type { Dice } from './dice.ts'

/** How far a demo case goes. Each is a road of steps, taken until the present cuts it off. */
export type Road =
  | 'masuk'
  | 'terverifikasi'
  | 'disposisi'
  | 'proses'
  | 'jeda'
  | 'koordinasi'
  | 'ditolak'
  | 'kembali'
  | 'validasi'
  | 'konfirmasi'
  | 'selesai'
  | 'diam'
  | 'buka-kembali'

type Share = readonly (readonly [Road, number])[]

/** The younger a case, the less has happened; a few old ones are late, as in every region. */
const ROADS: readonly Readonly<{ untilDays: number; share: Share }>[] = [
  {
    untilDays: 2,
    share: [
      ['masuk', 60],
      ['terverifikasi', 25],
      ['disposisi', 15],
    ],
  },
  {
    untilDays: 9,
    share: [
      ['masuk', 4],
      ['terverifikasi', 10],
      ['disposisi', 16],
      ['proses', 30],
      ['jeda', 8],
      ['koordinasi', 8],
      ['validasi', 14],
      ['ditolak', 6],
      ['kembali', 4],
    ],
  },
  {
    untilDays: 35,
    share: [
      ['proses', 10],
      ['jeda', 3],
      ['kembali', 2],
      ['validasi', 4],
      ['konfirmasi', 16],
      ['selesai', 46],
      ['diam', 8],
      ['ditolak', 7],
      ['buka-kembali', 4],
    ],
  },
  {
    untilDays: Number.POSITIVE_INFINITY,
    share: [
      ['proses', 2],
      ['selesai', 58],
      ['diam', 27],
      ['ditolak', 8],
      ['buka-kembali', 5],
    ],
  },
]

export function pickRoad(dice: Dice, ageDays: number): Road {
  const { share } = ROADS.find((row) => ageDays <= row.untilDays) ?? { share: [] }
  const whole = share.reduce((sum, [, weight]) => sum + weight, 0)
  let left = dice.below(whole)
  for (const [road, weight] of share) {
    if (left < weight) return road
    left -= weight
  }
  return 'masuk'
}

export type StepForm = Readonly<{
  pesan?: string
  unitKode?: string
  alasanKode?: string
  petugasId?: string
  bukti?: 'not-needed'
}>

export type Step = Readonly<{
  by: 'operator' | 'liaison' | 'field' | 'reporter' | 'system'
  tindakan: string
  form: StepForm
  /** Least and most hours after the step before. */
  hours: readonly [number, number]
}>

/** How many times somebody claims that the work is done. */
export function claimsOf(road: Road): number {
  if (road === 'buka-kembali') return 2
  return ['validasi', 'konfirmasi', 'selesai', 'diam'].includes(road) ? 1 : 0
}

export type RoadFacts = Readonly<{
  unitKode: string
  otherUnitKode: string
  petugasId: string | undefined
  /** Kinds that can be photographed are told as proven: the history comes without its pictures. */
  alasan: Readonly<{ tolak: string; jeda: string; koordinasi: string }>
}>

const ANSWERS = [
  'Laporan kami terima. Tim meninjau lokasi dalam dua hari kerja.',
  'Sudah kami tinjau. Bahan dan tenaga disiapkan, pekerjaan dimulai pekan ini.',
  'Peninjauan selesai. Perbaikan dijadwalkan hari Kamis pagi, mohon kendaraan tidak parkir di titik itu.',
  'Petugas sudah ke lokasi dan memasang pengaman sementara.',
  'Kami berkoordinasi dengan pemerintah desa untuk jadwal pengerjaan.',
]
const DONE = [
  'Perbaikan selesai dan sudah diperiksa di lokasi.',
  'Sudah ditangani. Bila masih ada yang kurang, mohon sampaikan lewat halaman ini.',
  'Pekerjaan selesai hari ini. Terima kasih sudah melapor.',
]
const ASKED =
  'Mohon titik lokasi yang lebih tepat, misalnya nomor rumah terdekat atau foto dari jauh.'

/** The steps of a road, in order. */
export function stepsOf(road: Road, dice: Dice, facts: RoadFacts): readonly Step[] {
  const { unitKode, alasan } = facts
  const verify: Step = { by: 'operator', tindakan: 'verifikasi', form: {}, hours: [1, 12] }
  const handOver: Step = {
    by: 'operator',
    tindakan: 'disposisi',
    form: { unitKode },
    hours: [1, 8],
  }
  const accept: Step = { by: 'liaison', tindakan: 'terima', form: {}, hours: [1, 12] }
  const answer: Step = {
    by: 'liaison',
    tindakan: 'tindak_lanjut',
    form: { pesan: dice.pick(ANSWERS) },
    hours: [2, 20],
  }
  const assign: readonly Step[] =
    facts.petugasId === undefined
      ? []
      : [
          {
            by: 'liaison',
            tindakan: 'tugaskan',
            form: { petugasId: facts.petugasId },
            hours: [1, 8],
          },
        ]
  const working = [verify, handOver, accept, ...assign, answer]
  const claim: Step = {
    by: 'field',
    tindakan: 'ajukan_selesai',
    form: { pesan: dice.pick(DONE), bukti: 'not-needed' },
    hours: [4, 70],
  }
  const validate: Step = { by: 'liaison', tindakan: 'validasi', form: {}, hours: [2, 24] }
  const confirm: Step = { by: 'reporter', tindakan: 'konfirmasi', form: {}, hours: [3, 90] }
  const finished = [...working, claim, validate]
  switch (road) {
    case 'masuk':
      return []
    case 'terverifikasi':
      return [verify]
    case 'disposisi':
      return [verify, handOver]
    case 'proses':
      return working
    case 'jeda':
      return [
        ...working.slice(0, 3),
        {
          by: 'liaison',
          tindakan: 'jeda',
          form: { alasanKode: alasan.jeda, pesan: ASKED },
          hours: [2, 20],
        },
      ]
    case 'koordinasi':
      return [
        ...working,
        {
          by: 'liaison',
          tindakan: 'koordinasi',
          form: {
            unitKode: facts.otherUnitKode,
            alasanKode: alasan.koordinasi,
            pesan: 'Mohon bantuan alat dan pengaturan lalu lintas saat pengerjaan.',
          },
          hours: [4, 30],
        },
      ]
    case 'ditolak':
      return [
        { by: 'operator', tindakan: 'tolak', form: { alasanKode: alasan.tolak }, hours: [2, 40] },
      ]
    case 'kembali':
      return [
        verify,
        handOver,
        {
          by: 'liaison',
          tindakan: 'kembalikan',
          form: { pesan: 'Ruas ini bukan kewenangan kami, mohon diperiksa kembali statusnya.' },
          hours: [4, 40],
        },
      ]
    case 'validasi':
      return [...working, claim]
    case 'konfirmasi':
      return finished
    case 'selesai':
      return [...finished, confirm]
    case 'diam':
      return [
        ...finished,
        { by: 'system', tindakan: 'tutup_tanpa_konfirmasi', form: {}, hours: [400, 430] },
      ]
    case 'buka-kembali':
      return [
        ...finished,
        confirm,
        {
          by: 'reporter',
          tindakan: 'buka_kembali',
          form: { pesan: 'Dua hari kemudian rusak lagi di titik yang sama.' },
          hours: [20, 70],
        },
        { ...accept, hours: [2, 20] },
        { ...claim, hours: [10, 80] },
        validate,
        confirm,
      ]
    default: {
      const never: never = road
      return never
    }
  }
}

const OPENS_HOUR = 8
const CLOSES_HOUR = 16

/** The next moment an office is open in the region, so that demo officers do not work at night. */
export function inOfficeHours(at: Date, offsetMs: number): Date {
  const local = new Date(at.getTime() + offsetMs)
  const hour = local.getUTCHours()
  const day = local.getUTCDay()
  const isWeekend = day === 0 || day === 6
  if (!isWeekend && hour >= OPENS_HOUR && hour < CLOSES_HOUR) return at
  const minutes = local.getUTCMinutes()
  const daysOn = isWeekend ? (day === 6 ? 2 : 1) : hour >= CLOSES_HOUR ? (day === 5 ? 3 : 1) : 0
  const midnight = Math.floor(local.getTime() / DAY_MS) * DAY_MS
  return new Date(midnight + daysOn * DAY_MS + OPENS_HOUR * 3_600_000 + minutes * 60_000 - offsetMs)
}

/** An officer of a unit that has no demo account: acts in the history, signs in nowhere. */
export function officerOf(accountId: string, role: Role, unitKode: string): Actor {
  return { kind: 'officer', accountId, name: unitKode, grants: [{ role, unitKode }] }
}
