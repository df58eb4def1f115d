-- Registers of others: how the systems fare, what was asked of them and for what, what waits to be compared,
-- and what citizens say is wrong in them. Numbers of persons and firms are kept as keyed digests, values
-- sealed with a key derived from SECRET_KEY.
create schema partners;
grant usage on schema partners to mod_partners;

create table partners.sistem_luar (
  kode text primary key check (kode ~ '^[a-z][a-z0-9-]{1,39}$'),
  gagal_beruntun integer not null check (gagal_beruntun >= 0),
  istirahat_sampai timestamptz,
  terganggu_sejak timestamptz,
  berhasil_at timestamptz,
  galat text check (length(galat) <= 200),
  diubah_at timestamptz not null,
  check ((gagal_beruntun = 0) = (terganggu_sejak is null)),
  check (istirahat_sampai is null or gagal_beruntun > 0)
);
comment on table partners.sistem_luar is 'One row per system of others: failures in a row, until when it is left alone, since when it cannot be reached';

create table partners.kuota (
  sistem text not null,
  tanggal date not null,
  jumlah integer not null check (jumlah > 0),
  primary key (sistem, tanggal)
);
comment on table partners.kuota is 'Questions asked of a register per civil day, against the daily number of its agreement';

create table partners.salinan (
  sistem text not null check (sistem in ('dukcapil', 'oss')),
  kunci bytea not null check (octet_length(kunci) = 32),
  tujuan text not null check (length(tujuan) between 3 and 300),
  bidang text[] not null check (cardinality(bidang) between 1 and 20),
  isi_tersegel bytea not null,
  diambil_at timestamptz not null,
  sampai timestamptz not null,
  primary key (sistem, kunci, tujuan),
  check (sampai > diambil_at)
);
comment on table partners.salinan is 'Copies of answers, sealed, each for one purpose and until its end; another purpose asks anew';
create index salinan_sampai on partners.salinan (sampai);

create table partners.penelusuran (
  id uuid primary key,
  sistem text not null check (sistem in ('dukcapil', 'oss')),
  pemilik_id uuid,
  pelaku_jenis text not null check (pelaku_jenis in ('citizen', 'officer', 'system')),
  pelaku_id text,
  tujuan text not null check (length(tujuan) between 3 and 300),
  subjek_jenis text not null,
  subjek_id text not null,
  bidang text[] not null,
  hasil text not null check (hasil in ('ditemukan', 'tidak-ditemukan', 'tidak-cocok')),
  dari_salinan boolean not null,
  waktu timestamptz not null
);
comment on table partners.penelusuran is 'Every look into a register: who, for what, which fields, what came out; never a value. Its owner sees it on /akun/data-saya';
create index penelusuran_pemilik on partners.penelusuran (pemilik_id, waktu desc) where pemilik_id is not null;

create table partners.pencocokan (
  id uuid primary key,
  sistem text not null check (sistem in ('dukcapil', 'oss')),
  subjek_jenis text not null,
  subjek_id text not null,
  pemilik_id uuid,
  tujuan text not null check (length(tujuan) between 3 and 300),
  kunci bytea not null check (octet_length(kunci) = 32),
  klaim_tersegel bytea,
  dibuat_at timestamptz not null,
  percobaan integer not null default 0,
  coba_lagi_at timestamptz not null,
  selesai_at timestamptz,
  hasil text check (hasil in ('cocok', 'berbeda', 'tidak-ditemukan')),
  berbeda text[] not null default '{}',
  check ((selesai_at is null) = (hasil is null)),
  check ((selesai_at is null) = (klaim_tersegel is not null)),
  check ((hasil is not distinct from 'berbeda') = (cardinality(berbeda) > 0))
);
comment on table partners.pencocokan is 'Facts taken on a citizen''s word while a register could not be reached; compared later, then their values are emptied';
create unique index pencocokan_menunggu on partners.pencocokan (sistem, subjek_jenis, subjek_id, kunci) where selesai_at is null;
create index pencocokan_giliran on partners.pencocokan (coba_lagi_at, id) where selesai_at is null;
create index pencocokan_pemilik on partners.pencocokan (pemilik_id) where pemilik_id is not null;
create index pencocokan_subjek on partners.pencocokan (subjek_jenis, subjek_id);

create table partners.sanggahan (
  id uuid primary key,
  asal text not null check (asal in ('warga', 'pencocokan')),
  sistem text not null check (sistem in ('dukcapil', 'oss')),
  subjek_jenis text not null,
  subjek_id text not null,
  pemilik_id uuid,
  kunci bytea check (octet_length(kunci) = 32),
  bidang text not null check (bidang ~ '^[a-zA-Z]{2,40}$'),
  nilai_register_tersegel bytea,
  nilai_klaim_tersegel bytea,
  dibuat_at timestamptz not null,
  status text not null default 'menunggu' check (status in ('menunggu', 'diterima', 'ditolak')),
  alasan text check (length(alasan) between 10 and 1000),
  diputus_oleh uuid,
  diputus_at timestamptz,
  check ((status = 'menunggu') = (diputus_at is null)),
  check ((diputus_at is null) = (alasan is null and diputus_oleh is null))
);
comment on table partners.sanggahan is 'A citizen says a register is wrong, or a later comparison differs: both values, and what the keeper of the register decided. The case goes on meanwhile with the claimed value, marked';
create unique index sanggahan_menunggu on partners.sanggahan (subjek_jenis, subjek_id, sistem, bidang) where status = 'menunggu';
create index sanggahan_antrean on partners.sanggahan (sistem, dibuat_at, id) where status = 'menunggu';
create index sanggahan_subjek on partners.sanggahan (subjek_jenis, subjek_id);
create index sanggahan_pemilik on partners.sanggahan (pemilik_id, dibuat_at desc) where pemilik_id is not null;

grant select, insert, update on partners.sistem_luar, partners.kuota, partners.pencocokan, partners.sanggahan, partners.salinan to mod_partners;
grant select, insert on partners.penelusuran to mod_partners;
grant update (pemilik_id) on partners.penelusuran to mod_partners;
grant delete on partners.kuota, partners.salinan to mod_partners;
