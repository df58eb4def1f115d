import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { useRunningApp } from '../../../../tests/support/running-app.ts'
import { openBytes } from '../../../commands/labelled-texts.ts'
import { packageRoot } from '../../../package-root.ts'
import { rows, sql } from '../../../platform/db/database.ts'
import { readPemetaan } from '../exchange/impor/pemetaan.ts'
import { readImpor } from '../exchange/impor/read-impor.ts'
import { checkImpor, type ImporOptions, runImpor } from './import-laporan.ts'

const { app, database } = await useRunningApp({ history: 'fresh' })
const { deps, counters } = app.citizenReports
const village = app.reference.kecamatan().flatMap((one) => app.reference.desaOf(one.kode))[0]
const options: ImporOptions = {
  pemetaan: [],
  isNewUnitAllowed: false,
  isTertutup: false,
  onProgress: () => undefined,
}
const HEADER =
  'rujukan,waktu_lapor,isi,judul,kategori,unit,wilayah,status,waktu_tanggapan,waktu_selesai,rahasia,telepon,lintang,bujur,patokan'
type Row = Readonly<Record<string, string>>

const line = (row: Row) =>
  HEADER.split(',')
    .map((name) => `"${(row[name] ?? '').replaceAll('"', '""')}"`)
    .join(',')
const good = (rujukan: string, more: Row = {}): Row => ({
  rujukan,
  waktu_lapor: '2025-03-03 09:00',
  isi: 'Lampu jalan di depan pasar padam sejak tiga malam.',
  kategori: 'penerangan.padam',
  unit: 'dishub',
  wilayah: village?.kode ?? '',
  ...more,
})
const fileOf = (list: readonly Row[]) => [Buffer.from([HEADER, ...list.map(line)].join('\n'))]
const read = (bytes: Iterable<Uint8Array>) =>
  readImpor(bytes, { format: 'umum', zone: 'Asia/Jakarta', sumber: 'uji' })
const check = (list: readonly Row[]) => checkImpor(deps, read(fileOf(list)), options)

let runs = 0
async function load(list: readonly Row[], baris = list.length) {
  const bytes = fileOf(list)
  runs += 1
  const run = {
    id: app.kit.newId(),
    berkas: 'uji.csv',
    sha256: String(runs).padStart(64, '0'),
    format: 'umum',
    sumber: 'uji',
    baris,
    mulaiAt: app.kit.now(),
  }
  return runImpor({ ...deps, db: app.jobDb }, read(bytes), { run, options })
}

const caseOf = async (rujukan: string) =>
  (
    await rows(
      database.owner,
      sql<
        Record<string, unknown>
      >`select l.id, l.nomor, l.status, l.judul, l.isi, l.unit_kode as unit, l.lokasi_sumber as sumber,
        l.cara_tutup as cara, l.hari_kerja_selesai as hari, l.is_tepat_waktu as tepat, l.is_publik as publik, l.lat,
        l.tenggat_at as tenggat, l.tingkat_eskalasi as tingkat from citizen_reports.laporan l
        where l.kanal = 'impor' and l.kanal_rujukan = ${`uji/${rujukan}`}`,
    )
  )[0]

describe('a good file', () => {
  it('becomes cases with their agency, a point inside the village, and their clock', async () => {
    const list = [
      good('A1', { status: 'ditutup', waktu_selesai: '2025-03-05 10:00' }),
      good('A2', { waktu_tanggapan: '2025-03-04 10:00' }),
      good('A3', { unit: '' }),
      good('A4', { status: 'ditutup' }),
    ]
    expect(await load(list)).toEqual({ stored: 4, known: 0 })
    expect(await caseOf('A1')).toMatchObject({
      status: 'ditutup_tanpa_konfirmasi',
      cara: 'tanpa_konfirmasi',
      hari: 2,
      tepat: true,
      unit: 'dishub',
      sumber: 'wilayah',
      publik: true,
      judul: 'Lampu jalan di depan pasar padam sejak tiga malam',
    })
    expect(await caseOf('A2')).toMatchObject({ status: 'proses', cara: null })
    expect(await caseOf('A3')).toMatchObject({ status: 'masuk', unit: null, tingkat: 3 })
    expect(await caseOf('A4')).toMatchObject({ hari: null, tepat: null, tenggat: null })
  })

  it('tells on the page of the case what is known, and shows it to everyone', async () => {
    const { nomor } = (await caseOf('A4')) as { nomor: string }
    const page = await app.server.inject(`/laporan/${nomor}`)
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain('Ditutup di sistem asal; waktunya tidak tercatat.')
  })

  it('makes nothing twice when it is taken in again', async () => {
    const list = [good('B1'), good('B2')]
    expect(await load(list)).toEqual({ stored: 2, known: 0 })
    expect(await load([...list, good('B3')])).toEqual({ stored: 1, known: 2 })
  })

  it('is counted exactly after the counters are rebuilt', async () => {
    await counters.rebuild()
    const [seen] = await rows(
      database.owner,
      sql<{ cases: number; counted: number }>`select
        (select count(*)::int from citizen_reports.laporan l where l.is_publik and l.induk_id is null and not l.is_rahasia) as cases,
        (select sum(r.masuk)::int from citizen_reports.rekap r where r.sudut = 15) as counted`,
    )
    expect(seen?.counted).toBe(seen?.cases)
  })

  it('shows masked words and keeps the original for officers', async () => {
    await load([good('C1', { isi: 'Hubungi saya di 081234567890 soal lampu padam.' })])
    const found = await caseOf('C1')
    expect(String(found?.isi)).toContain('[nomor telepon disamarkan]')
    const [kept] = await rows(
      database.owner,
      sql<{
        isi: string
      }>`select p.isi_asli as isi from citizen_reports.pelapor p where p.laporan_id = ${String(found?.id)}::uuid`,
    )
    expect(kept?.isi).toContain('081234567890')
  })

  it('hides a secret case: no words, no place, no series number', async () => {
    await load([good('D1', { rahasia: 'ya', isi: 'Pungutan liar di loket.' })])
    const found = await caseOf('D1')
    expect(found).toMatchObject({ judul: 'Laporan rahasia', isi: '', publik: false, lat: null })
    expect(String(found?.nomor)).toMatch(/^RHS-/)
    expect((await app.server.inject(`/laporan/${String(found?.nomor)}`)).statusCode).toBe(404)
  })

  it('is found by the same words as a case that was written here', async () => {
    const isi = 'Jl. Mawar RT 03/RW 05: lampu-lampu padam, hubungi 081234567890.'
    await load([
      good('F1', { isi, patokan: 'dekat Café Kab. lama' }),
      good('F2', { rahasia: 'ya' }),
    ])
    const [seen] = await rows(
      database.owner,
      sql<{
        imported: string[]
        written: string[]
      }>`with semua as (select l.kanal_rujukan, l.cari::text as cari,
          (setweight(to_tsvector('indonesian', citizen_reports.kata_cari(l.judul)), 'A')
            || to_tsvector('indonesian', citizen_reports.kata_cari(coalesce(l.isi, '') || ' ' || coalesce(l.patokan, ''))))::text as sendiri
          from citizen_reports.laporan l where l.kanal_rujukan in ('uji/F1', 'uji/F2'))
        select array_agg(s.cari order by s.kanal_rujukan) as imported, array_agg(s.sendiri order by s.kanal_rujukan) as written from semua s`,
    )
    expect(seen?.imported).toHaveLength(2)
    expect(seen?.imported[0]).toContain("'kabupaten'")
    expect(seen?.imported).toEqual(seen?.written)
  })

  it('is searched by new words once its words are changed', async () => {
    await load([good('G1')])
    const [changed] = await rows(
      database.owner,
      sql<{
        cari: string
      }>`update citizen_reports.laporan l set judul = 'Trotoar ambles' where l.kanal_rujukan = 'uji/G1' returning l.cari::text as cari`,
    )
    expect(changed?.cari).toContain("'trotoar'")
  })

  it('keeps a cell that looks like a formula as the text it is', async () => {
    await load([good('E1', { judul: "'=HYPERLINK(1)", isi: "'+62 lampu mati @ pasar" })])
    expect(await caseOf('E1')).toMatchObject({ judul: '=HYPERLINK(1)' })
  })
})

describe('a bad row', () => {
  const cases: readonly (readonly [name: string, row: Row, column: string])[] = [
    ['without a reference', good(''), 'rujukan'],
    ['without words', good('X', { isi: '   ' }), 'isi'],
    ['with a date that does not exist', good('X', { waktu_lapor: '2025-02-30' }), 'waktu_lapor'],
    ['from the future', good('X', { waktu_lapor: '2090-01-01 08:00' }), 'waktu_lapor'],
    ['with an unknown status', good('X', { status: 'beres' }), 'status'],
    ['with half a point', good('X', { lintang: '-7.2' }), 'lintang'],
    ['with a point off the globe', good('X', { lintang: '-97', bujur: '112' }), 'lintang'],
    [
      'closed before it came',
      good('X', { status: 'ditutup', waktu_selesai: '2025-03-01' }),
      'waktu_selesai',
    ],
    ['open with an end', good('X', { waktu_selesai: '2025-03-09' }), 'status'],
    ['with a giant cell', good('X', { isi: 'a'.repeat(40_000) }), 'isi'],
  ]
  it.each(cases)('%s is told with row, column and sentence', async (_name, row, column) => {
    const found = await check([good('OK'), row])
    expect(found.problems.map((one) => [one.row, one.column])).toContainEqual([3, column])
    expect(found.problems[0]?.message).toMatch(/^[A-Z].*[.]$/)
  })

  it('that repeats a reference names the row it repeats', async () => {
    const found = await check([good('P1'), good('P2'), good('P1')])
    expect(found.problems).toEqual([
      {
        row: 4,
        column: 'rujukan',
        message: 'Nomor ini sudah ada di baris 2. Hapus salah satunya.',
      },
    ])
  })

  it('that repeats a reference is left out when the right rows are stored all the same', async () => {
    const list = [good('Q1'), good('Q2'), good('Q1'), good('Q3', { waktu_lapor: '2090-01-01' })]
    const { rows: sound } = await check(list)
    expect(await load(list, sound)).toEqual({ stored: 2, known: 0 })
  })

  it('in another encoding ends the reading with advice', async () => {
    const bytes = Buffer.concat([Buffer.from(`${HEADER}\n`), Buffer.from([0x41, 0xe9, 0x80, 0x0a])])
    const found = await checkImpor(deps, read([bytes]), options)
    expect(found.problems.at(-1)?.message).toContain('UTF-8')
  })

  it('that names a place or agency nobody knows comes in with a warning', async () => {
    const found = await check([good('W1', { wilayah: '99.99.99.9999', unit: 'Dinas Antariksa' })])
    expect(found).toMatchObject({ rows: 1, problemCount: 0 })
    expect(found.warnings.map((one) => one.column).toSorted()).toEqual(['kelurahan', 'unit'])
  })
})

describe('a big file', () => {
  it('is checked in memory that does not grow with it', { timeout: 120_000 }, async () => {
    const count = 60_000
    let heldMax = 0
    function* pieces() {
      yield Buffer.from(`${HEADER}\n`)
      for (let n = 0; n < count; n += 1) {
        if (n % 10_000 === 0) heldMax = Math.max(heldMax, heldBytes())
        yield Buffer.from(`${line(good(`M${n}`))}\n`)
      }
    }
    const before = heldBytes()
    const found = await checkImpor(deps, read(pieces()), options)
    expect(found.rows).toBe(count)
    expect(heldMax - before).toBeLessThan(30 * 1024 * 1024)
  })
})

/** What is still held once everything let go is collected; without that, only the collector's mood is seen. */
function heldBytes(): number {
  setFlagsFromString('--expose-gc')
  ;(runInNewContext('gc') as () => void)()
  return process.memoryUsage().heapUsed
}

const SURABAYA = join(
  packageRoot,
  '../shared/data/indonesia/pengaduan/surabaya_mediacenter_dev.csv.gz',
)

describe.skipIf(!existsSync(SURABAYA))(
  'the reports of Surabaya (skipped without shared data)',
  () => {
    it('are all read, with their ends and agencies', { timeout: 120_000 }, async () => {
      const { rows: pemetaan } = await readPemetaan(
        openBytes(join(packageRoot, 'data/impor/surabaya-media-center.csv')),
      )
      const items = readImpor(openBytes(SURABAYA), {
        format: 'surabaya-media-center',
        zone: 'Asia/Jakarta',
        sumber: 'surabaya-media-center',
      })
      const found = await checkImpor(deps, items, { ...options, pemetaan, isNewUnitAllowed: true })
      expect(found).toMatchObject({
        rows: 10_064,
        problemCount: 0,
        perStatus: { ditutup_tanpa_konfirmasi: 8_538, disposisi: 797, proses: 729 },
      })
      // Four answers are older than their reports; every place is unknown to this region.
      expect(found.warningCount).toBe(10_064 + 4)
    })
  },
)
