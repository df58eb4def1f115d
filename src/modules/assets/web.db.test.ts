import { describe, expect, it } from 'vitest'
import { openVisitor, signIn } from '../../../tests/support/case-house.ts'
import { useRunningApp } from '../../../tests/support/running-app.ts'
import { oneRow, sql } from '../../platform/db/database.ts'
import { createHitung, createSahkan } from './actions/inventarisasi.ts'
import { KEEPER, LAND, MOTOR, makeKartu, must, skpdIdOf, vehicleNumbers } from './testing/goods.ts'

const { app, database } = await useRunningApp()
const PUPR = await skpdIdOf(app, 'pupr')
const keeper = await signIn(app, 'barang-pupr')
const manager = await signIn(app, 'aset')
const auditor = await signIn(app, 'inspektorat')

describe('the pages of goods', () => {
  it('show a card with its ledger to who keeps it and to auditors, and to nobody else', async () => {
    const label = await makeKartu(app, { nama: 'Laptop halaman' })
    for (const visitor of [keeper, manager, auditor]) {
      const page = await visitor.get(`/kerja/aset/kartu/${label}`)
      expect([page.status, page.body.includes('Rp16.000.000,05')]).toEqual([200, true])
    }
    expect((await auditor.get(`/kerja/aset/kartu/${label}`)).body).not.toContain('/koreksi"')
    const other = await signIn(app, 'warga')
    expect((await other.get(`/kerja/aset/kartu/${label}`)).status).toBe(403)
  })

  it('take a new card by its form, and give back what was typed when it is refused', async () => {
    const form = {
      kode: MOTOR,
      skpd: String(PUPR),
      nama: 'Motor patroli',
      nilai: '25.000.000',
      unit: '1',
      asalUsul: 'hibah',
      tanggalPerolehan: '3/3/2026',
      kondisi: 'B',
      dokumen: 'BAST-11',
    }
    const refused = await keeper.post('/kerja/aset/baru', form)
    expect(refused.status).toBe(422)
    expect(refused.body).toContain('Motor patroli')
    expect(refused.body).toContain('Kode barang ini meminta keterangan ini')
    const numbers = Object.entries(vehicleNumbers()).map(([name, value]) => [
      `rincian.${name}`,
      value,
    ])
    const done = await keeper.post('/kerja/aset/baru', { ...form, ...Object.fromEntries(numbers) })
    expect([done.status, done.location]).toEqual([
      303,
      expect.stringContaining('/kerja/aset/kartu/BMD-'),
    ])
  })

  it('show whoever scans a label what it is and who keeps it, and no amounts', async () => {
    const rincian = { luas_m2: '500', alamat: 'Jl. Taman 4', hak: 'pakai' }
    const label = await makeKartu(app, { kodeBarang: LAND, nama: 'Taman kota', rincian })
    const page = await openVisitor(app).get(`/barang/${label.toLowerCase()}`)
    expect(page.status).toBe(200)
    expect(page.body).toContain('Taman kota')
    expect(page.body).toContain('Jl. Taman 4')
    expect(page.body).toContain(`judul=Masalah+pada+Taman+kota`)
    expect(page.body).not.toMatch(/Rp\d/)
    const report = await openVisitor(app).get('/lapor?judul=Masalah+pada+Taman&isi=Barang+daerah')
    expect(report.body).toContain('Masalah pada Taman')
    expect((await openVisitor(app).get('/barang/BMD-XXXX-XXXX-X')).status).toBe(404)
  })

  it('open for every reader: list, desks, files', async () => {
    await makeKartu(app, { nama: 'Laptop daftar' })
    for (const path of [
      '',
      '/baru?q=laptop',
      '/belanja',
      '/usulan',
      '/susut',
      '/inventarisasi',
      '/temuan',
      '/muat',
      '/ruang',
      '/peta',
      '/ekspor',
    ])
      expect([path, (await manager.get(`/kerja/aset${path}`)).status]).toEqual([path, 200])
    for (const bentuk of ['csv', 'xlsx', 'pdf']) {
      const file = await keeper.get(`/kerja/aset/ekspor/unduh?skpd=${PUPR}&kib=B&bentuk=${bentuk}`)
      expect([bentuk, file.status]).toEqual([bentuk, 200])
    }
    expect((await keeper.get('/kerja/aset?kib=B&kondisi=B&q=laptop')).body).toContain('Laptop')
  })
})

describe('an older register brought in', () => {
  const head =
    'Kode Barang;Jenis/Nama Barang;Tanggal Perolehan;Harga;Akumulasi Penyusutan;Sisa Semester;Merk'
  const muat = (text: string, isPeriksa = false) =>
    app.assets.muat(KEEPER, { skpdId: PUPR, source: { kind: 'pasted', text }, isPeriksa })
  const countCards = () =>
    oneRow(
      database.owner,
      sql<{
        n: number
      }>`select count(*)::int as n from assets.kartu k where k.is_warisan is not null`,
    )

  it('is stored whole or not at all, every fault told with its row', async () => {
    const before = await countCards()
    const wrong = must(
      await muat(
        [
          head,
          '1.3.2.10.01.02.002;Laptop;2023;10.000.000;5.000.000;4;Nusa',
          '9.9;Entah;2023;x;;;',
          '1.3.2.10.01.02.002;Laptop;2023;1.000.000;2.000.000;4;',
        ].join('\n'),
      ),
    )
    expect(wrong.isTersimpan).toBe(false)
    expect([...new Set(wrong.salah.map(({ row }) => row))]).toEqual([3, 4])
    expect(await countCards()).toEqual(before)
  })

  it('is only looked at when that is asked for, and keeps gaps as findings when stored', async () => {
    const text = [head, '1.3.2.10.01.02.002;Laptop lama;2023;10.000.000;5.000.000;4;'].join('\n')
    const before = await countCards()
    expect(must(await muat(text, true))).toMatchObject({ baris: 1, isTersimpan: false, salah: [] })
    expect(await countCards()).toEqual(before)
    expect(must(await muat(text)).isTersimpan).toBe(true)
    const card = await oneRow(
      database.owner,
      sql<{
        warisan: boolean
        akumulasi: string
        sisa: number
      }>`select k.is_warisan as warisan, k.akumulasi::text as akumulasi,
        k.sisa_semester as sisa from assets.kartu k where k.nama = 'Laptop lama'`,
    )
    expect(card).toEqual({ warisan: true, akumulasi: '5000000.00', sisa: 4 })
  })
})

describe('the nightly checks', () => {
  it('find the gaps of older registers, and nothing on sound cards', async () => {
    await app.runJob('assets.periksa', {})
    const found = await oneRow(
      database.owner,
      sql<{ jumlah: number; dari: number }>`select t.jumlah, t.dari from assets.temuan t
      where t.kode = 'merek-kosong' and t.skpd_id = ${PUPR}`,
    )
    expect(found.jumlah).toBe(1)
    expect(found.dari).toBeGreaterThan(1)
    const page = await manager.get('/kerja/aset/temuan')
    expect(page.body).toContain('Merek kosong')
    expect((await manager.get('/kerja/aset/temuan/merek-kosong')).body).toContain('Laptop lama')
  })

  it('compare cards with books, and show to the rupiah what opening balances lack', async () => {
    const rows = await oneRow(
      database.owner,
      sql<{ selisih: string; sama: number }>`select sum(r.kartu - r.buku)::text as selisih,
        count(*) filter (where r.kartu = r.buku)::int as sama from assets.rekonsiliasi r where r.skpd_id = ${PUPR}`,
    )
    // The older laptop came with its value and depreciation, and nobody has opened the books with it.
    expect(rows.selisih).toBe('15000000.00')
    expect(rows.sama).toBeGreaterThan(0)
  })
})

describe('a count', () => {
  const other = { ...KEEPER, accountId: '00000000-0000-4000-8000-0000000000aa', name: 'rekan' }
  const hitung = createHitung(app.assets.deps)
  const sahkan = createSahkan(app.assets.deps)
  const seen = (kode: string, more: object = {}) => ({
    kode,
    hasil: 'ditemukan',
    kondisi: 'B',
    catatan: '',
    lat: '',
    lon: '',
    diisi: '',
    ...more,
  })
  const entry = (id: string, kode: string, more: object = {}, kunci = app.kit.newSecretId()) => ({
    id,
    kunci,
    typed: seen(kode, more),
    foto: undefined,
    isPenetapan: false,
  })

  it('keeps what two persons saw differently, is settled, signed by two, and changes the cards', async () => {
    const begun = await keeper.post('/kerja/aset/inventarisasi', {
      judul: 'Hitung tanah',
      skpd: String(PUPR),
      kib: 'A',
    })
    const id = begun.location?.split('/').at(-1) ?? ''
    const { label } = await oneRow(
      database.owner,
      sql<{ label: string }>`select k.label from assets.kartu k where k.nama = 'Taman kota'`,
    )
    const first = entry(id, `http://x/barang/${label}`)
    expect(must(await hitung(KEEPER, first))).toMatchObject({ isBentrok: false, isDikenal: true })
    expect(must(await hitung(KEEPER, first))).toMatchObject({ isDikenal: true })
    expect(must(await hitung(other, entry(id, label, { kondisi: 'RB' })))).toMatchObject({
      isBentrok: true,
    })
    expect(must(await hitung(KEEPER, entry(id, 'kursi tanpa label')))).toMatchObject({
      isDikenal: false,
    })
    const kept = await oneRow(
      database.owner,
      sql<{
        n: number
      }>`select count(*)::int as n from assets.hitung h where h.inventarisasi_id = ${id}`,
    )
    expect(kept.n).toBe(3)
    expect(await sahkan(KEEPER, id)).toMatchObject({
      refusals: [{ code: 'INVENTARISASI_BENTROK' }],
    })
    must(await hitung(KEEPER, { ...entry(id, label, { kondisi: 'KB' }), isPenetapan: true }))
    expect(must(await sahkan(KEEPER, id))).toBe('diperiksa')
    expect(await hitung(KEEPER, entry(id, label))).toMatchObject({
      refusals: [{ code: 'HITUNG_TUTUP' }],
    })
    expect(await sahkan(KEEPER, id)).toMatchObject({
      refusals: [{ code: 'INVENTARISASI_ORANG_SAMA' }],
    })
    expect(must(await sahkan(other, id))).toBe('disahkan')
    const card = await oneRow(
      database.owner,
      sql<{ kondisi: string }>`select k.kondisi from assets.kartu k where k.label = ${label}`,
    )
    expect(card.kondisi).toBe('KB')
    const minutes = await keeper.get(`/kerja/aset/inventarisasi/${id}/berita-acara.pdf`)
    expect(minutes.status).toBe(200)
    expect((await keeper.get(`/kerja/aset/inventarisasi/${id}`)).body).toContain('Disahkan rekan')
  })

  it('is taken along as a page with a worker of its own, and answers a phone in JSON', async () => {
    const begun = await keeper.post('/kerja/aset/inventarisasi', {
      judul: 'Hitung semua',
      skpd: String(PUPR),
    })
    const id = begun.location?.split('/').at(-1) ?? ''
    const base = `/kerja/aset/inventarisasi/${id}`
    expect((await keeper.get(`${base}/bawa`)).body).toContain('data-kirim-lapangan')
    expect((await keeper.get(`${base}/bawa/sw.js`)).body).toContain('importScripts')
    const plain = await keeper.post(`${base}/hitung`, {
      kunci: app.kit.newSecretId(),
      kode: '',
      hasil: 'ditemukan',
      kondisi: 'B',
    })
    expect(plain.status).toBe(422)
  })
})

describe('a list that was downloaded', () => {
  it('can be brought in again as it is: same goods, same amounts, same place', async () => {
    const rincian = { luas_m2: '75.5', alamat: 'Jl. Ulang; "3"', hak: 'pakai' }
    await makeKartu(app, {
      kodeBarang: LAND,
      nama: '=Lahan ulang',
      rincian,
      lat: '-7.1',
      lon: '110.2',
    })
    const file = await keeper.get(`/kerja/aset/ekspor/unduh?skpd=${PUPR}&kib=A&bentuk=csv`)
    const again = await app.assets.muat(KEEPER, {
      skpdId: PUPR,
      source: { kind: 'file', bytes: new TextEncoder().encode(file.body) },
      isPeriksa: false,
    })
    expect(must(again)).toMatchObject({ salah: [], isTersimpan: true })
    const twins = await oneRow(
      database.owner,
      sql<{
        n: number
        beda: number
      }>`select count(*)::int as n, count(distinct (k.nilai, k.rincian, k.lat))::int as beda
      from assets.kartu k where k.nama = '=Lahan ulang'`,
    )
    expect(twins).toEqual({ n: 2, beda: 1 })
  })
})
