import { rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import { type Volume, volumeFromDecimal, volumeToDecimal } from '../domain/volume.ts'

export type PutusanRapat = Readonly<{
  usulanId: string
  hasil: 'sepakat' | 'belum' | 'gabung'
  peringkat: number | null
  alasanKode: string | null
  alasan: string | null
  gabungKe: string | null
  volume: Volume | null
  patokan: string | null
}>

type Row = Omit<PutusanRapat, 'volume'> & Readonly<{ volume: string | null }>

/** Decisions of a meeting: agreed ones by rank, then the rest. */
export async function listKeputusan(
  tx: Tx,
  musyawarahId: string,
): Promise<readonly PutusanRapat[]> {
  const found = await rows(
    tx,
    sql<Row>`select k.usulan_id as "usulanId", k.hasil, k.peringkat, k.alasan_kode as "alasanKode", k.alasan,
      k.gabung_ke as "gabungKe", k.volume::text as volume, k.patokan
    from musrenbang.keputusan k where k.musyawarah_id = ${musyawarahId}::uuid order by k.peringkat nulls last, k.usulan_id`,
  )
  return found.map((row) => ({
    ...row,
    volume: row.volume === null ? null : volumeFromDecimal(row.volume),
  }))
}

/** Written anew as a whole: of two who decide the same, the later one's words stand. */
export async function saveKeputusan(
  tx: Tx,
  musyawarahId: string,
  row: PutusanRapat & Readonly<{ oleh: string; at: Date }>,
): Promise<void> {
  await run(
    tx,
    sql`insert into musrenbang.keputusan (musyawarah_id, usulan_id, hasil, peringkat, alasan_kode, alasan, gabung_ke, volume, patokan, oleh,
      diubah_at)
    values (${musyawarahId}, ${row.usulanId}, ${row.hasil}, ${row.peringkat}, ${row.alasanKode}, ${row.alasan}, ${row.gabungKe},
      ${row.volume === null ? null : volumeToDecimal(row.volume)}, ${row.patokan}, ${row.oleh}, ${row.at})
    on conflict (musyawarah_id, usulan_id) do update set hasil = excluded.hasil, peringkat = excluded.peringkat,
      alasan_kode = excluded.alasan_kode, alasan = excluded.alasan, gabung_ke = excluded.gabung_ke, volume = excluded.volume,
      patokan = excluded.patokan, oleh = excluded.oleh, diubah_at = excluded.diubah_at`,
  )
}

/** Ranks of a meeting's agreed proposals: 1 to n in this order. */
export async function saveUrutan(
  tx: Tx,
  musyawarahId: string,
  ids: readonly string[],
): Promise<void> {
  await run(
    tx,
    sql`update musrenbang.keputusan k set peringkat = x.ke
    from unnest(${[...ids]}::uuid[]) with ordinality as x (id, ke)
    where k.musyawarah_id = ${musyawarahId}::uuid and k.usulan_id = x.id and k.peringkat is distinct from x.ke::integer`,
  )
}
