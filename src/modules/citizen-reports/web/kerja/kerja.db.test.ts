import { beforeAll, describe, expect, it } from 'vitest'
import {
  bringToField,
  LIAISON,
  OPERATOR,
  sendCase,
  signIn,
  type Visitor,
} from '../../../../../tests/support/case-house.ts'
import { useRunningApp } from '../../../../../tests/support/running-app.ts'
import { rows, sql } from '../../../../platform/db/database.ts'
import { demoAccountId } from '../../../identity/index.ts'

const { app, database, takeQueries, logged } = await useRunningApp()
const { kit, citizenReports } = app
const act = (actor: typeof OPERATOR, nomor: string, tindakan: string, form: object = {}) =>
  citizenReports.act(kit.db, { actor }, { nomor, tindakan: tindakan as 'verifikasi', form })
const statusOf = async (nomor: string) => {
  const [row] = await rows(
    database.owner,
    sql<{
      status: string
      version: number
    }>`select status, version from citizen_reports.laporan where nomor = ${nomor}`,
  )
  return row
}
const versionIn = (html: string) => /name="version" value="(\d+)"/.exec(html)?.[1] ?? ''
const linkedCases = (html: string) =>
  [...html.matchAll(/data-baris="([A-Z0-9-]+)"/g)].map((match) => match[1] ?? '')

let operator: Visitor
let liaison: Visitor
let other: Visitor
let inspector: Visitor
beforeAll(async () => {
  operator = await signIn(app, 'operator-aduan')
  liaison = await signIn(app, 'kadis-pupr')
  other = await signIn(app, 'kadis-dlh')
  inspector = await signIn(app, 'inspektorat')
})

describe('the queue', () => {
  it('is where officers land, and shows each of them their own views', async () => {
    const landed = await signIn(app, 'operator-aduan')
    expect((await landed.get('/kerja')).body).toContain('Perlu verifikasi')
    expect((await operator.get('/kerja/laporan')).body).toContain('>Disposisi <i>')
    expect((await liaison.get('/kerja/laporan')).body).not.toContain('>Disposisi <i>')
    expect((await inspector.get('/kerja/laporan')).body).toContain('>Rahasia')
  })

  it('takes at most twelve statements a page, whatever is shown', async () => {
    const { nomor } = await sendCase(app)
    await bringToField(app, nomor)
    for (const [who, url] of [
      [operator, '/kerja'],
      [operator, '/kerja/laporan'],
      [operator, '/kerja/laporan?tampilan=lewat&kategori=jalan&q=lubang'],
      [operator, `/kerja/laporan/${nomor}`],
      [liaison, '/kerja/laporan'],
      [liaison, `/kerja/laporan/${nomor}?antrean=tampilan%3Dunit`],
      [operator, `/kerja/laporan/${nomor}/pratinjau`],
      [operator, '/kerja/komentar'],
    ] as const) {
      takeQueries()
      const answer = await who.get(url)
      expect([url, answer.status]).toEqual([url, 200])
      const sent = takeQueries().map((query) => query.text.slice(0, 60))
      expect(sent.length, `${url}\n${sent.join('\n')}`).toBeLessThanOrEqual(12)
    }
  })

  it('pages by key both ways and shows every case once', async () => {
    const seen: string[] = []
    let url = '/kerja/laporan?tampilan=verifikasi'
    const pages: string[][] = []
    for (let page = 0; page < 10; page += 1) {
      const { body } = await operator.get(url)
      const found = linkedCases(body)
      pages.push(found)
      seen.push(...found)
      const next = /href="([^"]+)" rel="next"/.exec(body)?.[1]
      if (next === undefined) break
      url = next.replaceAll('&amp;', '&')
    }
    const [{ jumlah } = { jumlah: 0 }] = await rows(
      database.owner,
      sql<{
        jumlah: number
      }>`select count(*)::int as jumlah from citizen_reports.laporan where status = 'masuk' and not is_rahasia`,
    )
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.length).toBe(jumlah)
    const { body } = await operator.get(url)
    const back = /href="([^"]+)" rel="prev"/.exec(body)?.[1]?.replaceAll('&amp;', '&') ?? ''
    expect(linkedCases((await operator.get(back)).body)).toEqual(pages.at(-2))
  })

  it('keeps a view under a name, for its officer only, and lets it go', async () => {
    await operator.get('/kerja/laporan?tampilan=verifikasi&kategori=jalan')
    const antrean = 'tampilan=verifikasi&kategori=jalan'
    const empty = await operator.post('/kerja/laporan/tampilan', { antrean, nama: '  ' })
    expect(empty.status).toBe(422)
    expect(empty.body).toContain('Beri nama tampilan')
    const kept = await operator.post('/kerja/laporan/tampilan', { antrean, nama: 'Jalan saja' })
    expect(kept.status).toBe(303)
    const { body } = await operator.get('/kerja/laporan?tampilan=verifikasi&kategori=jalan')
    expect(body).toContain('Jalan saja')
    const id = /tampilan\/([0-9a-f-]{36})\/hapus/.exec(body)?.[1] ?? ''
    await liaison.get('/kerja/laporan?tampilan=unit&lewat=ya')
    expect((await liaison.post(`/kerja/laporan/tampilan/${id}/hapus`, {})).status).toBe(404)
    await operator.get('/kerja/laporan')
    expect((await operator.post(`/kerja/laporan/tampilan/${id}/hapus`, {})).status).toBe(303)
    expect((await operator.get('/kerja/laporan')).body).not.toContain('Jalan saja')
  })

  it('finds a case by its serial alone', async () => {
    const { nomor } = await sendCase(app)
    const serial = String(Number(nomor.split('-')[2]))
    expect((await operator.get(`/kerja/laporan?q=${serial}`)).location).toContain(nomor)
  })

  it('answers broken addresses with a page', async () => {
    for (const query of ['sesudah=x', 'sebelum=1_2', "unit='", 'lihat=%3Cb%3E'])
      expect((await operator.get(`/kerja/laporan?${query}`)).status).toBe(200)
    expect(logged()).not.toContain('request failed')
  })
})

describe('a secret report', () => {
  it('is not there for anyone but the inspectorate, in no list, count or address', async () => {
    const { nomor } = await sendCase(app, { isRahasia: true })
    for (const who of [operator, liaison, other]) {
      // A page with a form gives the token: what follows is refused for its own sake.
      await who.get('/akun/sandi')
      for (const url of ['', '/pratinjau'])
        expect((await who.get(`/kerja/laporan/${nomor}${url}`)).status).toBe(404)
      expect((await who.post(`/kerja/laporan/${nomor}/kontak`, { tujuan: 'hasil' })).status).toBe(
        404,
      )
      expect(
        (
          await who.post(`/kerja/laporan/${nomor}/tindakan`, {
            tindakan: 'catat',
            pesan: 'Halo semua',
          })
        ).status,
      ).toBe(404)
      const { body } = await who.get(`/kerja/laporan?tampilan=semua&q=${nomor}`)
      expect(linkedCases(body)).toEqual([])
    }
    const { body } = await inspector.get('/kerja/laporan')
    expect(linkedCases(body)).toContain(nomor)
    expect((await inspector.get(`/kerja/laporan/${nomor}`)).body).toContain('Laporan rahasia')
    expect((await inspector.get('/kerja/laporan?tampilan=semua')).body).not.toContain(nomor)
  })
})

describe('an action', () => {
  it('opens the next case of the same view, with a way back', async () => {
    const { nomor } = await sendCase(app)
    const antrean = 'tampilan=verifikasi'
    const { body } = await operator.get(
      `/kerja/laporan/${nomor}?antrean=${encodeURIComponent(antrean)}`,
    )
    const done = await operator.post(`/kerja/laporan/${nomor}/tindakan`, {
      tindakan: 'verifikasi',
      version: versionIn(body),
      antrean,
    })
    expect(done.status).toBe(303)
    expect(done.location).toMatch(/^\/kerja\/laporan\/[A-Z]{3}-\d{4}-\d{6}-[A-Z]\?antrean=/)
    expect(done.location).not.toContain(`laporan/${nomor}`)
    const next = await operator.get(done.location)
    expect(next.body).toContain(`${nomor} dinyatakan lengkap.`)
    expect(next.body).toContain(`Buka lagi ${nomor}`)
    expect((await statusOf(nomor))?.status).toBe('terverifikasi')
  })

  it('says everything that is missing at its field, and loses nothing that was typed', async () => {
    const { nomor } = await sendCase(app)
    const { body } = await operator.get(`/kerja/laporan/${nomor}`)
    const again = await operator.post(`/kerja/laporan/${nomor}/tindakan`, {
      tindakan: 'tolak',
      version: versionIn(body),
      pesan: 'Kalimat yang tidak boleh hilang',
    })
    expect(again.status).toBe(422)
    expect(again.body).toContain('Pilih alasan dari daftar.')
    expect(again.body).toContain('href="#f-tolak-alasan"')
    expect(again.body).toContain('Kalimat yang tidak boleh hilang')
    expect((await statusOf(nomor))?.status).toBe('masuk')
  })

  it('lets one of two officers win, and tells the other what happened', async () => {
    const { nomor } = await sendCase(app)
    const { body } = await operator.get(`/kerja/laporan/${nomor}`)
    await act(OPERATOR, nomor, 'disposisi', { unitKode: 'dlh' })
    const late = await operator.post(`/kerja/laporan/${nomor}/tindakan`, {
      tindakan: 'disposisi',
      version: versionIn(body),
      langkah: /name="langkah" value="(\d+)"/.exec(body)?.[1] ?? '',
      unit: 'pupr',
      pesan: 'Mohon segera diperiksa',
    })
    expect(late.status).toBe(409)
    expect(late.body).toContain('baru saja diubah orang lain')
    expect(late.body).toContain('Diteruskan ke Dinas Lingkungan Hidup')
    expect(late.body).toContain('Mohon segera diperiksa')
  })

  it('is taken once when the same form is sent twice at the same moment', async () => {
    const { nomor } = await sendCase(app)
    const { body } = await operator.get(`/kerja/laporan/${nomor}`)
    const form = { tindakan: 'verifikasi', version: versionIn(body) }
    const both = await Promise.all([
      operator.post(`/kerja/laporan/${nomor}/tindakan`, form),
      operator.post(`/kerja/laporan/${nomor}/tindakan`, form),
    ])
    expect(both.map((one) => one.status).toSorted()).toEqual([303, 409])
  })

  it('keeps the hints beside the choice that was made', async () => {
    const { nomor } = await sendCase(app, { kategoriKode: 'jalan.lubang' })
    const { body } = await operator.get(`/kerja/laporan/${nomor}`)
    expect(body).toContain('peta kewenangan')
    expect(body).not.toMatch(/name="saran"[^>]*checked/)
    await operator.post(`/kerja/laporan/${nomor}/tindakan`, {
      tindakan: 'disposisi',
      version: versionIn(body),
      unit: 'dlh',
    })
    const [row] = await rows(
      database.owner,
      sql<{
        ke: string
        saran: { unit: { kode: string }[] }
      }>`select d.ke_unit as ke, d.saran from citizen_reports.disposisi d
      join citizen_reports.laporan l on l.id = d.laporan_id where l.nomor = ${nomor}`,
    )
    expect(row?.ke).toBe('dlh')
    expect(row?.saran.unit[0]?.kode).toBe('pupr')
  })

  it('fills what it knows into a template, and refuses one with a blank left', async () => {
    const { nomor } = await sendCase(app)
    await bringToField(app, nomor)
    const { body } = await liaison.get(`/kerja/laporan/${nomor}`)
    const chosen = await liaison.post(`/kerja/laporan/${nomor}/tindakan`, {
      tindakan: 'tindak_lanjut',
      templat: 'id:tindak-lanjut-survei',
      isi: 'templat',
    })
    expect(chosen.status).toBe(200)
    expect(chosen.body).toContain('Petugas sudah memeriksa tempat kejadian pada')
    const blank = await liaison.post(`/kerja/laporan/${nomor}/tindakan`, {
      tindakan: 'tindak_lanjut',
      version: versionIn(body),
      pesan: 'Temuannya: {{rincian}}',
    })
    expect(blank.status).toBe(422)
    expect(blank.body).toContain('Ganti bagian {{rincian}}')
    const sent = await liaison.post(`/kerja/laporan/${nomor}/tindakan`, {
      tindakan: 'tindak_lanjut',
      version: versionIn(body),
      pesan: 'Laporan {{nomor}} sudah kami periksa, {{unit}}.',
    })
    expect(sent.status).toBe(303)
    const [row] = await rows(
      database.owner,
      sql<{
        pesan: string
      }>`select r.pesan from citizen_reports.riwayat r join citizen_reports.laporan l on l.id = r.laporan_id
      where l.nomor = ${nomor} and r.kejadian = 'tindak_lanjut'`,
    )
    expect(row?.pesan).toBe(
      `Laporan ${nomor} sudah kami periksa, Dinas Pekerjaan Umum dan Penataan Ruang.`,
    )
  })

  it('sends work only to field officers of the unit that holds the case', async () => {
    const { nomor } = await sendCase(app)
    await act(OPERATOR, nomor, 'disposisi', { unitKode: 'pupr' })
    const { body } = await liaison.get(`/kerja/laporan/${nomor}`)
    expect(body).toContain('Agus Prasojo')
    expect(body).not.toContain('Karjo Utomo')
    const wrong = await liaison.post(`/kerja/laporan/${nomor}/tindakan`, {
      tindakan: 'tugaskan',
      version: versionIn(body),
      petugas: demoAccountId('petugas-dlh'),
    })
    expect(wrong.status).toBe(422)
    expect(wrong.body).toContain('Pilih petugas dari perangkat daerah Anda.')
  })
})

describe('coordination', () => {
  it('is seen by the unit that was asked, answered by it, and told to the one that asked', async () => {
    const { nomor } = await sendCase(app)
    await act(OPERATOR, nomor, 'disposisi', { unitKode: 'pupr' })
    await act(LIAISON, nomor, 'terima')
    const asked = await act(LIAISON, nomor, 'koordinasi', {
      unitKode: 'dlh',
      alasanKode: await reasonOf('koordinasi'),
      pesan: 'Mohon angkut ranting di lokasi',
    })
    expect(asked.ok).toBe(true)
    expect(linkedCases((await other.get('/kerja/laporan?tampilan=koordinasi')).body)).toContain(
      nomor,
    )
    const { body } = await other.get(`/kerja/laporan/${nomor}`)
    expect(body).toContain('Jawab permintaan bantuan')
    expect(body).not.toContain('id="tindakan-akhiri_koordinasi"')
    const answered = await other.post(`/kerja/laporan/${nomor}/tindakan`, {
      tindakan: 'jawab_koordinasi',
      version: versionIn(body),
      pesan: 'Ranting sudah kami angkut pagi ini',
    })
    expect(answered.status).toBe(303)
    expect((await statusOf(nomor))?.status).toBe('proses')
    expect((await liaison.get(`/kerja/laporan/${nomor}`)).body).toContain(
      'Ranting sudah kami angkut pagi ini',
    )
  })

  it('asks nobody any longer once the case has gone elsewhere', async () => {
    const { nomor } = await sendCase(app)
    await act(OPERATOR, nomor, 'disposisi', { unitKode: 'pupr' })
    await act(LIAISON, nomor, 'terima')
    await act(LIAISON, nomor, 'koordinasi', {
      unitKode: 'dlh',
      alasanKode: await reasonOf('koordinasi'),
    })
    await act(OPERATOR, nomor, 'disposisi', { unitKode: 'dishub' })
    const [row] = await rows(
      database.owner,
      sql<{ jumlah: number }>`select count(*)::int as jumlah from citizen_reports.koordinasi k
      join citizen_reports.laporan l on l.id = k.laporan_id where l.nomor = ${nomor} and k.dijawab_at is null`,
    )
    expect(row?.jumlah).toBe(0)
  })
})

async function reasonOf(jenis: string): Promise<string> {
  const { alasan } = await citizenReports.katalog.get()
  return [...alasan.values()].find((one) => one.jenis === jenis)?.kode ?? ''
}
