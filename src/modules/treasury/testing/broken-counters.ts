import { rows, sql, type Tx } from '../../../platform/db/database.ts'

/** Every counter that is not the sum of the rows it is made of. */
export async function findBrokenCounters(owner: Tx): Promise<readonly string[]> {
  const found = await rows(
    owner,
    sql<{
      what: string
    }>`select 'pagu' as what from treasury.pagu p where p.terikat <> coalesce((select sum(i.terikat)
      from treasury.ikatan i where i.mata_anggaran_id = p.mata_anggaran_id), 0)
    union all select 'dana' from treasury.dana d where d.terikat <> coalesce((select sum(p.terikat)
      from treasury.pagu p where p.tahun = d.tahun and p.skpd_id = d.skpd_id
        and p.sub_kegiatan_id is not distinct from d.sub_kegiatan_id), 0)
    union all select 'kas' from treasury.kas k where k.saldo <> coalesce((select sum(m.masuk - m.keluar)
      from treasury.mutasi m where m.kas_id = k.id), 0) or k.dipesan <> coalesce((select sum(d.nilai)
      from treasury.sp2d d where d.kas_id = k.id and d.status = 'terbit'), 0)
    union all select 'kontrak' from treasury.kontrak k where k.terikat <> coalesce((select sum(i.terikat)
      from treasury.ikatan i join treasury.spp s on s.id = i.spp_id where s.kontrak_id = k.id), 0)
    union all select 'dokumen' from treasury.pagu p where p.terikat <> coalesce((select sum(b.jumlah)
      from treasury.spp_baris b join treasury.spp s on s.id = b.spp_id
      where b.mata_anggaran_id = p.mata_anggaran_id and s.tahap <> 'ditolak' and s.jenis <> 'GU'), 0)
      + coalesce((select sum(x.jumlah) from treasury.belanja x
      where x.mata_anggaran_id = p.mata_anggaran_id and x.sumber = 'UP'), 0)
      + coalesce((select sum(i.terikat) from treasury.ikatan i
      where i.mata_anggaran_id = p.mata_anggaran_id and i.sebab = 'kembali'), 0)`,
  )
  return found.map(({ what }) => what)
}
