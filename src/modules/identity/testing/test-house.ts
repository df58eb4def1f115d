import { randomBytes, randomUUID } from 'node:crypto'
import { present } from '../../../kernel/assert.ts'
import { tanggalIn } from '../../../kernel/date.ts'
import { uuidV7 } from '../../../kernel/id.ts'
import type { Db } from '../../../platform/db/database.ts'
import type { Kit } from '../../../platform/kit.ts'
import { createLog } from '../../../platform/log/log.ts'
import { createTestAudit } from '../../audit/testing/test-audit.ts'
import type { Notifications } from '../../notifications/index.ts'
import type { Reference, Unit } from '../../reference/index.ts'
import { type Actions, createActions } from '../actions/create-actions.ts'
import { createDeps, type Deps, type Visitor } from '../actions/deps.ts'
import { createIdentity, type DemoAccount, type IdentityModule } from '../index.ts'
import type { PersonalDataSource } from '../types.ts'

export type Sent = Parameters<Notifications['sendText']>[1]

/** This module on a test database, with a clock that is set by hand and messages that are kept. */
export type TestHouse = Readonly<{
  kit: Kit
  deps: Deps
  actions: Actions
  identity: IdentityModule
  sent: Sent[]
  /** Move the clock forward. */
  wait: (ms: number) => void
  setDemo: (isDemo: boolean) => void
  /** The digits of the last code sent. */
  lastCode: () => string
}>

const START = Date.parse('2026-11-25T03:00:00Z')
const PUPR: Unit = {
  kode: 'pupr',
  nama: 'Dinas Pekerjaan Umum',
  singkatan: 'DPUPR',
  indukKode: 'setda',
  wilayahKode: null,
  telepon: null,
  alamat: null,
  jamLayanan: null,
  isActive: true,
}
const UNITS: readonly Unit[] = [
  PUPR,
  { ...PUPR, kode: 'setda', nama: 'Sekretariat Daerah', singkatan: 'SETDA', indukKode: null },
  { ...PUPR, kode: 'pupr-uptd', nama: 'UPTD Jalan', singkatan: 'UPTD', indukKode: 'pupr' },
]

export function createTestHouse(db: Db, sources: readonly PersonalDataSource[] = []): TestHouse {
  let nowMs = START
  let isDemo = true
  const sent: Sent[] = []
  const now = () => new Date(nowMs)
  const newId = () => uuidV7(nowMs, randomBytes(10))
  const kit = {
    db,
    now,
    today: () => tanggalIn('Asia/Jakarta', now()),
    newId,
    newSecretId: () => randomUUID(),
    randomBytes: (count: number) => randomBytes(count),
    log: createLog('silent'),
    secretKey: 'secret-key-of-the-identity-tests-0123456789',
    baseUrl: 'http://pendopo.test',
    region: () => ({
      name: 'Kabupaten Jatiraya',
      shortName: 'Jatiraya',
      domain: 'jatiraya.go.id',
      timezone: 'Asia/Jakarta',
    }),
    isDemo: () => isDemo,
  } as unknown as Kit
  const reference = {
    units: () => UNITS,
    findUnit: (kode: string) => UNITS.find((unit) => unit.kode === kode),
    findWilayah: (kode: string) =>
      kode === '99.01.01'
        ? { kode, nama: 'Sukamaju', tingkat: 'kecamatan', indukKode: '99.01' }
        : undefined,
    kecamatan: () => [],
    desaOf: () => [],
  } as unknown as Reference
  const notifications = {
    sendText: async (_tx: unknown, message: Sent) => {
      sent.push(message)
    },
  }
  const needs = { audit: createTestAudit(kit), reference, notifications }
  const deps = createDeps(kit, needs)
  return {
    kit,
    deps,
    actions: createActions(deps, sources),
    identity: createIdentity(kit, needs),
    sent,
    wait: (ms) => {
      nowMs += ms
    },
    setDemo: (value) => {
      isDemo = value
    },
    lastCode: () =>
      present(/\b(\d{6})\b/.exec(sent.at(-1)?.text ?? '')?.[1], 'the last message holds a code'),
  }
}

export const VISITOR: Visitor = {
  ip: '203.0.113.7',
  userAgent: 'Mozilla/5.0 (Linux; Android 13) Chrome/120.0',
  lang: 'id',
}

export const DEMO: readonly DemoAccount[] = [
  {
    username: 'warga',
    name: 'Siti Aminah',
    position: null,
    unitKode: null,
    roles: ['warga'],
    wilayahKode: null,
    jenis: 'citizen',
    phone: '+628110000111',
  },
  {
    username: 'kadis-pupr',
    name: 'Ir. Bambang Suroso',
    position: 'Kepala Dinas PUPR',
    unitKode: 'pupr',
    roles: ['kepala-opd', 'pa'],
    wilayahKode: null,
    jenis: 'officer',
  },
  {
    username: 'bupati',
    name: 'Retno Wulandari',
    position: 'Bupati',
    unitKode: 'setda',
    roles: ['bupati'],
    wilayahKode: null,
    jenis: 'officer',
  },
  {
    username: 'admin',
    name: 'Pengelola Sistem',
    position: 'Pranata Komputer',
    unitKode: 'setda',
    roles: ['admin'],
    wilayahKode: null,
    jenis: 'officer',
  },
]
