import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { createFormVisitor } from '../../../tests/support/form-visitor.ts'
import { useRunningApp } from '../../../tests/support/running-app.ts'
import type { Actor, Role } from '../../kernel/actor.ts'
import { present } from '../../kernel/assert.ts'
import { DAY_MS } from '../../kernel/date.ts'
import { oneRow, rows, sql } from '../../platform/db/database.ts'
import { enterPaper } from './actions/paper.ts'
import { finishPlan, savePlan } from './actions/plan.ts'
import { publishDue } from './actions/publish.ts'
import { SKM_RECORDS } from './index.ts'
import { upsertLayanan } from './store/layanan-store.ts'
import { formOf, surveyHouse } from './testing/survey-house.ts'

let now = new Date('2026-08-20T03:07:00Z')
const { app, database, takeQueries } = await useRunningApp({
  now: () => now,
})
const { satisfaction, kit } = app
const { deps } = satisfaction
// The house counts days by its own clock: the one of this file.
const dated = {
  ...deps,
  kit: { ...kit, now: () => now, today: () => now.toISOString().slice(0, 10) as never },
}
const house = surveyHouse({ satisfaction: { ...satisfaction, deps: dated }, kit })
const officer = (role: Role, unitKode: string): Actor => ({
  kind: 'officer',
  accountId: '00000000-0000-4000-8000-0000000000d1',
  name: role,
  grants: [{ role, unitKode }],
})
const clerk = officer('loket', 'dukcapil')
const head = officer('kepala-opd', 'dukcapil')
const KTP = { layananKode: 'dukcapil.ktp', layananNama: 'Perekaman KTP elektronik' } as const
const sheet = (lembar: number, more: Readonly<Record<string, string>> = {}) => ({
  ...formOf(3),
  unit: 'dukcapil',
  layanan: KTP.layananKode,
  bundel: 'MPP-2026-08',
  lembar: String(lembar),
  tanggal: '2026-08-19',
  ...more,
})
const codesOf = (done: Awaited<ReturnType<typeof enterPaper>>) =>
  done.ok ? [] : done.refusals.map(({ code }) => code)
const get = (url: string) => app.server.inject({ url, headers: { accept: 'text/html' } })

describe('counters', () => {
  it('are what a count of all answers says, whatever came in whatever order', async () => {
    const event = fc.record({
      kind: fc.constantFrom('invite', 'answer', 'paper'),
      marks: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 9, maxLength: 9 }),
      layananKode: fc.constantFrom('acak.satu', 'acak.dua'),
      unitKode: fc.constantFrom('dlh', 'pupr'),
      kanal: fc.constantFrom('web' as const, 'loket' as const),
      umur: fc.constantFrom('', '18-25', '61'),
      days: fc.integer({ min: 0, max: 20 }),
    })
    const begun = now
    let lembar = 0
    await fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 1, maxLength: 12 }), async (events) => {
        for (const { kind, marks, umur, days, ...place } of events) {
          now = new Date(begun.getTime() - days * DAY_MS)
          const more = { ...place, layananNama: place.layananKode }
          if (kind === 'invite') await house.invite(more)
          if (kind === 'answer') await house.answer(marks, more, { umur })
          if (kind !== 'paper') continue
          lembar += 1
          await upsertLayanan(
            kit.db,
            [{ kode: place.layananKode, nama: place.layananKode, isGratis: false }],
            now,
          )
          const done = await enterPaper(dated, officer('petugas-layanan', place.unitKode), {
            ...formOf(marks),
            umur,
            unit: place.unitKode,
            layanan: place.layananKode,
            bundel: 'ACAK',
            lembar: String(lembar),
            tanggal: now.toISOString().slice(0, 10),
          })
          expect(done.ok).toBe(true)
        }
        expect(await countersAsKept()).toEqual(await countersAsCounted())
        expect(await respondentsAsKept()).toEqual(await respondentsAsCounted())
      }),
      { numRuns: 12 },
    )
    now = begun
  }, 120_000)

  it('move by the one transaction of each answer, many at once', async () => {
    await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        house.answer(1 + (index % 4), {
          unitKode: 'dinkes',
          layananKode: 'ramai',
          layananNama: 'Ramai',
        }),
      ),
    )
    expect(await countersAsKept()).toEqual(await countersAsCounted())
  }, 60_000)
})

const SIDES = sql`(values ('daerah', false, false), ('layanan', false, true), ('unit', true, false), ('unit-layanan', true, true))
  as s (sisi, per_unit, per_layanan)`

function countersAsKept() {
  return rows(
    database.owner,
    sql`select r.sisi, r.triwulan, r.unit_kode, r.layanan_kode, r.kanal, r.jumlah, r.sebaran, r.kuadrat::text as kuadrat
    from satisfaction.rekap r where r.jumlah > 0 order by r.sisi, r.triwulan, r.unit_kode, r.layanan_kode, r.kanal`,
  )
}

function countersAsCounted() {
  return rows(
    database.owner,
    sql`select s.sisi, j.triwulan, case when s.per_unit then j.unit_kode else '' end as unit_kode,
      case when s.per_layanan then j.layanan_kode else '' end as layanan_kode, j.kanal, count(*)::int as jumlah,
      (select array_agg((select count(*)::int from satisfaction.jawaban k where k.triwulan = j.triwulan and k.kanal = j.kanal
          and (not s.per_unit or k.unit_kode = min(j.unit_kode)) and (not s.per_layanan or k.layanan_kode = min(j.layanan_kode))
          and k.skala[u] = m) order by u, m) from generate_series(1, 9) u, generate_series(1, 4) m) as sebaran,
      sum((select sum(x) from unnest(j.skala) x) ^ 2)::bigint::text as kuadrat
    from satisfaction.jawaban j, ${SIDES} group by 1, 2, 3, 4, 5, s.per_unit, s.per_layanan order by 1, 2, 3, 4, 5`,
  )
}

function respondentsAsKept() {
  return rows(
    database.owner,
    sql`select r.sisi, r.triwulan, r.unit_kode, r.layanan_kode, r.pilihan, r.jumlah from satisfaction.rekap_responden r
    where r.ruas = 'umur' order by 1, 2, 3, 4, 5`,
  )
}

function respondentsAsCounted() {
  return rows(
    database.owner,
    sql`select s.sisi, j.triwulan, case when s.per_unit then j.unit_kode else '' end as unit_kode,
      case when s.per_layanan then j.layanan_kode else '' end as layanan_kode, coalesce(j.umur, '') as pilihan, count(*)::int as jumlah
    from satisfaction.jawaban j, ${SIDES} group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5`,
  )
}

describe('paper forms', () => {
  beforeAll(() =>
    upsertLayanan(kit.db, [{ kode: KTP.layananKode, nama: KTP.layananNama, isGratis: true }], now),
  )

  it('count each sheet of a batch once, of twenty entered at once', async () => {
    const sent = await Promise.all(
      Array.from({ length: 20 }, () => enterPaper(dated, clerk, sheet(1))),
    )
    expect(sent.filter(({ ok }) => ok)).toHaveLength(1)
    expect(new Set(sent.filter(({ ok }) => !ok).flatMap(codesOf))).toEqual(
      new Set(['LEMBAR_SUDAH_ADA']),
    )
    expect(await countersAsKept()).toEqual(await countersAsCounted())
  })

  it.each([
    ['another unit', { unit: 'dlh' }, 'UNIT_BUKAN_MILIK_ANDA'],
    ['no batch', { bundel: '<x>' }, 'BUNDEL_KOSONG'],
    ['no sheet', { lembar: '0' }, 'LEMBAR_KOSONG'],
    ['an unknown service', { layanan: 'x' }, 'LAYANAN_TIDAK_ADA'],
    ['tomorrow', { tanggal: '2026-08-21' }, 'TANGGAL_BELUM_TIBA'],
    ['a quarter long over', { tanggal: '2026-06-30' }, 'TRIWULAN_SUDAH_TERBIT'],
    ['no date', { tanggal: '31/2/2026' }, 'TANGGAL_TIDAK_ADA'],
    ['a missing mark', { u7: '' }, 'UNSUR_KOSONG'],
  ])('are refused with %s', async (_what, more, code) =>
    expect(codesOf(await enterPaper(dated, clerk, sheet(2, more)))).toEqual([code]),
  )

  it('are nobody’s business who has no such post', async () => {
    expect(codesOf(await enterPaper(dated, officer('kepala-opd', 'dukcapil'), sheet(3)))).toEqual([
      'UNIT_BUKAN_MILIK_ANDA',
    ])
  })

  it('carry their channel, their batch and the clerk who typed them', async () => {
    await enterPaper(dated, clerk, sheet(4))
    const found = await oneRow(
      database.owner,
      sql<{
        kanal: string
        nomor: string
        jam: string
      }>`select j.kanal, b.nomor, to_char(j.waktu at time zone 'Asia/Jakarta', 'HH24:MI') as jam
      from satisfaction.jawaban j join satisfaction.bundel b on b.id = j.bundel_id where j.lembar = 4 and b.nomor = 'MPP-2026-08'`,
    )
    expect(found).toEqual({ kanal: 'kertas', nomor: 'MPP-2026-08', jam: '00:00' })
    const trail = await rows(
      database.owner,
      sql<{
        id: string
      }>`select c.pelaku_id as id from audit.catatan c where c.objek_id = 'dukcapil/MPP-2026-08/4'`,
    )
    expect(trail).toEqual([{ id: '00000000-0000-4000-8000-0000000000d1' }])
  })
})

describe('scores', () => {
  const RARE = { unitKode: 'damkar', layananKode: 'damkar.izin', layananNama: 'Izin alat pemadam' }

  it('of few answers show nowhere but as a number of answers', async () => {
    for (let index = 0; index < 7; index += 1) await house.answer(1, RARE)
    expect(await satisfaction.scoreOf(kit.db, { layananKode: RARE.layananKode })).toEqual({
      kind: 'belum-cukup',
      // Five of seven: what is shown moves by five.
      n: 5,
      minimum: 30,
    })
    const page = await get('/skm/unit/damkar?periode=2026-Q3')
    expect(page.payload).toContain('Belum cukup jawaban (5 dari 30)')
    expect(page.payload).not.toMatch(/<ol class="skm-unsur|<p class="skm-angka|class="tag |1,000/)
    const csv = (await get('/skm/unit/damkar/data.csv?periode=2026-Q3')).payload
    expect(csv).toMatch(/2026-Q3,unit,damkar,[^\r\n]*,5,,7,7,,,,,,,,,,,,,\r\n/)
    const api = (await get('/api/v1/skm?periode=2026-Q3')).json<{
      items: Record<string, unknown>[]
    }>()
    expect(api.items.find(({ unit_kode }) => unit_kode === 'damkar')).toMatchObject({
      cukup: false,
      responden: 5,
      ikm: null,
      mutu: null,
      selang_bawah: null,
      unsur: [],
    })
    expect((await get('/skm/nasional.csv?periode=2026-Q3')).payload).not.toContain('damkar')
    expect((await get('/skm/laporan/damkar/2026-Q3.pdf')).statusCode).toBe(404)
    expect((await get('/skm/laporan/damkar/2026-Q3')).statusCode).toBe(404)
  })

  it('of enough answers are told for a service, a service of a unit, and many by one statement', async () => {
    for (let index = 0; index < 34; index += 1)
      await house.answer(index % 2 === 0 ? [4, 3, 2, 4, 4, 4, 4, 3, 1] : 3, KTP, {
        jenis_kelamin: index < 31 ? 'p' : 'l',
      })
    const skor = await satisfaction.scoreOf(kit.db, {
      layananKode: KTP.layananKode,
      unitKode: 'dukcapil',
    })
    expect(skor).toMatchObject({ kind: 'skor', n: 30 })
    takeQueries()
    const many = await satisfaction.scoresOf(kit.db, [KTP.layananKode, RARE.layananKode, 'tak-ada'])
    expect(takeQueries()).toHaveLength(1)
    expect([...many].map(([kode, { kind }]) => [kode, kind])).toEqual([
      [KTP.layananKode, 'skor'],
      [RARE.layananKode, 'belum-cukup'],
      ['tak-ada', 'belum-cukup'],
    ])
    expect(await satisfaction.scoresOf(kit.db, [])).toEqual(new Map())
  })

  it('that run move by five answers at least, so that no answer can be read from a difference', async () => {
    const place = { unitKode: 'dishub', layananKode: 'dishub.uji', layananNama: 'Uji kendaraan' }
    const shown: number[] = []
    for (let index = 0; index < 23; index += 1) {
      await house.answer(1 + (index % 4), place)
      const { n } = await satisfaction.scoreOf(kit.db, { layananKode: place.layananKode })
      shown.push(n)
    }
    const steps = shown.flatMap((n, index) => (n === (shown[index - 1] ?? 0) ? [] : [n]))
    expect(steps).toEqual([5, 10, 15, 20])
    expect(shown.every((n, index) => n <= index + 1 && index + 1 - n < 5)).toBe(true)
    const page = (await get('/skm/unit/dukcapil?periode=2026-Q3')).payload
    expect(page).toContain('Tampil setelah nilai periode ini terbit')
    expect(page).not.toMatch(/Perempuan|Laki-laki/)
  })

  it('are read from counters: the pages read no answer', async () => {
    takeQueries()
    for (const url of [
      '/skm',
      '/skm/unit/dukcapil',
      `/skm/layanan/${KTP.layananKode}`,
      '/skm/data.csv',
    ])
      expect((await get(`${url}?periode=2026-Q3`)).statusCode).toBe(200)
    const statements = takeQueries().map(({ text }) => text)
    expect(statements.length).toBeLessThan(40)
    expect(statements.filter((text) => text.includes('satisfaction.jawaban'))).toEqual([])
  })

  it.each([
    '/skm/unit/tak-ada',
    '/skm/layanan/tak-ada',
    '/skm?periode=2026-Q9',
    '/skm/laporan/dukcapil/x',
  ])('answer not found where there is no such thing: %s', async (url) =>
    expect((await get(url)).statusCode).toBe(404),
  )
})

describe('publication', () => {
  it('waits until fourteen days after the quarter, and happens once', async () => {
    now = new Date('2026-10-14T03:00:00Z')
    expect(await publishDue(dated)).toEqual([])
    now = new Date('2026-10-15T03:00:00Z')
    const done = await Promise.all([publishDue(dated), publishDue(dated)])
    expect(done.flat()).toEqual(['2026-Q3'])
    expect(await publishDue(dated)).toEqual([])
  })

  it('leaves a record of every score in the public log, and none of too few answers', async () => {
    const published = await rows(
      database.owner,
      sql<{
        id: string
        sisi: string
        unit: string
        n: number
      }>`select t.id, t.sisi, t.unit_kode as unit,
        (t.dokumen ->> 'responden')::int as n from satisfaction.terbitan t order by t.id`,
    )
    expect(published.length).toBeGreaterThan(5)
    expect(published.every(({ n }) => n >= 30)).toBe(true)
    expect(published.some(({ unit }) => unit === 'damkar')).toBe(false)
    const told = await rows(
      database.owner,
      sql<{
        acuan: string
      }>`select e.acuan::text as acuan from public_log.titipan e where e.jenis = 'skm.terbit'
      union select e.acuan::text from public_log.entri e where e.jenis = 'skm.terbit'`,
    )
    expect(told.map(({ acuan }) => acuan).toSorted()).toEqual(
      published.map(({ id }) => id).toSorted(),
    )
    const ids = await SKM_RECORDS.list(kit.db, { limit: 100 })
    const documents = await SKM_RECORDS.read(kit.db, ids)
    expect(documents.size).toBe(published.length)
    expect([...documents.values()].every(({ isOpen }) => isOpen)).toBe(true)
  })

  it('shows every answer of its quarter', async () => {
    const { behind } = await oneRow(
      database.owner,
      sql<{ behind: number }>`select count(*)::int as behind from satisfaction.rekap r
      where r.triwulan = '2026-07-01' and r.tampil_jumlah <> r.jumlah`,
    )
    expect(behind).toBe(0)
    const { n } = await satisfaction.scoreOf(kit.db, { layananKode: 'dishub.uji' })
    expect(n).toBe(23)
  })

  it('takes no more paper for its quarter', async () => {
    expect(codesOf(await enterPaper(dated, clerk, sheet(90)))).toEqual(['TRIWULAN_SUDAH_TERBIT'])
  })

  it('shows the same score as before, with its record, small groups hidden, and a report', async () => {
    const page = (await get('/skm/unit/dukcapil?periode=2026-Q3')).payload
    expect(page).toContain('/bukti/catatan/')
    expect(page).toContain('Terbit 15 Oktober 2026')
    expect(page).toContain('disembunyikan')
    expect((await get('/skm/laporan/dukcapil/2026-Q3')).statusCode).toBe(200)
    const pdf = await get('/skm/laporan/dukcapil/2026-Q3.pdf')
    expect([pdf.statusCode, pdf.headers['content-type']]).toEqual([200, 'application/pdf'])
    expect(pdf.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
    const again = await get('/skm/laporan/dukcapil/2026-Q3.pdf')
    expect(again.rawPayload.equals(pdf.rawPayload)).toBe(true)
  }, 30_000)
})

describe('a plan of follow-up', () => {
  const key = { unitKode: 'dukcapil', periode: '2026-Q3', unsur: 'U9', versi: 0 }
  const form = {
    kegiatan: 'Menjawab setiap pengaduan dalam dua hari kerja 😀',
    penanggungJawab: 'Kepala Bidang Pengaduan',
    mulai: '2026-10-20',
    target: '2026-11-20',
  }
  const refusedAs = async (done: ReturnType<typeof savePlan>) => {
    const outcome = await done
    return outcome.ok ? 'saved' : outcome.refusals.map(({ code }) => code).join()
  }

  it('is written by the head of the unit, about one of its three lowest elements', async () => {
    expect(await refusedAs(savePlan(dated, { actor: clerk, key }, form))).toBe('BUKAN_KEPALA_UNIT')
    const other = officer('kepala-opd', 'dlh')
    expect(await refusedAs(savePlan(dated, { actor: other, key }, form))).toBe('BUKAN_KEPALA_UNIT')
    const best = { ...key, unsur: 'U1' }
    expect(await refusedAs(savePlan(dated, { actor: head, key: best }, form))).toBe(
      'UNSUR_BUKAN_TERENDAH',
    )
    const early = { ...key, periode: '2026-Q4' }
    expect(await refusedAs(savePlan(dated, { actor: head, key: early }, form))).toBe(
      'NILAI_BELUM_TERBIT',
    )
  })

  it('is public with its dates, changed only by who saw how it stands, and ends with its result', async () => {
    const both = await Promise.all([
      refusedAs(savePlan(dated, { actor: head, key }, form)),
      refusedAs(savePlan(dated, { actor: head, key }, form)),
    ])
    expect(both.toSorted()).toEqual(['RENCANA_SUDAH_BERUBAH', 'saved'])
    expect((await get('/skm/laporan/dukcapil/2026-Q3')).payload).toContain('dalam dua hari kerja')
    // The report prints what it can of it.
    expect((await get('/skm/laporan/dukcapil/2026-Q3.pdf')).statusCode).toBe(200)
    const now1 = { ...key, versi: 1 }
    expect((await finishPlan(dated, { actor: head, key: now1 }, 'pendek')).ok).toBe(false)
    const done = await finishPlan(
      dated,
      { actor: head, key: now1 },
      'Pengaduan dijawab rata-rata satu hari kerja',
    )
    expect(done.ok).toBe(true)
    expect(await refusedAs(savePlan(dated, { actor: head, key: { ...key, versi: 2 } }, form))).toBe(
      'RENCANA_SUDAH_SELESAI',
    )
    const told = await rows(
      database.owner,
      sql<{
        jenis: string
      }>`select e.jenis from public_log.titipan e where e.jenis like 'skm.rencana%'
      union all select e.jenis from public_log.entri e where e.jenis like 'skm.rencana%'`,
    )
    expect(told.map(({ jenis }) => jenis).toSorted()).toEqual([
      'skm.rencana',
      'skm.rencana-selesai',
    ])
  }, 30_000)
})

describe('an officer’s pages', () => {
  it('are there for who has a survey of their own, and tell remarks only of enough answers', async () => {
    const visitor = createFormVisitor(app.server)
    expect((await visitor.get('/kerja/skm')).statusCode).not.toBe(200)
    expect(
      present(
        app.routes.find(({ url }) => url === '/kerja/skm/catatan'),
        'a route',
      ).access,
    ).toEqual({
      roles: ['kepala-opd', 'camat', 'lurah', 'kades', 'loket', 'petugas-layanan'],
    })
  })
})
