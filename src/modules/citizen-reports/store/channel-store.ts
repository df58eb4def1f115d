import { maybeRow, oneRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { Laporan } from '../domain/laporan.ts'
import { LAPORAN_COLUMNS } from './laporan-store.ts'

/**
 * Which door a message came through. Besides the channels of citizens: updates and pictures of
 * programs, and news of partners; each is handled once by its own reference.
 */
export type PesanKanal =
  | 'sms'
  | 'whatsapp'
  | 'email'
  | 'open311-update'
  | 'media'
  | 'mitra'
  | 'lapor-status'

export type PesanMasuk = Readonly<{
  id: string
  kanal: PesanKanal
  rujukan: string
  diterimaAt: Date
  laporanId: string | null
}>

export function findPesanMasuk(
  tx: Tx,
  kanal: PesanKanal,
  rujukan: string,
): Promise<Readonly<{ id: string; laporanId: string | null }> | undefined> {
  return maybeRow(
    tx,
    sql<{
      id: string
      laporanId: string | null
    }>`select p.id, p.laporan_id as "laporanId" from citizen_reports.pesan_masuk p
    where p.kanal = ${kanal} and p.rujukan = ${rujukan}`,
  )
}

/**
 * Mark a message as handled. Of two deliveries at once the second waits here for the first.
 *
 * @returns false when it was handled before
 */
export async function insertPesanMasuk(tx: Tx, row: PesanMasuk): Promise<boolean> {
  const inserted = await run(
    tx,
    sql`insert into citizen_reports.pesan_masuk (id, kanal, rujukan, diterima_at, laporan_id)
    values (${row.id}, ${row.kanal}, ${row.rujukan}, ${row.diterimaAt}, ${row.laporanId})
    on conflict (kanal, rujukan) do nothing`,
  )
  return inserted === 1
}

export async function linkPesanMasuk(tx: Tx, id: string, laporanId: string): Promise<void> {
  await run(
    tx,
    sql`update citizen_reports.pesan_masuk set laporan_id = ${laporanId}::uuid where id = ${id}::uuid`,
  )
}

/** Cases of an account that wait for its word; more than one means the message must name which. */
export function listWaitingOf(tx: Tx, akunId: string): Promise<Laporan[]> {
  return rows(
    tx,
    sql<Laporan>`select ${LAPORAN_COLUMNS} from citizen_reports.laporan l
    where l.pelapor_akun_id = ${akunId}::uuid and l.status = 'menunggu_konfirmasi'
    order by l.diterima_at desc limit 2`,
  )
}

/** Is this the address the reporter left with the case? Only the answer leaves the database. */
export async function isReporterContact(
  tx: Tx,
  laporanId: string,
  contact: Readonly<{ telepon: string | null; email: string | null }>,
): Promise<boolean> {
  const { isMatch } = await oneRow(
    tx,
    sql<{ isMatch: boolean }>`select exists (select 1 from citizen_reports.pelapor p
    where p.laporan_id = ${laporanId}::uuid
      and (p.telepon = ${contact.telepon} or lower(p.email) = ${contact.email})) as "isMatch"`,
  )
  return isMatch
}
