-- Layanan: what the region offers as documents, what people applied for, where it stands and whose turn it is.
create schema services;
grant usage on schema services to mod_services;

-- Definitions -------------------------------------------------------------------------------------------
create table services.definisi (
  kode text not null check (kode ~ '^[A-Z][A-Z0-9]{1,9}(-[A-Z0-9]{1,20}){1,4}$'),
  versi integer not null check (versi between 1 and 10000),
  jenis text not null check (jenis in ('layanan', 'rujukan')),
  status text not null check (status in ('draf', 'ditinjau', 'terbit', 'ditarik')),
  isi jsonb not null check (isi ->> 'code' = kode and (isi ->> 'version')::integer = versi),
  sha256 bytea not null check (length(sha256) = 32),
  berlaku_mulai date not null,
  dibuat_oleh uuid,
  dibuat_at timestamptz not null,
  diubah_at timestamptz not null,
  catatan text check (length(catatan) <= 2000),
  ditinjau_oleh uuid,
  terbit_at timestamptz,
  ditarik_at timestamptz,
  primary key (kode, versi),
  -- Nobody publishes what they wrote; the catalogue that ships has no author.
  check (ditinjau_oleh is null or dibuat_oleh is null or ditinjau_oleh <> dibuat_oleh),
  check ((status in ('terbit', 'ditarik')) = (terbit_at is not null)),
  check ((status = 'ditarik') = (ditarik_at is not null))
);
comment on table services.definisi is 'Versions of service definitions. (kode, versi) never changes once published: a trigger refuses it';
create unique index definisi_terbit on services.definisi (kode) where status = 'terbit';
create index definisi_kerja on services.definisi (diubah_at desc) where status in ('draf', 'ditinjau');

create function services.jaga_definisi() returns trigger language plpgsql as $$
begin
  if old.status in ('terbit', 'ditarik') and (new.isi is distinct from old.isi or new.sha256 is distinct from old.sha256
    or new.kode <> old.kode or new.versi <> old.versi or new.status not in ('terbit', 'ditarik')
    or new.terbit_at is distinct from old.terbit_at or (old.status = 'ditarik' and new.status <> 'ditarik')) then
    raise exception 'a published definition never changes: % version %', old.kode, old.versi;
  end if;
  return new;
end $$;
create trigger definisi_tetap before update on services.definisi for each row execute function services.jaga_definisi();

create table services.katalog_versi (
  satu boolean primary key default true check (satu),
  nomor bigint not null default 1
);
insert into services.katalog_versi default values;
comment on table services.katalog_versi is 'Counts up with every publication, so that all processes read the catalogue again';

-- Drafts ------------------------------------------------------------------------------------------------
create table services.draf (
  id uuid primary key,
  kode text not null,
  versi integer not null,
  akun_id uuid not null,
  untuk_akun_id uuid,
  cara text not null check (cara in ('sendiri', 'keluarga', 'kuasa', 'petugas-loket')),
  kuasa_id uuid,
  jawaban jsonb not null default '{}' check (pg_column_size(jawaban) <= 65536),
  berkas jsonb not null default '{}' check (pg_column_size(berkas) <= 8192),
  sanggahan jsonb not null default '{}' check (pg_column_size(sanggahan) <= 8192),
  halaman text[] not null default '{}',
  dibuat_at timestamptz not null,
  diubah_at timestamptz not null,
  foreign key (kode, versi) references services.definisi (kode, versi)
);
comment on table services.draf is 'Applications that are being filled in; goes on on any device of the account, removed after 30 days';
create index draf_akun on services.draf (akun_id, diubah_at desc);
create index draf_lama on services.draf (diubah_at);

-- Applications ------------------------------------------------------------------------------------------
create table services.permohonan (
  id uuid primary key,
  nomor text not null unique,
  kunci_klien uuid not null unique,
  kode text not null,
  versi integer not null,
  pemilik_akun_id uuid not null,
  diajukan_oleh uuid not null,
  cara text not null check (cara in ('sendiri', 'keluarga', 'kuasa', 'petugas-loket')),
  kanal text not null check (kanal in ('web', 'loket', 'wa', 'sms', 'api')),
  bahasa text not null check (bahasa in ('id', 'en')),
  tahap text not null check (length(tahap) <= 40),
  akhir text check (akhir in ('terbit', 'selesai', 'tolak', 'batal')),
  desa_kode text,
  kecamatan_kode text,
  pemilik_unit text not null,
  diajukan_at timestamptz not null,
  tahap_sejak timestamptz not null,
  masuk_tahap jsonb not null default '{}',
  tenggat_at timestamptz,
  is_tenggat_pasti boolean not null default true,
  peringatan_at timestamptz,
  cara_habis text check (cara_habis in ('eskalasi', 'setuju', 'tolak', 'tutup')),
  tingkat_eskalasi integer not null default 0 check (tingkat_eskalasi between 0 and 5),
  jeda_sejak timestamptz,
  biaya_rupiah bigint not null default 0 check (biaya_rupiah >= 0),
  tagihan_id uuid,
  is_lunas boolean not null default false,
  selesai_at timestamptz,
  jam_total integer check (jam_total >= 0),
  jam_bersih integer check (jam_bersih >= 0 and jam_bersih <= jam_total),
  is_tepat_waktu boolean,
  is_terlambat boolean not null default false,
  is_fiktif_positif boolean not null default false,
  version integer not null default 1,
  foreign key (kode, versi) references services.definisi (kode, versi),
  check ((akhir is null) = (selesai_at is null)),
  check ((akhir is null) = (jam_total is null)),
  check (akhir is null or (tenggat_at is null and jeda_sejak is null)),
  check (not is_lunas or biaya_rupiah > 0)
);
comment on table services.permohonan is 'An application for a service: where it stands. Its answers are in isian, closed by row-level security';
create index permohonan_milik on services.permohonan (pemilik_akun_id, diajukan_at desc, id);
create index permohonan_pengaju on services.permohonan (diajukan_oleh, diajukan_at desc, id) where diajukan_oleh <> pemilik_akun_id;
create index permohonan_tenggat on services.permohonan (tenggat_at, id) where akhir is null;
create index permohonan_peringatan on services.permohonan (peringatan_at, id) where akhir is null and peringatan_at is not null;
create index permohonan_pantau on services.permohonan (tenggat_at, id) where akhir is null and cara_habis = 'setuju';
create index permohonan_berjalan on services.permohonan (kode, pemilik_akun_id) where akhir is null;
create index permohonan_bulan on services.permohonan (kode, diajukan_at desc);

create table services.isian (
  permohonan_id uuid primary key references services.permohonan (id),
  jawaban jsonb not null check (pg_column_size(jawaban) <= 131072),
  register jsonb not null default '{}',
  tindakan jsonb not null default '{}',
  sanggahan jsonb not null default '{}'
);
comment on table services.isian is 'What was answered, what registers said, and what officers filled in. A row is seen only by a transaction that opened that very application';
alter table services.isian enable row level security;
alter table services.isian force row level security;
create policy buka on services.isian using (permohonan_id::text = current_setting('pendopo.permohonan', true));
create policy tulis on services.isian for insert with check (true);

create table services.tugas (
  id uuid primary key,
  permohonan_id uuid not null references services.permohonan (id),
  tahap text not null,
  unit_kode text not null,
  peran text[] not null check (cardinality(peran) between 1 and 4),
  is_pendapat boolean not null default false,
  petugas_id uuid,
  tenggat_at timestamptz not null,
  dibuat_at timestamptz not null
);
comment on table services.tugas is 'Whose turn it is: one row per office that must act now; gone when it has acted. The queue reads these alone';
create index tugas_antrean on services.tugas (unit_kode, tenggat_at, id);
create index tugas_permohonan on services.tugas (permohonan_id);
create unique index tugas_satu on services.tugas (permohonan_id, unit_kode, is_pendapat);

create table services.riwayat (
  id uuid primary key,
  permohonan_id uuid not null references services.permohonan (id),
  urutan integer not null,
  kejadian text not null check (length(kejadian) <= 60),
  dari_tahap text,
  ke_tahap text,
  oleh uuid,
  oleh_jenis text not null check (oleh_jenis in ('pemohon', 'petugas', 'sistem')),
  peran text,
  unit_kode text,
  atas_nama text check (atas_nama in ('plt', 'plh', 'delegasi')),
  pesan text check (length(pesan) <= 4000),
  data jsonb not null default '{}',
  is_publik boolean not null default true,
  waktu timestamptz not null,
  unique (permohonan_id, urutan)
);
comment on table services.riwayat is 'Timeline of an application: who did what, in which role, in whose place. is_publik lines are read by the applicant';

create table services.jeda (
  id uuid primary key,
  permohonan_id uuid not null references services.permohonan (id),
  tahap text not null,
  sebab text not null check (sebab in ('perbaikan', 'bayar', 'pemohon')),
  is_menghentikan_jam boolean not null,
  mulai timestamptz not null,
  sampai timestamptz check (sampai >= mulai)
);
comment on table services.jeda is 'Stretches in which the applicant was at work. Only those that cite a requirement, once per stage, stop the clock';
create index jeda_permohonan on services.jeda (permohonan_id, mulai);
create unique index jeda_satu on services.jeda (permohonan_id) where sampai is null;

create table services.perbaikan (
  id uuid primary key,
  permohonan_id uuid not null references services.permohonan (id),
  tahap text not null,
  butir jsonb not null check (jsonb_array_length(butir) between 1 and 40),
  pesan text check (length(pesan) <= 2000),
  diminta_oleh uuid,
  diminta_at timestamptz not null,
  is_menghentikan_jam boolean not null,
  dijawab_at timestamptz
);
comment on table services.perbaikan is 'Fix lists: what an officer ticked; only these answers and documents are open again';
create index perbaikan_permohonan on services.perbaikan (permohonan_id, diminta_at);
create unique index perbaikan_terbuka on services.perbaikan (permohonan_id) where dijawab_at is null;

create table services.pendapat (
  id uuid primary key,
  permohonan_id uuid not null references services.permohonan (id),
  tahap text not null,
  putaran integer not null,
  unit_kode text not null,
  is_setuju boolean not null,
  alasan text not null check (length(alasan) between 1 and 4000),
  oleh uuid not null,
  peran text not null,
  waktu timestamptz not null,
  unique (permohonan_id, putaran, unit_kode)
);
comment on table services.pendapat is 'Opinions of technical agencies, asked at the same time; one per agency and round';

create table services.lampiran (
  permohonan_id uuid not null references services.permohonan (id),
  dokumen_id text not null,
  berkas_id uuid not null,
  penggunaan_id uuid,
  versi integer not null default 1,
  dilampirkan_at timestamptz not null,
  primary key (permohonan_id, dokumen_id, versi)
);
comment on table services.lampiran is 'Which document of the vault stands for which requirement; a mended one is a further version';

create table services.surat_terbit (
  permohonan_id uuid not null references services.permohonan (id),
  keluaran_id text not null,
  surat_id uuid not null,
  primary key (permohonan_id, keluaran_id)
);
comment on table services.surat_terbit is 'Letters issued for an application, by output of its definition';

create table services.kuasa (
  id uuid primary key,
  pemberi_akun_id uuid not null,
  penerima_akun_id uuid not null check (penerima_akun_id <> pemberi_akun_id),
  jenis text not null check (jenis in ('keluarga', 'kuasa')),
  layanan_kode text,
  berlaku_sampai date not null,
  dibuat_at timestamptz not null,
  disetujui_at timestamptz,
  dicabut_at timestamptz
);
comment on table services.kuasa is 'Who may apply for whom: given by the one whose matter it is, dated, revocable';
create index kuasa_penerima on services.kuasa (penerima_akun_id) where dicabut_at is null;
create index kuasa_pemberi on services.kuasa (pemberi_akun_id);

-- Honest clocks -----------------------------------------------------------------------------------------
create table services.lama (
  kode text not null,
  bulan date not null check (extract(day from bulan) = 1),
  ukuran text not null check (ukuran in ('total', 'bersih')),
  jam integer not null check (jam >= 0),
  jumlah bigint not null check (jumlah > 0),
  primary key (kode, bulan, ukuran, jam)
);
comment on table services.lama is 'Finished applications by office hours they took, with and without the applicant''s own time; median and p90 come from here';

create table services.rekap (
  kode text not null,
  bulan date not null check (extract(day from bulan) = 1),
  masuk bigint not null default 0,
  terbit bigint not null default 0,
  ditolak bigint not null default 0,
  batal bigint not null default 0,
  tepat bigint not null default 0,
  fiktif_positif bigint not null default 0,
  primary key (kode, bulan)
);
comment on table services.rekap is 'Counts per service and month, kept by the transactions that change them';

-- Serial numbers: one sequence a year, made when the year's first application comes.
create function services.next_serial(tahun int) returns bigint language plpgsql security definer set search_path = '' as $$
declare
  nama text := 'services.nomor_' || tahun;
begin
  if to_regclass(nama) is null then
    perform pg_advisory_xact_lock(hashtext(nama));
    execute format('create sequence if not exists services.%I', 'nomor_' || tahun);
  end if;
  return nextval(nama);
end $$;
revoke all on function services.next_serial from public;
grant execute on function services.next_serial to mod_services;

grant select, insert, update on services.definisi to mod_services;
grant select, update on services.katalog_versi to mod_services;
grant select, insert, update, delete on services.draf, services.tugas to mod_services;
grant select, insert, update on services.permohonan, services.isian, services.jeda, services.perbaikan, services.kuasa,
  services.lama, services.rekap to mod_services;
grant select, insert on services.riwayat, services.pendapat, services.lampiran, services.surat_terbit to mod_services;
