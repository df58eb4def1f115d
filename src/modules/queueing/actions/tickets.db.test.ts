import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { useRunningApp } from '../../../../tests/support/running-app.ts'
import { rows, sql } from '../../../platform/db/database.ts'
import { clerk, codesOf, patiently, queueHouse, sure, TUESDAY } from '../testing/queue-house.ts'
import { cancelTicket } from './take-ticket.ts'

/** A minute after the fifty of the first test. */
const LATER = TUESDAY + 60_000
let now = TUESDAY
const { app, database } = await useRunningApp({ now: () => new Date(now) })
const house = queueHouse(app)
const { db } = app.kit

const tickets = (huruf: string) =>
  rows(
    database.owner,
    sql<{
      id: string
      urut: number
      status: string
      loketId: string | null
    }>`select t.id, t.urut, t.status, t.loket_id as "loketId" from queueing.tiket t
    where t.tempat_kode = 'mpp-jatiraya' and t.huruf = ${huruf} order by t.urut`,
  )

describe('numbers of a line', () => {
  it('have neither gaps nor doubles when fifty are taken at once', async () => {
    const taken = await Promise.all(
      Array.from({ length: 50 }, () => patiently(() => house.take('A'))),
    )
    const numbers = taken.map((one) => sure(one).nomor).toSorted()
    expect(numbers).toEqual(
      Array.from({ length: 50 }, (_, index) => `A-${String(index + 1).padStart(3, '0')}`),
    )
  }, 60_000)

  it('leave no gap behind a number that could not be stored', async () => {
    now = LATER
    const refused = await house.take('C', { prioritas: 'tidak-ada' })
    expect(codesOf(refused)).toEqual(['PRIORITAS_TIDAK_ADA'])
    expect(sure(await house.take('C')).nomor).toBe('C-001')
  })

  it('are one for a form that is sent twice, also at once', async () => {
    const kunci = randomUUID()
    const [a, b] = await Promise.all([house.take('C', { kunci }), house.take('C', { kunci })])
    const again = await house.take('C', { kunci })
    expect(new Set([sure(a).kode, sure(b).kode, sure(again).kode]).size).toBe(1)
  })

  it('are limited for a phone, and free again when one is given up', async () => {
    const perangkat = 'ponsel-uji'
    const first = sure(await house.take('C', { perangkat }))
    sure(await house.take('D', { perangkat }))
    expect(codesOf(await house.take('C', { perangkat }))).toEqual(['NOMOR_SUDAH_CUKUP'])
    const actor = { kind: 'anonymous' } as const
    sure(await cancelTicket(house.deps, db, { actor, kode: first.kode }))
    expect(codesOf(await cancelTicket(house.deps, db, { actor, kode: first.kode }))).toEqual([
      'TIKET_TIDAK_ADA',
    ])
    sure(await house.take('C', { perangkat }))
  })

  it('tell every reason at once, and keep a phone out where numbers are taken at the place', async () => {
    const refused = await house.take('A', {
      tempatKode: 'kel-kauman-jati',
      perangkat: 'ponsel-lain',
      telepon: '12',
      saluran: 'merpati',
    })
    expect(codesOf(refused)).toEqual([
      'TELEPON_BUKAN_SELULER',
      'SALURAN_TIDAK_ADA',
      'NOMOR_HANYA_DI_TEMPAT',
    ])
  })

  it('are not given when the line is closed, or longer than the day', async () => {
    now = Date.UTC(2026, 10, 24, 13, 0)
    expect(codesOf(await house.take('B'))).toEqual(['ANTREAN_TUTUP'])
    now = Date.UTC(2026, 10, 24, 8, 20)
    for (let n = 0; n < 3; n += 1) await house.take('G')
    expect(codesOf(await house.take('G'))).toEqual(['ANTREAN_PENUH'])
    now = LATER
  })
})

describe('clerks at their counters', () => {
  it('never call the same number, however fast they press', async () => {
    const clerks = [clerk(1), clerk(2), clerk(3)]
    for (const [index, one] of clerks.entries()) sure(await house.sit(one, String(index + 1)))
    for (let round = 0; round < 8; round += 1) {
      const called = await Promise.all(clerks.map((one) => house.act(one, 'panggil')))
      expect(called.every(({ ok }) => ok)).toBe(true)
      const atCounters = (await tickets('A')).filter(({ status }) => status === 'dipanggil')
      expect(atCounters).toHaveLength(3)
      expect(new Set(atCounters.map(({ loketId }) => loketId)).size).toBe(3)
      await Promise.all(clerks.map((one) => house.act(one, 'selesai')))
    }
    const done = (await tickets('A')).filter(({ status }) => status === 'selesai')
    expect(done.map(({ urut }) => urut)).toEqual(Array.from({ length: 24 }, (_, at) => at + 1))
  }, 60_000)

  it('do nothing twice when the same form comes again after a broken line', async () => {
    const kunci = randomUUID()
    sure(await house.act(clerk(1), 'panggil', { kunci }))
    const before = await tickets('A')
    sure(await house.act(clerk(1), 'panggil', { kunci }))
    expect(await tickets('A')).toEqual(before)
  })

  it('sit alone at a counter of their own unit, one at a time', async () => {
    expect(codesOf(await house.sit(clerk(9), '1'))).toEqual(['LOKET_DIPAKAI'])
    expect(codesOf(await house.sit(clerk(1), '2'))).toEqual(['SUDAH_DI_LOKET_LAIN'])
    expect(codesOf(await house.sit(clerk(8, 'bapenda'), '7'))).toEqual(['BUKAN_LOKET_ANDA'])
    expect(codesOf(await house.act(clerk(9), 'panggil'))).toEqual(['LOKET_BELUM_DIBUKA'])
  })

  it('finish what they called before anything else', async () => {
    expect(codesOf(await house.act(clerk(1), 'panggil'))).toEqual(['MASIH_MELAYANI'])
    expect(codesOf(await house.act(clerk(1), 'tutup'))).toEqual(['MASIH_MELAYANI'])
    const stale = await house.act(clerk(1), 'mulai', { tiketId: randomUUID() })
    expect(codesOf(stale)).toEqual(['NOMOR_BERUBAH'])
    sure(await house.act(clerk(1), 'mulai'))
    sure(await house.act(clerk(1), 'selesai'))
    sure(await house.act(clerk(1), 'jeda'))
    expect(codesOf(await house.act(clerk(1), 'panggil'))).toEqual(['LOKET_JEDA'])
    sure(await house.act(clerk(1), 'lanjut'))
  })

  it('transfer a number with its place in time, also to one counter alone', async () => {
    const tax = clerk(6, 'bapenda')
    sure(await house.sit(tax, '6'))
    sure(await house.act(clerk(2), 'panggil'))
    const moved = (await tickets('A')).find(({ status }) => status === 'dipanggil')
    const counter = (await house.desk()).loket.find(({ kode }) => kode === '6')
    const tujuan = `loket:${counter?.id}`
    expect(codesOf(await house.act(clerk(2), 'alih', { tujuan: 'loket:x' }))).toEqual([
      'TUJUAN_ALIH_TIDAK_ADA',
    ])
    sure(await house.act(clerk(2), 'alih', { tujuan }))
    // The one who came at nine goes before those who have waited for the tax counter since.
    sure(await house.act(tax, 'panggil'))
    const called = (await tickets('A')).find(({ id }) => id === moved?.id)
    expect(called).toMatchObject({ status: 'dipanggil', loketId: counter?.id })
    sure(await house.act(tax, 'selesai'))
  })

  it('skip who is not there, and take them back to their place if they come soon', async () => {
    sure(await house.act(clerk(3), 'panggil'))
    const skipped = (await tickets('A')).find(({ status }) => status === 'dipanggil')
    const tiketId = skipped?.id ?? ''
    sure(await house.act(clerk(3), 'lewati'))
    expect(codesOf(await house.act(clerk(6, 'bapenda'), 'kembalikan', { tiketId }))).toEqual([
      'NOMOR_BERUBAH',
    ])
    sure(await house.act(clerk(3), 'kembalikan', { tiketId }))
    sure(await house.act(clerk(3), 'panggil'))
    const again = (await tickets('A')).find(({ id }) => id === tiketId)
    expect(again?.status).toBe('dipanggil')
    sure(await house.act(clerk(3), 'lewati'))
    now += 30 * 60_000
    sure(await house.act(clerk(3), 'kembalikan', { tiketId }))
    sure(await house.act(clerk(3), 'panggil'))
    const late = (await tickets('A')).find(({ id }) => id === tiketId)
    expect(late?.status).toBe('menunggu')
    sure(await house.act(clerk(3), 'selesai'))
    now = LATER
  })

  it('call people of priority in turn with others, as the rule says', async () => {
    const social = clerk(7, 'dinsos')
    for (const prioritas of ['', '', '', 'lansia', 'ibu_hamil'])
      sure(await house.take('D', { prioritas }))
    sure(await house.sit(social, '7'))
    const order: number[] = []
    for (let n = 0; n < 6; n += 1) {
      sure(await house.act(social, 'panggil'))
      const current = (await tickets('D')).find(({ status }) => status === 'dipanggil')
      if (current !== undefined) order.push(current.urut)
      sure(await house.act(social, 'selesai'))
    }
    // D-001 was taken by a phone above; 5 and 6 have priority: one of them, two others, the other one.
    expect(order).toEqual([5, 1, 2, 6, 3, 4])
  })

  it('tell whoever asked for it when three are left, once, and forget the number at night', async () => {
    const permits = clerk(4, 'dpmptsp')
    for (let n = 0; n < 5; n += 1)
      sure(await house.take('B', { telepon: '0811-0000-112', saluran: 'whatsapp' }))
    sure(await house.sit(permits, '4'))
    const sent = async () =>
      (
        await rows(
          database.owner,
          sql<{ teks: string }>`select k.teks from notifications.kiriman k
          where k.saluran = 'whatsapp' and k.tujuan = '+628110000112'`,
        )
      ).map(({ teks }) => /B-\d{3}/.exec(teks)?.[0])
    sure(await house.act(permits, 'panggil'))
    expect((await sent()).toSorted()).toEqual(['B-002', 'B-003', 'B-004'])
    sure(await house.act(permits, 'selesai'))
    sure(await house.act(permits, 'panggil'))
    expect((await sent()).toSorted()).toEqual(['B-002', 'B-003', 'B-004', 'B-005'])
    now = TUESDAY + 86_400_000
    await app.runJob('queueing.night', {})
    const left = await rows(
      database.owner,
      sql<{ n: number }>`select count(*)::int as n from queueing.tiket t
      where t.telepon is not null or t.perangkat is not null or t.status in ('menunggu', 'dipanggil', 'dilayani')`,
    )
    const open = await rows(
      database.owner,
      sql<{
        n: number
      }>`select count(*)::int as n from queueing.sesi_loket s where s.ditutup_at is null`,
    )
    expect([left[0]?.n, open[0]?.n]).toEqual([0, 0])
    now = LATER
  })

  it('start a new day with number one', async () => {
    now = TUESDAY + 86_400_000
    expect(sure(await house.take('A')).nomor).toBe('A-001')
    now = LATER
  })
})
