-- What is asserted stays, in two looks instead of six: one of the headers, one of the lines. A header comes with its lines
-- in one statement now, which is when the first looks; no look is left for the end of the transaction. Journals, lines
-- and accounts are fetched through their keys (offset 0): a plan kept from when a table was small would read all of it.
drop trigger jurnal_berisi on accounting.jurnal;
drop function accounting.jurnal_berisi();
create or replace function accounting.jurnal_masuk() returns trigger language plpgsql as $$
declare
  salah bigint;
  satu integer;
  terbuka boolean;
begin
  with antre as (insert into accounting.antrean_rekap (jurnal_id, tahun) select b.id, b.tahun from baru b)
  select b.id, b.tahun, t.tahun is not null into salah, satu, terbuka
  from baru b
  left join lateral (select t.tahun from fiscal.pub_tahun t where t.tahun = b.tahun and t.status <> 'tutup' offset 0) t on true
  left join lateral (select l.urutan from accounting.jurnal_baris l where l.jurnal_id = b.id and l.urutan = 1 offset 0) l on true
  where t.tahun is null or l.urutan is null limit 1;
  if salah is not null and not terbuka then
    raise exception 'fiscal year % is closed', satu using errcode = 'check_violation';
  elsif salah is not null then
    raise exception 'journal % has no lines', salah using errcode = 'check_violation';
  end if;
  return null;
end $$;

create or replace function accounting.baris_utuh() returns trigger language plpgsql as $$
declare
  salah bigint;
  bertolak boolean;
begin
  select min(s.jurnal_id) filter (where s.id is null or not s.is_sah or s.selisih_anggaran <> 0 or s.debit <> s.jumlah_debit
      or s.kredit <> s.jumlah_debit or s.banyak <> s.jumlah_baris or s.awal <> 1 or s.akhir <> s.jumlah_baris),
    bool_or(s.membalik_id is not null)
  into salah, bertolak
  from (
    select b.jurnal_id, j.id, j.jumlah_debit, j.jumlah_baris, j.membalik_id,
      sum(b.debit) as debit, sum(b.kredit) as kredit, count(*) as banyak, min(b.urutan) as awal, max(b.urutan) as akhir,
      bool_and(coalesce(r.is_daun and b.skpd_id = j.skpd_id and b.tahun = j.tahun and b.tanggal = j.tanggal, false)) as is_sah,
      sum(case when exists (
        select 1 from accounting.akun_anggaran a where a.tahun_mulai <= b.tahun
          and (r.kode = a.awalan or starts_with(r.kode, a.awalan || '.'))) then b.debit - b.kredit else 0 end) as selisih_anggaran
    from baru b
    left join lateral (select j.id, j.jumlah_debit, j.jumlah_baris, j.membalik_id, j.skpd_id, j.tahun, j.tanggal
      from accounting.jurnal j where j.id = b.jurnal_id offset 0) j on true
    left join lateral (select r.kode, r.is_daun from fiscal.pub_rekening r
      where r.id = b.rekening_id and b.tahun between r.tahun_mulai and r.tahun_sampai offset 0) r on true
    group by b.jurnal_id, j.id, j.jumlah_debit, j.jumlah_baris, j.membalik_id) s;
  if salah is not null then
    raise exception 'lines of journal % do not make it whole', salah using errcode = 'check_violation';
  end if;
  if bertolak and exists (
    select 1 from accounting.jurnal j
    join accounting.jurnal asal on asal.id = j.membalik_id
    where j.id in (select b.jurnal_id from baru b) and (
      asal.jenis = 'pembalik' or asal.skpd_id <> j.skpd_id or asal.tahun <> j.tahun or asal.kelas <> j.kelas or asal.tanggal > j.tanggal
      or asal.jumlah_baris <> j.jumlah_baris
      or exists (
        select 1 from accounting.jurnal_baris lama
        left join accounting.jurnal_baris balik on balik.jurnal_id = j.id and balik.urutan = lama.urutan
          and balik.rekening_id = lama.rekening_id and balik.debit = lama.kredit and balik.kredit = lama.debit
          and balik.rekening_anggaran_id is not distinct from lama.rekening_anggaran_id
          and balik.mata_anggaran_id is not distinct from lama.mata_anggaran_id
          and balik.sub_kegiatan_id is not distinct from lama.sub_kegiatan_id
        where lama.jurnal_id = asal.id and balik.jurnal_id is null)))
  then
    raise exception 'a reversal mirrors what it takes back' using errcode = 'check_violation';
  end if;
  return null;
end $$;
