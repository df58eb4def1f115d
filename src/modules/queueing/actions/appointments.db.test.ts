import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { useRunningApp } from '../../../../tests/support/running-app.ts'
import { rows, run, sql } from '../../../platform/db/database.ts'
import {
  clerk,
  codesOf,
  patiently,
  queueHouse,
  sure,
  TUESDAY,
  WARGA,
} from '../testing/queue-house.ts'
import { type Booked, book, cancel, reschedule } from './appointments.ts'
import { checkIn, liftAbsenceLimit } from './check-in.ts'
import { QUEUE_DATA } from './personal-data.ts'

let now = TUESDAY
const { app, database } = await useRunningApp({ now: () => new Date(now) })
const house = queueHouse(app)
const { db } = app.kit
const MPP = 'mpp-jatiraya'

const order = async (phone: number, more: Readonly<Record<string, string>> = {}) => ({
  tempatKode: MPP,
  layananId: (await house.lineOf(more.huruf ?? 'H', more.tempatKode)).id,
  tanggal: '2026-11-25',
  mulai: String(9 * 60),
  kunci: randomUUID(),
  telepon: `0812${String(1_000_000 + phone)}`,
  saluran: 'sms',
  bahasa: 'id' as const,
  ...more,
})
const ask = async (phone: number, more: Readonly<Record<string, string>> = {}) =>
  book(house.deps, db, { actor: WARGA, order: await order(phone, more) })
const kodeOf = (booked: Booked) => booked.kode

const seats = () =>
  rows(
    database.owner,
    sql<{ mulai: number; kursi: number }>`select j.mulai, j.kursi from queueing.janji j
    where j.status in ('dipesan', 'hadir') and j.tanggal = '2026-11-25' order by j.mulai, j.kursi`,
  )

describe('seats of a slot', () => {
  // Line H: one counter, slots of an hour, 18 minutes a person, 40% kept for walk-ins: two seats at nine.
  it('are never given twice when a hundred people ask for the same time at once', async () => {
    const asked = await Promise.all(
      Array.from({ length: 100 }, (_, index) => patiently(() => ask(index))),
    )
    const given = asked.filter(({ ok }) => ok)
    expect(given.length).toBe((await seats()).length)
    expect(given.length).toBe(2)
    expect(new Set(asked.flatMap((one) => codesOf(one)))).toEqual(new Set(['JAM_JANJI_PENUH']))
  }, 120_000)

  it('are one per person and line, whatever the day', async () => {
    sure(await ask(201, { mulai: String(10 * 60) }))
    expect(codesOf(await ask(201, { tanggal: '2026-11-26' }))).toEqual(['SUDAH_ADA_JANJI'])
    const both = await Promise.all([
      ask(202, { mulai: String(11 * 60) }),
      ask(202, { tanggal: '2026-11-26', mulai: String(11 * 60) }),
    ])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  })

  it('are one for a form that is sent twice at once', async () => {
    const one = await order(203, { mulai: String(12 * 60), huruf: 'A' })
    const [a, b] = await Promise.all([
      book(house.deps, db, { actor: WARGA, order: one }),
      book(house.deps, db, { actor: WARGA, order: one }),
    ])
    expect(sure(a).kode).toBe(sure(b).kode)
  })

  it('are refused with every reason at its field', async () => {
    const refused = await ask(0, { telepon: '', saluran: '', tanggal: '2027-06-01' })
    expect(codesOf(refused)).toEqual(['TANGGAL_JANJI_TIDAK_SAH', 'ISI_TELEPON_ATAU_MASUK'])
    expect(codesOf(await ask(901, { huruf: 'C' }))).toEqual(['JANJI_TIDAK_DIBUKA'])
    expect(codesOf(await ask(901, { mulai: '7' }))).toEqual(['JAM_JANJI_TIDAK_ADA'])
    // Sunday: closed.
    expect(codesOf(await ask(901, { tanggal: '2026-11-29' }))).toEqual(['JAM_JANJI_TIDAK_ADA'])
  })
})

describe('a full day', () => {
  it('has a waiting list whose first gets the seat that falls free, and is told', async () => {
    // The village: one counter, half hours, nine minutes, half kept: fill a Friday evening and day.
    const village = { tempatKode: 'desa-wonosekar', huruf: 'A', tanggal: '2026-11-27' }
    const made: string[] = []
    for (let phone = 300; phone < 400; phone += 1) {
      const wanted = [...Array(48).keys()].map((slot) => String(slot * 30))
      let booked: Awaited<ReturnType<typeof ask>> | undefined
      for (const mulai of wanted) {
        booked = await ask(phone, { ...village, mulai })
        if (booked.ok) break
      }
      if (booked === undefined || !booked.ok) break
      made.push(kodeOf(booked.value))
    }
    expect(made.length).toBeGreaterThan(15)
    expect(codesOf(await ask(500, { ...village, tanggal: '2026-11-30', mulai: 'tunggu' }))).toEqual(
      ['MASIH_ADA_JAM'],
    )
    expect(sure(await ask(501, { ...village, mulai: 'tunggu' })).kind).toBe('tunggu')
    sure(await ask(502, { ...village, mulai: 'tunggu' }))
    expect(codesOf(await ask(501, { ...village, mulai: 'tunggu' }))).toEqual([
      'SUDAH_DAFTAR_TUNGGU',
    ])
    sure(await cancel(house.deps, db, { actor: WARGA, kode: made[3] ?? '' }))
    const waiting = await rows(
      database.owner,
      sql<{
        isServed: boolean
      }>`select d.janji_kode is not null as "isServed" from queueing.daftar_tunggu d order by d.dibuat_at, d.id`,
    )
    expect(waiting).toEqual([{ isServed: true }, { isServed: false }])
    const told = await rows(
      database.owner,
      sql<{ n: number }>`select count(*)::int as n from notifications.kiriman k
      where k.tujuan = '+628121000501' and k.teks like '%daftar tunggu%'`,
    )
    expect(told[0]?.n).toBe(1)
  }, 120_000)
})

describe('an appointment', () => {
  it('moves to another time, and its seat is free again', async () => {
    const { kode } = sure(await ask(601, { huruf: 'A', mulai: String(9 * 60) }))
    const move = (mulai: number) =>
      reschedule(house.deps, db, {
        actor: WARGA,
        kode,
        tanggal: '2026-11-26',
        mulai: String(mulai),
      })
    expect(codesOf(await move(3))).toEqual(['JAM_JANJI_TIDAK_ADA'])
    sure(await move(10 * 60))
    const found = await rows(
      database.owner,
      sql<{ tanggal: string; mulai: number }>`select j.tanggal, j.mulai from queueing.janji j
      where j.kode = ${kode}`,
    )
    expect(found).toEqual([{ tanggal: '2026-11-26', mulai: 600 }])
    sure(await cancel(house.deps, db, { actor: WARGA, kode }))
    expect(codesOf(await cancel(house.deps, db, { actor: WARGA, kode }))).toEqual([
      'JANJI_SUDAH_SELESAI',
    ])
  })

  it('is checked in within its window, late ones join the end of the line, and twice is once', async () => {
    const [early, late] = [
      sure(await ask(701, { huruf: 'B', mulai: String(10 * 60) })),
      sure(await ask(702, { huruf: 'B', mulai: String(9 * 60) })),
    ]
    const arrive = (typed: string, tempatKode = MPP) =>
      checkIn(house.deps, db, { actor: WARGA, tempatKode, typed })
    expect(codesOf(await arrive(early.kode))).toEqual(['JANJI_BUKAN_HARI_INI'])
    // Wednesday, 09.10: twenty minutes too early for ten o'clock with a window of 45 it is not.
    now = Date.UTC(2026, 10, 25, 2, 10)
    expect(codesOf(await arrive(early.kode))).toEqual(['HADIR_TERLALU_AWAL'])
    expect(codesOf(await arrive(early.kode, 'kec-wonolestari'))).toEqual(['JANJI_TEMPAT_LAIN'])
    expect(codesOf(await arrive('JNJ-0000'))).toEqual(['KODE_TIDAK_TERBACA'])
    now = Date.UTC(2026, 10, 25, 2, 30)
    for (let n = 0; n < 3; n += 1) sure(await house.take('B'))
    const onTime = sure(await arrive(early.kode))
    expect(onTime.isLate).toBe(false)
    expect(sure(await arrive(early.kode)).kode).toBe(onTime.kode)
    expect(sure(await arrive(late.kode)).isLate).toBe(true)
    const line = await rows(
      database.owner,
      sql<{
        asal: string
      }>`select t.asal from queueing.tiket t where t.huruf = 'B' and t.tanggal = '2026-11-25'
      order by t.masuk_at, t.id`,
    )
    expect(line.map(({ asal }) => asal)).toEqual(['janji', 'kios', 'kios', 'kios', 'janji'])
    now = TUESDAY
  })

  it('is reminded of the day before, once', async () => {
    await app.runJob('queueing.remind', {})
    await app.runJob('queueing.remind', {})
    const sent = await rows(
      database.owner,
      sql<{
        tujuan: string
        n: number
      }>`select k.tujuan, count(*)::int as n from notifications.kiriman k
      where k.teks like 'Besok pukul%' group by k.tujuan`,
    )
    expect(sent.length).toBeGreaterThan(3)
    expect(sent.every(({ n }) => n === 1)).toBe(true)
  })
})

describe('who does not come', () => {
  it('is limited after the third time, told until when, and freed by a clerk who is given a reason', async () => {
    const phone = 801
    const kodes: string[] = []
    for (const tanggal of ['2026-11-26', '2026-12-01', '2026-12-02']) {
      kodes.push(sure(await ask(phone, { huruf: 'E', tanggal, mulai: String(9 * 60) })).kode)
      now = new Date(`${tanggal}T18:00:00Z`).getTime()
      await app.runJob('queueing.night', {})
    }
    const refused = await ask(phone, { huruf: 'E', tanggal: '2026-12-04' })
    expect(codesOf(refused)).toEqual(['JANJI_DIBATASI'])
    const lift = (typed: string, alasan: string) =>
      liftAbsenceLimit(house.deps, db, { actor: clerk(1), typed, alasan })
    expect(codesOf(await lift('salah', ''))).toEqual(['KODE_TIDAK_TERBACA', 'ALASAN_CABUT_KURANG'])
    sure(await lift(kodes[0] ?? '', 'Dirawat di rumah sakit'))
    expect(codesOf(await lift(kodes[0] ?? '', 'Dirawat di rumah sakit'))).toEqual([
      'TIDAK_DIBATASI',
    ])
    sure(await ask(phone, { huruf: 'E', tanggal: '2026-12-04', mulai: String(9 * 60) }))
    now = TUESDAY
  }, 60_000)

  it('leaves no telephone behind the day, and no digest behind the window of the rule', async () => {
    now = new Date('2027-06-01T00:00:00Z').getTime()
    await app.runJob('queueing.night', {})
    const left = await rows(
      database.owner,
      sql<{ n: number }>`select count(*)::int as n from queueing.janji j
      where (j.telepon is not null and j.status <> 'dipesan') or (j.pemesan is not null and j.status not in ('dipesan', 'tidak_hadir'))`,
    )
    const lists = await rows(
      database.owner,
      sql<{
        n: number
      }>`select (select count(*) from queueing.daftar_tunggu)::int + (select count(*) from queueing.pembatasan)::int as n`,
    )
    expect([left[0]?.n, lists[0]?.n]).toEqual([0, 0])
    now = TUESDAY
  })
})

describe('appointments of an account', () => {
  it('are shown to their owner, and forgotten on erasure with their seats free again', async () => {
    const accountId = '00000000-0000-4000-8000-00000000ca01'
    await run(
      database.owner,
      sql`insert into queueing.janji (id, kode, kunci, tempat_kode, layanan_id, tanggal, mulai, kursi, akun_id, pemesan, dibuat_at, berubah_at)
      select ${randomUUID()}::uuid, 'JNJ-UJI', ${randomUUID()}::uuid, l.tempat_kode, l.id, '2026-12-10', 540, 1, ${accountId}::uuid, 'p', now(), now()
      from queueing.layanan l where l.tempat_kode = ${MPP} and l.huruf = 'F'`,
    )
    const held = await QUEUE_DATA.collect(db, accountId)
    expect(held.janji).toMatchObject([{ kode: 'JNJ-UJI', jam: '09.00', status: 'dipesan' }])
    await QUEUE_DATA.erase(db, accountId)
    expect((await QUEUE_DATA.collect(db, accountId)).janji).toEqual([])
    const rest = await rows(
      database.owner,
      sql<{
        status: string
        pemesan: string | null
      }>`select j.status, j.pemesan from queueing.janji j
      where j.kode = 'JNJ-UJI'`,
    )
    expect(rest).toEqual([{ status: 'batal', pemesan: null }])
  })
})
