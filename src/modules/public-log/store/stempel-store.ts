import { maybeRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'

export type Stempel = Readonly<{
  /** Day in UTC. */
  tanggal: string
  /** Size of the checkpoint that was stamped. */
  ukuran: number
  /** The checkpoint itself, byte for byte. */
  nota: string
  /** The authority's answer (TimeStampResp). */
  token: Buffer
  /** Address of the authority. */
  otoritas: string
  /** Moment the authority vouches for. */
  waktu: Date
  /** Was its certificate followed to one the operator trusts? */
  terperiksa: boolean
}>

export async function hasStempel(tx: Tx, tanggal: string): Promise<boolean> {
  const found = await maybeRow(
    tx,
    sql`select 1 from public_log.stempel s where s.tanggal = ${tanggal}`,
  )
  return found !== undefined
}

/** Keep the stamp of a day. @returns whether the day had none */
export async function insertStempel(tx: Tx, row: Stempel): Promise<boolean> {
  const added = await run(
    tx,
    sql`insert into public_log.stempel (tanggal, ukuran, nota, token, otoritas, waktu, terperiksa)
    values (${row.tanggal}, ${row.ukuran}, ${row.nota}, ${row.token}, ${row.otoritas}, ${row.waktu}, ${row.terperiksa})
    on conflict (tanggal) do nothing`,
  )
  return added > 0
}

/** The files of a day: the note, and the stamp over it. */
export function findStempel(
  tx: Tx,
  tanggal: string,
): Promise<Pick<Stempel, 'nota' | 'token'> | undefined> {
  return maybeRow(
    tx,
    sql<Pick<Stempel, 'nota' | 'token'>>`
    select s.nota, s.token from public_log.stempel s where s.tanggal = ${tanggal}`,
  )
}

export type ShownStempel = Omit<Stempel, 'nota' | 'token'>

/** The newest stamps, last first, without their files. */
export function listStempel(tx: Tx, limit: number): Promise<ShownStempel[]> {
  return rows(
    tx,
    sql<ShownStempel>`select s.tanggal, s.ukuran::float8 as ukuran, s.otoritas, s.waktu, s.terperiksa
    from public_log.stempel s order by s.tanggal desc limit ${limit}`,
  )
}
