import { formatNomor } from '../../../kernel/nomor.ts'
import { type Db, run, sql, transaction } from '../../../platform/db/database.ts'
import { putAsideIndexes, restoreIndexes } from '../bulk-load.ts'

export type SeedPlan = Readonly<{
  owner: Db
  count: number
  until: Date
  /** Account whose own list is measured: one in a thousand is theirs. */
  akunId: string
  onProgress?: (done: number) => void
}>

const CHUNK = 50_000
const DAYS = 730
/** One in fifty is still under way. */
const OPEN_EVERY = 50
const LARGE = ['permohonan', 'riwayat', 'isian'].map((name) => `services.${name}`)

/** Many invented applications of one village letter over two years, the newest last; the same at every run. */
export async function seedPermohonan(plan: SeedPlan): Promise<void> {
  const { owner, count } = plan
  const aside = await transaction(owner, (tx) => putAsideIndexes(tx, LARGE))
  for (let from = 1; from <= count; from += CHUNK) {
    const to = Math.min(from + CHUNK - 1, count)
    await writeChunk(plan, from, to)
    plan.onProgress?.(to)
  }
  await transaction(owner, (tx) => restoreIndexes(tx, aside))
  await run(owner, sql`vacuum analyze`)
}

/** Long before any year of the demo region, so that new applications get numbers of their own. */
const FIRST_YEAR = 2015
const PER_YEAR = 500_000

function numbers(from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, index) => {
    const at = from + index - 1
    const year = FIRST_YEAR + Math.floor(at / PER_YEAR)
    return formatNomor({ prefix: 'PMH', year, serial: (at % PER_YEAR) + 1 })
  })
}

async function writeChunk(
  { owner, count, until, akunId }: SeedPlan,
  from: number,
  to: number,
): Promise<void> {
  const at = sql`(${until}::timestamptz - make_interval(secs => ((${count}::float8 - i) * ${DAYS * 86_400}::float8 / ${count}::float8)))`
  const isOpen = sql.raw(`(i % ${OPEN_EVERY} = 0)`)
  const unit = sql.raw(
    `(array['kel-kauman-jati','desa-wonosekar','kec-wonolestari','dpmptsp'])[1 + (i / ${OPEN_EVERY}) % 4]`,
  )
  await transaction(owner, async (tx) => {
    await run(
      tx,
      sql`create temp table petak on commit drop as select i, gen_random_uuid() as id, ${at} as waktu,
      ${unit} as unit, ${isOpen} as terbuka, (${numbers(from, to)}::text[])[i - ${from}::bigint + 1] as nomor
      from generate_series(${from}::bigint, ${to}::bigint) i`,
    )
    await run(
      tx,
      sql`insert into services.permohonan (id, nomor, kunci_klien, kode, versi, pemilik_akun_id, diajukan_oleh, cara, kanal, bahasa,
        tahap, akhir, desa_kode, kecamatan_kode, pemilik_unit, diajukan_at, tahap_sejak, tenggat_at, cara_habis, selesai_at,
        jam_total, jam_bersih, is_tepat_waktu)
      select p.id, p.nomor, p.id, 'DESA-DOMISILI', 1,
        case when p.i % 1000 = 1 then ${akunId}::uuid else gen_random_uuid() end, ${akunId}::uuid, 'sendiri', 'web', 'id',
        case when p.terbuka then 'verifikasi' else 'terbit' end, case when p.terbuka then null else 'terbit' end,
        p.unit, 'kec-wonolestari', p.unit, p.waktu, p.waktu,
        case when p.terbuka then ${until}::timestamptz + make_interval(mins => (p.i % 5000)::int - 500) end,
        case when p.terbuka then 'eskalasi' end, case when p.terbuka then null else p.waktu + interval '1 day' end,
        case when p.terbuka then null else 4 + (p.i % 20)::int end, case when p.terbuka then null else 2 + (p.i % 20)::int / 2 end,
        case when p.terbuka then null else p.i % 12 <> 0 end
      from petak p`,
    )
    await run(
      tx,
      sql`insert into services.isian (permohonan_id, jawaban) select p.id,
      jsonb_build_object('p.nama', 'Warga ' || p.i, 'keperluan', 'bank', 'domisili.rt', '001/002') from petak p`,
    )
    await run(
      tx,
      sql`insert into services.riwayat (id, permohonan_id, urutan, kejadian, ke_tahap, oleh_jenis, waktu)
      select gen_random_uuid(), p.id, n, case n when 1 then 'diajukan' when 2 then 'teruskan' else 'selesai' end, 'verifikasi',
        'petugas', p.waktu + make_interval(hours => n) from petak p, generate_series(1, 3) n where n = 1 or not p.terbuka`,
    )
    await run(
      tx,
      sql`insert into services.tugas (id, permohonan_id, tahap, unit_kode, peran, tenggat_at, dibuat_at)
      select gen_random_uuid(), p.id, 'verifikasi', p.unit, array['petugas-layanan'],
        ${until}::timestamptz + make_interval(mins => (p.i % 5000)::int - 500), p.waktu from petak p where p.terbuka`,
    )
  })
}
