import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { expectDone, expectRefused, follow, submit, wordsOf } from '../officers.ts'
import { ATK, JALAN, PBB } from './anggaran.ts'
import { PEKERJAAN, PUPR, SUB } from './rencana.ts'
import type { Room } from './room.ts'

const TREASURY = '/kerja/perbendaharaan'

/** The year is opened, cash comes in, and funds are released for all of it. */
export async function openYear(room: Room): Promise<void> {
  const { as, address } = room
  const ppkd = await as('ppkd')
  await setYear(ppkd, room, 'berjalan')
  const bud = await as('bud')
  await bud.goto(`${address}${TREASURY}/bank`)
  await submit(bud, 'Catat rekening kas umum daerah', {
    nama: 'Kas Umum Daerah',
    bank: 'Bank Jatiraya',
    nomor: '0010010010',
    saldo: '0',
  })
  await expectDone(bud)
  await receive(room, 'SSPD-0001', '1.200.000.000')
  await bud.goto(`${address}${TREASURY}/spd/baru`)
  await submit(bud, 'Tampilkan', { skpd: PUPR, bulanSampai: 'Desember' })
  await submit(bud, 'Simpan konsep')
  await expectDone(bud)
  await follow(bud, 'Konsep')
  // Who drew it up has nothing to sign; it waits on the desk of PPKD.
  expect(await bud.getByRole('button', { name: 'Tanda tangani' }).count()).toBe(0)
  await ppkd.goto(`${address}/kerja`)
  expect(await wordsOf(ppkd)).toContain('SPD menunggu tanda tangan')
  await ppkd.goto(bud.url())
  expect(await wordsOf(ppkd)).toContain('Rp1.510.500.000')
  await submit(ppkd, 'Tanda tangani')
  await expectDone(ppkd)
}

/** A step of the fiscal year, by PPKD and with its decree. */
export async function setYear(
  page: Page,
  { address, tahun }: Room,
  ke: 'berjalan' | 'tutup',
): Promise<void> {
  await page.goto(`${address}/kerja/kode`)
  const form = page.locator(
    `form:has(input[name=tahun][value="${tahun}"]):has(input[name=ke][value="${ke}"])`,
  )
  await form.evaluate((one) => one.closest('details')?.setAttribute('open', ''))
  await form.locator('[name=dasar]').fill(`Keputusan tentang tahun ${tahun}`)
  await Promise.all([page.waitForNavigation(), form.locator('button').click()])
  await expectDone(page)
}

/** What taxpayers paid, and its deposit in the region's account. */
export async function receive({ as, address }: Room, bukti: string, jumlah: string): Promise<void> {
  const page = await as('penerimaan-bapenda')
  await page.goto(`${address}${TREASURY}/penerimaan`)
  await submit(page, 'Catat', { rekening: PBB, dari: 'Wajib pajak Wonosekar', bukti, jumlah })
  await expectDone(page)
  await page.locator('main input[name=id]').first().check()
  await submit(page, 'Setor yang dicentang')
  await expectDone(page)
}

/** The contract, its request, one refusal with reasons, mending, and payment. @returns where the request is */
export async function payContract(room: Room): Promise<string> {
  const { as, address } = room
  const pptk = await as('pptk-pupr')
  await pptk.goto(`${address}${TREASURY}/kontrak`)
  await submit(pptk, 'Simpan kontrak', {
    uraian: PEKERJAAN,
    sub: SUB,
    penyedia: 'CV Karya Jalan Makmur',
    penyediaBank: 'Bank Jatiraya',
    penyediaRekening: '1234567890',
    nilai: '1.000.000.000',
    tanggal: '2027-03-01',
    mulai: '2027-03-01',
    selesai: '2027-08-31',
    termin: 'termin\tPekerjaan selesai\t1.000.000.000\t100\t2027-08-31',
  })
  await expectDone(pptk)
  await submit(pptk, 'Tambahkan', {
    nomor: 'BAST/12/2027',
    tanggal: '2027-03-05',
    fisik: '100',
  })
  await expectDone(pptk)
  await follow(pptk, 'Minta pembayaran')
  await submit(pptk, 'Ajukan SPP', { baris: `${SUB}\t${JALAN}\tTermin\t1.600.000.000\t` })
  await expectRefused(pptk, /tidak cukup|Termin ini bernilai/)
  const pajak = 'ppn:900.900.901;pph4-2:900.900.901'
  await submit(pptk, 'Ajukan SPP', { baris: `${SUB}\t${JALAN}\tTermin\t1.000.000.000\t${pajak}` })
  await expectDone(pptk)
  const spp = pptk.url()
  expect(await pptk.getByRole('button', { name: 'Lengkap, teruskan ke PA' }).count()).toBe(0)

  const verifier = await as('ppk-pupr')
  await verifier.goto(spp)
  await submit(verifier, 'Kembalikan untuk diperbaiki', {
    'catatan-faktur': 'Faktur pajak belum dilampirkan.',
    alasan: 'Lampirkan faktur pajak penyedia.',
  })
  await expectDone(verifier)
  await pptk.goto(spp)
  expect(await wordsOf(pptk)).toContain('Faktur pajak belum dilampirkan.')
  await submit(pptk, 'Ajukan kembali', { bukti: 'Faktur pajak\t010.000-27.00000001\t2027-03-05' })
  await expectDone(pptk)
  // A contract is the authorised official's: the head of the division signs, not the head of the agency.
  await pay(room, spp, 'TRX-0001', 'kpa-pupr')
  return spp
}

/** From the verifier to the bank, each in their own office. */
export async function pay(
  { as }: Room,
  spp: string,
  referensi: string,
  signer = 'pa-pupr',
): Promise<void> {
  const verifier = await as('ppk-pupr')
  await verifier.goto(spp)
  const form = verifier.locator('form:has(input[name=langkah][value=setujui])')
  for (const tick of await form.locator('input[name=ada]').all()) await tick.check()
  await submit(verifier, 'Lengkap, teruskan ke PA')
  await expectDone(verifier)
  expect(await verifier.getByRole('button', { name: 'Tanda tangani SPM' }).count()).toBe(0)
  const head = await as(signer)
  await head.goto(spp)
  await submit(head, 'Tanda tangani SPM')
  await expectDone(head)
  const bud = await as('bud')
  await bud.goto(spp)
  await submit(bud, 'Terbitkan SP2D')
  await expectDone(bud)
  await submit(bud, 'Catat pencairan', { cairTanggal: '2027-03-08', cairReferensi: referensi })
  await expectDone(bud)
}

/** Capital spending is closed by its card alone. @returns the label of the card */
export async function recordAsset({ as, address }: Room, spp: string): Promise<string> {
  const bud = await as('bud')
  await bud.goto(spp)
  expect(await wordsOf(bud)).toContain('Cair, menunggu aset')
  const keeper = await as('barang-pupr')
  await keeper.goto(`${address}/kerja`)
  await follow(keeper, /Termin/)
  await submit(keeper, 'Cari', { q: 'jalan kabupaten' })
  await follow(keeper, 'Jalan Kabupaten Aspal')
  await submit(keeper, 'Simpan', {
    nama: 'Jalan Wonosekar–Purwolestari',
    tanggalPerolehan: '2027-03-08',
    kondisi: 'B',
    'rincian.konstruksi': 'Aspal',
    'rincian.panjang_m': '2000',
    'rincian.lebar_m': '5',
    'rincian.alamat': 'Desa Wonosekar',
  })
  await expectDone(keeper)
  await bud.goto(spp)
  expect(await wordsOf(bud)).toContain('Selesai')
  return keeper.url().split('/').at(-1) ?? ''
}

/** The treasurer's cash: given, spent, accounted for, replenished. */
export async function spendCash(room: Room): Promise<void> {
  const { as, address } = room
  const ppkd = await as('ppkd')
  await ppkd.goto(`${address}${TREASURY}/up`)
  await submit(ppkd, 'Tampilkan', { skpd: PUPR })
  await submit(ppkd, 'Simpan keputusan', {
    nomor: 'SK Bupati 900/11/2027',
    tanggal: '2027-01-05',
    jumlah: '10.000.000',
  })
  await expectDone(ppkd)
  const payee = {
    penerima: 'Bendahara Pengeluaran Dinas PUPR',
    bank: 'Bank Jatiraya',
    rekening: '9876543210',
  }
  const treasurer = await as('bendahara-pupr')
  const ask = async (form: Readonly<Record<string, string>>) => {
    await treasurer.goto(`${address}${TREASURY}/spp/baru`)
    await submit(treasurer, 'Ajukan SPP', { ...payee, ...form })
    await expectDone(treasurer)
    return treasurer.url()
  }
  const up = await ask({ jenis: 'UP', jumlah: '10.000.000', uraian: 'Uang persediaan 2027' })
  await pay(room, up, 'TRX-0002')
  await treasurer.goto(`${address}${TREASURY}/up`)
  const tanggal = '2027-03-08'
  await submit(treasurer, 'Geser uang', {
    dari: 'bank',
    ke: 'tunai',
    tanggal,
    jumlah: '5.000.000',
    uraian: 'Ambil tunai',
  })
  await expectDone(treasurer)
  await submit(treasurer, 'Catat', {
    sumber: 'UP',
    nomor: 'KW-01',
    tanggal,
    uraian: 'Kertas HVS 80 rim',
    penerima: 'Toko Sumber Tulis',
    posisi: `${SUB} ${ATK}`,
    jumlah: '4.200.000',
    dari: 'tunai',
  })
  await expectDone(treasurer)
  await submit(treasurer, 'Buat LPJ')
  await expectDone(treasurer)
  expect(await treasurer.getByRole('button', { name: 'Sahkan' }).count()).toBe(0)
  const verifier = await as('ppk-pupr')
  await verifier.goto(`${address}${TREASURY}/up`)
  await submit(verifier, 'Sahkan')
  await expectDone(verifier)
  await pay(
    room,
    await ask({ jenis: 'GU', lpjId: 'LPJ', uraian: 'Ganti uang persediaan' }),
    'TRX-0003',
  )
}

const KORAN = [
  'tanggal\tmasuk\tkeluar\treferensi\turaian\tsaldo',
  '2027-01-04\t1200000000\t0\tSTS-1\tSetoran STS 99.01/05.0/000001\t1200000000',
  '2027-03-08\t0\t1000000000\tTRX-0001\tSP2D 99.01/04.0/000001\t200000000',
  '2027-03-08\t0\t10000000\tTRX-0002\tSP2D 99.01/04.0/000002\t190000000',
  '2027-03-08\t0\t4200000\tTRX-0003\tSP2D 99.01/04.0/000003\t185800000',
  '2027-03-08\t0\t15000\tADM-1\tBiaya administrasi\t185785000',
].join('\n')

/** The bank's statement finds its fellows by itself; one line is explained; the same file is not taken twice. */
export async function reconcile({ as, address }: Room): Promise<void> {
  const bud = await as('bud')
  await bud.goto(`${address}${TREASURY}/bank`)
  await submit(bud, 'Masukkan', { tempel: KORAN })
  await expectDone(bud)
  const said = await bud.locator('.kabar').textContent()
  expect(said).toContain('5 baris baru, 0 sudah ada, 4 cocok sendiri')
  await submit(bud, 'Cocokkan', { alasan: 'Biaya administrasi, dikoreksi bank bulan depan.' })
  await expectDone(bud)
  await submit(bud, 'Masukkan', { tempel: KORAN })
  await expectRefused(bud, /sudah pernah dimasukkan/)
}

/** The last day: what is left goes back, and the last revenue comes in. */
export async function endYear(room: Room): Promise<void> {
  const { as, address } = room
  await receive(room, 'SSPD-0002', '350.000.000')
  const treasurer = await as('bendahara-pupr')
  await treasurer.goto(`${address}${TREASURY}/up`)
  const move = { dari: 'tunai', ke: 'bank', tanggal: '2027-12-31', jumlah: '800.000' }
  await submit(treasurer, 'Geser uang', { ...move, uraian: 'Setor tunai ke bank' })
  await expectDone(treasurer)
  await submit(treasurer, 'Setor sisa UP', { jumlah: '10.000.000', uraian: 'Sisa UP' })
  await expectDone(treasurer)
}
