import type { Page } from 'playwright-core'
import { expectDone, expectRefused, follow, submit, type Written, wordsOf } from '../officers.ts'
import type { Room } from './room.ts'

const YEARS = [2025, 2026, 2027, 2028, 2029]
const perYear = (name: string, values: readonly string[]): Written =>
  Object.fromEntries(YEARS.map((tahun, at) => [`${name}-${tahun}`, values[at] ?? '']))
const PAGU = perYear(
  'pagu',
  YEARS.map(() => '5.000.000.000'),
)
const INDIKATOR: Written = {
  nama: 'Persentase jalan kabupaten dalam kondisi mantap',
  satuan: 'persen',
  arah: 'naik',
  ...perYear('target', ['70', '72', '75', '78', '80']),
}
export const PUPR = 'Dinas Pekerjaan Umum dan Penataan Ruang'
/** Pembangunan Jalan. */
export const SUB = '1.03.10.2.01.0032'
export const PEKERJAAN = 'Pembangunan Jalan Wonosekar–Purwolestari'
const PLANS = '/kerja/perencanaan'

/** From the vision down to the line of the year: RPJMD, Renstra, proposals, Renja and RKPD, each set by another person. */
export async function makePlans(room: Room): Promise<void> {
  await makeRpjmd(room)
  await makeRenstra(room)
  const rkpd = await begin(room, 'bappeda', {
    jenis: 'rkpd',
    tahun: String(room.tahun),
    judul: `RKPD Kabupaten Jatiraya ${room.tahun}`,
  })
  const renja = await begin(room, 'perencana-pupr', {
    jenis: 'renja',
    tahun: String(room.tahun),
    skpd: PUPR,
    judul: `Renja Dinas PUPR ${room.tahun}`,
  })
  await propose(room)
  await decideProposals(room)
  await handIn(room, 'perencana-pupr', renja)
  await enact(room, 'sekda', renja, { jenis: 'keputusan', nomor: '050/12/2026' })
  await handIn(room, 'bappeda', rkpd)
  await enact(room, 'bupati', rkpd, { jenis: 'perkada', nomor: '27 Tahun 2026' })
}

async function begin({ as, address }: Room, username: string, form: Written): Promise<string> {
  const page = await as(username)
  await page.goto(`${address}${PLANS}`)
  await submit(page, 'Mulai dokumen', form)
  await expectDone(page)
  return page.url()
}

/** A node under the one that is open. */
async function add(page: Page, kind: string, written: Written): Promise<void> {
  await follow(page, `Tambah ${kind}`)
  await submit(page, 'Simpan', written)
  await expectDone(page)
}

async function measure(page: Page): Promise<void> {
  await submit(page, 'Simpan', INDIKATOR)
  await expectDone(page)
}

async function makeRpjmd(room: Room): Promise<void> {
  const href = await begin(room, 'bappeda', {
    jenis: 'rpjmd',
    tahun: '2025',
    tahunSampai: '2029',
    judul: 'RPJMD Kabupaten Jatiraya 2025–2029',
  })
  const page = await room.as('bappeda')
  await add(page, 'visi', { uraian: 'Jatiraya yang terhubung dan sejahtera' })
  await add(page, 'misi', { uraian: 'Mewujudkan infrastruktur yang merata' })
  await add(page, 'tujuan', { uraian: 'Meningkatnya keterhubungan antarwilayah' })
  await add(page, 'sasaran', { uraian: 'Meningkatnya kemantapan jalan kabupaten' })
  await measure(page)
  await add(page, 'program', { kode: '1.03.10', skpd: PUPR, ...PAGU })
  await handIn(room, 'bappeda', href)
  await enact(room, 'bupati', href, { jenis: 'perda', nomor: '3 Tahun 2025' })
}

async function makeRenstra(room: Room): Promise<void> {
  const href = await begin(room, 'perencana-pupr', {
    jenis: 'renstra',
    tahun: '2025',
    tahunSampai: '2029',
    skpd: PUPR,
    judul: 'Renstra Dinas PUPR 2025–2029',
  })
  const page = await room.as('perencana-pupr')
  await add(page, 'tujuan', {
    uraian: 'Meningkatnya mutu jaringan jalan',
    mendukung: 'Meningkatnya kemantapan jalan kabupaten',
  })
  await add(page, 'sasaran', { uraian: 'Jalan kabupaten dibangun dan terpelihara' })
  await measure(page)
  await add(page, 'program', { kode: '1.03.10', ...PAGU })
  await add(page, 'kegiatan', { kode: '1.03.10.2.01', ...PAGU })
  await add(page, 'sub kegiatan', { kode: SUB, ...PAGU })
  await page.goto(`${href}/periksa`)
  if (!(await wordsOf(page)).includes('Tidak ada temuan')) throw new Error(await wordsOf(page))
  await handIn(room, 'perencana-pupr', href)
  await enact(room, 'bupati', href, { jenis: 'perkada', nomor: '41 Tahun 2025' })
}

async function handIn({ as }: Room, username: string, href: string): Promise<void> {
  const page = await as(username)
  await page.goto(href)
  await submit(page, 'Ajukan')
  await expectDone(page)
}

async function enact({ as }: Room, username: string, href: string, act: Written): Promise<void> {
  const page = await as(username)
  await page.goto(href)
  await submit(page, 'Tetapkan', { ...act, tanggal: '2026-06-26' })
  await expectDone(page)
}

const PROPOSALS: readonly Written[] = [
  {
    sumber: 'musrenbang',
    pengusulJenis: 'desa',
    pengusulWilayah: '99.01.02.2001',
    judul: PEKERJAAN,
    uraian: 'Jalan tanah dua kilometer, tidak dapat dilalui pada musim hujan.',
    lokasi: '99.01.02.2001',
    volume: '2',
    satuan: 'km',
    perkiraan: '2.000.000.000',
    pendukung: '120',
  },
  {
    sumber: 'pokir',
    pengusulJenis: 'dprd',
    judul: 'Taman bermain di alun-alun',
    lokasi: '99.01.06',
    volume: '1',
    satuan: 'unit',
    perkiraan: '300.000.000',
  },
]

/** From the village's meeting and from the council: registered by the planning office, decided by the department. */
async function propose({ as, address, tahun }: Room): Promise<void> {
  const page = await as('bappeda')
  for (const written of PROPOSALS) {
    await page.goto(`${address}${PLANS}/usulan?tahun=${tahun}`)
    await submit(page, 'Daftarkan usulan', { tahun: String(tahun), skpd: PUPR, ...written })
    await expectDone(page)
  }
  // Who registered a proposal has no form to decide it.
  if ((await page.getByRole('button', { name: 'Simpan putusan' }).count()) > 0)
    throw new Error('whoever registered a proposal may not decide it')
}

async function decideProposals({ as, address, tahun }: Room): Promise<void> {
  const page = await as('perencana-pupr')
  const open = async (judul: string) => {
    await page.goto(`${address}${PLANS}/usulan?tahun=${tahun}`)
    await follow(page, judul)
  }
  await open('Taman bermain')
  await submit(page, 'Simpan putusan', { hasil: 'tolak' })
  await expectRefused(page, /Pilih alasan/)
  await submit(page, 'Simpan putusan', {
    hasil: 'tolak',
    alasanKode: 'Belum masuk prioritas',
    alasan: 'Alun-alun ditata setelah jalan desa selesai.',
  })
  await expectDone(page)
  await open(PEKERJAAN)
  await follow(page, 'Tulis baris baru dari usulan ini')
  await submit(page, 'Simpan', {
    subKegiatan: SUB,
    indikator: 'Panjang jalan yang dibangun',
  })
  await expectDone(page)
  await submit(page, 'Simpan putusan', { hasil: 'terima', barisId: PEKERJAAN })
  await expectDone(page)
}
