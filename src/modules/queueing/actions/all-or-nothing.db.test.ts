import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { useRunningApp } from '../../../../tests/support/running-app.ts'
import { oneRow, sql } from '../../../platform/db/database.ts'
import { clerk, queueHouse, sure, TUESDAY, WARGA } from '../testing/queue-house.ts'
import { book, cancel, reschedule } from './appointments.ts'
import { checkIn } from './check-in.ts'

const FAILURE = 'planned failure'
let failAt = Number.POSITIVE_INFINITY
let seen = 0
let now = TUESDAY

const { app, database } = await useRunningApp({
  now: () => new Date(now),
  onQuery: () => {
    seen += 1
    if (seen === failAt) throw new Error(FAILURE)
  },
})
const house = queueHouse(app)
const { db } = app.kit

/** Tables that acts of the queue write; the rows of our own word for word, those of others by their number. */
const OWN = [
  'tiket',
  'nomor_urut',
  'janji',
  'daftar_tunggu',
  'sesi_loket',
  'tindakan',
  'rekap_hari',
  'rekap_jam',
]
const OTHERS = [
  'audit.catatan',
  'public_log.entri',
  'notifications.kiriman',
  'notifications.pemberitahuan',
]

async function state(): Promise<string> {
  const own = OWN.map(
    (table) =>
      `(select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from queueing.${table} t)`,
  )
  const others = OTHERS.map((table) => `(select count(*)::text from ${table})`)
  const row = await oneRow(
    database.owner,
    sql<{
      state: string
    }>`select concat_ws(' ', ${sql.raw([...own, ...others].join(', '))}) as state`,
  )
  return row.state
}

/** Run `work` with its nth statement failing, for every n until it gets through. @returns how many failed */
async function failEach(work: () => Promise<unknown>): Promise<number> {
  const before = await state()
  for (let n = 1; n < 100; n += 1) {
    failAt = n
    seen = 0
    const outcome = await work().then(
      () => 'done',
      (error: Error) => error.message,
    )
    failAt = Number.POSITIVE_INFINITY
    if (outcome === 'done') return n - 1
    expect(outcome).toContain(FAILURE)
    expect(await state()).toBe(before)
  }
  throw new Error('never got through')
}

describe('an act of the queue whose nth statement fails', () => {
  it('gives no number, and leaves no gap', async () => {
    const failed = await failEach(async () => sure(await house.take('A')))
    expect(failed).toBeGreaterThan(10)
    expect(sure(await house.take('A')).nomor).toBe('A-002')
  }, 180_000)

  it('changes nothing at a counter, for every act of a clerk', async () => {
    sure(await house.take('A', { telepon: '08110000555', saluran: 'sms' }))
    const one = clerk(1)
    const target = `layanan:${(await house.lineOf('B')).id}`
    const steps = [
      () => house.sit(one, '1'),
      () => house.act(one, 'panggil'),
      () => house.act(one, 'panggil_ulang'),
      () => house.act(one, 'mulai'),
      () => house.act(one, 'alih', { tujuan: target }),
      () => house.act(one, 'panggil'),
      () => house.act(one, 'lewati'),
      () => house.act(one, 'panggil'),
      () => house.act(one, 'selesai'),
      () => house.act(one, 'jeda'),
      () => house.act(one, 'lanjut'),
      () => house.act(one, 'tutup'),
    ]
    for (const step of steps) {
      const failed = await failEach(async () => sure(await step()))
      expect(failed).toBeGreaterThan(4)
    }
  }, 400_000)

  it('books, moves, gives up and turns into numbers no appointment by halves', async () => {
    const layananId = (await house.lineOf('A')).id
    let kode = ''
    const order = {
      tempatKode: 'mpp-jatiraya',
      layananId,
      tanggal: '2026-11-25',
      mulai: '540',
      kunci: randomUUID(),
      telepon: '08110000666',
      saluran: 'sms',
      bahasa: 'id' as const,
    }
    await failEach(async () => {
      kode = sure(await book(house.deps, db, { actor: WARGA, order })).kode
    })
    await failEach(async () =>
      sure(
        await reschedule(house.deps, db, {
          actor: WARGA,
          kode,
          tanggal: '2026-11-25',
          mulai: '600',
        }),
      ),
    )
    now = Date.UTC(2026, 10, 25, 2, 50)
    await failEach(async () =>
      sure(
        await checkIn(house.deps, db, { actor: WARGA, tempatKode: 'mpp-jatiraya', typed: kode }),
      ),
    )
    now = TUESDAY
    const other = sure(
      await book(house.deps, db, {
        actor: WARGA,
        order: { ...order, kunci: randomUUID(), telepon: '08110000777' },
      }),
    )
    await failEach(async () =>
      sure(await cancel(house.deps, db, { actor: WARGA, kode: other.kode })),
    )
  }, 300_000)
})
