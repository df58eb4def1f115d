import type { Tanggal } from '../../../kernel/date.ts'
import { fromDecimalString, type Sen, toDecimalString } from '../../../kernel/money.ts'
import { rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { Periode } from '../domain/kib.ts'

export type JenisMutasi =
  | 'saldo_awal'
  | 'perolehan'
  | 'kapitalisasi'
  | 'penyusutan'
  | 'koreksi'
  | 'pindah_keluar'
  | 'pindah_masuk'
  | 'reklas_keluar'
  | 'reklas_masuk'
  | 'hapus'

/** How a movement stands in the books: by a journal of its own, by the one of its SP2D, or not at all (a change of life alone). */
export type Pembukuan = 'jurnal' | 'sp2d' | 'saldo_awal' | 'ekstrakomptabel' | 'tanpa_nilai'

export type Mutasi = Readonly<{
  id: string
  kartuId: string
  jenis: JenisMutasi
  skpdId: number
  tahun: number
  tanggal: Tanggal
  periode: Periode | null
  nilai: Sen
  susut: Sen
  semester: number
  pembukuan: Pembukuan
  jurnalId: string | null
  dokumen: string
  uraian: string
  oleh: string
  waktu: Date
}>

export async function insertMutasi(tx: Tx, list: readonly Mutasi[]): Promise<void> {
  const rowsToSend = list.map((row) => ({
    ...row,
    nilai: toDecimalString(row.nilai),
    susut: toDecimalString(row.susut),
  }))
  await run(
    tx,
    sql`insert into assets.mutasi (id, kartu_id, jenis, skpd_id, tahun, tanggal, periode, nilai, susut, semester, pembukuan,
      jurnal_id, dokumen, uraian, oleh, waktu)
    select r.id, r."kartuId", r.jenis, r."skpdId", r.tahun, r.tanggal, r.periode, r.nilai, r.susut, r.semester,
      r.pembukuan, r."jurnalId", r.dokumen, r.uraian, r.oleh, r.waktu
    from jsonb_to_recordset(${JSON.stringify(rowsToSend)}::jsonb) as r(id uuid, "kartuId" uuid, jenis text, "skpdId" integer,
      tahun integer, tanggal date, periode text, nilai numeric, susut numeric, semester smallint, pembukuan text,
      "jurnalId" text, dokumen text, uraian text, oleh text, waktu timestamptz)`,
  )
}

const MUTASI_MAX = 500

export async function listMutasi(tx: Tx, kartuId: string): Promise<readonly Mutasi[]> {
  const found = await rows(
    tx,
    sql<
      Omit<Mutasi, 'nilai' | 'susut'> & { nilai: string; susut: string }
    >`select m.id, m.kartu_id as "kartuId", m.jenis, m.skpd_id as "skpdId", m.tahun, m.tanggal, m.periode,
      m.nilai::text as nilai, m.susut::text as susut, m.semester, m.pembukuan, m.jurnal_id as "jurnalId", m.dokumen,
      m.uraian, m.oleh, m.waktu
    from assets.mutasi m where m.kartu_id = ${kartuId} order by m.tanggal, m.waktu, m.id limit ${MUTASI_MAX}`,
  )
  return found.map((row) => ({
    ...row,
    nilai: fromDecimalString(row.nilai),
    susut: fromDecimalString(row.susut),
  }))
}

type Run = Readonly<{ skpdId: number; periode: Periode }>

/** Cards whose turn it is: in the books, with life and value left, and not charged for this semester yet. */
const dueOf = ({ skpdId, periode }: Run) => sql`k.skpd_id = ${skpdId} and k.status = 'aktif'
  and k.sisa_semester > 0 and not k.is_ekstrakomptabel and k.nilai > k.akumulasi and k.susut_mulai <= ${periode}
  and not exists (select 1 from assets.mutasi m where m.kartu_id = k.id and m.jenis = 'penyusutan' and m.periode = ${periode})`

/** What is left over the semesters left, rounded up to the sen: the same as the domain's `chargeOf`. */
const CHARGE = sql`ceil((k.nilai - k.akumulasi) * 100 / k.sisa_semester) / 100`

/** Runs of one book go one after another: the second then sees what the first has charged. */
export async function lockCharging(tx: Tx, skpdId: number): Promise<void> {
  await run(tx, sql`select pg_advisory_xact_lock(hashtext('assets-susut'), ${skpdId}::int)`)
}

/** Charges that are due, summed by goods code; the cards stay locked until the transaction ends. */
export async function sumDue(
  tx: Tx,
  due: Run,
): Promise<readonly Readonly<{ kode: string; kartu: number; jumlah: Sen }>[]> {
  const found = await rows(
    tx,
    sql<{ kode: string; kartu: number; jumlah: string }>`with giliran as (
      select k.kode_barang_id, ${CHARGE} as susut from assets.kartu k where ${dueOf(due)} order by k.id for update)
    select b.kode, count(*)::int as kartu, sum(g.susut)::numeric(20,2)::text as jumlah
    from giliran g join assets.kode_barang b on b.id = g.kode_barang_id group by b.kode order by b.kode`,
  )
  return found.map((row) => ({ ...row, jumlah: fromDecimalString(row.jumlah) }))
}

export function insertDue(
  tx: Tx,
  due: Run &
    Readonly<{
      tanggal: Tanggal
      tahun: number
      jurnalId: string
      dokumen: string
      oleh: string
      at: Date
    }>,
): Promise<number> {
  return run(
    tx,
    sql`insert into assets.mutasi (id, kartu_id, jenis, skpd_id, tahun, tanggal, periode, susut, semester, pembukuan,
      jurnal_id, dokumen, oleh, waktu)
    select gen_random_uuid(), k.id, 'penyusutan', k.skpd_id, ${due.tahun}, ${due.tanggal}, ${due.periode}, ${CHARGE}, -1,
      'jurnal', ${due.jurnalId}, ${due.dokumen}, ${due.oleh}, ${due.at}
    from assets.kartu k where ${dueOf(due)}`,
  )
}

/** SKPD with anything due in a semester. */
export async function listSkpdDue(tx: Tx, periode: Periode): Promise<readonly number[]> {
  const found = await rows(
    tx,
    sql<{
      id: number
    }>`select distinct k.skpd_id as id from assets.kartu k where k.status = 'aktif' and k.sisa_semester > 0
      and not k.is_ekstrakomptabel and k.nilai > k.akumulasi and k.susut_mulai <= ${periode}
      and not exists (select 1 from assets.mutasi m where m.kartu_id = k.id and m.jenis = 'penyusutan' and m.periode = ${periode})
    order by 1`,
  )
  return found.map(({ id }) => id)
}

export async function saveJalan(
  tx: Tx,
  row: Run & Readonly<{ kartu: number; jumlah: Sen; at: Date }>,
): Promise<number> {
  await run(
    tx,
    sql`insert into assets.penyusutan_jalan as j (skpd_id, periode, kartu, jumlah, terakhir_at)
    values (${row.skpdId}, ${row.periode}, ${row.kartu}, ${toDecimalString(row.jumlah)}::numeric, ${row.at})
    on conflict (skpd_id, periode) do update set kartu = j.kartu + excluded.kartu, jumlah = j.jumlah + excluded.jumlah,
      terakhir_at = excluded.terakhir_at`,
  )
  return row.kartu
}

export type Jalan = Readonly<{
  skpdId: number
  periode: Periode
  kartu: number
  jumlah: Sen
  terakhirAt: Date
}>

export async function listJalan(tx: Tx, limit: number): Promise<readonly Jalan[]> {
  const found = await rows(
    tx,
    sql<
      Omit<Jalan, 'jumlah'> & { jumlah: string }
    >`select j.skpd_id as "skpdId", j.periode, j.kartu, j.jumlah::text as jumlah, j.terakhir_at as "terakhirAt"
    from assets.penyusutan_jalan j order by j.periode desc, j.skpd_id limit ${limit}`,
  )
  return found.map((row) => ({ ...row, jumlah: fromDecimalString(row.jumlah) }))
}

export type Posisi = Readonly<{
  label: string
  kode: string
  register: number
  nama: string
  nilai: Sen
  akumulasi: Sen
}>

/** Value and accumulated depreciation of every card of a book at the end of a day, from the ledger alone. */
export async function listPosisi(
  tx: Tx,
  page: Readonly<{ skpdId: number; tanggal: Tanggal; after: string; limit: number }>,
): Promise<readonly (Posisi & Readonly<{ id: string }>)[]> {
  const found = await rows(
    tx,
    sql<
      Omit<Posisi, 'nilai' | 'akumulasi'> & { id: string; nilai: string; akumulasi: string }
    >`select k.id, k.label, b.kode, k.register, k.nama, s.nilai::text as nilai, s.susut::text as akumulasi
    from (select m.kartu_id, sum(m.nilai) as nilai, sum(m.susut) as susut from assets.mutasi m
      where m.skpd_id = ${page.skpdId} and m.tanggal <= ${page.tanggal} and m.kartu_id > ${page.after}::uuid
        and m.pembukuan <> 'ekstrakomptabel'
      group by m.kartu_id having sum(m.nilai) <> 0 order by m.kartu_id limit ${page.limit}) s
    join assets.kartu k on k.id = s.kartu_id join assets.kode_barang b on b.id = k.kode_barang_id order by k.id`,
  )
  return found.map((row) => ({
    ...row,
    nilai: fromDecimalString(row.nilai),
    akumulasi: fromDecimalString(row.akumulasi),
  }))
}
