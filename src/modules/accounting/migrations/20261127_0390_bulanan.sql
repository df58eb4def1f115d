-- Realisation per month, for whoever compares it with the cash plan: folded sums and what is not folded yet.
create view accounting.pub_realisasi_bulanan as
  select s.tahun, s.bulan, s.skpd_id, s.rekening_id,
    sum(case when r.saldo_normal = 'D' then s.debit - s.kredit else s.kredit - s.debit end) as jumlah
  from (
    select p.tahun::int as tahun, p.bulan::int as bulan, p.skpd_id, p.rekening_id, p.debit, p.kredit
    from accounting.rekap p where p.hari = 0 and p.kelas = 1
    union all
    select b.tahun::int, extract(month from b.tanggal)::int, b.skpd_id, b.rekening_id, b.debit, b.kredit
    from accounting.antrean_rekap a join accounting.jurnal j on j.id = a.jurnal_id and j.kelas = 1
    join accounting.jurnal_baris b on b.jurnal_id = j.id
  ) s
  join fiscal.pub_rekening r on r.id = s.rekening_id
  where exists (select 1 from accounting.akun_anggaran g where g.is_realisasi and g.tahun_mulai <= s.tahun and starts_with(r.kode, g.awalan || '.'))
  group by s.tahun, s.bulan, s.skpd_id, s.rekening_id;
comment on view accounting.pub_realisasi_bulanan is 'Contract: realisation per month, book and account of revenue, spending and financing, closing journals left out';
grant select on accounting.pub_realisasi_bulanan to pendopo_modules;
