-- The region's statements sum over every book: their sums are kept without the book too, so that they cost the same with
-- ten SKPD and with a hundred.
create table accounting.rekap_daerah (
  tahun smallint not null,
  bulan smallint not null check (bulan between 1 and 12),
  hari smallint not null check (hari between 0 and 31),
  rekening_id integer not null,
  rekening_anggaran_id integer not null,
  kelas smallint not null,
  debit numeric(26,2) not null,
  kredit numeric(26,2) not null,
  primary key (tahun, hari, bulan, rekening_id, rekening_anggaran_id, kelas)
);
comment on table accounting.rekap_daerah is 'rekap over all books: sums of folded lines per month (hari 0) and per day and account';
insert into accounting.rekap_daerah (tahun, bulan, hari, rekening_id, rekening_anggaran_id, kelas, debit, kredit)
select r.tahun, r.bulan, r.hari, r.rekening_id, r.rekening_anggaran_id, r.kelas, sum(r.debit), sum(r.kredit)
from accounting.rekap r group by 1, 2, 3, 4, 5, 6;
grant select, insert, update on accounting.rekap_daerah to mod_accounting;
