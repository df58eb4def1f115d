import { fromDecimalString, type Sen, toDecimalString } from '../../../kernel/money.ts'
import { maybeRow, oneRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { Line, TagihanStatus } from '../domain/tagihan.ts'
import type { Subject } from '../types.ts'

/** Where the gateway stands with a bill. `tutup`: to be closed there. */
export type Gerbang = 'menunggu' | 'terdaftar' | 'tutup' | 'selesai'

export type Tagihan = Readonly<{
  id: string
  kodeBayar: string
  subjekJenis: string
  subjekId: string
  judul: string
  jumlah: Sen
  pembayarAkunId: string | null
  pembayarNama: string
  status: TagihanStatus
  sampai: Date
  dibuatAt: Date
  alasanBatal: string | null
  gerbang: Gerbang
  gerbangRef: string | null
  qris: string | null
  vaBank: string | null
  vaNomor: string | null
  gerbangPercobaan: number
  akunRekening: string | null
  pungutan: string | null
  unitKode: string | null
}>

const COLUMNS = sql`t.id, t.kode_bayar as "kodeBayar", t.subjek_jenis as "subjekJenis",
  t.subjek_id as "subjekId", t.judul, t.jumlah::text as jumlah, t.pembayar_akun_id as "pembayarAkunId",
  t.pembayar_nama as "pembayarNama", t.status, t.sampai, t.dibuat_at as "dibuatAt",
  t.alasan_batal as "alasanBatal", t.gerbang, t.gerbang_ref as "gerbangRef", t.qris, t.va_bank as "vaBank",
  t.va_nomor as "vaNomor", t.gerbang_percobaan as "gerbangPercobaan",
  t.akun_rekening as "akunRekening", t.pungutan, t.unit_kode as "unitKode"`

type Row = Omit<Tagihan, 'jumlah'> & Readonly<{ jumlah: string }>
const toTagihan = (row: Row): Tagihan => ({ ...row, jumlah: fromDecimalString(row.jumlah) })

/** Bills of one subject are made one after another. */
export async function lockSubject(tx: Tx, { kind, id }: Subject): Promise<void> {
  await run(
    tx,
    sql`select pg_advisory_xact_lock(hashtext('payments'), hashtext(${`${kind} ${id}`}))`,
  )
}

export async function findOpenTagihan(tx: Tx, { kind, id }: Subject): Promise<Tagihan | undefined> {
  const row = await maybeRow(
    tx,
    sql<Row>`select ${COLUMNS} from payments.tagihan t
    where t.subjek_jenis = ${kind} and t.subjek_id = ${id} and t.status = 'belum'`,
  )
  return row && toTagihan(row)
}

export type NewTagihan = Pick<
  Tagihan,
  | 'id'
  | 'kodeBayar'
  | 'subjekJenis'
  | 'subjekId'
  | 'judul'
  | 'jumlah'
  | 'pembayarAkunId'
  | 'pembayarNama'
  | 'sampai'
  | 'dibuatAt'
  | 'akunRekening'
  | 'pungutan'
  | 'unitKode'
>

/** @returns false when the code is in use already */
export async function insertTagihan(tx: Tx, row: NewTagihan): Promise<boolean> {
  const made = await run(
    tx,
    sql`insert into payments.tagihan (id, kode_bayar, subjek_jenis, subjek_id, judul, jumlah, akun_rekening, pungutan, unit_kode,
      pembayar_akun_id, pembayar_nama, sampai, dibuat_at, berubah_at, gerbang_lagi_at)
    values (${row.id}, ${row.kodeBayar}, ${row.subjekJenis}, ${row.subjekId}, ${row.judul},
      ${toDecimalString(row.jumlah)}::numeric, ${row.akunRekening}, ${row.pungutan}, ${row.unitKode}, ${row.pembayarAkunId}, ${row.pembayarNama},
      ${row.sampai}, ${row.dibuatAt}, ${row.dibuatAt}, ${row.dibuatAt})
    on conflict (kode_bayar) do nothing`,
  )
  return made === 1
}

export async function insertRincian(
  tx: Tx,
  tagihanId: string,
  lines: readonly Line[],
): Promise<void> {
  const list = lines.map(([label, jumlah], index) => ({
    urutan: index + 1,
    label: label.trim(),
    jumlah: toDecimalString(jumlah),
  }))
  await run(
    tx,
    sql`insert into payments.rincian (tagihan_id, urutan, label, jumlah)
    select ${tagihanId}, r.urutan, r.label, r.jumlah
    from jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as r(urutan smallint, label text, jumlah numeric)`,
  )
}

export async function listRincian(tx: Tx, tagihanId: string): Promise<readonly Line[]> {
  const found = await rows(
    tx,
    sql<{
      label: string
      jumlah: string
    }>`select r.label, r.jumlah::text as jumlah from payments.rincian r
    where r.tagihan_id = ${tagihanId} order by r.urutan`,
  )
  return found.map(({ label, jumlah }) => [label, fromDecimalString(jumlah)] as const)
}

export async function findByKode(tx: Tx, kodeBayar: string): Promise<Tagihan | undefined> {
  const row = await maybeRow(
    tx,
    sql<Row>`select ${COLUMNS} from payments.tagihan t where t.kode_bayar = ${kodeBayar}`,
  )
  return row && toTagihan(row)
}

export async function findByKodeForUpdate(tx: Tx, kodeBayar: string): Promise<Tagihan | undefined> {
  const row = await maybeRow(
    tx,
    sql<Row>`select ${COLUMNS} from payments.tagihan t where t.kode_bayar = ${kodeBayar} for update`,
  )
  return row && toTagihan(row)
}

export async function findByIdForUpdate(tx: Tx, id: string): Promise<Tagihan | undefined> {
  const row = await maybeRow(
    tx,
    sql<Row>`select ${COLUMNS} from payments.tagihan t where t.id = ${id} for update`,
  )
  return row && toTagihan(row)
}

export type StatusChange = Readonly<{
  id: string
  status: TagihanStatus
  gerbang: Gerbang
  at: Date
  alasanBatal?: string
}>

export async function updateStatus(tx: Tx, change: StatusChange): Promise<void> {
  await run(
    tx,
    sql`update payments.tagihan set status = ${change.status}, gerbang = ${change.gerbang},
      berubah_at = ${change.at}, gerbang_lagi_at = ${change.at}, alasan_batal = ${change.alasanBatal ?? null}
    where id = ${change.id}`,
  )
}

/** Bills whose day has passed, oldest first; two workers never see the same one. */
export async function listExpired(tx: Tx, now: Date, limit: number): Promise<readonly Tagihan[]> {
  const found = await rows(
    tx,
    sql<Row>`select ${COLUMNS} from payments.tagihan t where t.status = 'belum' and t.sampai < ${now}
    order by t.sampai, t.id limit ${limit} for update skip locked`,
  )
  return found.map(toTagihan)
}

/** The next the gateway must be told of. */
export async function findDueGerbang(tx: Tx, now: Date): Promise<Tagihan | undefined> {
  const row = await maybeRow(
    tx,
    sql<Row>`select ${COLUMNS} from payments.tagihan t
    where t.gerbang in ('menunggu', 'tutup') and t.gerbang_lagi_at <= ${now}
    order by t.gerbang_lagi_at, t.id limit 1 for update skip locked`,
  )
  return row && toTagihan(row)
}

export async function postponeGerbang(
  tx: Tx,
  { id, at }: Readonly<{ id: string; at: Date }>,
): Promise<void> {
  await run(
    tx,
    sql`update payments.tagihan set gerbang_percobaan = gerbang_percobaan + 1, gerbang_lagi_at = ${at}
    where id = ${id}`,
  )
}

/** The gateway was away, which says nothing of the bill: its turn comes again soon, and is not counted. */
export async function keepTurn(
  tx: Tx,
  { id, at }: Readonly<{ id: string; at: Date }>,
): Promise<void> {
  await run(
    tx,
    sql`update payments.tagihan set gerbang_percobaan = gerbang_percobaan - 1, gerbang_lagi_at = ${at}
    where id = ${id} and gerbang_percobaan > 0`,
  )
}

export type Registered = Readonly<{
  id: string
  ref: string
  qris: string | null
  va: Readonly<{ bank: string; number: string }> | null
}>

/** Known at the gateway now. A bill that was settled or taken back meanwhile is to be closed there. */
export async function saveRegistered(tx: Tx, { id, ref, qris, va }: Registered): Promise<void> {
  await run(
    tx,
    sql`update payments.tagihan set gerbang_ref = ${ref}, qris = ${qris}, va_bank = ${va?.bank ?? null},
      va_nomor = ${va?.number ?? null}, gerbang_percobaan = 0,
      gerbang = case when gerbang = 'menunggu' then 'terdaftar' else 'tutup' end where id = ${id}`,
  )
}

export async function closeGerbang(tx: Tx, id: string): Promise<void> {
  await run(tx, sql`update payments.tagihan set gerbang = 'selesai' where id = ${id}`)
}

const WAITING_MAX = 10_000

/** How many bills the gateway has not been told of, up to a bound. */
export async function countWaitingGerbang(tx: Tx): Promise<number> {
  const { jumlah } = await oneRow(
    tx,
    sql<{ jumlah: number }>`select count(*)::int as jumlah from (select 1 from payments.tagihan t
    where t.gerbang in ('menunggu', 'tutup') limit ${WAITING_MAX}) waiting`,
  )
  return jumlah
}

export type TagihanState = Pick<Tagihan, 'id' | 'kodeBayar' | 'status' | 'jumlah' | 'sampai'> &
  Readonly<{ dibayarAt: Date | null }>

export async function listOfSubject(
  tx: Tx,
  { kind, id }: Subject,
): Promise<readonly TagihanState[]> {
  const found = await rows(
    tx,
    sql<
      Omit<TagihanState, 'jumlah'> & { jumlah: string }
    >`select t.id, t.kode_bayar as "kodeBayar", t.status, t.jumlah::text as jumlah, t.sampai,
      p.dibayar_at as "dibayarAt"
    from payments.tagihan t left join payments.pelunasan p on p.tagihan_id = t.id
    where t.subjek_jenis = ${kind} and t.subjek_id = ${id} order by t.dibuat_at, t.id`,
  )
  return found.map((row) => ({ ...row, jumlah: fromDecimalString(row.jumlah) }))
}

const OWN_MAX = 500

/** What a person was billed for, newest first, for the download of what we hold. */
export function listOwnTagihan(tx: Tx, akunId: string) {
  return rows(
    tx,
    sql<{
      kodeBayar: string
      judul: string
      jumlah: string
      status: TagihanStatus
      dibuatAt: Date
    }>`select t.kode_bayar as "kodeBayar", t.judul, t.jumlah::text as jumlah, t.status,
      t.dibuat_at as "dibuatAt"
    from payments.tagihan t where t.pembayar_akun_id = ${akunId} order by t.dibuat_at desc limit ${OWN_MAX}`,
  )
}

/** Money that was taken stays on record; who paid it is forgotten. */
export async function disownTagihan(tx: Tx, akunId: string, nama: string): Promise<void> {
  await run(
    tx,
    sql`update payments.tagihan set pembayar_akun_id = null, pembayar_nama = ${nama}
    where pembayar_akun_id = ${akunId}`,
  )
}
