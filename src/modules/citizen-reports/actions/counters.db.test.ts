import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { useTestDatabase } from '../../../../tests/support/database.ts'
import { rows, run, sql, type Tx, transaction } from '../../../platform/db/database.ts'
import { ANGKA_KEYS, type Angka, addAngka, NOL, SUDUT } from '../domain/rekap.ts'
import { searchWords } from '../domain/search-words.ts'
import { foldDelta, lockRekap } from '../store/rekap-fold-store.ts'
import { listRekap, listSel } from '../store/rekap-store.ts'
import { createCounters } from './counters.ts'

const { db, owner } = await useTestDatabase('citizen-reports')
const ZONE = 'Asia/Jakarta'
const counters = createCounters({
  db,
  now: () => new Date('2026-11-25T00:00:00Z'),
  region: () => ({ name: '', shortName: '', domain: '', timezone: ZONE }),
})

type Case = Readonly<{
  terima: string
  unit: string | null
  kecamatan: string | null
  kategori: string
  tutup: string | null
  tepat: boolean | null
  bukti: boolean
  dibuka: number
  hari: number | null
  publik: boolean
  rahasia: boolean
  induk: boolean
  letak: readonly [number, number] | null
}>

const caseOf = fc.record<Case>({
  terima: fc.constantFrom('2026-09-30T17:00:00Z', '2026-09-30T16:59:59Z', '2026-11-02T03:00:00Z'),
  unit: fc.constantFrom('dinas-pu', 'dlh', null),
  kecamatan: fc.constantFrom('99.01.01', '99.01.02', null),
  kategori: fc.constantFrom('jalan.lubang', 'jalan.amblas', 'sampah.liar'),
  tutup: fc.constantFrom(null, 'dikonfirmasi', 'tanpa_konfirmasi', 'ditolak'),
  tepat: fc.constantFrom(true, false, null),
  bukti: fc.boolean(),
  dibuka: fc.integer({ min: 0, max: 2 }),
  hari: fc.constantFrom(0, 3, 7, 100, 250, null),
  publik: fc.boolean(),
  rahasia: fc.boolean(),
  induk: fc.boolean(),
  letak: fc.constantFrom([-9.01, 111.02] as const, [-9.013, 111.021] as const, null),
})

const STATUS: Readonly<Record<string, string>> = {
  dikonfirmasi: 'selesai',
  tanpa_konfirmasi: 'ditutup_tanpa_konfirmasi',
  ditolak: 'ditolak',
}
const idOf = (slot: number) => `00000000-0000-4000-8000-${String(slot).padStart(12, '0')}`
const PARENT = idOf(999)

async function put(tx: Tx, slot: number, one: Case): Promise<void> {
  const isSecret = one.rahasia
  const letak = isSecret ? null : one.letak
  await run(
    tx,
    sql`insert into citizen_reports.laporan (id, nomor, kunci_klien, jenis, kategori_kode, judul, isi, lat, lon, kecamatan_kode,
      is_rahasia, is_publik, kanal, status, unit_kode, diterima_at, cara_tutup, hari_kerja_selesai, is_tepat_waktu, is_berbukti,
      jumlah_dibuka_kembali, induk_id, updated_at)
    values (${idOf(slot)}, ${`ADU-${slot}`}, ${idOf(slot)}, 'pengaduan', ${one.kategori}, 'Judul laporan', 'Isi', ${letak?.[0] ?? null},
      ${letak?.[1] ?? null}, ${one.kecamatan}, ${isSecret}, ${one.publik && !isSecret}, 'web', ${one.tutup === null ? 'proses' : STATUS[one.tutup]},
      ${one.unit}, ${one.terima}, ${one.tutup}, ${one.hari}, ${one.tepat}, ${one.bukti}, ${one.dibuka}, ${one.induk ? PARENT : null}, now())
    on conflict (id) do update set kategori_kode = excluded.kategori_kode, lat = excluded.lat, lon = excluded.lon,
      kecamatan_kode = excluded.kecamatan_kode, is_rahasia = excluded.is_rahasia, is_publik = excluded.is_publik, status = excluded.status,
      unit_kode = excluded.unit_kode, diterima_at = excluded.diterima_at, cara_tutup = excluded.cara_tutup,
      hari_kerja_selesai = excluded.hari_kerja_selesai, is_tepat_waktu = excluded.is_tepat_waktu, is_berbukti = excluded.is_berbukti,
      jumlah_dibuka_kembali = excluded.jumlah_dibuka_kembali, induk_id = excluded.induk_id`,
  )
}

/** The same counts, made in another way: one case after another. */
function countByHand(cases: Iterable<Case>, fits: (one: Case) => boolean): Angka {
  let sum = NOL
  for (const one of cases) {
    if (!one.publik || one.rahasia || one.induk || !fits(one)) continue
    const isSelesai = one.tutup === 'dikonfirmasi' || one.tutup === 'tanpa_konfirmasi'
    const hari = Array.from({ length: 101 }, () => 0)
    if (isSelesai && one.hari !== null) hari[Math.min(one.hari, 100)] = 1
    sum = addAngka(sum, {
      ...NOL,
      masuk: 1,
      terbuka: Number(one.tutup === null),
      dikonfirmasi: Number(one.tutup === 'dikonfirmasi'),
      tanpaKonfirmasi: Number(one.tutup === 'tanpa_konfirmasi'),
      ditolak: Number(one.tutup === 'ditolak'),
      tepat: Number(isSelesai && one.tepat === true),
      terlambat: Number(isSelesai && one.tepat === false),
      berbukti: Number(isSelesai && one.bukti),
      dibukaKembali: Number(one.dibuka > 0),
      hari,
    })
  }
  return sum
}

const sumOf = (list: readonly Angka[]) => list.reduce(addAngka, NOL)
const counted = (angka: Angka) => ({
  ...Object.fromEntries(ANGKA_KEYS.map((key) => [key, angka[key]])),
  hari: angka.hari.map((count, day) => [day, count]).filter(([, count]) => count !== 0),
})

async function expectTruth(cases: ReadonlyMap<number, Case>): Promise<void> {
  const all = [...cases.values()]
  const ask = async (question: Omit<Parameters<typeof listRekap>[1], 'zona'>) =>
    counted(sumOf(await listRekap(db, { ...question, zona: ZONE })))
  expect(await ask({ sudut: SUDUT.semua })).toEqual(counted(countByHand(all, () => true)))
  expect(await ask({ sudut: SUDUT.unit, unit: 'dlh' })).toEqual(
    counted(countByHand(all, (one) => one.unit === 'dlh')),
  )
  expect(
    await ask({ sudut: SUDUT.kecamatanGrup, kecamatan: '99.01.01', kategori: 'jalan' }),
  ).toEqual(
    counted(
      countByHand(all, (one) => one.kecamatan === '99.01.01' && one.kategori.startsWith('jalan')),
    ),
  )
  expect(await ask({ sudut: SUDUT.kategori, kategori: 'jalan.lubang' })).toEqual(
    counted(countByHand(all, (one) => one.kategori === 'jalan.lubang')),
  )
  const september = '2026-09-01' as never
  expect(await ask({ sudut: SUDUT.semua, dari: september, sampai: september })).toEqual(
    counted(countByHand(all, (one) => one.terima === '2026-09-30T16:59:59Z')),
  )
  const cells = await listSel(db, {
    tingkat: 2,
    sisi: 0.0025,
    kotak: { barat: 111, timur: 112, selatan: -10, utara: -9 },
    kelompok: [],
  })
  const onMap = all.filter((one) => one.publik && !one.rahasia && !one.induk && one.letak !== null)
  expect(cells.reduce((sum, cell) => sum + cell.jumlah, 0)).toBe(onMap.length)
}

async function clear(): Promise<void> {
  await run(owner, sql`delete from citizen_reports.laporan`)
  await run(owner, sql`delete from citizen_reports.rekap_delta`)
  await counters.rebuild()
  const parent = { terima: '2026-11-02T03:00:00Z', kategori: 'lainnya.lainnya', publik: false }
  await put(owner, 999, { ...BLANK, ...parent })
}

const BLANK: Case = {
  terima: '2026-11-02T03:00:00Z',
  unit: null,
  kecamatan: null,
  kategori: 'jalan.lubang',
  tutup: null,
  tepat: null,
  bukti: false,
  dibuka: 0,
  hari: null,
  publik: true,
  rahasia: false,
  induk: false,
  letak: null,
}

describe('counters', () => {
  it('equal a fresh count after any sequence of changes, folds and rebuilds', async () => {
    const step = fc.oneof(
      { weight: 6, arbitrary: fc.tuple(fc.integer({ min: 0, max: 5 }), caseOf) },
      { weight: 2, arbitrary: fc.constantFrom('fold' as const, 'rebuild' as const) },
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), async (steps) => {
        await clear()
        const cases = new Map<number, Case>()
        for (const one of steps) {
          if (one === 'fold') await counters.fold()
          else if (one === 'rebuild') await counters.rebuild()
          else {
            await put(db, ...one)
            cases.set(...one)
          }
        }
        await expectTruth(cases)
        await counters.fold()
        await expectTruth(cases)
        await counters.rebuild()
        await expectTruth(cases)
      }),
      { numRuns: 25 },
    )
  })

  it('note nothing at all of a secret or unpublished case', async () => {
    await clear()
    await put(db, 1, { ...BLANK, rahasia: true })
    await put(db, 2, { ...BLANK, publik: false })
    await put(db, 1, { ...BLANK, rahasia: true, tutup: 'ditolak' })
    const deltas = await rows(owner, sql`select d.id from citizen_reports.rekap_delta d`)
    expect(deltas).toEqual([])
  })

  it('lose nothing when the program dies between the steps of a fold', async () => {
    await clear()
    await put(db, 1, BLANK)
    const dying = transaction(db, async (tx) => {
      await lockRekap(tx)
      await foldDelta(tx, ZONE, 100)
      throw new Error('power cut')
    })
    await expect(dying).rejects.toThrow('power cut')
    await expectTruth(new Map([[1, BLANK]]))
    expect(await counters.fold()).toBe(1)
    await expectTruth(new Map([[1, BLANK]]))
  })

  it('count once when several fold, rebuild and write at the same time', async () => {
    await clear()
    const slots = Array.from({ length: 60 }, (_, slot) => slot)
    await Promise.all([
      ...slots.map((slot) => put(db, slot, { ...BLANK, unit: slot % 2 === 0 ? 'dlh' : null })),
      ...slots.slice(0, 8).map(() => counters.fold()),
      counters.rebuild(),
      counters.rebuild(),
    ])
    const cases = new Map(
      slots.map((slot) => [slot, { ...BLANK, unit: slot % 2 === 0 ? 'dlh' : null }]),
    )
    await expectTruth(cases)
    await counters.fold()
    await expectTruth(cases)
  })

  it('change their version with every published change, and only then', async () => {
    await clear()
    const seen = [await counters.fresh()]
    expect(await counters.fresh()).toBe(seen[0])
    await put(db, 1, BLANK)
    seen.push(await counters.fresh())
    await run(
      db,
      sql`update citizen_reports.laporan set jumlah_dukungan = jumlah_dukungan + 1 where nomor = 'ADU-1'`,
    )
    seen.push(await counters.fresh())
    await counters.fold()
    seen.push(await counters.fresh())
    await put(db, 2, { ...BLANK, rahasia: true })
    expect(await counters.fresh()).toBe(seen[3])
    expect(new Set(seen).size).toBe(4)
  })

  it('are built by the first reader when nobody has built them, or the zone has changed', async () => {
    await clear()
    await put(db, 1, BLANK)
    await run(
      owner,
      sql`update citizen_reports.rekap_keadaan set zona = 'Asia/Jayapura' where id = 1`,
    )
    await counters.fresh()
    await expectTruth(new Map([[1, BLANK]]))
  })

  it('follow the result of a re-inspection', async () => {
    await clear()
    await put(db, 1, { ...BLANK, tutup: 'dikonfirmasi', tepat: true, hari: 2 })
    await run(
      db,
      sql`insert into citizen_reports.pemeriksaan_ulang (id, laporan_id, unit_kode, dipilih_at, hasil, catatan, diperiksa_at) values
      (${idOf(1)}, ${idOf(1)}, 'dlh', now(), 'tidak_sesuai', 'Masih rusak', now())`,
    )
    const [row] = await listRekap(db, {
      sudut: SUDUT.semua,
      zona: ZONE,
      dari: '2026-11-01' as never,
    })
    const all = sumOf(await listRekap(db, { sudut: SUDUT.semua, zona: ZONE }))
    expect(row).toBeDefined()
    expect(all.inspeksiTidak).toBe(1)
    await run(owner, sql`delete from citizen_reports.pemeriksaan_ulang`)
  })
})

describe('words of the index', () => {
  it('are the words of the question, for any text', async () => {
    const word = fc.constantFrom(
      'Jalan',
      'RT',
      '03',
      '/',
      'rw 005',
      'yang',
      'Café',
      'JL.',
      'ﬁle',
      '٣',
      'km',
      '12a',
    )
    const text = fc.oneof(
      fc.string({ maxLength: 60 }),
      fc.array(word).map((list) => list.join(' ')),
    )
    const texts = fc.sample(text, 300).map((one) => one.replaceAll('\u0000', ''))
    const found = await rows(
      db,
      sql<{
        kata: string
      }>`select citizen_reports.kata_cari(t.teks) as kata from unnest(${texts}::text[]) with ordinality as t (teks, i) order by t.i`,
    )
    expect(found.map((row) => row.kata)).toEqual(texts.map((one) => searchWords(one).join(' ')))
  })
})
