import type { BenchPage } from '../page-costs.ts'
import { openVisitor } from '../visitor.ts'
import type { House } from './house.ts'

const VIEWS = [
  'verifikasi',
  'disposisi',
  'lewat',
  'validasi',
  'konfirmasi',
  'jeda',
  'semua',
  'tutup',
]
const WORDS = [
  'jalan',
  'lubang',
  'sampah',
  'lampu',
  'air',
  'pohon',
  'selokan',
  'trotoar',
  'drainase',
]

/** Every page whose reading could grow with the number of reports. */
export async function listPages(house: House): Promise<readonly BenchPage[]> {
  const { citizenReports, reference } = house.app
  const { daun } = await citizenReports.katalog.get()
  const leaves = daun.filter((one) => !one.isRahasia).map((one) => one.kode)
  const districts = reference.kecamatan().map((one) => one.kode)
  const nomor = await listNomor(house)
  const pick = (values: readonly string[], n: number) => values[n % values.length] ?? ''
  const place = (n: number) => pick(districts, n)
  const leaf = (n: number) => pick(leaves, n * 7)
  const words = (n: number) => `${pick(WORDS, n)}+${pick(WORDS, Math.floor(n / 9) + n + 1)}`
  const { minLat, maxLat, minLon, maxLon } = reference.sketchMap().bounds
  const box = (n: number, share: number) => {
    const at = (low: number, high: number, step: number) =>
      low + (high - low) * (1 - share) * (((n * step) % 97) / 97)
    const [west, south] = [at(minLon, maxLon, 31), at(minLat, maxLat, 53)]
    const [east, north] = [west + (maxLon - minLon) * share, south + (maxLat - minLat) * share]
    return [west, south, east, north].map((one) => one.toFixed(5)).join(',')
  }
  const citizen = (name: string, url: BenchPage['url']): BenchPage => ({ name, as: 'citizen', url })
  const officer = (name: string, url: BenchPage['url']): BenchPage => ({ name, as: 'officer', url })
  return [
    citizen('front', (n) => `/?n=${n}`),
    citizen('list', (n) => `/laporan?n=${n}`),
    citizen('list-filtered', (n) => `/laporan?kategori=${leaf(n)}&kecamatan=${place(n)}`),
    citizen(
      'list-open',
      (n) => `/laporan?status=terbuka&kecamatan=${place(n)}&kategori=${leaf(n)}`,
    ),
    citizen('list-overdue', (n) => `/laporan?status=lewat&kecamatan=${place(n)}`),
    citizen('search', (n) => `/laporan?q=${words(n)}`),
    citizen('search-everywhere', (n) => `/cari?q=${words(n)}`),
    citizen('map', (n) => `/laporan/peta?kategori=${leaf(n)}`),
    citizen('map-tile', (n) => `/laporan/peta?kotak=${box(n, 0.25)}`),
    citizen('map-near', (n) => `/laporan/peta?kotak=${box(n, 0.02)}`),
    citizen('statistics', () => '/laporan/statistik'),
    citizen(
      'statistics-category',
      (n) => `/laporan/statistik?per=kategori&masa=36&kecamatan=${place(n)}`,
    ),
    citizen('report', (n) => `/laporan/${pick(nomor, n)}`),
    citizen('form', () => '/lapor'),
    {
      ...citizen('duplicate-hint', () => '/lapor/serupa'),
      form: (n) => hintForm(house, n, { kategori: leaf(n), wilayah: place(n) }),
    },
    ...VIEWS.map((view) => officer(`queue-${view}`, () => `/kerja/laporan?tampilan=${view}`)),
    officer('queue-search', (n) => `/kerja/laporan?tampilan=semua&q=${words(n)}`),
    officer('case', (n) => `/kerja/laporan/${pick(nomor, n)}`),
    officer('desk', () => '/kerja'),
  ]
}

function hintForm(
  { app: { reference } }: House,
  n: number,
  at: { kategori: string; wilayah: string },
) {
  const village = reference.desaOf(at.wilayah)[n % 3]
  const inner = reference.innerPoint(village?.kode ?? '')
  return {
    judul: 'Jalan rusak berlubang dalam',
    isi: 'Sudah beberapa hari belum ada petugas yang datang',
    kategori: at.kategori,
    lat: String(inner?.lat ?? ''),
    lon: String(inner?.lon ?? ''),
  }
}

/** Numbers of the newest published cases, as they stand on the list. */
async function listNomor({ app }: House): Promise<readonly string[]> {
  const { body } = await openVisitor(app).get('/laporan')
  const found = [...body.matchAll(/href="\/laporan\/([A-Z]{3}-\d{4}-\d{6}-[A-Z])"/g)]
  const nomor = [...new Set(found.map((match) => match[1] ?? ''))]
  if (nomor.length === 0) throw new Error('The list shows no reports to measure with.')
  return nomor
}
