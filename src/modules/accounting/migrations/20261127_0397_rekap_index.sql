-- Statements read some thousand sums at once: the key carries the amounts, so that the index alone answers instead of a page of the table per sum.
alter table accounting.rekap drop constraint rekap_pkey;
alter table accounting.rekap add primary key (tahun, hari, bulan, skpd_id, rekening_id, rekening_anggaran_id, kelas) include (debit, kredit);
alter table accounting.rekap_daerah drop constraint rekap_daerah_pkey;
alter table accounting.rekap_daerah add primary key (tahun, hari, bulan, rekening_id, rekening_anggaran_id, kelas) include (debit, kredit);

-- The same view with years as they are stored, so that asking for one or two years asks the key for them, and with the account's first level.
drop view accounting.pub_realisasi_bulanan;
create view accounting.pub_realisasi_bulanan as
  with akun as materialized (
    select r.id, r.saldo_normal, split_part(r.kode, '.', 1) as akun, min(g.tahun_mulai) as mulai
    from fiscal.pub_rekening r join accounting.akun_anggaran g on g.is_realisasi and starts_with(r.kode, g.awalan || '.')
    group by r.id, r.saldo_normal, r.kode)
  select s.tahun, s.bulan, s.skpd_id, s.rekening_id, a.akun,
    sum(case when a.saldo_normal = 'D' then s.debit - s.kredit else s.kredit - s.debit end) as jumlah
  from (
    select p.tahun, p.bulan, p.skpd_id, p.rekening_id, p.debit, p.kredit
    from accounting.rekap p where p.hari = 0 and p.kelas = 1
    union all
    select b.tahun::smallint, extract(month from b.tanggal)::smallint, b.skpd_id, b.rekening_id, b.debit, b.kredit
    from accounting.antrean_rekap q
    cross join lateral (select j.id from accounting.jurnal j where j.id = q.jurnal_id and j.kelas = 1 offset 0) j
    cross join lateral (select b.tahun, b.tanggal, b.skpd_id, b.rekening_id, b.debit, b.kredit
      from accounting.jurnal_baris b where b.jurnal_id = q.jurnal_id offset 0) b
  ) s
  join akun a on a.id = s.rekening_id and a.mulai <= s.tahun
  group by s.tahun, s.bulan, s.skpd_id, s.rekening_id, a.akun;
comment on view accounting.pub_realisasi_bulanan is 'Contract: realisation per month, book and account of revenue, spending and financing (akun 4, 5, 6), closing journals left out';
grant select on accounting.pub_realisasi_bulanan to pendopo_modules;
