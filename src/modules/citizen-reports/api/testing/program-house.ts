import { randomBytes, randomUUID } from 'node:crypto'
import { h } from 'preact'
import type { Role, SignedIn } from '../../../../kernel/actor.ts'
import { createCalendar, WEEKEND_OF_FIVE_DAY_WEEK } from '../../../../kernel/calendar.ts'
import { tanggal, tanggalIn } from '../../../../kernel/date.ts'
import { uuidV7 } from '../../../../kernel/id.ts'
import { ok } from '../../../../kernel/result.ts'
import { type Db, run, sql } from '../../../../platform/db/database.ts'
import { createEmit } from '../../../../platform/events/outbox.ts'
import type { Route } from '../../../../platform/http/route.ts'
import { createServer } from '../../../../platform/http/server.ts'
import type { Kit } from '../../../../platform/kit.ts'
import type { Log } from '../../../../platform/log/log.ts'
import { createMetrics } from '../../../../platform/log/metrics.ts'
import { createAudit } from '../../../audit/index.ts'
import type { Identity } from '../../../identity/index.ts'
import type { Notifications } from '../../../notifications/index.ts'
import type { Reference, Unit, Wilayah } from '../../../reference/index.ts'
import { createKatalogKeeper } from '../../actions/katalog.ts'
import type { ProgramExtras } from '../../actions/program-extras.ts'
import type { Deps } from '../../deps.ts'
import type { Kategori } from '../../domain/katalog.ts'
import { insertAturan, upsertAlasan, upsertKategori } from '../../store/katalog-store.ts'

export type SentText = Parameters<Notifications['sendText']>[1]
export type Attached = Readonly<{ laporanId: string; bytes: Uint8Array }>

/** This module on a test database: a clock set by hand, messages and photos kept, nothing sent. */
export type ProgramHouse = Readonly<{
  deps: Deps
  extras: ProgramExtras
  sent: SentText[]
  attached: Attached[]
  wait: (ms: number) => void
  now: () => Date
  officer: (role: Role, unitKode?: string) => SignedIn
}>

export const START_MS = Date.parse('2026-11-25T03:00:00Z')
export const CHANNEL_KEY = 'kunci-kanal-untuk-uji'
/** Inside desa Karangsari of kecamatan Tumbas; whatever lies south of -8 is outside the region. */
export const POINT = { lat: -7.4478, lon: 112.7183 }
export const OUTSIDE = { lat: -8.6, lon: 115.2 }

const UNIT: Unit = {
  kode: 'pupr',
  nama: 'Dinas Pekerjaan Umum dan Penataan Ruang',
  singkatan: 'DPUPR',
  indukKode: null,
  wilayahKode: null,
  telepon: null,
  alamat: null,
  jamLayanan: null,
  isActive: true,
}
const UNITS: readonly Unit[] = [
  UNIT,
  { ...UNIT, kode: 'inspektorat', nama: 'Inspektorat', singkatan: 'ITDA' },
]
const WILAYAH: readonly Wilayah[] = [
  { kode: '99.01.01', nama: 'Tumbas', tingkat: 'kecamatan', indukKode: '99.01' },
  { kode: '99.01.02', nama: 'Kedungwaru', tingkat: 'kecamatan', indukKode: '99.01' },
  { kode: '99.01.01.2001', nama: 'Karangsari', tingkat: 'desa', indukKode: '99.01.01' },
  { kode: '99.01.01.2002', nama: 'Tumbas', tingkat: 'desa', indukKode: '99.01.01' },
]
const CALENDAR = createCalendar({
  zone: 'Asia/Jakarta',
  years: [2025, 2026, 2027].map((tahun) => ({ tahun, status: 'resmi' as const })),
  hariLibur: [],
  weekend: WEEKEND_OF_FIVE_DAY_WEEK,
  officeHours: { opensMinute: 450, closesMinute: 960 },
})

export type HouseOptions = Readonly<{
  baseUrl?: string
  channelKey?: string | undefined
  extras?: Partial<ProgramExtras>
}>

export function createProgramHouse(db: Db, options: HouseOptions = {}): ProgramHouse {
  let nowMs = START_MS
  const now = () => new Date(nowMs)
  const sent: SentText[] = []
  const attached: Attached[] = []
  const newId = () => uuidV7(nowMs, randomBytes(10))
  const kit = {
    db,
    now,
    today: () => tanggalIn('Asia/Jakarta', now()),
    newId,
    newSecretId: () => randomUUID(),
    randomBytes: (count: number) => randomBytes(count),
    emit: createEmit(newId, () => []),
    log: SILENT,
    secretKey: 'secret-key-of-the-program-tests-0123456789',
    baseUrl: options.baseUrl ?? 'http://pendopo.test',
    region: () => REGION,
    isDemo: () => true,
  } as unknown as Kit
  const deps: Deps = {
    kit,
    katalog: createKatalogKeeper(db, now),
    audit: createAudit(kit),
    reference: fakeReference(),
    identity: fakeIdentity(newId),
    notifications: {
      notify: async () => undefined,
      sendText: async (_tx: unknown, message: SentText) => {
        sent.push(message)
      },
    } as unknown as Notifications,
    env: {
      CHANNEL_KEY: 'channelKey' in options ? options.channelKey : CHANNEL_KEY,
      VAPID_PUBLIC_KEY: undefined,
      VAPID_PRIVATE_KEY: undefined,
    },
  }
  return {
    deps,
    sent,
    attached,
    now,
    wait: (ms) => {
      nowMs += ms
    },
    extras: {
      attachPhoto: async (_tx, photo) => {
        attached.push({ laporanId: photo.laporanId, bytes: photo.bytes })
        return ok(undefined)
      },
      suggest: () => undefined,
      fetch: async () => {
        throw new Error('this test fetches nothing')
      },
      sleep: async () => undefined,
      ...options.extras,
    },
    officer: (role, unitKode) => ({
      kind: 'officer',
      accountId: randomUUID(),
      name: 'Dewi Lestari',
      grants: [{ role, ...(unitKode === undefined ? {} : { unitKode }) }],
    }),
  }
}

const REGION = {
  name: 'Kabupaten Jatiraya',
  shortName: 'Jatiraya',
  domain: 'jatiraya.go.id',
  timezone: 'Asia/Jakarta',
}
const SILENT = {
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
} as unknown as Log

function fakeReference(): Reference {
  return {
    region: () => REGION,
    regionKode: () => '99.01',
    calendar: () => CALENDAR,
    findWilayahAt: async (_tx: unknown, point: { lat: number }) =>
      point.lat > -8 && point.lat < -7 ? WILAYAH[2] : undefined,
    findWilayah: (kode: string) => WILAYAH.find((one) => one.kode === kode),
    kecamatan: () => WILAYAH.filter(({ tingkat }) => tingkat === 'kecamatan'),
    desaOf: (kode: string) => WILAYAH.filter(({ indukKode }) => indukKode === kode),
    kecamatanKodeOf: (kode: string) => kode.split('.').slice(0, 3).join('.'),
    innerPoint: (kode: string) => (kode.length > 8 ? POINT : undefined),
    units: () => UNITS,
    findUnit: (kode: string) => UNITS.find((one) => one.kode === kode),
  } as unknown as Reference
}

/** Accounts by contact, in memory; like the real one it gives the same account for the same contact. */
function fakeIdentity(newId: () => string): Identity {
  const byContact = new Map<string, string>()
  return {
    ensureCitizen: async (
      _tx: unknown,
      contact: { name?: string; email?: string; phone?: string },
    ) => {
      const key = contact.phone ?? contact.email ?? newId()
      const id = byContact.get(key) ?? newId()
      byContact.set(key, id)
      const name = contact.name ?? 'Warga'
      return { id, kind: 'citizen', username: key, name, tier: 'unverified', lang: 'id' }
    },
    officersWith: async () => [],
    superiorsOf: async () => [],
  } as unknown as Identity
}

const LEAF: Kategori = {
  kode: 'jalan.lubang',
  indukKode: 'jalan',
  nama: { id: 'Jalan berlubang', en: 'Pothole' },
  kataKunci: ['lubang', 'jalan bolong'],
  kelas: 'bukan_pengawasan',
  jenis: ['pengaduan', 'aspirasi'],
  isRahasia: false,
  isButuhLokasi: true,
  radiusSerupaM: 60,
  isFotoDianjurkan: true,
  pertanyaan: [],
  ikon: 'jalan',
  urutan: 1,
  isActive: true,
}
const KATEGORI: readonly Kategori[] = [
  { ...LEAF, kode: 'jalan', indukKode: null, nama: { id: 'Jalan dan jembatan', en: 'Roads' } },
  {
    ...LEAF,
    pertanyaan: [
      {
        kode: 'ukuran',
        label: { id: 'Seberapa besar?', en: 'How big?' },
        tipe: 'choice',
        wajib: true,
        pilihan: [
          { kode: '001', label: { id: 'Kecil', en: 'Small' } },
          { kode: '002', label: { id: 'Besar', en: 'Big' } },
        ],
        hentikan: { jawaban: '002', pesan: { id: 'Hubungi 112 sekarang.', en: 'Call 112 now.' } },
      },
      { kode: 'sejak', label: { id: 'Sejak kapan?', en: 'Since?' }, tipe: 'date', wajib: false },
      { kode: 'cerita', label: { id: 'Siapa?', en: 'Who?' }, tipe: 'text', wajib: false },
    ],
  },
  { ...LEAF, kode: 'jalan.trotoar', nama: { id: 'Trotoar rusak', en: 'Pavement' }, urutan: 2 },
  { ...LEAF, kode: 'integritas', indukKode: null, nama: { id: 'Integritas', en: 'Integrity' } },
  {
    ...LEAF,
    kode: 'integritas.pungli',
    indukKode: 'integritas',
    nama: { id: 'Pungutan liar', en: 'Extortion' },
    isRahasia: true,
    isButuhLokasi: false,
  },
  { ...LEAF, kode: 'lainnya', indukKode: null, nama: { id: 'Lainnya', en: 'Other' }, urutan: 9 },
  {
    ...LEAF,
    kode: 'lainnya.lain',
    indukKode: 'lainnya',
    nama: { id: 'Lain-lain', en: 'Something else' },
    urutan: 9,
  },
]

/** Catalogues of the tests. Deadlines are numbers of this house, not law. */
export async function seedKatalog(db: Db): Promise<void> {
  for (const kategori of KATEGORI) await upsertKategori(db, kategori)
  for (const kode of ['verifikasi', 'tindak_lanjut', 'penyelesaian', 'konfirmasi', 'buka_kembali'])
    await insertAturan(db, randomUUID(), {
      kode: kode as 'verifikasi',
      jenis: null,
      kelas: null,
      hariKerja: 5,
      berlakuMulai: tanggal('2020-01-01'),
      berlakuSampai: null,
      dasar: 'contoh',
      isTerverifikasi: false,
    })
  await upsertAlasan(db, {
    kode: 'bukan-wewenang',
    jenis: 'tolak',
    teks: { id: 'Bukan wewenang daerah', en: 'Not ours' },
    saran: null,
    isActive: true,
  })
}

/** The production server with these routes and no assets. */
export function createProgramServer(house: ProgramHouse, routes: readonly Route[]) {
  const { kit } = house.deps
  return createServer({
    routes,
    assets: {
      find: () => undefined,
      cssText: () => '',
      href: (name) => `/${name}`,
      styleHashes: [],
    },
    sessions: { find: async () => undefined },
    region: kit.region,
    isDemo: kit.isDemo,
    errorView: (_ctx, { title, detail }) => h('p', null, `${title} ${detail ?? ''}`),
    secretKey: kit.secretKey,
    baseUrl: kit.baseUrl,
    trustProxy: false,
    log: kit.log,
    metrics: createMetrics(),
    now: kit.now,
    newId: kit.newId,
  })
}

/** Move a case as the owner of the database, past the workflow. */
export async function setStatus(owner: Db, nomor: string, changes: string): Promise<void> {
  await run(
    owner,
    sql`update citizen_reports.laporan set ${sql.raw(changes)} where nomor = ${nomor}`,
  )
}
