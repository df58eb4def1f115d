-- Which accounts count as realisation is worked out once, not for every sum that is read: with the sums of a year of a
-- hundred books that was a search of the accounts for each of them.
create or replace view accounting.pub_realisasi_bulanan as
  with akun as materialized (
    select r.id, r.saldo_normal, min(g.tahun_mulai) as mulai
    from fiscal.pub_rekening r join accounting.akun_anggaran g on g.is_realisasi and starts_with(r.kode, g.awalan || '.')
    group by r.id, r.saldo_normal)
  select s.tahun, s.bulan, s.skpd_id, s.rekening_id,
    sum(case when a.saldo_normal = 'D' then s.debit - s.kredit else s.kredit - s.debit end) as jumlah
  from (
    select p.tahun::int as tahun, p.bulan::int as bulan, p.skpd_id, p.rekening_id, p.debit, p.kredit
    from accounting.rekap p where p.hari = 0 and p.kelas = 1
    union all
    select b.tahun::int, extract(month from b.tanggal)::int, b.skpd_id, b.rekening_id, b.debit, b.kredit
    from accounting.antrean_rekap q
    cross join lateral (select j.id from accounting.jurnal j where j.id = q.jurnal_id and j.kelas = 1 offset 0) j
    cross join lateral (select b.tahun, b.tanggal, b.skpd_id, b.rekening_id, b.debit, b.kredit
      from accounting.jurnal_baris b where b.jurnal_id = q.jurnal_id offset 0) b
  ) s
  join akun a on a.id = s.rekening_id and a.mulai <= s.tahun
  group by s.tahun, s.bulan, s.skpd_id, s.rekening_id;
