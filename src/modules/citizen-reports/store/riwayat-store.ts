import { NIL_UUID } from '../../../kernel/id.ts'
import { oneRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { TimelineFacts } from '../domain/timeline-document.ts'

/** One line of a case's timeline. `data` holds what the event's sentence needs: unit, reason, photo ids. */
export type Riwayat = Readonly<{
  id: string
  laporanId: string
  waktu: Date
  kejadian: string
  status: string | null
  pelakuJenis: 'warga' | 'petugas' | 'sistem'
  /** What the public may read of the actor: "Dinas PUPR", "Pelapor", "Sistem". */
  pelakuLabel: string
  pelakuAkunId: string | null
  isPublik: boolean
  pesan: string | null
  data: Readonly<Record<string, unknown>>
}>

export async function insertRiwayat(tx: Tx, row: Riwayat): Promise<void> {
  await run(
    tx,
    sql`insert into citizen_reports.riwayat
    (id, laporan_id, waktu, kejadian, status, pelaku_jenis, pelaku_label, pelaku_akun_id, is_publik, pesan, data)
    values (${row.id}, ${row.laporanId}, ${row.waktu}, ${row.kejadian}, ${row.status}, ${row.pelakuJenis}, ${row.pelakuLabel},
      ${row.pelakuAkunId}, ${row.isPublik}, ${row.pesan}, ${JSON.stringify(row.data)}::jsonb)`,
  )
}

const COLUMNS =
  sql.raw(`r.id, r.laporan_id as "laporanId", r.waktu, r.kejadian, r.status, r.pelaku_jenis as "pelakuJenis",
  r.pelaku_label as "pelakuLabel", r.pelaku_akun_id as "pelakuAkunId", r.is_publik as "isPublik", r.pesan, r.data`)

/** A timeline is read whole; its length is bounded by what people do to one case. */
const RIWAYAT_MAX = 500

export function listRiwayat(
  tx: Tx,
  laporanId: string,
  audience: 'publik' | 'petugas',
): Promise<Riwayat[]> {
  const isPublicOnly = audience === 'publik'
  return rows(
    tx,
    sql<Riwayat>`select ${COLUMNS} from citizen_reports.riwayat r
    where r.laporan_id = ${laporanId}::uuid and (r.is_publik or not ${isPublicOnly}::boolean)
    order by r.waktu, r.id limit ${RIWAYAT_MAX}`,
  )
}

export type JedaRow = Readonly<{ id: string; alasanKode: string; mulai: Date; sampai: Date | null }>

export function listJeda(tx: Tx, laporanId: string): Promise<JedaRow[]> {
  return rows(
    tx,
    sql<JedaRow>`select j.id, j.alasan_kode as "alasanKode", j.mulai, j.sampai from citizen_reports.jeda j
    where j.laporan_id = ${laporanId}::uuid order by j.mulai`,
  )
}

export async function insertJeda(
  tx: Tx,
  row: { id: string; laporanId: string; alasanKode: string; mulai: Date; oleh: string | null },
): Promise<void> {
  await run(
    tx,
    sql`insert into citizen_reports.jeda (id, laporan_id, alasan_kode, mulai, oleh)
    values (${row.id}, ${row.laporanId}, ${row.alasanKode}, ${row.mulai}, ${row.oleh})`,
  )
}

export async function endJeda(tx: Tx, laporanId: string, sampai: Date): Promise<void> {
  await run(
    tx,
    sql`update citizen_reports.jeda set sampai = ${sampai} where laporan_id = ${laporanId}::uuid and sampai is null`,
  )
}

export async function insertDisposisi(
  tx: Tx,
  row: {
    id: string
    laporanId: string
    dariUnit: string | null
    keUnit: string
    isKembali: boolean
    oleh: string | null
    alasan: string | null
    saran: unknown
    waktu: Date
  },
): Promise<void> {
  await run(
    tx,
    sql`insert into citizen_reports.disposisi (id, laporan_id, dari_unit, ke_unit, is_kembali, oleh, alasan, saran, waktu)
    values (${row.id}, ${row.laporanId}, ${row.dariUnit}, ${row.keUnit}, ${row.isKembali}, ${row.oleh}, ${row.alasan},
      ${row.saran === undefined ? null : JSON.stringify(row.saran)}::jsonb, ${row.waktu})`,
  )
}

export async function insertKoordinasi(
  tx: Tx,
  row: {
    id: string
    laporanId: string
    unitKode: string
    alasanKode: string
    pesan: string | null
    mulai: Date
  },
): Promise<void> {
  await run(
    tx,
    sql`insert into citizen_reports.koordinasi (id, laporan_id, unit_kode, alasan_kode, pesan, mulai)
    values (${row.id}, ${row.laporanId}, ${row.unitKode}, ${row.alasanKode}, ${row.pesan}, ${row.mulai})`,
  )
}

/** Units that were asked for help on this case and have not answered. */
export async function listAskedUnits(tx: Tx, laporanId: string): Promise<readonly string[]> {
  const found = await rows(
    tx,
    sql<{ unitKode: string }>`select k.unit_kode as "unitKode" from citizen_reports.koordinasi k
    where k.laporan_id = ${laporanId}::uuid and k.dijawab_at is null`,
  )
  return found.map((row) => row.unitKode)
}

export async function answerKoordinasi(
  tx: Tx,
  laporanId: string,
  answer: { jawaban: string | null; at: Date },
): Promise<void> {
  await run(
    tx,
    sql`update citizen_reports.koordinasi set jawaban = ${answer.jawaban}, dijawab_at = ${answer.at}
    where laporan_id = ${laporanId}::uuid and dijawab_at is null`,
  )
}

export async function insertGabungan(
  tx: Tx,
  row: {
    id: string
    anakId: string
    indukId: string
    statusAnak: string
    oleh: string | null
    waktu: Date
  },
): Promise<void> {
  await run(
    tx,
    sql`insert into citizen_reports.gabungan (id, anak_id, induk_id, status_anak, oleh, waktu)
    values (${row.id}, ${row.anakId}, ${row.indukId}, ${row.statusAnak}, ${row.oleh}, ${row.waktu})`,
  )
}

/** Undo the merge. @returns the status the child had, undefined when it was not merged */
export async function cancelGabungan(
  tx: Tx,
  anakId: string,
  cancel: { at: Date; oleh: string | null },
): Promise<string | undefined> {
  const [row] = await rows(
    tx,
    sql<{ statusAnak: string }>`update citizen_reports.gabungan g
    set dibatalkan_at = ${cancel.at}, dibatalkan_oleh = ${cancel.oleh}
    where g.anak_id = ${anakId}::uuid and g.dibatalkan_at is null returning g.status_anak as "statusAnak"`,
  )
  return row?.statusAnak
}

/** What the public log says of a case: its number, and the version an act leaves it in. */
export function findTold(
  tx: Tx,
  laporanId: string,
): Promise<Readonly<{ nomor: string; version: number; isRahasia: boolean }>> {
  return oneRow(
    tx,
    sql<{
      nomor: string
      version: number
      isRahasia: boolean
    }>`select l.nomor, l.version, l.is_rahasia as "isRahasia"
    from citizen_reports.laporan l where l.id = ${laporanId}::uuid`,
  )
}

export type LoggedLine = TimelineFacts &
  Readonly<{
    /** On a page that everybody may read. */
    isOpen: boolean
  }>

/** Lines of timelines by their ids, whatever case they belong to. */
export function listForLog(tx: Tx, ids: readonly string[]): Promise<LoggedLine[]> {
  return rows(
    tx,
    sql<LoggedLine>`select r.id, l.nomor, r.waktu, r.kejadian, r.status, r.pelaku_label as "pelakuLabel", r.pesan, r.data,
      r.is_publik and l.is_publik and not l.is_rahasia as "isOpen"
    from citizen_reports.riwayat r join citizen_reports.laporan l on l.id = r.laporan_id
    where r.id = any(${[...ids]}::uuid[])`,
  )
}

/** Ids of all lines that must be in the public log, in order, some at a time. */
export async function listLoggedIds(
  tx: Tx,
  page: Readonly<{ after?: string; limit: number; kejadian: readonly string[] }>,
): Promise<readonly string[]> {
  const found = await rows(
    tx,
    sql<{ id: string }>`select r.id from citizen_reports.riwayat r
    where r.id > ${page.after ?? NIL_UUID}::uuid and r.is_publik and r.kejadian = any(${[...page.kejadian]}::text[])
    order by r.id limit ${page.limit}`,
  )
  return found.map(({ id }) => id)
}
