-- Journals not yet folded are read one by one through their keys (offset 0): the queue is long at one moment and empty at
-- the next, and a plan made for a long one would read every line there is.
create or replace view accounting.pub_realisasi as
  select s.tahun, s.skpd_id, s.rekening_id, nullif(s.sub_kegiatan_id, 0) as sub_kegiatan_id,
    nullif(s.mata_anggaran_id, '00000000-0000-0000-0000-000000000000') as mata_anggaran_id,
    sum(case when r.saldo_normal = 'D' then s.debit - s.kredit else s.kredit - s.debit end) as jumlah
  from (
    select p.tahun, p.skpd_id, p.rekening_id, p.sub_kegiatan_id, p.mata_anggaran_id, p.debit, p.kredit from accounting.rekap_realisasi p
    union all
    select b.tahun, b.skpd_id, b.rekening_id, coalesce(b.sub_kegiatan_id, 0), coalesce(b.mata_anggaran_id, '00000000-0000-0000-0000-000000000000'),
      b.debit, b.kredit
    from accounting.antrean_rekap a
    cross join lateral (select j.id from accounting.jurnal j where j.id = a.jurnal_id and j.kelas = 1 offset 0) j
    cross join lateral (select b.tahun, b.skpd_id, b.rekening_id, b.sub_kegiatan_id, b.mata_anggaran_id, b.debit, b.kredit
      from accounting.jurnal_baris b where b.jurnal_id = a.jurnal_id offset 0) b
    where exists (select 1 from fiscal.pub_rekening r join accounting.akun_anggaran g on g.is_realisasi and g.tahun_mulai <= b.tahun
        and starts_with(r.kode, g.awalan || '.') where r.id = b.rekening_id)
  ) s
  join fiscal.pub_rekening r on r.id = s.rekening_id
  group by 1, 2, 3, 4, 5;
