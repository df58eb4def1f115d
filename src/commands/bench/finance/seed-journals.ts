import { run, sql, type Tx, transaction } from '../../../platform/db/database.ts'
import { createProgress } from '../../with-installation.ts'
import { putAsideIndexes, restoreIndexes } from '../bulk-load.ts'
import type { LedgerHouse } from './ledger.ts'

export const LINES = 4
const AT_ONCE = 100_000
const DAYS = 350
/** Accounts a book is used to: an SKPD spends on some dozens, not on all there are. */
const PER_BOOK = 60
const TABLES = ['accounting.jurnal', 'accounting.jurnal_baris']

/** Accounts beside those of spending that a journal of four lines goes to. */
export type Counterparts = Readonly<{ sal: number; beban: readonly number[]; rk: number }>

/**
 * Straight into the tables, around their guards, which look at all of it once at the end: every header has its lines,
 * both sides are equal, the budget side is equal by itself.
 */
export async function seedJournals(house: LedgerHouse, others: Counterparts): Promise<void> {
  const { owner, size } = house
  const journals = Math.ceil(size / LINES)
  const progress = createProgress(`${size} baris jurnal`)
  const aside = await transaction(owner, async (tx) => {
    for (const table of TABLES) await run(tx, sql.raw(`alter table ${table} disable trigger user`))
    return putAsideIndexes(tx, TABLES)
  })
  for (let from = 0; from < journals; from += AT_ONCE) {
    const to = Math.min(journals, from + AT_ONCE)
    await transaction(owner, (tx) => writeChunk(tx, house, { ...others, from, to }))
    progress(to * LINES)
  }
  await transaction(owner, async (tx) => {
    await restoreIndexes(tx, aside)
    for (const table of TABLES) await run(tx, sql.raw(`alter table ${table} enable trigger user`))
    await run(
      tx,
      sql`select setval(pg_get_serial_sequence('accounting.jurnal', 'id'), greatest(1, (select max(j.id) from accounting.jurnal j)))`,
    )
  })
  await run(owner, sql`vacuum analyze accounting.jurnal, accounting.jurnal_baris`)
  await refuseUnbalanced(owner)
}

type Chunk = Counterparts & Readonly<{ from: number; to: number }>

async function writeChunk(
  tx: Tx,
  { tahun, books, accounts, firstId }: LedgerHouse,
  { sal, beban, rk, from, to }: Chunk,
): Promise<void> {
  const book = sql`(${[...books]}::int[])[1 + n % ${books.length}]`
  const day = sql`make_date(${tahun}, 1, 1) + n % ${DAYS}`
  const account = (list: readonly number[]) =>
    sql`(${[...list]}::int[])[1 + (n % ${books.length} * 13 + n / ${books.length} % ${PER_BOOK}) % ${list.length}]`
  const amount = sql`(1000 + n % 900)::numeric(20,2)`
  await run(
    tx,
    sql`insert into accounting.jurnal (id, nomor, tahun, tanggal, jenis, kelas, skpd_id, uraian, dokumen_jenis, dokumen_id,
      dokumen_nomor, jumlah_debit, jumlah_kredit, jumlah_baris, dibuat_oleh, dibuat_at) overriding system value
    select ${firstId}::bigint + n, 'UKUR/11.0/' || n || '/JUR-UMUM', ${tahun}, ${day}, 'umum', 1, ${book}, 'Beban ukur', 'ukur',
      n::text, 'UKUR/' || n, 2 * ${amount}, 2 * ${amount}, ${LINES}, 'ukur', make_date(${tahun}, 1, 1) + (n % ${DAYS}) * interval '1 day'
    from generate_series(${from}::int, ${to - 1}::int) n`,
  )
  await run(
    tx,
    sql`insert into accounting.jurnal_baris (jurnal_id, urutan, skpd_id, tahun, tanggal, rekening_id, debit, kredit)
    select ${firstId}::bigint + n, b.urutan, ${book}, ${tahun}, ${day}, b.rekening_id, b.debit * ${amount}, b.kredit * ${amount}
    from generate_series(${from}::int, ${to - 1}::int) n cross join lateral (values
      (1, ${account(accounts)}, 1, 0), (2, ${sal}::int, 0, 1),
      (3, ${account(beban)}, 1, 0), (4, ${rk}::int, 0, 1)) as b (urutan, rekening_id, debit, kredit)`,
  )
}

async function refuseUnbalanced(owner: Tx): Promise<void> {
  const broken = await run(
    owner,
    sql`select j.id from accounting.jurnal j
    join (select b.jurnal_id, sum(b.debit) as debit, sum(b.kredit) as kredit, count(*) as banyak,
        sum(case when a.awalan is null then 0 else b.debit - b.kredit end) as anggaran
      from accounting.jurnal_baris b join fiscal.rekening r on r.id = b.rekening_id
      left join accounting.akun_anggaran a on starts_with(r.kode, a.awalan || '.') group by b.jurnal_id) s on s.jurnal_id = j.id
    where s.debit <> j.jumlah_debit or s.kredit <> j.jumlah_debit or s.banyak <> j.jumlah_baris or s.anggaran <> 0
    union all
    select j.id from accounting.jurnal j where not exists (select 1 from accounting.jurnal_baris b where b.jurnal_id = j.id)
    limit 1`,
  )
  if (broken > 0) throw new Error('the bench made a journal that does not balance')
}

/** As if the job had folded everything; where the job is measured, the queue it begins with. */
export async function fillRekap({ owner }: LedgerHouse): Promise<void> {
  const folded = sql`from accounting.jurnal_baris b join accounting.jurnal j on j.id = b.jurnal_id
    cross join lateral (values (0), (extract(day from b.tanggal)::int)) as h (hari)`
  const month = sql`extract(month from b.tanggal)::smallint`
  await transaction(owner, async (tx) => {
    await run(tx, sql`set local work_mem = '256MB'`)
    await run(
      tx,
      sql`truncate accounting.antrean_rekap, accounting.rekap, accounting.rekap_daerah, accounting.rekap_realisasi`,
    )
    await run(
      tx,
      sql`insert into accounting.rekap (tahun, bulan, hari, skpd_id, rekening_id, rekening_anggaran_id, kelas, debit, kredit)
      select b.tahun, ${month}, h.hari, b.skpd_id, b.rekening_id, coalesce(b.rekening_anggaran_id, 0), j.kelas, sum(b.debit), sum(b.kredit)
      ${folded} group by 1, 2, 3, 4, 5, 6, 7`,
    )
    await run(
      tx,
      sql`insert into accounting.rekap_daerah (tahun, bulan, hari, rekening_id, rekening_anggaran_id, kelas, debit, kredit)
      select r.tahun, r.bulan, r.hari, r.rekening_id, r.rekening_anggaran_id, r.kelas, sum(r.debit), sum(r.kredit)
      from accounting.rekap r group by 1, 2, 3, 4, 5, 6`,
    )
    await run(
      tx,
      sql`insert into accounting.rekap_realisasi (tahun, skpd_id, rekening_id, sub_kegiatan_id, mata_anggaran_id, debit, kredit)
      select b.tahun, b.skpd_id, b.rekening_id, coalesce(b.sub_kegiatan_id, 0),
        coalesce(b.mata_anggaran_id, '00000000-0000-0000-0000-000000000000'), sum(b.debit), sum(b.kredit)
      from accounting.jurnal_baris b join accounting.jurnal j on j.id = b.jurnal_id join fiscal.rekening k on k.id = b.rekening_id
      where j.kelas = 1 and exists (select 1 from accounting.akun_anggaran g where g.is_realisasi and g.tahun_mulai <= b.tahun
        and starts_with(k.kode, g.awalan || '.')) group by 1, 2, 3, 4, 5`,
    )
  })
  await run(
    owner,
    sql`vacuum analyze accounting.rekap, accounting.rekap_daerah, accounting.rekap_realisasi`,
  )
}

/** Every journal waits to be folded. */
export async function queueAll({ owner }: LedgerHouse): Promise<void> {
  await run(
    owner,
    sql`insert into accounting.antrean_rekap (jurnal_id, tahun) select j.id, j.tahun from accounting.jurnal j on conflict do nothing`,
  )
  await run(owner, sql`vacuum analyze accounting.antrean_rekap`)
}
