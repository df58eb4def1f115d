import { describe, expect, it } from 'vitest'
import { createFormVisitor } from '../../../tests/support/form-visitor.ts'
import { useRunningApp } from '../../../tests/support/running-app.ts'
import type { SignedIn } from '../../kernel/actor.ts'
import { present } from '../../kernel/assert.ts'
import { addDays, tanggalIn } from '../../kernel/date.ts'
import type { Result } from '../../kernel/result.ts'
import { oneRow, rows, run, sql } from '../../platform/db/database.ts'
import { openIsian, saveBagian, sendIsian, startOpen } from './actions/answer.ts'
import { createSurvei, openDraft, saveSoal } from './actions/build.ts'
import { inviteStrata } from './actions/invite.ts'
import { enterPaper } from './actions/paper.ts'
import { closeOpen, countSurvei, publishSurvei, saveMargin } from './actions/publish.ts'
import type { DokumenSurvei } from './domain/dokumen.ts'
import { findSurvei } from './store/survei-store.ts'
import { findTerbitan } from './store/terbitan-store.ts'

let now = new Date('2026-11-26T03:00:00Z')
const { app, database, takeQueries } = await useRunningApp({
  now: () => now,
  today: () => tanggalIn('Asia/Jakarta', now),
})
const { kit } = app
const { deps } = app.surveys
const unit = app.reference.units()[0]?.kode ?? ''
const officer: SignedIn = {
  kind: 'officer',
  accountId: '00000000-0000-7000-8000-0000000000aa',
  name: 'Walidata',
  grants: [{ role: 'walidata', unitKode: unit }],
}
const starts = { hit: () => 0, forget: () => undefined }
const value = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.refusals))
  return result.value
}
const codes = (result: Result<unknown>) =>
  result.ok ? [] : result.refusals.map(({ code }) => code)

const QUESTIONS = [
  {
    teks_id: 'Jenis kelamin Anda?',
    jenis: 'tunggal',
    bagian: '1',
    pilihan: 'Laki-laki\nPerempuan',
    pengenal: 'ya',
    wajib: 'ya',
  },
  {
    teks_id: 'Apakah Anda naik angkot?',
    jenis: 'tunggal',
    bagian: '1',
    pilihan: 'Ya\nTidak',
    wajib: 'ya',
  },
  {
    teks_id: 'Seberapa puas dengan angkot?',
    jenis: 'skala',
    bagian: '2',
    dari: '1',
    sampai: '5',
    wajib: 'ya',
    syarat_soal_1: 'p2',
    syarat_op_1: 'adalah',
    syarat_nilai_1: 'a',
  },
  {
    teks_id: 'Apa yang perlu diperbaiki?',
    jenis: 'ganda',
    bagian: '3',
    pilihan: 'Jalan\nLampu\nTrotoar',
  },
]

async function build(jenis: 'panel' | 'terbuka'): Promise<string> {
  const today = kit.today()
  const kode = value(
    await createSurvei(deps, officer, {
      judul: 'Angkutan warga',
      tujuan: 'Menyusun trayek tahun depan.',
      unit,
      jenis,
      tutup: addDays(today, 10),
      janji: addDays(today, 20),
      strata: 'Kota; 600\nDesa; 400',
    }),
  )
  for (const [at, form] of QUESTIONS.entries())
    value(await saveSoal(deps, officer, { kode, versi: at + 1, soal: '', form }))
  value(await openDraft(deps, officer, { kode, versi: QUESTIONS.length + 1 }))
  return kode
}

async function fill(kode: string, token: string, isian: Record<string, readonly string[]>) {
  for (const bagian of [1, 2, 3]) {
    const dibuka = value(await openIsian(deps, kode, token))
    value(await saveBagian(deps, token, { dibuka, bagian, typed: isian }))
  }
}

const sent = (kode: string, token: string) => {
  now = new Date(now.getTime() + 5_000)
  return sendIsian(deps, kode, token)
}
const invite = async (kode: string, strata: string, jumlah: number) =>
  value(await inviteStrata(deps, officer, { kode, strata, jumlah })).map(({ token }) => token)

describe('a survey', () => {
  it('does not change once it is open, in the code and in the table', async () => {
    const kode = await build('panel')
    expect(
      codes(
        await saveSoal(deps, officer, { kode, versi: 6, soal: 'p1', form: QUESTIONS[0] ?? {} }),
      ),
    ).toEqual(['SURVEI_BUKAN_DRAF'])
    await expect(
      run(database.owner, sql`update surveys.survei set soal = '[]' where kode = ${kode}`),
    ).rejects.toThrow('does not change')
    await expect(
      run(
        database.owner,
        sql`update surveys.survei set status = 'terbit', ditutup_at = now() where kode = ${kode}`,
      ),
    ).rejects.toThrow('from draft to open')
  })

  it('belongs to its own unit: another walidata changes nothing', async () => {
    const kode = await build('panel')
    const stranger = { ...officer, grants: [{ role: 'walidata' as const, unitKode: 'lain' }] }
    expect(codes(await closeOpen(deps, stranger, kode))).toEqual(['UNIT_BUKAN_MILIK_ANDA'])
  })
})

describe('an invitation', () => {
  it('is answered once, of ten sent at once, and its token is kept as a digest only', async () => {
    const kode = await build('panel')
    const [token = ''] = await invite(kode, 's1', 1)
    await fill(kode, token, { p1: ['a'], p2: ['b'] })
    const all = await Promise.all(Array.from({ length: 10 }, () => sendIsian(deps, kode, token)))
    expect(all.filter(({ ok }) => ok)).toHaveLength(1)
    expect(codes(await openIsian(deps, kode, token))).toEqual(['UNDANGAN_TERPAKAI'])
    const { n } = await oneRow(
      database.owner,
      sql<{
        n: number
      }>`select count(*)::int as n from surveys.jawaban j join surveys.survei s on s.id = j.survei_id where s.kode = ${kode}`,
    )
    expect(n).toBe(1)
    const kept = await rows(
      database.owner,
      sql<{ t: string }>`select u::text as t from surveys.undangan u`,
    )
    expect(JSON.stringify(kept)).not.toContain(token)
  })

  it('that was never given out opens nothing, and is counted', async () => {
    const kode = await build('panel')
    for (const token of ['', 'x', 'A'.repeat(22)])
      expect(codes(await openIsian(deps, kode, token))).toEqual(['UNDANGAN_TIDAK_DIKENAL'])
    const { n } = await oneRow(
      database.owner,
      sql<{
        n: number
      }>`select p.jumlah::int as n from surveys.penolakan p join surveys.survei s on s.id = p.survei_id
      where s.kode = ${kode} and p.alasan = 'UNDANGAN_TIDAK_DIKENAL'`,
    )
    expect(n).toBe(3)
  })

  it('keeps no answer to a question that is not asked, and asks what must be answered', async () => {
    const kode = await build('panel')
    const [token = ''] = await invite(kode, 's1', 1)
    await fill(kode, token, { p1: ['a'], p2: ['b'], p3: ['4'] })
    value(await sent(kode, token))
    const { isi } = await oneRow(
      database.owner,
      sql<{
        isi: unknown
      }>`select j.isi from surveys.jawaban j join surveys.survei s on s.id = j.survei_id where s.kode = ${kode}`,
    )
    expect(isi).toEqual({ p1: ['a'], p2: ['b'] })
  })

  it('is not more than the stratum has people, also of two sent at once', async () => {
    const kode = await build('panel')
    const both = await Promise.all(
      [1, 2].map(() => inviteStrata(deps, officer, { kode, strata: 's2', jumlah: 300 })),
    )
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(both.flatMap(codes)).toEqual(['JUMLAH_UNDANGAN'])
  })
})

describe('an open link', () => {
  it('refuses robots with a reason and counts them', async () => {
    const kode = await build('terbuka')
    expect(codes(await startOpen(deps, kode, { starts, ip: 'a', trap: 'http://spam' }))).toEqual([
      'ISIAN_ROBOT',
    ])
    const busy = { hit: () => 9, forget: () => undefined }
    expect(codes(await startOpen(deps, kode, { starts: busy, ip: 'a', trap: '' }))).toEqual([
      'TERLALU_SERING',
    ])
    const token = value(await startOpen(deps, kode, { starts, ip: 'a', trap: '' }))
    await fill(kode, token, { p1: ['a'], p2: ['b'] })
    expect(codes(await sendIsian(deps, kode, token))).toEqual(['TERLALU_CEPAT'])
    value(await sent(kode, token))
    expect(codes(await sent(kode, token))).toEqual(['UNDANGAN_TIDAK_DIKENAL'])
    const found = await rows(
      database.owner,
      sql<{
        alasan: string
      }>`select p.alasan from surveys.penolakan p join surveys.survei s on s.id = p.survei_id where s.kode = ${kode} order by p.alasan`,
    )
    expect(found.map(({ alasan }) => alasan)).toEqual([
      'ISIAN_ROBOT',
      'TERLALU_CEPAT',
      'TERLALU_SERING',
      'UNDANGAN_TIDAK_DIKENAL',
    ])
  })
})

describe('paper', () => {
  it('counts a sheet of a batch once, of five sent at once', async () => {
    const kode = await build('panel')
    const enter = () =>
      enterPaper(deps, officer, {
        kode,
        head: { bundel: 'B-1', lembar: '7', strata: 's1' },
        typed: { p1: ['a'], p2: ['b'] },
      })
    const all = await Promise.all(Array.from({ length: 5 }, enter))
    expect(all.filter(({ ok }) => ok)).toHaveLength(1)
    expect(new Set(all.flatMap(codes))).toEqual(new Set(['LEMBAR_SUDAH_ADA']))
  })
})

const cellOf = (dokumen: DokumenSurvei, soal: string, pilihan: string) =>
  dokumen.soal
    .find((one) => one.kode === soal)
    ?.tabel[0]?.pilihan.find((one) => one.kode === pilihan)

/** Eighty answers: one in four by a man, one in two by a rider, two of whom are not content. */
async function answerMany(kode: string): Promise<void> {
  const tokens = [...(await invite(kode, 's1', 60)), ...(await invite(kode, 's2', 20))]
  for (const [at, token] of tokens.entries()) {
    const rating = at === 0 || at === 60 ? '1' : '4'
    await fill(kode, token, {
      p1: [at % 4 === 0 ? 'a' : 'b'],
      p2: [at % 2 === 0 ? 'a' : 'b'],
      p3: [rating],
      p4: at % 3 === 0 ? ['a', 'b'] : ['c'],
    })
    value(await sent(kode, token))
  }
}

describe('a result', () => {
  it('is weighted to two margins, published once, shown with its method and without small cells', async () => {
    const kode = await build('panel')
    await answerMany(kode)
    expect(codes(await publishSurvei(deps, officer, kode))).toEqual(['SURVEI_BELUM_TUTUP'])
    value(await closeOpen(deps, officer, kode))
    const form = {
      soal: ['p1', 'p2'],
      fields: {
        'sumber.p1': 'Sensus contoh',
        'populasi.p1.a': '300',
        'populasi.p1.b': '700',
        'sumber.p2': 'Hitungan contoh',
        'populasi.p2.a': '600',
        'populasi.p2.b': '400',
      },
    }
    expect(
      codes(await saveMargin(deps, officer, { kode, form: { ...form, fields: {} } })),
    ).toContain('MARGIN')
    const widthOf = async () => {
      const found = present(await findSurvei(kit.db, kode), 'built')
      const cell = cellOf(value(await countSurvei(deps, kit.db, found)).dokumen, 'p2', 'a')
      return (cell?.atas ?? 0) - (cell?.bawah ?? 0)
    }
    for (const klaster of ['p4', 'p2', 'lain'])
      expect(codes(await saveMargin(deps, officer, { kode, form: { ...form, klaster } }))).toEqual([
        'KLASTER',
      ])
    const one = { ...form, soal: ['p1'] }
    value(await saveMargin(deps, officer, { kode, form: one }))
    const alone = await widthOf()
    expect(alone).toBeGreaterThan(0)
    // Four draws instead of eighty, each of people who all say the same.
    value(await saveMargin(deps, officer, { kode, form: { ...one, klaster: 'p2' } }))
    expect(await widthOf()).toBeGreaterThan(2 * alone)
    value(await saveMargin(deps, officer, { kode, form: { ...form, klaster: 'bundel' } }))
    // What is a margin is known: nothing of it is estimated.
    expect(await widthOf()).toBeLessThanOrEqual(1)
    const all = await Promise.all([1, 2, 3].map(() => publishSurvei(deps, officer, kode)))
    expect(all.filter(({ ok }) => ok)).toHaveLength(1)
    const survei = await findSurvei(kit.db, kode)
    const dokumen = present((await findTerbitan(kit.db, survei?.id ?? ''))?.dokumen, 'published')
    // The margins are met: what was one man in four is three in ten, and one rider in two is six in ten.
    expect([cellOf(dokumen, 'p1', 'a')?.bagian, cellOf(dokumen, 'p2', 'a')?.bagian]).toEqual([
      3000, 6000,
    ])
    expect(dokumen.bobot?.cara).toBe('raking')
    const rating = dokumen.soal.find((one) => one.kode === 'p3')
    expect(rating?.dasar).toBe(40)
    // Two people chose 1: hidden, and so is another, lest the sum tells it.
    expect(cellOf(dokumen, 'p3', '1')?.jumlah).toBeNull()
    const hidden = rating?.tabel[0]?.pilihan.filter((one) => one.jumlah === null)
    expect(hidden?.length).toBeGreaterThanOrEqual(2)
    await expect(
      run(database.owner, sql`update surveys.survei set margin = '[]' where kode = ${kode}`),
    ).rejects.toThrow('does not change')
    await expect(
      run(database.owner, sql`update surveys.survei set klaster = '' where kode = ${kode}`),
    ).rejects.toThrow('does not change')
    expect(dokumen.klaster).toEqual({ cara: 'bundel', banyak: 80 })

    const visitor = createFormVisitor(app.server)
    takeQueries()
    const page = await visitor.get(`/survei/${kode}/hasil`)
    expect(takeQueries().length).toBeLessThanOrEqual(12)
    expect(page.payload).toContain('Cara menghitung')
    expect(page.payload).toContain('80 kelompok yang ditanya bersama')
    expect(page.payload).toContain('Deville dan Särndal')
    expect(page.payload.length).toBeLessThan(60_000)
    const csv = await visitor.get(`/survei/${kode}/hasil.csv`)
    expect(csv.payload).toContain('p1,tunggal,Jenis kelamin Anda?,,Laki-laki,80,')
    const xlsx = await visitor.get(`/survei/${kode}/hasil.xlsx`)
    expect(xlsx.rawPayload.subarray(0, 2).toString()).toBe('PK')
    const micro = await visitor.get(`/survei/${kode}/mikrodata.csv`)
    expect(micro.payload.split('\r\n')[0]).toBe('strata,bobot,p1,p2,p3,p4')
    expect(micro.payload).not.toContain(',1,')
  }, 120_000)

  it('of few answers is not worked out', async () => {
    const kode = await build('panel')
    const [token = ''] = await invite(kode, 's1', 1)
    await fill(kode, token, { p1: ['a'], p2: ['b'] })
    value(await sent(kode, token))
    value(await closeOpen(deps, officer, kode))
    const survei = await findSurvei(kit.db, kode)
    if (survei === undefined) throw new Error('gone')
    expect(codes(await countSurvei(deps, kit.db, survei))).toEqual(['JAWABAN_KURANG'])
    expect(codes(await publishSurvei(deps, officer, kode))).toEqual(['JAWABAN_KURANG'])
  })
})

describe('the nights', () => {
  it('close what is over, and write answers anew so that no order is left', async () => {
    const kode = await build('panel')
    const [token = ''] = await invite(kode, 's1', 1)
    await fill(kode, token, { p1: ['a'], p2: ['b'] })
    value(await sent(kode, token))
    const ids = () =>
      rows(
        database.owner,
        sql<{
          id: string
        }>`select j.id::text as id from surveys.jawaban j join surveys.survei s on s.id = j.survei_id where s.kode = ${kode}`,
      )
    const before = await ids()
    await app.runJob('surveys.shuffle', {})
    expect((await ids())[0]?.id).not.toBe(before[0]?.id)
    const begun = now
    now = new Date(now.getTime() + 11 * 86_400_000)
    await app.runJob('surveys.close', {})
    expect((await findSurvei(kit.db, kode))?.status).toBe('tutup')
    now = begun
  })
})

describe('without a script', () => {
  it('a resident starts, goes back, mends a mistake, checks and sends', async () => {
    const kode = await build('terbuka')
    const visitor = createFormVisitor(app.server)
    const start = await visitor.post(`/survei/${kode}`, { situs: '' })
    const path = String(start.headers.location)
    expect(path).toMatch(/\/isi\/[\w-]{22}$/)
    const wrong = await visitor.post(`${path}?bagian=1`, { p1: 'a', arah: 'lanjut' })
    expect(wrong.statusCode).toBe(422)
    expect(wrong.payload).toContain('href="#f-p2"')
    expect(wrong.payload).toMatch(/value="a" checked/)
    const next = await visitor.post(`${path}?bagian=1`, { p1: 'a', p2: 'b', arah: 'lanjut' })
    // Whoever does not ride is not asked how content they are.
    expect(next.headers.location).toContain('bagian=3')
    const back = await visitor.post(`${path}?bagian=3`, { p4: ['a', 'c'], arah: 'kembali' })
    expect(back.headers.location).toContain('bagian=1')
    const check = await visitor.get(`${path}?bagian=periksa`)
    expect(check.payload).toContain('Jalan, Trotoar')
    now = new Date(now.getTime() + 5_000)
    const done = await visitor.post(`${path}?bagian=periksa`, {})
    expect(done.headers.location).toBe('/survei/terima-kasih')
    expect((await visitor.get(path)).statusCode).toBe(404)
    const list = await visitor.get('/survei')
    expect(list.payload).toContain('Survei kepuasan masyarakat')
  })
})
