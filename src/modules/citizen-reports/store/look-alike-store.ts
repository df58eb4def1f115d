import { rows, sql, type Tx } from '../../../platform/db/database.ts'
import { signed16, signed64 } from './foto-store.ts'

export type LookAlikeQuery = Readonly<{
  /** Fingerprints of the new photo and of its mirror image, 16 hex digits each. */
  phash: string
  phashMirrored: string
  dhash: string
  dhashMirrored: string
  /** For each of the four bands the values worth looking up, unsigned. */
  probes: readonly (readonly number[])[]
  maxBits: number
  limit: number
}>

export type LookAlikeRow = Readonly<{
  fotoId: string
  laporanId: string
  nomor: string
  isPublik: boolean
  unitKode: string | null
  isRahasia: boolean
  bits: number
  mirroredBits: number
  dhashBits: number
  mirroredDhashBits: number
}>

/**
 * Photos of any case that look like this one, mirrored ones too, nearest first. The four band indexes
 * give the candidates, so the size of the table does not matter; the bits decide.
 */
export function findLookAlikes(tx: Tx, query: LookAlikeQuery): Promise<LookAlikeRow[]> {
  const [one = [], two = [], three = [], four = []] = query.probes.map((band) => band.map(signed16))
  const bits = (hex: string) => sql`bit_count((f.phash # ${signed64(hex)}::bigint)::bit(64))::int`
  const dbits = (hex: string) => sql`bit_count((f.dhash # ${signed64(hex)}::bigint)::bit(64))::int`
  return rows(
    tx,
    // Materialized: the bands must choose the photos before any case is looked at, whatever the sizes.
    sql<LookAlikeRow>`with c as materialized (
      select f.id, f.laporan_id, ${bits(query.phash)} as bits, ${bits(query.phashMirrored)} as mirrored_bits,
        ${dbits(query.dhash)} as dhash_bits, ${dbits(query.dhashMirrored)} as mirrored_dhash_bits
      from citizen_reports.foto f
      where (f.pita[1] = any(${one}::smallint[]) or f.pita[2] = any(${two}::smallint[])
          or f.pita[3] = any(${three}::smallint[]) or f.pita[4] = any(${four}::smallint[]))
        and f.laporan_id is not null and not f.is_kosong)
    select c.id as "fotoId", c.laporan_id as "laporanId", l.nomor, l.is_publik as "isPublik",
      l.unit_kode as "unitKode", l.is_rahasia as "isRahasia", c.bits, c.mirrored_bits as "mirroredBits",
      c.dhash_bits as "dhashBits", c.mirrored_dhash_bits as "mirroredDhashBits"
    from c join citizen_reports.laporan l on l.id = c.laporan_id
    where least(c.bits, c.mirrored_bits) <= ${query.maxBits}
    order by least(c.bits, c.mirrored_bits), c.id limit ${query.limit}`,
  )
}
