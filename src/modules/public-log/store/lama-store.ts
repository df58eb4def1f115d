import { maybeRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'

/** A name under which the public log has ended. */
export type LogLama = Readonly<{
  asal: string
  /** Size and root of the largest tree known to have been signed under it. */
  ukuranTerakhir: number
  akarTerakhir: Buffer
  /** How many of its signed checkpoints are kept. */
  titik: number
  /** The name under which the log began anew. */
  pengganti: string
  /** Leaves it began anew with, and their root: what was restored. */
  ukuran: number
  akar: Buffer
  alasan: string
  waktu: Date
  /** The entry that tells of it. */
  acuan: string
}>

const LAMA = sql`select l.asal, l.ukuran_terakhir::float8 as "ukuranTerakhir", l.akar_terakhir as "akarTerakhir",
  l.titik::float8 as titik, l.pengganti, l.ukuran::float8 as ukuran, l.akar, l.alasan, l.waktu, l.acuan from public_log.log_lama l`

/** Every name under which the log has ended, oldest first; none for a log that never lost anything. */
export function listLogLama(tx: Tx): Promise<LogLama[]> {
  return rows(tx, sql<LogLama>`${LAMA} order by l.waktu, l.asal`)
}

/** Has the log ended under this name? */
export async function isEnded(tx: Tx, asal: string): Promise<boolean> {
  const found = await maybeRow(tx, sql`select 1 from public_log.log_lama l where l.asal = ${asal}`)
  return found !== undefined
}

/**
 * Does the log still go by this name? Then it does so until the transaction ends. Asked before anything is
 * kept that was signed under a name, because another process may have begun the log anew meanwhile.
 */
export async function holdName(tx: Tx, asal: string): Promise<boolean> {
  const found = await maybeRow(
    tx,
    sql`select 1 from public_log.pohon p where p.log = 'publik' and p.asal = ${asal} for key share`,
  )
  return found !== undefined
}

/**
 * Both trees, and nobody else may take their names or grow them until the transaction ends.
 * Of the owner's connection, as all that follows here.
 */
export async function lockBothPohon(tx: Tx): Promise<void> {
  await run(tx, sql`set local lock_timeout = '30s'`)
  await run(tx, sql`select 1 from public_log.pohon p order by p.log for update`)
}

/** Nobody adds an entry until the transaction ends. */
export async function lockTitipan(tx: Tx): Promise<void> {
  await run(tx, sql`lock table public_log.titipan in share row exclusive mode`)
}

/** What a log that ends leaves behind is put aside: the new one numbers its checkpoints from one. @returns how many there are */
export async function putAside(tx: Tx, asal: string): Promise<number> {
  const count = await run(
    tx,
    sql`insert into public_log.titik_lama (asal, ukuran, nomor, akar, nota, waktu)
    select ${asal}, t.ukuran, t.nomor, t.akar, t.nota, t.waktu from public_log.titik_periksa t where t.log = 'publik'`,
  )
  await run(
    tx,
    sql`insert into public_log.kosignatur_lama (asal, ukuran, saksi, baris, waktu)
    select ${asal}, k.ukuran, k.saksi, k.baris, k.waktu from public_log.kosignatur k`,
  )
  await run(tx, sql`delete from public_log.titik_periksa where log = 'publik'`)
  await run(tx, sql`delete from public_log.kosignatur`)
  return count
}

export async function renamePohon(
  tx: Tx,
  named: Readonly<{ publik: string; audit: string }>,
): Promise<void> {
  await run(
    tx,
    sql`update public_log.pohon set asal = case log when 'publik' then ${named.publik} else ${named.audit} end`,
  )
}

/** Of the new log no witness has signed anything. */
export async function resetSaksi(tx: Tx): Promise<void> {
  await run(
    tx,
    sql`update public_log.saksi set ukuran = 0, keadaan = 'baru', rincian = null, gagal_beruntun = 0, coba_lagi = null`,
  )
}

type NewRow = Omit<LogLama, 'akar' | 'akarTerakhir'> &
  Readonly<Record<'akar' | 'akarTerakhir', Uint8Array>>

export async function insertLogLama(tx: Tx, row: NewRow): Promise<void> {
  await run(
    tx,
    sql`insert into public_log.log_lama (asal, ukuran_terakhir, akar_terakhir, titik, pengganti, ukuran, akar, alasan, waktu, acuan)
    values (${row.asal}, ${row.ukuranTerakhir}, ${row.akarTerakhir}, ${row.titik}, ${row.pengganti}, ${row.ukuran},
      ${row.akar}, ${row.alasan}, ${row.waktu}, ${row.acuan})`,
  )
}

/** What forbids everybody to take facts away: they rest for the one act that puts facts aside. */
const GUARDS = [
  ['pohon', 'pohon_only_forward'],
  ['titik_periksa', 'titik_periksa_append_only'],
  ['kosignatur', 'kosignatur_append_only'],
] as const

/** @param verb "disable" lasts no longer than the transaction, should it fail before "enable" */
export async function setGuards(tx: Tx, verb: 'disable' | 'enable'): Promise<void> {
  for (const [table, trigger] of GUARDS)
    await run(tx, sql.raw(`alter table public_log.${table} ${verb} trigger ${trigger}`))
}
