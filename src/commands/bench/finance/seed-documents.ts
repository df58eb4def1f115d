import { Readable } from 'node:stream'
import { oneRow, run, sql, type Tx, transaction } from '../../../platform/db/database.ts'
import { createProgress } from '../../with-installation.ts'
import { putAsideIndexes, restoreIndexes } from '../bulk-load.ts'
import { importBudget } from './import-budget.ts'
import type { LedgerHouse } from './ledger.ts'
import { LINES } from './seed-journals.ts'

const AT_ONCE = 100_000
/** Budget positions of each SKPD. */
const POSITIONS = 40
const DAYS = 300
const TABLES = ['spp', 'spp_baris', 'spm', 'sp2d', 'mutasi', 'ikatan', 'riwayat'].map(
  (name) => `treasury.${name}`,
)
const hand = (digit: number) => `00000000-0000-7000-8000-00000000000${digit}`
const RKUD = '00000000-0000-7000-8000-00000000d0d0'

/** Ids of the n-th document, by the digit of its kind. */
export const documentId = (digit: 5 | 6 | 7 | 8, n: number) =>
  `${digit}0000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
const idOf = (digit: number) =>
  sql.raw(`('${digit}0000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid`)

/**
 * So many payments of a year, one in fifty still with an office, and as many goods of the region: around the guards,
 * whose invariants are looked at once at the end. A budget of its own stands behind them.
 */
export async function seedDocuments(house: LedgerHouse): Promise<void> {
  await enactBudget(house)
  const { owner, size } = house
  await openFunds(house)
  const progress = createProgress(`${size} SPP`)
  const aside = await transaction(owner, (tx) => standAside(tx, TABLES))
  for (let from = 0; from < size; from += AT_ONCE) {
    const to = Math.min(size, from + AT_ONCE)
    await transaction(owner, (tx) => writePayments(tx, house, { from, to }))
    progress(to)
  }
  await transaction(owner, async (tx) => {
    await comeBack(tx, TABLES, aside)
    await countAll(tx)
  })
  await seedCards(house)
  await run(owner, sql`vacuum analyze`)
  await refuseBroken(owner)
}

async function standAside(tx: Tx, tables: readonly string[]) {
  for (const table of tables) await run(tx, sql.raw(`alter table ${table} disable trigger user`))
  return putAsideIndexes(tx, tables)
}

async function comeBack(
  tx: Tx,
  tables: readonly string[],
  aside: Awaited<ReturnType<typeof putAsideIndexes>>,
): Promise<void> {
  // Keys and unique indexes are made again over every row: what they hold is looked at here.
  await restoreIndexes(tx, aside)
  for (const table of tables) await run(tx, sql.raw(`alter table ${table} enable trigger user`))
}

/** A budget in force, taken in as a file. */
async function enactBudget({ app, books, tahun }: LedgerHouse): Promise<void> {
  const kode = await app.fiscal.kodefikasi(app.kit.db, tahun)
  const subs = kode.nomenklatur.all.filter(({ jenis }) => jenis === 'sub_kegiatan')
  const accounts = kode.rekening.all.filter((one) => one.isDaun && one.kode.startsWith('5.1.02.'))
  const lines = books.flatMap((id, book) =>
    Array.from({ length: POSITIONS }, (_, at) => {
      const sub = subs[(book * 7 + at) % subs.length]?.kode ?? ''
      return `${kode.skpd.byId.get(id)?.kode},${sub},${accounts[at % accounts.length]?.kode},Belanja ukur,9000000000000`
    }),
  )
  const text = ['kode_skpd,kode_sub_kegiatan,kode_rekening,uraian,jumlah', ...lines, ''].join('\n')
  const source = Readable.from([Buffer.from(text)])
  await importBudget(app, { tahun, source, isTambahKode: false })
}

/** The budget as treasury keeps it, wholly released, and money for it. */
async function openFunds({ owner, tahun, books }: LedgerHouse): Promise<void> {
  await transaction(owner, async (tx) => {
    await run(
      tx,
      sql`insert into treasury.pagu (mata_anggaran_id, tahun, skpd_id, sub_kegiatan_id, rekening_id, anggaran)
      select m.id, m.tahun, m.skpd_id, m.sub_kegiatan_id, m.rekening_id, m.anggaran from budget.pub_mata_anggaran m
      where m.tahun = ${tahun} on conflict do nothing`,
    )
    await run(
      tx,
      sql`insert into treasury.dana (tahun, skpd_id, sub_kegiatan_id, anggaran, spd)
      select p.tahun, p.skpd_id, p.sub_kegiatan_id, sum(p.anggaran), sum(p.anggaran) from treasury.pagu p group by 1, 2, 3`,
    )
    await run(
      tx,
      sql`insert into treasury.kas (id, jenis, skpd_id, nama, bank, nomor_rekening)
      select ${RKUD}::uuid, 'rkud', null, 'Kas daerah', 'Bank', '0010010010'
      union all select gen_random_uuid(), 'bank', s, 'Kas bendahara', 'Bank', '00200' || lpad(s::text, 5, '0')
      from unnest(${[...books]}::int[]) s`,
    )
    await run(
      tx,
      sql`insert into treasury.mutasi (kas_id, tahun, tanggal, masuk, uraian, dokumen_jenis, dokumen_id, dokumen_nomor, dicatat_at)
      select k.id, ${tahun}, make_date(${tahun}, 1, 1), 90000000000000, 'Saldo awal', 'saldo-awal', k.id, 'awal', now() from treasury.kas k`,
    )
  })
}

type Chunk = Readonly<{ from: number; to: number }>

async function writePayments(
  tx: Tx,
  { tahun, size, firstId }: LedgerHouse,
  { from, to }: Chunk,
): Promise<void> {
  await run(
    tx,
    sql`create temp table petak on commit drop as
    with posisi as (select array_agg(p.mata_anggaran_id order by p.mata_anggaran_id) as semua from treasury.pagu p where p.tahun = ${tahun})
    select n, p.*, make_date(${tahun}, 1, 2) + (n::bigint * ${DAYS} / ${size})::int as hari, 10000::numeric(20,2) as nilai,
      case when n % 50 > 1 then 'selesai' when n % 50 = 1 then 'sp2d' when n / 50 % 3 = 0 then 'spm'
        when n / 50 % 3 = 1 then 'diverifikasi' else 'diajukan' end as tahap
    from generate_series(${from}::int, ${to - 1}::int) n cross join posisi
    join treasury.pagu p on p.mata_anggaran_id = posisi.semua[1 + n % cardinality(posisi.semua)]`,
  )
  await run(
    tx,
    sql`insert into treasury.spp (id, nomor, tahun, skpd_id, jenis, tanggal, uraian, jumlah, penerima, bank, rekening, tahap,
      tahap_sejak, tenggat_at, kunci, dibuat_oleh, dibuat_at, diperiksa_oleh)
    select ${idOf(5)}, 'UKUR/02.0/' || n, tahun, skpd_id, 'LS', hari, 'Belanja ukur', nilai, 'CV Ukur', 'Bank', '1234567890', tahap,
      hari + n % 86400 * interval '1 second', case when tahap in ('spm', 'diverifikasi', 'diajukan')
        then now() + (n % 5000 - 500) * interval '1 minute' end,
      'kunci-ukur-' || n, ${hand(1)}::uuid, hari + n % 86400 * interval '1 second',
      case when tahap <> 'diajukan' then ${hand(2)}::uuid end from petak`,
  )
  await run(
    tx,
    sql`insert into treasury.spp_baris (id, spp_id, urutan, mata_anggaran_id, rekening_id, sub_kegiatan_id, jumlah, is_modal)
    select ${idOf(8)}, ${idOf(5)}, 1, mata_anggaran_id, rekening_id, sub_kegiatan_id, nilai, false from petak`,
  )
  await run(
    tx,
    sql`insert into treasury.spm (id, spp_id, nomor, tanggal, jumlah, pembuat, pemeriksa, penandatangan, dibuat_at)
    select ${idOf(6)}, ${idOf(5)}, 'UKUR/03.0/' || n, hari, nilai, ${hand(1)}::uuid, ${hand(2)}::uuid, ${hand(3)}::uuid, hari
    from petak where tahap in ('spm', 'sp2d', 'selesai')`,
  )
  await run(
    tx,
    sql`insert into treasury.sp2d (id, spm_id, spp_id, nomor, tahun, skpd_id, jenis, tanggal, nilai, potongan, kas_id,
      penandatangan_spm, penerbit, terbit_at, status, cair_tanggal, cair_referensi, jurnal_id)
    select ${idOf(7)}, ${idOf(6)}, ${idOf(5)}, 'UKUR/04.0/' || n, tahun, skpd_id, 'LS', hari, nilai, 0, ${RKUD}::uuid,
      ${hand(3)}::uuid, ${hand(4)}::uuid, hari, case tahap when 'sp2d' then 'terbit' else 'selesai' end,
      case tahap when 'selesai' then hari end, case tahap when 'selesai' then 'REF-' || n end,
      case tahap when 'selesai' then (${firstId}::bigint + n / ${LINES})::text end
    from petak where tahap in ('sp2d', 'selesai')`,
  )
  await run(
    tx,
    sql`insert into treasury.mutasi (kas_id, tahun, tanggal, keluar, uraian, dokumen_jenis, dokumen_id, dokumen_nomor, dicatat_at)
    select ${RKUD}::uuid, tahun, hari, nilai, 'Belanja ukur', 'sp2d', ${idOf(7)}, 'UKUR/04.0/' || n, hari from petak where tahap = 'selesai'
    union all
    select k.id, tahun, hari, 1000, 'Belanja ukur', 'belanja', ${idOf(8)}, 'UKUR/' || n, hari
    from petak join treasury.kas k on k.skpd_id = petak.skpd_id and k.jenis = 'bank' where tahap = 'selesai'`,
  )
  await run(
    tx,
    sql`insert into treasury.ikatan (spp_id, mata_anggaran_id, terikat, cair, sebab, waktu)
    select ${idOf(5)}, mata_anggaran_id, nilai, 0, 'ajukan', hari from petak
    union all select ${idOf(5)}, mata_anggaran_id, 0, nilai, 'cair', hari from petak where tahap = 'selesai'`,
  )
  await run(
    tx,
    sql`insert into treasury.riwayat (id, dokumen, dokumen_id, kejadian, oleh, nama, waktu)
    select gen_random_uuid(), 'spp', ${idOf(5)}, k.kejadian, ${hand(1)}::uuid, 'Petugas', hari
    from petak cross join (values ('ajukan'), ('cair')) k (kejadian) where k.kejadian = 'ajukan' or tahap = 'selesai'`,
  )
}

/** Counters as their triggers would have moved them. */
async function countAll(tx: Tx): Promise<void> {
  await run(
    tx,
    sql`update treasury.pagu p set terikat = n.terikat, cair = n.cair
    from (select i.mata_anggaran_id, sum(i.terikat) as terikat, sum(i.cair) as cair from treasury.ikatan i group by 1) n
    where n.mata_anggaran_id = p.mata_anggaran_id`,
  )
  await run(
    tx,
    sql`update treasury.dana d set terikat = n.terikat
    from (select p.tahun, p.skpd_id, p.sub_kegiatan_id, sum(p.terikat) as terikat from treasury.pagu p group by 1, 2, 3) n
    where n.tahun = d.tahun and n.skpd_id = d.skpd_id and n.sub_kegiatan_id is not distinct from d.sub_kegiatan_id`,
  )
  await run(
    tx,
    sql`update treasury.kas k set saldo = n.saldo, dipesan = coalesce((select sum(d.nilai) from treasury.sp2d d
      where d.kas_id = k.id and d.status = 'terbit'), 0)
    from (select m.kas_id, sum(m.masuk - m.keluar) as saldo from treasury.mutasi m group by 1) n where n.kas_id = k.id`,
  )
}

const CARD_TABLES = ['assets.kartu', 'assets.mutasi']

/** Goods as they are taken over from an older register, each with its opening balance. */
async function seedCards({ owner, size, tahun, books }: LedgerHouse): Promise<void> {
  const aside = await transaction(owner, (tx) => standAside(tx, CARD_TABLES))
  await transaction(owner, async (tx) => {
    await run(
      tx,
      sql`insert into assets.kartu (id, label, kib, kode_barang_id, skpd_id, register, nama, asal_usul, tanggal_perolehan,
        kondisi, is_ekstrakomptabel, is_warisan, masa_semester, susut_mulai, rincian, nilai, sisa_semester, dicatat_oleh, dicatat_at, berubah_at)
      select ${idOf(5)}, 'BMD-' || upper(substr(lpad(to_hex(n), 8, '0'), 1, 4)) || '-' || upper(substr(lpad(to_hex(n), 8, '0'), 5, 4)) || '-0',
        'B', b.semua[1 + n / ${books.length} % cardinality(b.semua)], (${[...books]}::int[])[1 + n % ${books.length}],
        1 + n / ${books.length}, 'Barang ukur ' || n, 'pembelian', make_date(${tahun} - 3, 1, 1) + n % 700,
        case n % 40 when 0 then 'RB' when 1 then 'KB' else 'B' end, false, true, 10, (${tahun} - 3) || '-1',
        jsonb_build_object('merek', case when n % 9 = 0 then '' else 'Merek' end), 10000000, 10, ${hand(1)}::uuid,
        now() - (${size}::int - n) * interval '1 second', now()
      from generate_series(1, ${size}::int) n
      cross join (select array_agg(k.id order by k.id) as semua from assets.kode_barang k where k.kib = 'B'
        and not exists (select 1 from assets.kode_barang a where a.induk_id = k.id)) b`,
    )
    await run(
      tx,
      sql`insert into assets.mutasi (id, kartu_id, jenis, skpd_id, tahun, tanggal, nilai, semester, pembukuan, dokumen, oleh, waktu)
      select gen_random_uuid(), k.id, 'saldo_awal', k.skpd_id, ${tahun} - 1, make_date(${tahun} - 1, 12, 31), k.nilai, k.masa_semester,
        'saldo_awal', 'Saldo awal', 'ukur', k.dicatat_at from assets.kartu k where k.nama like 'Barang ukur %'`,
    )
    await comeBack(tx, CARD_TABLES, aside)
  })
}

/** What the guards would have refused. */
async function refuseBroken(owner: Tx): Promise<void> {
  const { broken } = await oneRow(
    owner,
    sql<{ broken: string | null }>`select string_agg(distinct x.what, ', ') as broken from (
      select 'spp' as what from treasury.spp s left join (select b.spp_id, sum(b.jumlah) as jumlah from treasury.spp_baris b group by 1) b
        on b.spp_id = s.id where s.jumlah is distinct from b.jumlah
      union all select 'spm' from treasury.spp s left join treasury.spm m on m.spp_id = s.id
        where (s.tahap in ('spm', 'sp2d', 'cair', 'selesai')) <> (m.id is not null)
      union all select 'sp2d' from treasury.sp2d d join treasury.spp s on s.id = d.spp_id
        where d.status <> case s.tahap when 'sp2d' then 'terbit' else s.tahap end
      union all select 'pagu' from treasury.pagu p left join (select i.mata_anggaran_id, sum(i.terikat) as t, sum(i.cair) as c
        from treasury.ikatan i group by 1) i on i.mata_anggaran_id = p.mata_anggaran_id
        where p.terikat <> coalesce(i.t, 0) or p.cair <> coalesce(i.c, 0) or p.terikat > p.anggaran
      union all select 'dana' from treasury.dana d where d.terikat > d.spd
      union all select 'kas' from treasury.kas k where k.saldo is distinct from (select sum(m.masuk - m.keluar) from treasury.mutasi m where m.kas_id = k.id)
      union all select 'kartu' from assets.kartu k join (select m.kartu_id, sum(m.nilai) as nilai from assets.mutasi m group by 1) m
        on m.kartu_id = k.id where m.nilai <> k.nilai) x`,
  )
  if (broken !== null) throw new Error(`the bench made documents that do not add up: ${broken}`)
}
