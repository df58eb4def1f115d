-- Double entry. A journal is stored whole, once, and never changed: what was wrong is taken back by a journal that
-- mirrors it. What the domain refuses is refused here again, for two transactions at once as well.
create schema accounting;
grant usage on schema accounting to mod_accounting, pendopo_modules;

create table accounting.akun_anggaran (
  awalan text not null check (awalan ~ '^[0-9]+(\.[0-9]+)*$'),
  tahun_mulai integer not null check (tahun_mulai between 2000 and 2100),
  is_realisasi boolean not null,
  primary key (awalan, tahun_mulai)
);
comment on table accounting.akun_anggaran is 'Accounts of the budget side (LRA and SAL) from a year on, by the beginning of their codes: every journal balances on this side and on the accrual side by itself. is_realisasi: revenue, spending, financing';
insert into accounting.akun_anggaran (awalan, tahun_mulai, is_realisasi) values
  ('4', 2021, true), ('5', 2021, true), ('6', 2021, true), ('3.1.02', 2021, false);

create table accounting.peristiwa (
  kode text primary key check (kode ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(kode) <= 60),
  nama text not null check (length(nama) between 3 and 200),
  jenis_jurnal text not null check (jenis_jurnal in ('anggaran', 'umum', 'penyesuaian', 'saldo-awal')),
  rincian_nomor text not null check (rincian_nomor ~ '^[A-Z0-9][A-Z0-9/-]{2,39}$')
);
comment on table accounting.peristiwa is 'Happenings of other modules that are journalled by the mapping table, and how their journals are numbered';

create table accounting.pemetaan (
  id uuid primary key,
  peristiwa text not null references accounting.peristiwa (kode),
  awalan text not null check (awalan ~ '^([0-9]+(\.[0-9]+)*)?$'),
  tahun_mulai integer not null check (tahun_mulai between 2000 and 2100),
  status text not null check (status in ('usulan', 'berlaku', 'ditolak', 'diganti')),
  sumber text not null check (length(sumber) between 3 and 300),
  is_terverifikasi boolean not null default false,
  diusulkan_oleh text not null,
  diusulkan_at timestamptz not null,
  diputuskan_oleh text,
  diputuskan_at timestamptz,
  alasan text check (length(alasan) between 3 and 500),
  check ((status = 'usulan') = (diputuskan_at is null)),
  check ((diputuskan_at is null) = (diputuskan_oleh is null)),
  check (diputuskan_oleh <> diusulkan_oleh),
  check (status <> 'ditolak' or alasan is not null)
);
comment on table accounting.pemetaan is 'Mapping of a happening and the beginning of an account code to journal lines, from a fiscal year on; entered by one person, decided by another; rows stay as history';
create unique index pemetaan_berlaku on accounting.pemetaan (peristiwa, awalan, tahun_mulai) where status = 'berlaku';
create unique index pemetaan_usulan on accounting.pemetaan (peristiwa, awalan, tahun_mulai) where status = 'usulan';

create table accounting.pemetaan_baris (
  pemetaan_id uuid not null references accounting.pemetaan (id),
  urutan smallint not null check (urutan between 1 and 20),
  buku text not null check (buku in ('skpd', 'skpkd')),
  sisi text not null check (sisi in ('D', 'K')),
  cara text not null check (cara in ('sama', 'padanan', 'tetap', 'tetap-rinci')),
  tujuan text check (tujuan ~ '^[0-9]+(\.[0-9]+)*$'),
  primary key (pemetaan_id, urutan),
  check ((cara = 'sama') = (tujuan is null))
);
comment on table accounting.pemetaan_baris is 'Journal lines of a mapping: in which book, on which side, on which account: the same one, its counterpart under another beginning, or a fixed one (tetap-rinci keeps one line per budget position)';

create table accounting.pemetaan_versi (id integer primary key check (id = 1), versi bigint not null);
comment on table accounting.pemetaan_versi is 'Raised with every change of the mapping: what is kept in memory is kept by it';
insert into accounting.pemetaan_versi (id, versi) values (1, 1);
create function accounting.raise_pemetaan() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update accounting.pemetaan_versi set versi = versi + 1 where id = 1;
  return null;
end $$;
create trigger pemetaan_versi after insert or update on accounting.pemetaan for each statement execute function accounting.raise_pemetaan();
create trigger peristiwa_versi after insert or update on accounting.peristiwa for each statement execute function accounting.raise_pemetaan();

create table accounting.jurnal (
  id bigint generated always as identity primary key,
  nomor text not null unique check (length(nomor) between 3 and 160),
  tahun integer not null references fiscal.tahun_anggaran (tahun),
  tanggal date not null,
  jenis text not null check (jenis in ('anggaran', 'umum', 'penyesuaian', 'penutup', 'pembalik', 'saldo-awal')),
  -- 0 opening, 1 of the year, 2 closing; a reversal has that of what it takes back.
  kelas smallint not null check (kelas between 0 and 2),
  skpd_id integer not null references fiscal.skpd (id),
  uraian text not null check (length(uraian) between 3 and 500),
  dokumen_jenis text not null check (dokumen_jenis ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  dokumen_id text not null check (length(dokumen_id) between 1 and 120),
  dokumen_nomor text not null check (length(dokumen_nomor) between 1 and 160),
  peristiwa text references accounting.peristiwa (kode),
  bagian integer not null default 1 check (bagian >= 1),
  membalik_id bigint references accounting.jurnal (id),
  jumlah_debit numeric(20,2) not null check (jumlah_debit > 0),
  jumlah_kredit numeric(20,2) not null,
  jumlah_baris smallint not null check (jumlah_baris between 2 and 10000),
  dibuat_oleh text not null,
  dibuat_at timestamptz not null,
  unique (membalik_id),
  unique (dokumen_jenis, dokumen_id, peristiwa, skpd_id, bagian),
  check (jumlah_debit = jumlah_kredit),
  check (extract(year from tanggal) = tahun),
  check ((jenis = 'pembalik') = (membalik_id is not null)),
  check (jenis = 'pembalik' or kelas = case jenis when 'saldo-awal' then 0 when 'penutup' then 2 else 1 end)
);
comment on table accounting.jurnal is 'Journals. Insert only; a journal is reversed once at most, and a happening of a document is journalled once per book and part';
create index jurnal_daftar on accounting.jurnal (skpd_id, tahun, tanggal desc, id desc);

create table accounting.jurnal_baris (
  jurnal_id bigint not null,
  urutan smallint not null,
  skpd_id integer not null,
  tahun smallint not null,
  tanggal date not null,
  rekening_id integer not null,
  debit numeric(20,2) not null,
  kredit numeric(20,2) not null,
  rekening_anggaran_id integer,
  mata_anggaran_id uuid,
  sub_kegiatan_id integer,
  primary key (jurnal_id, urutan),
  check ((debit > 0 and kredit = 0) or (kredit > 0 and debit = 0))
);
comment on table accounting.jurnal_baris is 'Lines of journals; book, year and day stand here again for the account sheets. rekening_anggaran_id: the account a budget line is for. Journal, accounts and sums are held together by the trigger baris_utuh, which is stricter than keys';
create index baris_buku_besar on accounting.jurnal_baris (rekening_id, skpd_id, tahun, tanggal, jurnal_id, urutan);

create table accounting.antrean_rekap (
  jurnal_id bigint primary key,
  tahun smallint not null
);
comment on table accounting.antrean_rekap is 'Journals not yet in rekap: filled by the posting, emptied by the job that folds them, each exactly once';

create table accounting.rekap (
  tahun smallint not null,
  bulan smallint not null check (bulan between 1 and 12),
  -- 0 is the whole month.
  hari smallint not null check (hari between 0 and 31),
  skpd_id integer not null,
  rekening_id integer not null,
  -- 0 where a line is not one of a budget.
  rekening_anggaran_id integer not null,
  kelas smallint not null,
  debit numeric(26,2) not null,
  kredit numeric(26,2) not null,
  primary key (tahun, hari, bulan, skpd_id, rekening_id, rekening_anggaran_id, kelas)
);
comment on table accounting.rekap is 'Sums of folded lines per month (hari 0) and per day, book and account: what statements of any day are made of, together with the journals not yet folded';

create table accounting.rekap_realisasi (
  tahun smallint not null,
  skpd_id integer not null,
  rekening_id integer not null,
  -- 0 and the empty id where a line names none.
  sub_kegiatan_id integer not null,
  mata_anggaran_id uuid not null,
  debit numeric(26,2) not null,
  kredit numeric(26,2) not null,
  primary key (tahun, skpd_id, rekening_id, sub_kegiatan_id, mata_anggaran_id)
);
comment on table accounting.rekap_realisasi is 'Sums of folded realisation (revenue, spending, financing) per budget position, closing journals left out';

-- Nothing is ever changed or taken away, not by the owner either.
create function accounting.tidak_berubah() returns trigger language plpgsql as $$
begin
  raise exception 'journals are never changed: reverse them' using errcode = 'insufficient_privilege';
end $$;
create trigger jurnal_tetap before update or delete or truncate on accounting.jurnal for each statement execute function accounting.tidak_berubah();
create trigger baris_tetap before update or delete or truncate on accounting.jurnal_baris for each statement execute function accounting.tidak_berubah();

-- A year that is closed takes nothing. The key on fiscal.tahun_anggaran has locked the year's row before this looks, and
-- who closes a year takes that row alone: no posting slips past.
create function accounting.jurnal_masuk() returns trigger language plpgsql as $$
declare
  satu integer;
begin
  for satu in select distinct b.tahun from baru b order by b.tahun loop
    if not exists (select 1 from fiscal.pub_tahun t where t.tahun = satu and t.status <> 'tutup') then
      raise exception 'fiscal year % is closed', satu using errcode = 'check_violation';
    end if;
  end loop;
  insert into accounting.antrean_rekap (jurnal_id, tahun) select b.id, b.tahun from baru b;
  return null;
end $$;
create trigger jurnal_masuk after insert on accounting.jurnal referencing new table as baru
  for each statement execute function accounting.jurnal_masuk();

-- Lines come all at once: they sum to their header on both sides, the budget side balances by itself, and every account
-- is a leaf in force in the year.
create function accounting.baris_utuh() returns trigger language plpgsql as $$
declare
  salah bigint;
  bertolak boolean;
begin
  select s.jurnal_id into salah
  from (
    select b.jurnal_id, j.id, j.jumlah_debit, j.jumlah_baris,
      sum(b.debit) as debit, sum(b.kredit) as kredit, count(*) as banyak, min(b.urutan) as awal, max(b.urutan) as akhir,
      coalesce(bool_and(r.is_daun and b.skpd_id = j.skpd_id and b.tahun = j.tahun and b.tanggal = j.tanggal), false) as is_sah,
      coalesce(sum(b.debit - b.kredit) filter (where exists (
        select 1 from accounting.akun_anggaran a where a.tahun_mulai <= b.tahun
          and (r.kode = a.awalan or starts_with(r.kode, a.awalan || '.')))), 0) as selisih_anggaran,
      count(*) filter (where r.id is null) as asing
    from baru b
    left join accounting.jurnal j on j.id = b.jurnal_id
    left join fiscal.pub_rekening r on r.id = b.rekening_id and b.tahun between r.tahun_mulai and r.tahun_sampai
    group by b.jurnal_id, j.id, j.jumlah_debit, j.jumlah_baris) s
  where s.id is null or not s.is_sah or s.asing > 0 or s.selisih_anggaran <> 0 or s.debit <> s.jumlah_debit
    or s.kredit <> s.jumlah_debit or s.banyak <> s.jumlah_baris or s.awal <> 1 or s.akhir <> s.jumlah_baris
  limit 1;
  if found then
    raise exception 'lines of journal % do not make it whole', salah using errcode = 'check_violation';
  end if;
  select exists (select 1 from baru b join accounting.jurnal j on j.id = b.jurnal_id where j.membalik_id is not null) into bertolak;
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
create trigger baris_utuh after insert on accounting.jurnal_baris referencing new table as baru
  for each statement execute function accounting.baris_utuh();

-- A header without lines is no journal.
create function accounting.jurnal_berisi() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from accounting.jurnal_baris b where b.jurnal_id = new.id and b.urutan = 1) then
    raise exception 'journal % has no lines', new.id using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger jurnal_berisi after insert on accounting.jurnal deferrable initially deferred
  for each row execute function accounting.jurnal_berisi();

create table accounting.akar_harian (
  tanggal date primary key,
  jumlah_jurnal bigint not null check (jumlah_jurnal >= 0),
  jumlah_debit numeric(26,2) not null,
  akar text not null check (akar ~ '^[0-9a-f]{64}$'),
  sebelumnya text check (sebelumnya ~ '^[0-9a-f]{64}$'),
  dibuat_at timestamptz not null
);
comment on table accounting.akar_harian is 'Digest of all journals stored on a civil day, chained to the day before; told in the public log';
create index jurnal_dibuat on accounting.jurnal (dibuat_at, id);

-- What the trace reads.
create view accounting.pub_jejak as
  select j.dokumen_jenis as dari_jenis, j.dokumen_id as dari_id, 'jurnal'::text as ke_jenis, j.id::text as ke_id from accounting.jurnal j
  union all
  select 'jurnal', j.membalik_id::text, 'jurnal', j.id::text from accounting.jurnal j where j.membalik_id is not null;
comment on view accounting.pub_jejak is 'Contract: documents lead to their journals, journals to their reversals';
create view accounting.pub_jejak_simpul as
  select 'jurnal'::text as jenis, j.id::text as id, j.nomor, j.uraian as judul, j.jumlah_debit as jumlah, j.tanggal,
    '/kerja/akuntansi/jurnal/' || j.id as url
  from accounting.jurnal j;
comment on view accounting.pub_jejak_simpul is 'Contract: journals as nodes of the trace';
create index jurnal_simpul on accounting.jurnal ((id::text));

-- Realisation per budget position at this moment: folded sums and what is not yet folded, in one look.
create view accounting.pub_realisasi as
  select s.tahun, s.skpd_id, s.rekening_id, nullif(s.sub_kegiatan_id, 0) as sub_kegiatan_id,
    nullif(s.mata_anggaran_id, '00000000-0000-0000-0000-000000000000') as mata_anggaran_id,
    sum(case when r.saldo_normal = 'D' then s.debit - s.kredit else s.kredit - s.debit end) as jumlah
  from (
    select p.tahun, p.skpd_id, p.rekening_id, p.sub_kegiatan_id, p.mata_anggaran_id, p.debit, p.kredit from accounting.rekap_realisasi p
    union all
    select b.tahun, b.skpd_id, b.rekening_id, coalesce(b.sub_kegiatan_id, 0), coalesce(b.mata_anggaran_id, '00000000-0000-0000-0000-000000000000'),
      b.debit, b.kredit
    from accounting.antrean_rekap a
    join accounting.jurnal j on j.id = a.jurnal_id and j.kelas = 1
    join accounting.jurnal_baris b on b.jurnal_id = j.id
    where exists (select 1 from fiscal.pub_rekening r join accounting.akun_anggaran g on g.is_realisasi and g.tahun_mulai <= b.tahun
        and starts_with(r.kode, g.awalan || '.') where r.id = b.rekening_id)
  ) s
  join fiscal.pub_rekening r on r.id = s.rekening_id
  group by 1, 2, 3, 4, 5;
comment on view accounting.pub_realisasi is 'Contract: realisation per budget position on the side of its account, closing journals left out';

grant select, insert on accounting.peristiwa, accounting.pemetaan, accounting.pemetaan_baris, accounting.jurnal, accounting.jurnal_baris,
  accounting.akar_harian to mod_accounting;
grant select on accounting.akun_anggaran, accounting.pemetaan_versi to mod_accounting;
grant update (status, diputuskan_oleh, diputuskan_at, alasan) on accounting.pemetaan to mod_accounting;
grant update (nama, jenis_jurnal, rincian_nomor) on accounting.peristiwa to mod_accounting;
grant select, insert, delete on accounting.antrean_rekap to mod_accounting;
grant select, insert, update on accounting.rekap, accounting.rekap_realisasi to mod_accounting;
grant select on accounting.pub_jejak, accounting.pub_jejak_simpul, accounting.pub_realisasi to pendopo_modules, mod_accounting;
