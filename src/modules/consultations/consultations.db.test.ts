import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createFormVisitor } from '../../../tests/support/form-visitor.ts'
import { useRunningApp } from '../../../tests/support/running-app.ts'
import { canonicalJson } from '../../kernel/canonical-json.ts'
import { addDays } from '../../kernel/date.ts'
import { oneRow, rows, run, sql, transaction } from '../../platform/db/database.ts'
import { DEMO_PASSWORD } from '../identity/index.ts'
import { notifyPengirim } from './actions/kabar.ts'
import { tarikMasukan } from './actions/masukan.ts'
import { markOverdue } from './actions/pantau.ts'
import { signMinutes } from './actions/tanda-tangan.ts'
import { publicOf } from './actions/tutup.ts'
import { KONSULTASI_DATA, KONSULTASI_RECORDS } from './index.ts'
import { findKonsultasi, listPenolakan } from './store/konsultasi-store.ts'
import { findMasukan, listIds, listMasukan } from './store/masukan-store.ts'
import { listBagian } from './store/naskah-store.ts'
import {
  codes,
  consultationHouse,
  DLH,
  granted,
  NASKAH,
  warga,
} from './testing/consultation-house.ts'

const { app, database, takeQueries } = await useRunningApp()
const { kit } = app
const house = consultationHouse(app)
const { acts, deps } = house

describe('a text', () => {
  it('is kept by passage, every version for good', async () => {
    const kode = await house.begin({ naskah: NASKAH })
    const { id } = await house.find(kode)
    const bagian = await listBagian(kit.db, id, 1)
    expect(bagian.map(({ jangkar, label }) => `${jangkar} ${label}`)).toEqual([
      'b1 BAB I',
      'b2 Pasal 1',
      'b3 Pasal 2',
      'b4 Pasal 2 ayat (1)',
      'b5 Pasal 2 ayat (2)',
    ])
    for (const change of [
      sql`update consultations.bagian set teks = 'x' where konsultasi_id = ${id}`,
      sql`delete from consultations.naskah where konsultasi_id = ${id}`,
      sql`update consultations.konsultasi set judul = 'Judul lain' where id = ${id}`,
      sql`update consultations.konsultasi set status = 'draf' where id = ${id}`,
    ])
      await expect(run(database.owner, change)).rejects.toThrow()
  })

  it('is refused when it is empty, too long, the same again, or somebody else was first', async () => {
    const kode = await house.draft()
    const keep = (teks: string, dari: number) =>
      acts.simpanNaskah(DLH, { kode, teks, dari, sebab: new Map() })
    expect(codes(await acts.buka(DLH, kode))).toEqual(['NASKAH_KOSONG'])
    expect(codes(await keep(' \n', 0))).toEqual(['NASKAH_KOSONG'])
    expect(codes(await keep('kata '.repeat(2_000), 0))).toEqual(['NASKAH_TERLALU_PANJANG'])
    expect(codes(await keep('x\n\n'.repeat(1_501), 0))).toEqual(['NASKAH_TERLALU_PANJANG'])
    const all = await Promise.all([keep(NASKAH, 0), keep(`${NASKAH}\nPasal 3\nLain.`, 0)])
    expect(all.flatMap(codes)).toEqual(['NASKAH_BERUBAH'])
    const { versi } = await house.find(kode)
    const kept = await keep(all[0]?.ok === true ? NASKAH : `${NASKAH}\nPasal 3\nLain.`, versi)
    expect(codes(kept)).toEqual(['NASKAH_SAMA'])
  })

  it('says why each passage changed once it is open', async () => {
    const kode = await house.begin({ naskah: NASKAH })
    granted(await house.send(kode, warga(1)))
    const teks = NASKAH.replace('memilah sampah', 'memilah sampah setiap hari')
    const keep = (sebab: string) =>
      acts.simpanNaskah(DLH, { kode, teks, dari: 1, sebab: new Map([['b4', sebab]]) })
    expect(codes(await keep(''))).toEqual(['SEBAB_KOSONG'])
    expect(codes(await keep('1, 99'))).toEqual(['SEBAB_TIDAK_ADA'])
    expect(granted(await keep('1'))).toBe(2)
    const page = await createFormVisitor(app.server).get(`/konsultasi/${kode}/perubahan`)
    expect(page.payload).toContain('setiap hari')
    expect(page.payload).toMatch(/<ins>.*setiap hari/s)
    expect(page.payload).toContain(`/konsultasi/${kode}/masukan/1`)
    await expect(
      run(
        database.owner,
        sql`update consultations.sebab set alasan = 'Alasan yang lain.' where versi = 2`,
      ),
    ).rejects.toThrow('only ever added')
  })

  it('belongs to its unit: nobody else writes, opens, answers or closes', async () => {
    const kode = await house.draft()
    const other = house.officer('pupr')
    const tries = [
      await acts.simpanNaskah(other, { kode, teks: NASKAH, dari: 0, sebab: new Map() }),
      await acts.buka(other, kode),
      await acts.jawab(other, { kode, urut: [1], form: {} }),
      await acts.buatJanji(other, { kode, form: {} }),
      await acts.catatPertemuan(other, { kode, form: {} }),
      await acts.tutup(other, kode),
    ]
    expect(tries.map(codes)).toEqual(tries.map(() => ['BUKAN_WEWENANG']))
    expect(await acts.buka(DLH, 'zzzzzz')).toBeUndefined()
  })
})

describe('an input', () => {
  it('gets a number, a day and its place, of ten sent at once each another', async () => {
    const kode = await house.begin({ naskah: NASKAH })
    const done = await Promise.all(
      Array.from({ length: 10 }, (_, n) => house.send(kode, warga(n + 1))),
    )
    expect(done.map(granted).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    const masukan = await findMasukan(kit.db, (await house.find(kode)).id, 1)
    expect(masukan).toMatchObject({ label: 'Pasal 2 ayat (1)', tenggat: addDays(kit.today(), 30) })
  })

  it('sent twice by one person is one; the second is told its number, and counted', async () => {
    const kode = await house.begin({ naskah: NASKAH })
    const twice = await Promise.all([house.send(kode, warga(1)), house.send(kode, warga(1))])
    expect(twice.flatMap(codes)).toEqual(['MASUKAN_GANDA'])
    const { id } = await house.find(kode)
    expect(await listPenolakan(kit.db, id)).toEqual([{ alasan: 'MASUKAN_GANDA', jumlah: 1 }])
    expect(granted(await house.send(kode, warga(2)))).toBe(2)
  })

  it('is refused above the number of a day, over all consultations together', async () => {
    const [one, two] = [
      await house.begin({ naskah: NASKAH }),
      await house.begin({ naskah: NASKAH }),
    ]
    const done = await Promise.all(
      Array.from({ length: 24 }, (_, n) =>
        house.send(n % 2 === 0 ? one : two, warga(50), { teks: `Masukan yang ke-${n} dari saya.` }),
      ),
    )
    expect(done.filter((result) => result?.ok)).toHaveLength(20)
    expect(new Set(done.flatMap(codes))).toEqual(new Set(['MASUKAN_TERLALU_BANYAK']))
    expect(
      codes(await house.at(1).send(one, warga(50), { teks: 'Hari yang lain sudah tiba.' })),
    ).toEqual([])
  })

  it('is refused late, at a passage that is not there, and for a draft that nobody sees', async () => {
    const kode = await house.begin({ naskah: NASKAH })
    expect(codes(await house.at(31).send(kode, warga(1)))).toEqual(['MASUKAN_TERLAMBAT'])
    expect(codes(await house.send(kode, warga(1), {}, 'b99'))).toEqual(['MASUKAN_BAGIAN'])
    expect(await house.send(await house.draft(), warga(1))).toBeUndefined()
    const { id } = await house.find(kode)
    await expect(
      run(
        database.owner,
        sql`insert into consultations.masukan (id, konsultasi_id, urut, versi, jangkar, bagian_urutan, jenis, teks, wakil, sama, dikirim_at,
          dikirim_pada, tenggat) values (${kit.newId()}, ${id}, 999, 1, 'b4', 4, 'setuju', 'Terlambat sekali.', 'sendiri',
          sha256('x'), now(), ${addDays(kit.today(), 31)}, ${addDays(kit.today(), 60)})`,
      ),
    ).rejects.toThrow('while its consultation is open')
  })

  it('never changes; its sender withdraws it until it is answered, and its words are gone', async () => {
    const kode = await house.begin({ naskah: NASKAH })
    granted(await house.send(kode, warga(1), { teks: 'Kata yang ingin ditarik kembali.' }))
    granted(await house.send(kode, warga(1), { teks: 'Masukan kedua tetap ada.' }))
    const pull = (who: number, urut: number) => tarikMasukan(deps, warga(who), { kode, urut })
    expect(codes(await pull(2, 1))).toEqual(['MASUKAN_BUKAN_MILIK_ANDA'])
    granted(await pull(1, 1))
    expect(codes(await pull(1, 1))).toEqual(['MASUKAN_SUDAH_DIJAWAB'])
    const visitor = createFormVisitor(app.server)
    for (const path of ['masukan', 'masukan/1', 'masukan.csv', 'pasal/b4']) {
      const shown = await visitor.get(`/konsultasi/${kode}/${path}`)
      expect([path, shown.statusCode, shown.payload.includes('ingin ditarik')]).toEqual([
        path,
        200,
        false,
      ])
    }
    const { id } = await house.find(kode)
    for (const change of [
      sql`update consultations.masukan set teks = 'Kata yang lain.' where konsultasi_id = ${id} and urut = 2`,
      sql`update consultations.masukan set status = 'menunggu', ditarik_at = null where konsultasi_id = ${id} and urut = 1`,
      sql`delete from consultations.masukan where konsultasi_id = ${id}`,
    ])
      await expect(run(database.owner, change)).rejects.toThrow()
  })

  it('names nobody in public, and stays without its sender when the account is erased', async () => {
    const kode = await house.begin({ naskah: NASKAH })
    granted(await house.send(kode, warga(77), { teks: 'Telepon saya 081234567890 untuk rapat.' }))
    const { payload } = await createFormVisitor(app.server).get(`/konsultasi/${kode}/masukan.csv`)
    expect(payload).toContain('[nomor telepon disamarkan]')
    expect(payload).not.toContain(warga(77).accountId)
    expect(JSON.stringify(await KONSULTASI_DATA.collect(kit.db, warga(77).accountId))).toContain(
      kode,
    )
    expect(await app.consultations.suaraOf(kit.db, warga(77), 10)).toMatchObject([
      {
        nomor: `MSK-${kode.toUpperCase()}-1`,
        keadaan: 'menunggu',
        tautan: `/konsultasi/${kode}/masukan/1`,
      },
    ])
    await transaction(kit.db, async (tx) => KONSULTASI_DATA.erase?.(tx, warga(77).accountId))
    expect(await app.consultations.suaraOf(kit.db, warga(77), 10)).toEqual([])
    expect(await findMasukan(kit.db, (await house.find(kode)).id, 1)).toMatchObject({
      akunId: null,
    })
  })
})

describe('an answer', () => {
  const REFUSED = { putusan: 'ditolak', alasan: 'Belum dapat dibiayai tahun ini.' }

  it('is put under many at once, all or none, and whoever sent one is told once', async () => {
    const kode = await house.begin({ naskah: NASKAH })
    for (const n of [1, 2, 3]) granted(await house.send(kode, warga(n)))
    const answer = (urut: number[]) => acts.jawab(DLH, { kode, urut, form: REFUSED })
    expect(codes(await answer([]))).toEqual(['JAWAB_PILIH'])
    expect(codes(await answer([1, 9]))).toEqual(['MASUKAN_SUDAH_DIJAWAB'])
    granted(await answer([1, 2]))
    const { id } = await house.find(kode)
    expect(await findMasukan(kit.db, id, 3)).toMatchObject({ status: 'menunggu', jawaban: null })
    const masukan = await listIds(kit.db, { konsultasiId: id })
    const told = () =>
      transaction(kit.db, (tx) => notifyPengirim(deps, tx, { kabar: 'dijawab', masukan }))
    await told()
    await told()
    const { n } = await oneRow(
      database.owner,
      sql<{
        n: number
      }>`select count(*)::int as n from notifications.pemberitahuan p where p.akun_id = ${warga(1).accountId}
      and p.tautan = ${`/konsultasi/${kode}/masukan/1`}`,
    )
    expect(n).toBe(1)
  })

  it('of two given at once is one; so is an answer that meets a withdrawal', async () => {
    const kode = await house.begin({ naskah: NASKAH })
    for (const n of [1, 2]) granted(await house.send(kode, warga(n)))
    const answer = (urut: number) => acts.jawab(DLH, { kode, urut: [urut], form: REFUSED })
    const both = await Promise.all([answer(1), answer(1)])
    expect(both.flatMap(codes)).toEqual(['MASUKAN_SUDAH_DIJAWAB'])
    const met = await Promise.all([answer(2), tarikMasukan(deps, warga(2), { kode, urut: 2 })])
    expect(met.flatMap(codes)).toEqual(['MASUKAN_SUDAH_DIJAWAB'])
    const answers = await rows(
      database.owner,
      sql<{ n: number }>`select count(m.id)::int as n from consultations.jawaban j
      left join consultations.masukan m on m.jawaban_id = j.id where j.konsultasi_id = ${(await house.find(kode)).id} group by j.id`,
    )
    expect(answers.every(({ n }) => n === 1)).toBe(true)
  })

  it('that comes after its day is counted as late for good', async () => {
    const kode = await house.begin({ naskah: NASKAH })
    granted(await house.send(kode, warga(1)))
    const before = await app.consultations.hitungan(kit.db)
    await markOverdue(house.at(31).deps)
    await markOverdue(house.at(32).deps)
    const { lewat } = await oneRow(
      database.owner,
      sql<{ lewat: number }>`select count(m.lewat_at)::int as lewat from consultations.masukan m
      join consultations.konsultasi k on k.id = m.konsultasi_id where k.kode = ${kode}`,
    )
    expect(lewat).toBe(1)
    const of = (list: typeof before) => list.find(({ jenis }) => jenis === 'rancangan')?.lewat ?? 0
    expect(of(await app.consultations.hitungan(kit.db))).toBeGreaterThan(of(before))
    const { n } = await oneRow(
      database.owner,
      sql<{
        n: number
      }>`select count(*)::int as n from notifications.pemberitahuan p where p.tautan = ${`/kerja/konsultasi/${kode}/masukan`}`,
    )
    expect(n).toBeGreaterThan(0)
    granted(await house.at(33).acts.jawab(DLH, { kode, urut: [1], form: REFUSED }))
    const page = await createFormVisitor(app.server).get(`/konsultasi/${kode}/masukan/1`)
    expect(page.payload).toContain('Lewat tenggat')
  })
})

describe('closing', () => {
  it('waits for the last day, every answer, and every change that was announced', async () => {
    const kode = await house.begin({ naskah: NASKAH })
    granted(await house.send(kode, warga(1)))
    expect(codes(await acts.tutup(DLH, kode))).toEqual([
      'TUTUP_BELUM_WAKTUNYA',
      'TUTUP_BELUM_DIJAWAB',
    ])
    const later = house.at(31)
    expect(codes(await later.acts.tutup(DLH, kode))).toEqual(['TUTUP_BELUM_DIJAWAB'])
    await expect(
      run(
        database.owner,
        sql`update consultations.konsultasi set status = 'tutup', ditutup_at = now() where kode = ${kode}`,
      ),
    ).rejects.toThrow('without an answer')
    const form = { putusan: 'diterima', alasan: 'Akan ditulis pada naskah akhir.', bagian: 'b4' }
    granted(await later.acts.jawab(DLH, { kode, urut: [1], form }))
    expect(codes(await later.acts.tutup(DLH, kode))).toEqual(['TUTUP_BELUM_DIUBAH'])
    const teks = NASKAH.replace('memilah sampah', 'memilah sampah setiap hari')
    granted(
      await later.acts.simpanNaskah(DLH, { kode, teks, dari: 1, sebab: new Map([['b4', '1']]) }),
    )
    const both = await Promise.all([later.acts.tutup(DLH, kode), later.acts.tutup(DLH, kode)])
    expect(both.flatMap(codes)).toEqual(['KONSULTASI_SUDAH_TUTUP'])
    for (const done of [
      await later.acts.buatJanji(DLH, { kode, form: {} }),
      await later.acts.simpanNaskah(DLH, { kode, teks: NASKAH, dari: 2, sebab: new Map() }),
      await later.acts.jawab(DLH, { kode, urut: [1], form }),
    ])
      expect(codes(done)).toEqual(['KONSULTASI_SUDAH_TUTUP'])
  })

  it('signs the minutes once, and puts the digest of all inputs and answers into the log', async () => {
    const kode = await house.closed()
    const konsultasi = await house.find(kode)
    expect(konsultasi.suratKode).toMatch(/\S/)
    granted(await signMinutes(deps, DLH, kode))
    expect((await house.find(kode)).suratId).toBe(konsultasi.suratId)
    const ids = await rows(
      database.owner,
      sql<{
        id: string
        jenis: string
      }>`select r.id, r.jenis from consultations.rekaman r where r.konsultasi_id = ${konsultasi.id} order by r.id`,
    )
    expect(ids.map(({ jenis }) => jenis)).toEqual(['buka', 'tutup', 'berita-acara'])
    const read = await KONSULTASI_RECORDS.read(
      kit.db,
      ids.map(({ id }) => id),
    )
    const document = read.get(ids[1]?.id ?? '')?.document as { sidikMasukan: string }
    const list = await listMasukan(kit.db, {
      konsultasiId: konsultasi.id,
      jangkar: undefined,
      after: undefined,
      limit: 100,
    })
    const lines = list.map((one) => `${canonicalJson(publicOf(kode, one))}\n`).join('')
    expect(document.sidikMasukan).toBe(createHash('sha256').update(lines).digest('hex'))
    const logged = await rows(
      database.owner,
      sql<{
        acuan: string
      }>`select t.acuan from public_log.titipan t where t.acuan = any(${ids.map(({ id }) => id)}::uuid[])
      union select e.acuan from public_log.entri e where e.acuan = any(${ids.map(({ id }) => id)}::uuid[])`,
    )
    expect(logged).toHaveLength(3)
    const pdf = await createFormVisitor(app.server).get(`/konsultasi/${kode}/berita-acara.pdf`)
    expect(pdf.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
  })

  it('and an input that meets it: in before it, or late; never lost between', async () => {
    const kode = await house.begin({ naskah: NASKAH })
    const [sent, closed] = await Promise.all([
      house.at(30).send(kode, warga(1)),
      house.at(31).acts.tutup(DLH, kode),
    ])
    const { status } = await house.find(kode)
    if (sent?.ok === true)
      expect([status, codes(closed)]).toEqual(['buka', ['TUTUP_BELUM_DIJAWAB']])
    else expect([status, codes(sent)]).toEqual(['tutup', ['MASUKAN_TERLAMBAT']])
  })
})

describe('a forum', () => {
  it('is closed only after it met, with promises that are kept in public', async () => {
    const kode = await house.begin({ naskah: '1. Loket buka pukul 08.00.', jenis: 'fkp' })
    const later = house.at(31)
    expect(codes(await later.acts.tutup(DLH, kode))).toEqual(['TUTUP_TANPA_PERTEMUAN'])
    const form = {
      pada: kit.today(),
      tempat: 'Aula',
      acara: 'Pemaparan',
      'hadir-pengguna': '9',
      temuan: 'Jam buka pendek.',
    }
    granted(await acts.catatPertemuan(DLH, { kode, form }))
    const promise = {
      teks: 'Membuka loket sampai sore.',
      unit: 'pupr',
      tenggat: addDays(kit.today(), 5),
    }
    expect(granted(await acts.buatJanji(DLH, { kode, form: promise }))).toBe(1)
    granted(await later.acts.tutup(DLH, kode))
    await markOverdue(later.deps)
    const visitor = createFormVisitor(app.server)
    const shown = await visitor.get(`/konsultasi/${kode}/berita-acara`)
    for (const word of ['Pengguna layanan', 'Jam buka pendek.', 'Lewat tenggat'])
      expect(shown.payload).toContain(word)
    const end = (unit: string, hasil = 'selesai') =>
      later.acts.akhiriJanji(house.officer(unit), {
        kode,
        urut: 1,
        form: { hasil, bukti: 'Jadwal baru terpasang di pintu.' },
      })
    expect(codes(await end('dishub'))).toEqual(['BUKAN_WEWENANG'])
    const both = await Promise.all([end('pupr'), end('dlh')])
    expect(both.flatMap(codes)).toEqual(['JANJI_SUDAH_BERAKHIR'])
    await expect(
      run(
        database.owner,
        sql`update consultations.janji set status = 'berjalan', bukti = null, berakhir_at = null where status = 'selesai'`,
      ),
    ).rejects.toThrow('ends once')
    expect(
      await acts.akhiriJanji(DLH, { kode, urut: 7, form: { hasil: '', bukti: '' } }),
    ).toBeUndefined()
  })

  it('keeps no meeting of a draft regulation', async () => {
    const kode = await house.begin({ naskah: NASKAH })
    expect(codes(await acts.catatPertemuan(DLH, { kode, form: {} }))).toEqual(['RAPAT_BUKAN_FKP'])
  })
})

describe('the pages', () => {
  it('are few statements and few bytes, and a bad address is not there', async () => {
    const kode = await house.closed()
    const visitor = createFormVisitor(app.server)
    for (const path of ['', '/pasal/b4', '/masukan', '/masukan/1', '/perubahan', '/berita-acara']) {
      takeQueries()
      const shown = await visitor.get(`/konsultasi/${kode}${path}`)
      expect([path, shown.statusCode]).toEqual([path, 200])
      expect([path, takeQueries().length <= 12]).toEqual([path, true])
      const sent = await app.server.inject({
        url: `/konsultasi/${kode}${path}`,
        headers: { accept: 'text/html', 'accept-encoding': 'br' },
      })
      expect([path, sent.rawPayload.length < 12_000]).toEqual([path, true])
    }
    for (const path of [
      'zzzzzz',
      `${kode}/pasal/b99`,
      `${kode}/pasal/x`,
      `${kode}/masukan/0`,
      '%27or%201=1',
    ])
      expect([path, (await visitor.get(`/konsultasi/${path}`)).statusCode]).toEqual([path, 404])
  })

  it('go on from page to page without losing an input', async () => {
    const kode = await house.begin({ naskah: NASKAH })
    for (let n = 1; n <= 43; n += 1)
      granted(
        await house.send(
          kode,
          warga(200 + n),
          { teks: `Masukan nomor ${n} dari warga.` },
          n % 2 ? 'b4' : 'b5',
        ),
      )
    const visitor = createFormVisitor(app.server)
    const seen = new Set<string>()
    let next: string | undefined = `/konsultasi/${kode}/masukan`
    while (next !== undefined) {
      const { payload } = await visitor.get(next)
      for (const [, n = ''] of payload.matchAll(/Masukan nomor (\d+) dari/g)) seen.add(n)
      next = /href="([^"]*sesudah=[^"]*)"/.exec(payload)?.[1]
    }
    expect(seen.size).toBe(43)
    const csv = (await visitor.get(`/konsultasi/${kode}/masukan.csv`)).payload
    expect(csv.trim().split('\r\n')).toHaveLength(44)
  })

  it('lose nothing that was typed when an input is refused', async () => {
    const kode = await house.begin({ naskah: NASKAH })
    const visitor = createFormVisitor(app.server)
    await visitor.post('/masuk', { identitas: 'warga', sandi: DEMO_PASSWORD })
    const refused = await visitor.post(`/konsultasi/${kode}/pasal/b4`, {
      jenis: 'ubah',
      teks: 'Alasan yang panjang sekali.',
      wakil: 'sendiri',
    })
    expect(refused.statusCode).toBe(422)
    expect(refused.payload).toContain('Alasan yang panjang sekali.')
    expect(refused.payload).toContain('Tulis bunyi yang Anda usulkan')
    const sent = await visitor.post(`/konsultasi/${kode}/pasal/b4`, {
      jenis: 'ubah',
      usul: 'Setiap orang memilah sampah setiap hari.',
      teks: 'Alasan yang panjang sekali.',
      wakil: 'sendiri',
    })
    expect(sent.headers.location).toBe(`/konsultasi/${kode}/masukan/1`)
    expect(await findKonsultasi(kit.db, kode)).toMatchObject({ masukanTerakhir: 1 })
  })
})
