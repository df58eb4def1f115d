import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  demoOfficer,
  OPERATOR,
  sendCase,
  signIn,
  type Visitor,
} from '../../../../../tests/support/case-house.ts'
import { useRunningApp } from '../../../../../tests/support/running-app.ts'
import { rows, run, sql } from '../../../../platform/db/database.ts'
import { demoAccountId } from '../../../identity/index.ts'

const { app, database } = await useRunningApp()
const { kit, citizenReports } = app
const statusOf = async (nomor: string) => {
  const [row] = await rows(
    database.owner,
    sql<{ status: string }>`select status from citizen_reports.laporan where nomor = ${nomor}`,
  )
  return row?.status
}
const cases = async (count: number) => {
  const made: string[] = []
  for (let index = 0; index < count; index += 1) made.push((await sendCase(app)).nomor)
  return made
}

let operator: Visitor
let liaison: Visitor
beforeAll(async () => {
  operator = await signIn(app, 'operator-aduan')
  liaison = await signIn(app, 'kadis-pupr')
  await operator.get('/kerja/laporan')
})

describe('many at once', () => {
  it('takes each case on its own: one refused stops no other, and the page says which and why', async () => {
    const nomor = await cases(3)
    await citizenReports.act(
      kit.db,
      { actor: OPERATOR },
      { nomor: nomor[1] ?? '', tindakan: 'verifikasi', form: {} },
    )
    const answer = await operator.post('/kerja/laporan/massal', { tindakan: 'verifikasi', nomor })
    expect(answer.status).toBe(200)
    expect(answer.body).toContain('2 berhasil, 1 tidak diubah.')
    expect(answer.body).toContain('Tindakan ini tidak tersedia')
    for (const one of nomor) expect(await statusOf(one)).toBe('terverifikasi')
  })

  it('asks once for what is missing, and changes nothing until it is there', async () => {
    const nomor = await cases(2)
    const form = await operator.post('/kerja/laporan/massal', { tindakan: 'disposisi', nomor })
    expect(form.status).toBe(200)
    expect(form.body).toContain('2 laporan dipilih')
    const empty = await operator.post('/kerja/laporan/massal', {
      tindakan: 'disposisi',
      nomor,
      kirim: 'ya',
      pesan: 'Mohon ditangani bersama',
    })
    expect(empty.status).toBe(422)
    expect(empty.body).toContain('Mohon ditangani bersama')
    expect(await statusOf(nomor[0] ?? '')).toBe('masuk')
    const done = await operator.post('/kerja/laporan/massal', {
      tindakan: 'disposisi',
      nomor,
      kirim: 'ya',
      unit: 'pupr',
    })
    expect(done.body).toContain('2 berhasil')
    for (const one of nomor) expect(await statusOf(one)).toBe('disposisi')
    const assigned = await liaison.get('/kerja/laporan')
    expect(assigned.status).toBe(200)
    const sent = await liaison.post('/kerja/laporan/massal', {
      tindakan: 'tugaskan',
      nomor,
      kirim: 'ya',
      petugas: demoAccountId('petugas-pupr'),
    })
    expect(sent.body).toContain('2 berhasil')
  })

  it('merges into one, and takes it back', async () => {
    const nomor = await cases(3)
    const [parent = '', ...children] = nomor
    const merged = await operator.post('/kerja/laporan/massal', {
      tindakan: 'gabung',
      nomor,
      kirim: 'ya',
      mirip: parent,
    })
    expect(merged.body).toContain('2 berhasil')
    expect(merged.body).toContain('Batalkan penggabungan ini')
    expect(await statusOf(parent)).toBe('masuk')
    for (const one of children) expect(await statusOf(one)).toBe('digabung')
    const undone = await operator.post('/kerja/laporan/massal', {
      tindakan: 'pisah',
      nomor: children,
    })
    expect(undone.body).toContain('2 berhasil')
    for (const one of children) expect(await statusOf(one)).toBe('masuk')
  })

  it('refuses none and more than a hundred, and never acts on a secret one', async () => {
    const none = await operator.post('/kerja/laporan/massal', { tindakan: 'verifikasi' })
    expect(none.status).toBe(303)
    const tooMany = Array.from({ length: 101 }, (_, index) => `ADU-2026-${index}`)
    expect(
      (await operator.post('/kerja/laporan/massal', { tindakan: 'verifikasi', nomor: tooMany }))
        .status,
    ).toBe(303)
    const secret = await sendCase(app, { isRahasia: true })
    const answer = await operator.post('/kerja/laporan/massal', {
      tindakan: 'verifikasi',
      nomor: [secret.nomor],
    })
    expect(answer.body).toContain('0 berhasil, 1 tidak diubah.')
    expect(answer.body).toContain('tidak ditemukan')
    expect(await statusOf(secret.nomor)).toBe('masuk')
  })
})

describe('the reporter’s contact', () => {
  it('is shown for a purpose, and the look is on record for the case', async () => {
    const { nomor } = await sendCase(app)
    const { body } = await operator.get(`/kerja/laporan/${nomor}`)
    expect(body).not.toContain('pelapor@pendopo.example')
    const bare = await operator.post(`/kerja/laporan/${nomor}/kontak`, {})
    expect(bare.status).toBe(422)
    expect(bare.body).toContain('Pilih tujuan melihatnya')
    const shown = await operator.post(`/kerja/laporan/${nomor}/kontak`, { tujuan: 'lokasi' })
    expect(shown.status).toBe(200)
    expect(shown.body).toContain('pelapor@pendopo.example')
    const after = await operator.get(`/kerja/laporan/${nomor}`)
    expect(after.body).not.toContain('pelapor@pendopo.example')
    expect(after.body).toContain('Kontak pelapor dilihat')
    const [row] = await rows(
      database.owner,
      sql<{
        alasan: string
      }>`select alasan from audit.catatan where tindakan = 'laporan.lihat-kontak' order by waktu desc limit 1`,
    )
    expect(row?.alasan).toBe('Menanyakan letak kejadian')
  })

  it('is not for a unit that does not hold the case', async () => {
    const { nomor } = await sendCase(app)
    expect((await liaison.get(`/kerja/laporan/${nomor}`)).body).not.toContain('Lihat kontak')
    expect(
      (await liaison.post(`/kerja/laporan/${nomor}/kontak`, { tujuan: 'lokasi' })).status,
    ).toBe(403)
  })
})

describe('comments', () => {
  const comment = async (nomor: string) => {
    const id = randomUUID()
    await run(
      database.owner,
      sql`insert into citizen_reports.komentar (id, laporan_id, akun_id, nama, isi, waktu)
      select ${id}::uuid, l.id, ${demoAccountId('warga')}::uuid, 'Wahyuni', 'Kemarin masih berlubang juga.', now()
      from citizen_reports.laporan l where l.nomor = ${nomor}`,
    )
    return id
  }
  const countOf = async (nomor: string) => {
    const [row] = await rows(
      database.owner,
      sql<{
        jumlah: number
      }>`select jumlah_komentar as jumlah from citizen_reports.laporan where nomor = ${nomor}`,
    )
    return row?.jumlah
  }

  it('are shown or hidden with a reason, once, and counted when shown', async () => {
    const { nomor } = await sendCase(app)
    const id = await comment(nomor)
    expect((await operator.get('/kerja/komentar')).body).toContain('Kemarin masih berlubang')
    const bare = await operator.post(`/kerja/komentar/${id}`, {
      putusan: 'disembunyikan',
      dilihat: 'menunggu',
    })
    expect(bare.status).toBe(422)
    const shown = await operator.post(`/kerja/komentar/${id}`, {
      putusan: 'tampil',
      dilihat: 'menunggu',
    })
    expect(shown.status).toBe(303)
    expect(await countOf(nomor)).toBe(1)
    const late = await operator.post(`/kerja/komentar/${id}`, {
      putusan: 'disembunyikan',
      alasan: 'kasar',
      dilihat: 'menunggu',
    })
    expect(late.status).toBe(409)
    const hidden = await operator.post(`/kerja/komentar/${id}`, {
      putusan: 'disembunyikan',
      alasan: 'kasar',
      dilihat: 'tampil',
    })
    expect(hidden.status).toBe(303)
    expect(await countOf(nomor)).toBe(0)
    const again = await operator.post(`/kerja/komentar/${id}`, {
      putusan: 'tampil',
      dilihat: 'disembunyikan',
    })
    expect(again.status).toBe(303)
    const told = await rows(
      database.owner,
      sql<{ kejadian: string; alasan: string | null; en: string | null }>`
      select p.kejadian, p.nilai ->> 'alasan' as alasan, p.nilai ->> 'alasan_en' as en from notifications.pemberitahuan p
      where p.kejadian like 'komentar.%' and p.nilai ->> 'nomor' = ${nomor} order by p.dibuat_at, p.id`,
    )
    expect(told).toEqual([
      { kejadian: 'komentar.tampil', alasan: null, en: null },
      {
        kejadian: 'komentar.disembunyikan',
        alasan: 'memuat kata kasar atau ancaman',
        en: 'it contains rude words or threats',
      },
    ])
  })

  it('of other units are not there for a liaison', async () => {
    const { nomor } = await sendCase(app)
    const id = await comment(nomor)
    await liaison.get('/akun/sandi')
    const answer = await liaison.post(`/kerja/komentar/${id}`, {
      putusan: 'tampil',
      dilihat: 'menunggu',
    })
    expect(answer.status).toBe(404)
  })
})

describe('an acting official', () => {
  it('is named as such in the timeline and in the record', async () => {
    const { nomor } = await sendCase(app)
    await citizenReports.act(
      kit.db,
      { actor: OPERATOR },
      { nomor, tindakan: 'disposisi', form: { unitKode: 'pupr' } },
    )
    const absent = demoAccountId('kadis-pupr')
    const acting = demoOfficer('kadis-dlh', [
      { role: 'kepala-opd', unitKode: 'dlh' },
      { role: 'kepala-opd', unitKode: 'pupr', as: 'plh', onBehalfOf: absent },
    ])
    const done = await citizenReports.act(
      kit.db,
      { actor: acting },
      { nomor, tindakan: 'terima', form: {} },
    )
    expect(done.ok).toBe(true)
    expect((await operator.get(`/kerja/laporan/${nomor}`)).body).toContain(
      'Dinas Pekerjaan Umum dan Penataan Ruang (Plh.), Sekar Pinasti',
    )
    const [row] = await rows(
      database.owner,
      sql<{
        atasNama: string
        peran: string
      }>`select c.atas_nama as "atasNama", c.peran from audit.catatan c
      join citizen_reports.laporan l on l.id::text = c.objek_id where l.nomor = ${nomor} and c.tindakan = 'laporan.terima'
        and c.pelaku_jenis = 'officer'`,
    )
    expect(row).toEqual({ atasNama: absent, peran: 'kepala-opd' })
  })
})

describe('every action the table does not allow', () => {
  it('is refused by its form too, and changes nothing', async () => {
    const { nomor } = await sendCase(app)
    await liaison.get(`/kerja/laporan/${nomor}`)
    for (const tindakan of [
      'verifikasi',
      'disposisi',
      'tolak',
      'terima',
      'validasi',
      'konfirmasi',
    ]) {
      const answer = await liaison.post(`/kerja/laporan/${nomor}/tindakan`, {
        tindakan,
        unit: 'pupr',
        alasan: 'luar-daerah',
        pesan: 'Pesan yang cukup panjang',
      })
      expect([tindakan, answer.status]).toEqual([tindakan, 403])
    }
    const odd = await liaison.post(`/kerja/laporan/${nomor}/tindakan`, { tindakan: 'hapus' })
    expect(odd.status).toBe(403)
    expect(await statusOf(nomor)).toBe('masuk')
  })
})
