import type { Tanggal } from '../../../kernel/date.ts'
import { maybeRow, oneRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { LabelValue, Penanda, SuratStatus } from '../types.ts'

export type Surat = Readonly<{
  id: string
  kode: string | null
  status: SuratStatus
  jenis: string
  judul: string
  unitKode: string
  nomorPola: string
  nomor: string | null
  deret: string | null
  urut: number | null
  tandaLevel: Penanda['level']
  tandaAkunId: string | null
  tandaNama: string
  tandaJabatan: string
  tandaSebagai: 'plt' | 'plh' | 'delegasi' | null
  penyelenggara: 'setempat' | 'bsre' | null
  qrTampil: readonly LabelValue[]
  pemilikId: string | null
  subjekJenis: string
  subjekId: string
  subjekNomor: string
  menggantikanId: string | null
  digantiOlehId: string | null
  sampai: Tanggal | null
  menungguKarena: 'penanda-tak-terjangkau' | 'perlu-frasa-sandi' | null
  dibuatOleh: string
  dibuatAt: Date
  terbitAt: Date | null
  cetakUlang: number
  versi: number
  /** The proof of its record is in its file, or it has no record yet. */
  hasProof: boolean
}>

const SURAT = sql`select s.id, s.kode, s.status, s.jenis, s.judul, s.unit_kode as "unitKode", s.nomor_pola as "nomorPola",
    s.nomor, s.deret, s.urut, s.tanda_level as "tandaLevel", s.tanda_akun_id as "tandaAkunId", s.tanda_nama as "tandaNama",
    s.tanda_jabatan as "tandaJabatan", s.tanda_sebagai as "tandaSebagai", s.penyelenggara, s.qr_tampil as "qrTampil",
    s.pemilik_id as "pemilikId", s.subjek_jenis as "subjekJenis", s.subjek_id as "subjekId", s.subjek_nomor as "subjekNomor",
    s.menggantikan_id as "menggantikanId", s.diganti_oleh_id as "digantiOlehId", s.sampai, s.menunggu_karena as "menungguKarena",
    s.dibuat_oleh as "dibuatOleh", s.dibuat_at as "dibuatAt", s.terbit_at as "terbitAt", s.cetak_ulang as "cetakUlang", s.versi,
    not exists (select 1 from documents.antre_bukti a where a.surat_id = s.id) as "hasProof"
    from documents.surat s`

/** A letter as it begins: waiting, without number, code and file. */
export type WaitingSurat = Omit<
  Surat,
  | 'kode'
  | 'status'
  | 'nomor'
  | 'deret'
  | 'urut'
  | 'penyelenggara'
  | 'digantiOlehId'
  | 'terbitAt'
  | 'cetakUlang'
  | 'versi'
  | 'hasProof'
  | 'menungguKarena'
> &
  Readonly<{ menungguKarena: NonNullable<Surat['menungguKarena']> }>

export async function insertSurat(tx: Tx, row: WaitingSurat): Promise<void> {
  await run(
    tx,
    sql`insert into documents.surat (id, status, jenis, judul, unit_kode, nomor_pola, tanda_level, tanda_akun_id, tanda_nama,
      tanda_jabatan, tanda_sebagai, qr_tampil, pemilik_id, subjek_jenis, subjek_id, subjek_nomor, menggantikan_id, sampai,
      menunggu_karena, dibuat_oleh, dibuat_at)
    values (${row.id}, 'menunggu', ${row.jenis}, ${row.judul}, ${row.unitKode}, ${row.nomorPola}, ${row.tandaLevel},
      ${row.tandaAkunId}, ${row.tandaNama}, ${row.tandaJabatan}, ${row.tandaSebagai}, ${JSON.stringify(row.qrTampil)}::jsonb,
      ${row.pemilikId}, ${row.subjekJenis}, ${row.subjekId}, ${row.subjekNomor}, ${row.menggantikanId}, ${row.sampai}::date,
      ${row.menungguKarena}, ${row.dibuatOleh}, ${row.dibuatAt})`,
  )
}

export type SignedFacts = Readonly<{
  id: string
  kode: string
  nomor: string
  deret: string
  urut: number
  penyelenggara: 'setempat' | 'bsre'
  terbitAt: Date
}>

/** From waiting to in force: everything that comes with the signature, at once. */
export async function markSigned(tx: Tx, facts: SignedFacts): Promise<number> {
  return run(
    tx,
    sql`update documents.surat set status = 'berlaku', kode = ${facts.kode}, nomor = ${facts.nomor}, deret = ${facts.deret},
      urut = ${facts.urut}, penyelenggara = ${facts.penyelenggara}, terbit_at = ${facts.terbitAt}, menunggu_karena = null,
      versi = versi + 1
    where id = ${facts.id} and status = 'menunggu'`,
  )
}

export async function markWaiting(
  tx: Tx,
  id: string,
  karena: NonNullable<Surat['menungguKarena']>,
): Promise<void> {
  await run(
    tx,
    sql`update documents.surat set menunggu_karena = ${karena} where id = ${id} and status = 'menunggu'`,
  )
}

/** @returns how many letters changed: none when somebody was faster */
export function markRevoked(tx: Tx, id: string): Promise<number> {
  return run(
    tx,
    sql`update documents.surat set status = 'dicabut', versi = versi + 1 where id = ${id} and status = 'berlaku'`,
  )
}

export function markReplaced(
  tx: Tx,
  { id, olehId }: Readonly<{ id: string; olehId: string }>,
): Promise<number> {
  return run(
    tx,
    sql`update documents.surat set status = 'diganti', diganti_oleh_id = ${olehId}, versi = versi + 1
    where id = ${id} and status = 'berlaku'`,
  )
}

/** One more copy was handed out. @returns how many there are now */
export async function countCopy(tx: Tx, id: string): Promise<number> {
  const row = await oneRow(
    tx,
    sql<{
      cetakUlang: number
    }>`update documents.surat set cetak_ulang = cetak_ulang + 1 where id = ${id} returning cetak_ulang as "cetakUlang"`,
  )
  return row.cetakUlang
}

export function findSurat(tx: Tx, id: string): Promise<Surat | undefined> {
  return maybeRow(tx, sql<Surat>`${SURAT} where s.id = ${id}`)
}

/** The same, held until the transaction ends: whoever else wants to change it waits. */
export function lockSurat(tx: Tx, id: string): Promise<Surat | undefined> {
  return maybeRow(tx, sql<Surat>`${SURAT} where s.id = ${id} for update of s`)
}

export function findByKode(tx: Tx, kode: string): Promise<Surat | undefined> {
  return maybeRow(tx, sql<Surat>`${SURAT} where s.kode = ${kode}`)
}

export function findByNomor(tx: Tx, nomor: string): Promise<Surat | undefined> {
  return maybeRow(tx, sql<Surat>`${SURAT} where s.nomor = ${nomor}`)
}

export function listBySubjek(
  tx: Tx,
  subjek: Readonly<{ kind: string; id: string }>,
  limit: number,
): Promise<Surat[]> {
  return rows(
    tx,
    sql<Surat>`${SURAT} where s.subjek_jenis = ${subjek.kind} and s.subjek_id = ${subjek.id}
    order by s.dibuat_at, s.id limit ${limit}`,
  )
}

/** After this one, newest first. */
export type SuratKey = Readonly<{ dibuatAt: Date; id: string }>
export type SuratPage = Readonly<{ after?: SuratKey | undefined; limit: number }>

const afterKey = (after: SuratKey | undefined) =>
  after === undefined
    ? sql`true`
    : sql`(s.dibuat_at, s.id) < (${after.dibuatAt}, ${after.id}::uuid)`

export function listOfUnits(
  tx: Tx,
  units: readonly string[],
  { after, limit }: SuratPage,
): Promise<Surat[]> {
  return rows(
    tx,
    sql<Surat>`${SURAT} where s.unit_kode = any(${[...units]}::text[]) and ${afterKey(after)}
    order by s.dibuat_at desc, s.id desc limit ${limit}`,
  )
}

export function listOfAll(tx: Tx, { after, limit }: SuratPage): Promise<Surat[]> {
  return rows(
    tx,
    sql<Surat>`${SURAT} where ${afterKey(after)} order by s.dibuat_at desc, s.id desc limit ${limit}`,
  )
}

export function listOfPemilik(
  tx: Tx,
  pemilikId: string,
  { after, limit }: SuratPage,
): Promise<Surat[]> {
  return rows(
    tx,
    sql<Surat>`${SURAT} where s.pemilik_id = ${pemilikId} and ${afterKey(after)}
    order by s.dibuat_at desc, s.id desc limit ${limit}`,
  )
}

/** Waiting for a signer that could not be reached, oldest first. */
export function listMenunggu(tx: Tx, limit: number): Promise<Surat[]> {
  return rows(
    tx,
    sql<Surat>`${SURAT} where s.status = 'menunggu' and s.menunggu_karena = 'penanda-tak-terjangkau'
    order by s.dibuat_at, s.id limit ${limit}`,
  )
}

/** Waiting for this official's passphrase. */
export function listMenungguTanda(tx: Tx, akunId: string, limit: number): Promise<Surat[]> {
  return rows(
    tx,
    sql<Surat>`${SURAT} where s.status = 'menunggu' and s.tanda_akun_id = ${akunId}
    order by s.dibuat_at, s.id limit ${limit}`,
  )
}

export type Waiting = Readonly<{ jumlah: number; sejak: Date | null }>

/** How many wait, counted up to a bound, and since when the first does. */
export function readWaiting(tx: Tx, max: number): Promise<Waiting> {
  return oneRow(
    tx,
    sql<Waiting>`select count(m.dibuat_at)::int as jumlah, min(m.dibuat_at) as sejak
    from (select s.dibuat_at from documents.surat s where s.status = 'menunggu' order by s.dibuat_at limit ${max}) m`,
  )
}

/** The next serial of a series. The row stays locked until the letter is committed or taken back. */
export async function takeSerial(tx: Tx, kunci: string): Promise<number> {
  const row = await oneRow(
    tx,
    sql<{ terakhir: number }>`insert into documents.deret (kunci, terakhir) values (${kunci}, 1)
    on conflict (kunci) do update set terakhir = deret.terakhir + 1 returning terakhir`,
  )
  return row.terakhir
}
