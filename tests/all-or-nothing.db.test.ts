import { describe, expect, it } from 'vitest'
import type { Actor } from '../src/kernel/actor.ts'
import { digestTables, type TableDigest } from '../src/platform/db/backup.ts'
import { useRunningApp } from './support/running-app.ts'

/**
 * Fail the nth statement of an action, for every n: afterwards every table is as it was before. The
 * program's own statements are counted; the failing one never reaches the server.
 */
const FAILURE = 'planned failure'
let failAt = Number.POSITIVE_INFINITY
let seen = 0

const { app, database } = await useRunningApp({
  onQuery: () => {
    seen += 1
    if (seen === failAt) throw new Error(FAILURE)
  },
})
const { kit, citizenReports } = app
// One that may be finished without a photo: the proof's own statements are tested beside it.
const kategori = (await citizenReports.katalog.get()).daun.find(
  (one) => !one.isRahasia && !one.isFotoDianjurkan,
)
const alasan = async (jenis: string) =>
  [...(await citizenReports.katalog.get()).alasan.values()].find((one) => one.jenis === jenis)

async function countStatements(work: () => Promise<unknown>): Promise<number> {
  failAt = Number.POSITIVE_INFINITY
  seen = 0
  await work()
  return seen
}

/** Statements that fail must leave nothing; sequences may have moved on, rows may not. */
async function state(): Promise<readonly TableDigest[]> {
  return digestTables(database.ownerUrl)
}

/** Run `work` with its nth statement failing, for n = 1, 2, … until it gets through. @returns how many failed */
async function failEach(work: () => Promise<unknown>): Promise<number> {
  const before = await state()
  for (let n = 1; n < 200; n += 1) {
    failAt = n
    seen = 0
    const outcome = await work().then(
      () => 'done',
      (error: Error) => error.message,
    )
    failAt = Number.POSITIVE_INFINITY
    if (outcome === 'done') return n - 1
    expect(outcome).toContain(FAILURE)
    expect(await state()).toEqual(before)
  }
  throw new Error('never got through')
}

const submission = (kunci: number) => ({
  kunciKlien: `00000000-0000-4000-9000-${String(kunci).padStart(12, '0')}`,
  kategoriKode: kategori?.kode ?? '',
  isian: {
    jenis: kategori?.jenis[0] ?? ('pengaduan' as const),
    judul: 'Lampu jalan padam di depan pasar',
    isi: 'Sudah tiga malam lampu jalan di depan pasar padam, gelap sekali.',
    jawaban: {},
    isAnonim: false,
    isRahasia: false,
    isNamaTampil: false,
    nama: 'Wahyuni',
  },
  lokasi: {
    lat: null,
    lon: null,
    sumber: null,
    patokan: 'depan pasar',
    wilayahKode: app.reference.desaOf(app.reference.kecamatan()[0]?.kode ?? '')[0]?.kode ?? null,
  },
  kontak: { email: 'warga@pendopo.example' },
  kanal: 'web' as const,
  bahasa: 'id' as const,
  isBrief: true,
})

const WARGA: Actor = { kind: 'anonymous' }

describe('an action whose nth statement fails', () => {
  it('stores nothing of a report, for every n', async () => {
    const needed = await countStatements(() => citizenReports.submit(kit.db, WARGA, submission(1)))
    const failed = await failEach(() => citizenReports.submit(kit.db, WARGA, submission(2)))
    expect(failed).toBeGreaterThanOrEqual(needed - 2)
    expect(failed).toBeGreaterThan(5)
  }, 120_000)

  it('changes nothing of a case, for every action of the way to the end and every n', async () => {
    const sent = await citizenReports.submit(kit.db, WARGA, submission(3))
    if (!sent.ok) throw new Error('not taken in')
    const { nomor, kodeLacak } = sent.value
    const officer = (id: string, role: 'operator-aduan' | 'penghubung-opd' | 'petugas-lapangan') =>
      ({
        actor: {
          kind: 'officer',
          accountId: `00000000-0000-4000-8000-0000000000${id}`,
          name: id,
          grants: [{ role, unitKode: 'pupr' }],
        },
      }) as const
    const [operator, liaison, field] = [
      officer('b1', 'operator-aduan'),
      officer('b2', 'penghubung-opd'),
      officer('b3', 'petugas-lapangan'),
    ]
    const jeda = (await alasan('jeda'))?.kode ?? ''
    const steps = [
      [operator, 'verifikasi', {}],
      [operator, 'disposisi', { unitKode: 'pupr' }],
      [liaison, 'terima', {}],
      ...(jeda === ''
        ? []
        : ([
            [liaison, 'jeda', { alasanKode: jeda, pesan: 'Menunggu keterangan pelapor' }],
            [liaison, 'lanjutkan', {}],
          ] as const)),
      [liaison, 'catat', { pesan: 'Catatan untuk rekan' }],
      [field, 'ajukan_selesai', { pesan: 'Sudah diperbaiki', bukti: 'not-needed' }],
      [liaison, 'validasi', {}],
      [{ actor: WARGA, kodeLacak }, 'konfirmasi', {}],
      [{ actor: WARGA, kodeLacak }, 'buka_kembali', {}],
    ] as const
    for (const [caller, tindakan, form] of steps) {
      let refused: unknown
      const failed = await failEach(async () => {
        const done = await citizenReports.act(kit.db, caller, { nomor, tindakan, form })
        refused = done.ok ? undefined : done.refusals
      })
      expect([tindakan, refused]).toEqual([tindakan, undefined])
      expect(failed).toBeGreaterThan(4)
    }
  }, 300_000)
})
