import { fromDecimalString } from '../../../kernel/money.ts'
import { rows, sql, type Tx } from '../../../platform/db/database.ts'
import type { Mata } from '../domain/rantai.ts'

type Row = Omit<Mata, 'jumlah'> & Readonly<{ usulanId: string; jumlah: string | null }>

/** Most documents of a kind that one proposal shows. */
const PER_KIND = 10
/** Lines of a position that are looked at for one of another proposal. */
const SHARED_MAX = 60

/**
 * Documents that proposals of the plan led to, by the proposal's id there: lines of the plan and of the budget in force,
 * contracts, payments, things. A line of the budget has the number of its account. A position that pays for several lines
 * is marked.
 */
export async function readRantai(
  tx: Tx,
  rencanaIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Mata[]>> {
  const byId = new Map<string, Mata[]>()
  if (rencanaIds.length === 0) return byId
  const found = await rows(
    tx,
    sql<Row>`with awal as (select x.id from unnest(${[...rencanaIds]}::text[]) as x (id)),
    baris as (
      select a.id as usulan, e.ke_id as id from awal a
      cross join lateral (select t.ke_id from planning.pub_jejak t where t.dari_jenis = 'usulan' and t.dari_id = a.id limit ${PER_KIND}) e),
    rka as (
      select b.usulan, e.ke_id as id from baris b
      cross join lateral (select t.ke_id from budget.pub_jejak t where t.dari_jenis = 'rkpd' and t.dari_id = b.id limit ${PER_KIND}) e),
    posisi as (
      select r.usulan, e.ke_id as id,
        exists (select 1 from (select g.dari_id from budget.pub_jejak g
            where g.ke_jenis = 'mata-anggaran' and g.ke_id = e.ke_id limit ${SHARED_MAX}) g
          cross join lateral (select k.dari_id from budget.pub_jejak k
            where k.ke_jenis = 'rka' and k.ke_id = g.dari_id and k.dari_jenis = 'rkpd' limit 1) k
          where k.dari_id not in (select b.id from baris b where b.usulan = r.usulan)) as bersama
      from rka r
      cross join lateral (select t.ke_id from budget.pub_jejak t where t.dari_jenis = 'rka' and t.dari_id = r.id limit ${PER_KIND}) e),
    spp as (
      select p.usulan, e.ke_id as id, p.bersama from posisi p
      cross join lateral (select t.ke_id from treasury.pub_jejak t
        where t.dari_jenis = 'mata-anggaran' and t.dari_id = p.id and t.ke_jenis = 'spp' limit ${PER_KIND}) e),
    sp2d as (
      select s.usulan, f.ke_id as id, s.bersama from spp s
      cross join lateral (select t.ke_id from treasury.pub_jejak t where t.dari_jenis = 'spp' and t.dari_id = s.id and t.ke_jenis = 'spm' limit ${PER_KIND}) e
      cross join lateral (select t.ke_id from treasury.pub_jejak t where t.dari_jenis = 'spm' and t.dari_id = e.ke_id and t.ke_jenis = 'sp2d' limit ${PER_KIND}) f),
    semua as (
      select b.usulan, 'rkpd'::text as jenis, b.id, false as bersama from baris b
      union select r.usulan, 'rka', r.id, false from rka r
      union select s.usulan, 'kontrak', e.dari_id, s.bersama from spp s
        cross join lateral (select t.dari_id from treasury.pub_jejak t where t.dari_jenis = 'kontrak' and t.ke_jenis = 'spp' and t.ke_id = s.id limit ${PER_KIND}) e
      union select d.usulan, 'sp2d', d.id, d.bersama from sp2d d
      union select d.usulan, 'kartu-aset', e.ke_id, d.bersama from sp2d d
        cross join lateral (select t.ke_id from treasury.pub_jejak t
          where t.dari_jenis = 'sp2d' and t.dari_id = d.id and t.ke_jenis = 'kartu-aset' limit ${PER_KIND}) e)
    select s.usulan as "usulanId", s.jenis, s.id, coalesce(n.nomor, '') as nomor, coalesce(n.judul, '') as judul,
      n.jumlah::numeric(20,2)::text as jumlah, n.tanggal::text as tanggal,
      case when s.jenis in ('kontrak', 'sp2d') then '/jejak/' || s.jenis || '.' || s.id else coalesce(n.url, '') end as url,
      s.bersama as "isBersama"
    from semua s cross join lateral (
      (select v.nomor, v.judul, v.jumlah, v.tanggal, v.url from planning.pub_jejak_simpul v
        where s.jenis = 'rkpd' and v.jenis = s.jenis and v.id = s.id limit 1)
      union all (select a.nomor, v.judul, v.jumlah, v.tanggal, v.url from budget.pub_jejak_simpul v
        left join lateral (select m.nomor from budget.pub_jejak t
          cross join lateral (select x.nomor from budget.pub_jejak_simpul x where x.jenis = 'mata-anggaran' and x.id = t.ke_id limit 1) m
          where t.dari_jenis = 'rka' and t.dari_id = s.id limit 1) a on true
        where s.jenis = 'rka' and v.jenis = s.jenis and v.id = s.id limit 1)
      union all (select v.nomor, ''::text, v.jumlah, v.tanggal, v.url from treasury.pub_jejak_simpul v
        where s.jenis in ('kontrak', 'sp2d') and v.jenis = s.jenis and v.id = s.id limit 1)
      union all (select v.nomor, v.judul, v.jumlah, v.tanggal, v.url from assets.pub_jejak_simpul v
        where s.jenis = 'kartu-aset' and v.jenis = s.jenis and v.id = s.id limit 1)) n
    order by n.tanggal nulls first, s.jenis, s.id`,
  )
  for (const { usulanId, jumlah, ...rest } of found) {
    const mata = { ...rest, jumlah: jumlah === null ? null : fromDecimalString(jumlah) }
    const list = byId.get(usulanId)
    if (list === undefined) byId.set(usulanId, [mata])
    else list.push(mata)
  }
  return byId
}
