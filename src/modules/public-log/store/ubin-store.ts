import { pathOfTile, TILE_WIDTH, type Tile } from '../../../kernel/tlog/tiles.ts'
import { maybeRow, rows, sql, type Tx } from '../../../platform/db/database.ts'
import type { LogName } from '../types.ts'

/** Bytes of several tiles by their address, each cut to its width; a tile that is not there is left out. */
export async function readTiles(
  tx: Tx,
  log: LogName,
  tiles: readonly Tile[],
): Promise<ReadonlyMap<string, Uint8Array>> {
  const found = await rows(
    tx,
    sql<{
      n: number
      isi: Buffer
    }>`select w.n::int as n, substring(u.isi from 1 for w.lebar * 32) as isi
    from unnest(${tiles.map(({ level }) => level)}::smallint[], ${tiles.map(({ index }) => index)}::bigint[],
      ${tiles.map(({ width }) => width)}::int[]) with ordinality as w (tingkat, nomor, lebar, n)
    join public_log.ubin u on u.log = ${log} and u.tingkat = w.tingkat and u.nomor = w.nomor
    where octet_length(u.isi) >= w.lebar * 32`,
  )
  return new Map(
    found.flatMap(({ n, isi }) => {
      const tile = tiles[n - 1]
      return tile === undefined ? [] : [[pathOfTile(tile), Uint8Array.from(isi)] as const]
    }),
  )
}

/** Bytes of several tiles as wide as they are stored, by the address of the full one. */
export async function readStoredTiles(
  tx: Tx,
  log: LogName,
  tiles: readonly Tile[],
): Promise<ReadonlyMap<string, Uint8Array>> {
  const found = await rows(
    tx,
    sql<{ level: number; index: number; isi: Buffer }>`
    select u.tingkat as level, u.nomor::float8 as index, u.isi
    from unnest(${tiles.map(({ level }) => level)}::smallint[], ${tiles.map(({ index }) => index)}::bigint[]) as w (tingkat, nomor)
    join public_log.ubin u on u.log = ${log} and u.tingkat = w.tingkat and u.nomor = w.nomor`,
  )
  return new Map(
    found.map(({ level, index, isi }) => [pathOfTile({ level, index, width: TILE_WIDTH }), isi]),
  )
}

/** Entries of one bundle, packed; the whole row, however many it has by now. */
export async function readBundel(tx: Tx, log: LogName, nomor: number): Promise<Buffer | undefined> {
  const found = await maybeRow(
    tx,
    sql<{
      isi: Buffer
    }>`select b.isi from public_log.bundel b where b.log = ${log} and b.nomor = ${nomor}`,
  )
  return found?.isi
}
