-- Laporan warga: what a citizen reports, where it stands, whose turn it is, and the proof of the fix.
create schema citizen_reports;
grant usage on schema citizen_reports to mod_citizen_reports;

-- Catalogues that staff edit -------------------------------------------------------------------------
create table citizen_reports.kategori (
  kode text primary key check (kode ~ '^[a-z0-9-]+(\.[a-z0-9-]+)*$'),
  induk_kode text references citizen_reports.kategori (kode),
  nama_id text not null,
  nama_en text not null,
  kata_kunci text[] not null default '{}',
  kelas text not null check (kelas in ('ringan', 'normatif', 'bukan_pengawasan', 'berkadar_pengawasan')),
  jenis text[] not null,
  is_rahasia boolean not null default false,
  is_butuh_lokasi boolean not null default true,
  radius_serupa_m integer not null default 150 check (radius_serupa_m between 0 and 5000),
  is_foto_dianjurkan boolean not null default true,
  pertanyaan jsonb not null default '[]',
  ikon text not null default 'lainnya',
  urutan integer not null default 0,
  is_active boolean not null default true,
  updated_at timestamptz not null default now()
);
comment on table citizen_reports.kategori is 'Category tree; leaves are chosen by citizens; pertanyaan are extra questions as data';

create table citizen_reports.wewenang (
  id uuid primary key,
  kategori_kode text not null,
  wilayah_kode text,
  jenis_tempat text,
  unit_kode text,
  luar_daerah text,
  prioritas integer not null default 0,
  berlaku_mulai date not null,
  berlaku_sampai date,
  check ((unit_kode is null) <> (luar_daerah is null)),
  check (berlaku_sampai is null or berlaku_sampai >= berlaku_mulai)
);
comment on table citizen_reports.wewenang is 'Authority map: category (or a prefix of it) x place -> unit, or who outside the region to turn to';
create index wewenang_kategori on citizen_reports.wewenang (kategori_kode);

create table citizen_reports.tenggat_aturan (
  id uuid primary key,
  kode text not null check (kode in ('verifikasi', 'tindak_lanjut', 'penyelesaian', 'konfirmasi', 'buka_kembali')),
  jenis text,
  kelas text,
  hari_kerja integer not null check (hari_kerja between 0 and 400),
  berlaku_mulai date not null,
  berlaku_sampai date,
  dasar text not null,
  is_terverifikasi boolean not null default false
);
comment on table citizen_reports.tenggat_aturan is 'Deadlines in working days, dated; is_terverifikasi false where the source is not yet checked';

create table citizen_reports.alasan (
  kode text primary key,
  jenis text not null check (jenis in ('tolak', 'jeda', 'koordinasi')),
  teks_id text not null,
  teks_en text not null,
  saran_id text,
  saran_en text,
  is_active boolean not null default true
);
comment on table citizen_reports.alasan is 'Lists of reasons: refusal, pause (only reporter-side causes), coordination';

create table citizen_reports.templat (
  id uuid primary key,
  kode text not null unique,
  nama text not null,
  untuk_tindakan text not null,
  kategori_kode text,
  teks_id text not null,
  teks_en text not null,
  is_active boolean not null default true
);
comment on table citizen_reports.templat is 'Response templates; {{nomor}}, {{unit}}, {{tanggal}} are filled in';

create table citizen_reports.katalog_riwayat (
  id uuid primary key,
  tabel text not null,
  kunci text not null,
  sebelum jsonb,
  sesudah jsonb,
  oleh text not null,
  waktu timestamptz not null
);
comment on table citizen_reports.katalog_riwayat is 'History of every change staff make to the catalogues above';
create index katalog_riwayat_kunci on citizen_reports.katalog_riwayat (tabel, kunci, waktu desc);

-- The case ---------------------------------------------------------------------------------------------
create table citizen_reports.laporan (
  id uuid primary key,
  nomor text not null unique,
  kunci_klien uuid not null unique,
  jenis text not null check (jenis in ('pengaduan', 'aspirasi', 'permintaan_informasi')),
  kategori_kode text not null,
  judul text not null check (length(judul) between 3 and 160),
  isi text not null check (length(isi) <= 8000),
  jawaban jsonb not null default '{}',
  lat double precision check (lat between -90 and 90),
  lon double precision check (lon between -180 and 180),
  lokasi_sumber text check (lokasi_sumber in ('gps', 'peta', 'patokan', 'wilayah')),
  patokan text,
  wilayah_kode text,
  kecamatan_kode text,
  is_anonim boolean not null default false,
  is_rahasia boolean not null default false,
  is_publik boolean not null default false,
  nama_tampil text,
  pelapor_akun_id uuid,
  kanal text not null check (kanal in ('web', 'loket', 'sms', 'whatsapp', 'email', 'open311', 'lapor', 'impor')),
  kanal_rujukan text,
  status text not null check (status in ('masuk', 'terverifikasi', 'disposisi', 'koordinasi', 'proses', 'menunggu_validasi',
    'menunggu_konfirmasi', 'selesai', 'ditutup_tanpa_konfirmasi', 'ditolak', 'dibuka_kembali', 'digabung', 'arsip')),
  unit_kode text,
  petugas_id uuid,
  is_koordinator boolean not null default false,
  jumlah_kembali integer not null default 0,
  diterima_at timestamptz not null,
  terverifikasi_at timestamptz,
  disposisi_at timestamptz,
  tindak_lanjut_at timestamptz,
  klaim_selesai_at timestamptz,
  klaim_oleh uuid,
  selesai_at timestamptz,
  cara_tutup text check (cara_tutup in ('dikonfirmasi', 'tanpa_konfirmasi', 'ditolak', 'digabung')),
  hari_kerja_selesai integer,
  is_tepat_waktu boolean,
  is_berbukti boolean not null default false,
  jumlah_dibuka_kembali integer not null default 0,
  alasan_kode text,
  tenggat_at timestamptz,
  tenggat_jenis text check (tenggat_jenis in ('verifikasi', 'tindak_lanjut', 'penyelesaian', 'konfirmasi')),
  is_tenggat_pasti boolean not null default true,
  peringatan_at timestamptz,
  tingkat_eskalasi integer not null default 0,
  jeda_sejak timestamptz,
  induk_id uuid references citizen_reports.laporan (id),
  jumlah_dukungan integer not null default 0,
  jumlah_komentar integer not null default 0,
  foto_id uuid,
  version integer not null default 1,
  updated_at timestamptz not null,
  cari tsvector,
  check ((lat is null) = (lon is null)),
  check (not is_rahasia or (not is_publik and lat is null and pelapor_akun_id is null)),
  check ((status in ('selesai', 'ditutup_tanpa_konfirmasi', 'ditolak', 'digabung', 'arsip')) = (cara_tutup is not null))
);
comment on table citizen_reports.laporan is 'One case. A secret report keeps its words, place and reporter in isi_rahasia and pelapor, never here';
comment on column citizen_reports.laporan.kunci_klien is 'Id made by the sender, so that sending again is harmless';
comment on column citizen_reports.laporan.tenggat_at is 'The next promise due; null while paused or closed';
comment on column citizen_reports.laporan.hari_kerja_selesai is 'Net working days from receipt to closure, pauses left out';

-- Officer queue: open work by what is due first. Partial, so it stays as small as the open work.
create index laporan_antrean_unit on citizen_reports.laporan (unit_kode, tenggat_at nulls last, id)
  where status in ('disposisi', 'koordinasi', 'proses', 'menunggu_validasi', 'dibuka_kembali');
create index laporan_antrean_semua on citizen_reports.laporan (tenggat_at nulls last, id)
  where status in ('masuk', 'terverifikasi', 'disposisi', 'koordinasi', 'proses', 'menunggu_validasi', 'dibuka_kembali');
create index laporan_antrean_status on citizen_reports.laporan (status, tenggat_at nulls last, id)
  where status in ('masuk', 'terverifikasi', 'disposisi', 'koordinasi', 'proses', 'menunggu_validasi', 'menunggu_konfirmasi', 'dibuka_kembali');
create index laporan_petugas on citizen_reports.laporan (petugas_id, tenggat_at nulls last, id) where petugas_id is not null and cara_tutup is null;
-- Public list: newest first, with one index per filter that people use.
create index laporan_publik on citizen_reports.laporan (diterima_at desc, id desc) where is_publik;
create index laporan_publik_kategori on citizen_reports.laporan (kategori_kode text_pattern_ops, diterima_at desc, id desc) where is_publik;
create index laporan_publik_kecamatan on citizen_reports.laporan (kecamatan_kode, diterima_at desc, id desc) where is_publik;
create index laporan_publik_wilayah on citizen_reports.laporan (wilayah_kode, diterima_at desc, id desc) where is_publik;
create index laporan_publik_status on citizen_reports.laporan (status, diterima_at desc, id desc) where is_publik;
create index laporan_publik_unit on citizen_reports.laporan (unit_kode, diterima_at desc, id desc) where is_publik;
create index laporan_cari on citizen_reports.laporan using gin (cari) where is_publik;
create index laporan_titik on citizen_reports.laporan (lat, lon) where is_publik and lat is not null;
create index laporan_titik_kategori on citizen_reports.laporan (kategori_kode, lat, lon) where is_publik and lat is not null and cara_tutup is null;
create index laporan_pelapor on citizen_reports.laporan (pelapor_akun_id, diterima_at desc) where pelapor_akun_id is not null;
create index laporan_induk on citizen_reports.laporan (induk_id) where induk_id is not null;
create unique index laporan_rujukan on citizen_reports.laporan (kanal, kanal_rujukan) where kanal_rujukan is not null;
create index laporan_diubah on citizen_reports.laporan (updated_at, id);
create index laporan_konfirmasi on citizen_reports.laporan (tenggat_at) where status = 'menunggu_konfirmasi';

create table citizen_reports.isi_rahasia (
  laporan_id uuid primary key references citizen_reports.laporan (id),
  judul text not null,
  isi text not null,
  jawaban jsonb not null default '{}',
  lat double precision,
  lon double precision,
  patokan text,
  wilayah_kode text
);
comment on table citizen_reports.isi_rahasia is 'Contents of secret reports. Row security: readable only in a transaction that declared a named role';
alter table citizen_reports.isi_rahasia enable row level security;
alter table citizen_reports.isi_rahasia force row level security;
create policy baca on citizen_reports.isi_rahasia for select using (current_setting('pendopo.baca_rahasia', true) = 'ya');
create policy tulis on citizen_reports.isi_rahasia for insert with check (true);

create table citizen_reports.pelapor (
  laporan_id uuid primary key references citizen_reports.laporan (id),
  akun_id uuid,
  nama text,
  telepon text,
  email text,
  bahasa text not null default 'id' check (bahasa in ('id', 'en')),
  judul_asli text,
  isi_asli text,
  kode_lacak_digest bytea not null
);
comment on table citizen_reports.pelapor is 'Who reported and how to reach them; apart from the case, so that lists never touch it. akun_id only for secret reports; judul_asli and isi_asli when personal data was masked in the public text';
create index pelapor_kode on citizen_reports.pelapor (kode_lacak_digest);
create index pelapor_akun on citizen_reports.pelapor (akun_id) where akun_id is not null;

create table citizen_reports.riwayat (
  id uuid primary key,
  laporan_id uuid not null references citizen_reports.laporan (id),
  waktu timestamptz not null,
  kejadian text not null,
  status text,
  pelaku_jenis text not null,
  pelaku_label text not null,
  pelaku_akun_id uuid,
  is_publik boolean not null,
  pesan text,
  data jsonb not null default '{}'
);
comment on table citizen_reports.riwayat is 'Timeline of a case; is_publik rows are shown to everyone, the rest are internal notes';
create index riwayat_laporan on citizen_reports.riwayat (laporan_id, waktu, id);

create table citizen_reports.jeda (
  id uuid primary key,
  laporan_id uuid not null references citizen_reports.laporan (id),
  alasan_kode text not null,
  mulai timestamptz not null,
  sampai timestamptz,
  oleh uuid,
  check (sampai is null or sampai >= mulai)
);
comment on table citizen_reports.jeda is 'Pauses of the clock; only for causes on the reporter''s side, every one public';
create unique index jeda_terbuka on citizen_reports.jeda (laporan_id) where sampai is null;
create index jeda_laporan on citizen_reports.jeda (laporan_id, mulai);

create table citizen_reports.disposisi (
  id uuid primary key,
  laporan_id uuid not null references citizen_reports.laporan (id),
  dari_unit text,
  ke_unit text not null,
  is_kembali boolean not null default false,
  oleh uuid,
  alasan text,
  saran jsonb,
  waktu timestamptz not null
);
comment on table citizen_reports.disposisi is 'Every hand-over; saran keeps what the classifier had suggested, to measure it';
create index disposisi_laporan on citizen_reports.disposisi (laporan_id, waktu);

create table citizen_reports.koordinasi (
  id uuid primary key,
  laporan_id uuid not null references citizen_reports.laporan (id),
  unit_kode text not null,
  alasan_kode text not null,
  pesan text,
  mulai timestamptz not null,
  jawaban text,
  dijawab_at timestamptz
);
comment on table citizen_reports.koordinasi is 'Another unit asked to help; the case stays with its owner';
create index koordinasi_unit on citizen_reports.koordinasi (unit_kode, mulai) where dijawab_at is null;
create index koordinasi_laporan on citizen_reports.koordinasi (laporan_id, mulai);

create table citizen_reports.foto (
  id uuid primary key,
  laporan_id uuid references citizen_reports.laporan (id),
  draf_id uuid,
  peran text not null check (peran in ('pelapor', 'bukti', 'inspeksi', 'pelengkap')),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  kecil_sha256 text not null check (kecil_sha256 ~ '^[0-9a-f]{64}$'),
  asli_sha256 text check (asli_sha256 ~ '^[0-9a-f]{64}$'),
  phash bigint not null,
  pita smallint[] not null check (array_length(pita, 1) = 4),
  lebar integer not null,
  tinggi integer not null,
  ukuran integer not null,
  is_publik boolean not null default false,
  redaksi jsonb not null default '[]',
  ditangkap jsonb not null default '{}',
  oleh uuid,
  dibuat_at timestamptz not null
);
comment on table citizen_reports.foto is 'Photos after cleaning; phash is the perceptual hash, pita its four 16-bit bands for the search of look-alikes';
create index foto_laporan on citizen_reports.foto (laporan_id, dibuat_at);
create index foto_pita1 on citizen_reports.foto ((pita[1]));
create index foto_pita2 on citizen_reports.foto ((pita[2]));
create index foto_pita3 on citizen_reports.foto ((pita[3]));
create index foto_pita4 on citizen_reports.foto ((pita[4]));

create table citizen_reports.nonce_bukti (
  nonce text primary key,
  laporan_id uuid not null references citizen_reports.laporan (id),
  petugas_id uuid not null,
  terbit_at timestamptz not null,
  kedaluwarsa_at timestamptz not null,
  is_luring boolean not null default false,
  dipakai_at timestamptz
);
comment on table citizen_reports.nonce_bukti is 'Numbers the server gives before a proof photo is taken; each is used once';

-- People around a case -----------------------------------------------------------------------------------
create table citizen_reports.dukungan (
  laporan_id uuid not null references citizen_reports.laporan (id),
  pendukung text not null,
  waktu timestamptz not null,
  primary key (laporan_id, pendukung)
);
comment on table citizen_reports.dukungan is 'One support per account or browser; pendukung is an account id or the HMAC of a device id';

create table citizen_reports.langganan (
  id uuid primary key,
  akun_id uuid,
  email text,
  push jsonb,
  bahasa text not null default 'id',
  laporan_id uuid references citizen_reports.laporan (id),
  kecamatan_kode text,
  kategori_kode text,
  unit_kode text,
  kode_henti text not null unique,
  dikonfirmasi_at timestamptz,
  dibuat_at timestamptz not null,
  check (akun_id is not null or email is not null or push is not null)
);
comment on table citizen_reports.langganan is 'Follow one case, or new cases by area, category or unit; e-mail only after confirmation';
create index langganan_laporan on citizen_reports.langganan (laporan_id) where laporan_id is not null;
create index langganan_saringan on citizen_reports.langganan (kecamatan_kode, kategori_kode, unit_kode) where laporan_id is null;
create unique index langganan_akun on citizen_reports.langganan (akun_id, laporan_id) where akun_id is not null and laporan_id is not null;

create table citizen_reports.komentar (
  id uuid primary key,
  laporan_id uuid not null references citizen_reports.laporan (id),
  akun_id uuid not null,
  nama text not null,
  isi text not null check (length(isi) between 3 and 2000),
  status text not null default 'menunggu' check (status in ('menunggu', 'tampil', 'disembunyikan')),
  alasan text,
  waktu timestamptz not null
);
create index komentar_laporan on citizen_reports.komentar (laporan_id, waktu) where status = 'tampil';
create index komentar_menunggu on citizen_reports.komentar (waktu) where status = 'menunggu';
comment on table citizen_reports.komentar is 'Comments; shown after moderation';

create table citizen_reports.gabungan (
  id uuid primary key,
  anak_id uuid not null references citizen_reports.laporan (id),
  induk_id uuid not null references citizen_reports.laporan (id),
  status_anak text not null,
  oleh uuid,
  waktu timestamptz not null,
  dibatalkan_at timestamptz,
  dibatalkan_oleh uuid,
  check (anak_id <> induk_id)
);
comment on table citizen_reports.gabungan is 'Merges of duplicates; undone by setting dibatalkan_at, the child gets status_anak back';
create unique index gabungan_aktif on citizen_reports.gabungan (anak_id) where dibatalkan_at is null;

create table citizen_reports.pemeriksaan_ulang (
  id uuid primary key,
  laporan_id uuid not null references citizen_reports.laporan (id),
  unit_kode text not null,
  dipilih_at timestamptz not null,
  petugas_id uuid,
  hasil text check (hasil in ('sesuai', 'tidak_sesuai', 'tidak_dapat_diperiksa')),
  catatan text,
  foto_id uuid,
  diperiksa_at timestamptz
);
comment on table citizen_reports.pemeriksaan_ulang is 'Random re-inspection of closed cases; results are published per unit';
create index pemeriksaan_terbuka on citizen_reports.pemeriksaan_ulang (dipilih_at) where hasil is null;

create table citizen_reports.draf (
  id uuid primary key,
  perangkat text not null,
  akun_id uuid,
  data jsonb not null default '{}',
  updated_at timestamptz not null
);
comment on table citizen_reports.draf is 'A report in the making; one browser or account may continue it, gone after 30 days';
create index draf_perangkat on citizen_reports.draf (perangkat, updated_at desc);

create table citizen_reports.tampilan (
  id uuid primary key,
  akun_id uuid not null,
  nama text not null check (length(nama) between 1 and 60),
  saringan text not null,
  dibuat_at timestamptz not null
);
comment on table citizen_reports.tampilan is 'Saved views of an officer: a name for the filters in the address';
create index tampilan_akun on citizen_reports.tampilan (akun_id, dibuat_at);

-- Programs ---------------------------------------------------------------------------------------------
create table citizen_reports.kunci_api (
  id uuid primary key,
  nama text not null,
  kunci_digest bytea not null unique,
  lingkup text[] not null default '{open311}',
  is_active boolean not null default true,
  dibuat_at timestamptz not null
);
comment on table citizen_reports.kunci_api is 'Keys of programs that may send reports; only the SHA-256 is kept';

create table citizen_reports.mitra (
  kode text primary key,
  nama text not null,
  alamat text not null,
  kunci_tersegel bytea,
  jurisdiction_id text,
  pemetaan jsonb not null default '{}',
  is_active boolean not null default true
);
comment on table citizen_reports.mitra is 'Other GeoReport servers we forward cases to; pemetaan: our category -> their service code';

create table citizen_reports.penerusan (
  id uuid primary key,
  laporan_id uuid not null references citizen_reports.laporan (id),
  mitra_kode text not null references citizen_reports.mitra (kode),
  rujukan text,
  token text,
  status_luar text,
  catatan_luar text,
  diteruskan_at timestamptz not null,
  diperiksa_at timestamptz,
  gagal_kali integer not null default 0
);
comment on table citizen_reports.penerusan is 'A case forwarded to another server and the status it reports back';
create unique index penerusan_aktif on citizen_reports.penerusan (laporan_id, mitra_kode);

create table citizen_reports.token_open311 (
  token text primary key,
  laporan_id uuid references citizen_reports.laporan (id),
  dibuat_at timestamptz not null
);

comment on table citizen_reports.token_open311 is 'Tokens handed out while a report sent over Open311 has no number yet';

create table citizen_reports.pesan_masuk (
  id uuid primary key,
  kanal text not null,
  rujukan text not null,
  diterima_at timestamptz not null,
  laporan_id uuid references citizen_reports.laporan (id),
  unique (kanal, rujukan)
);
comment on table citizen_reports.pesan_masuk is 'Incoming messages already handled: a gateway that sends twice makes one case';

-- Counters: what lists and maps show without counting a million rows ------------------------------------
create table citizen_reports.rekap (
  bulan date not null,
  unit_kode text not null,
  kecamatan_kode text not null,
  kategori_kode text not null,
  jenis text not null,
  status text not null,
  cara_tutup text not null,
  is_tepat_waktu smallint not null,
  is_berbukti boolean not null,
  is_dibuka_kembali boolean not null,
  hari_kerja integer not null,
  jumlah integer not null,
  primary key (bulan, unit_kode, kecamatan_kode, kategori_kode, jenis, status, cara_tutup, is_tepat_waktu, is_berbukti, is_dibuka_kembali, hari_kerja)
);
comment on table citizen_reports.rekap is 'Counts of cases by everything statistics ask; folded from rekap_delta every minute. is_tepat_waktu: 1 yes, 0 no, -1 not closed; hari_kerja: net working days, capped at 100, -1 when open';

create table citizen_reports.rekap_sel (
  zoom smallint not null,
  x integer not null,
  y integer not null,
  grup text not null,
  kelompok_status text not null,
  jumlah integer not null,
  jumlah_lat double precision not null,
  jumlah_lon double precision not null,
  primary key (zoom, x, y, grup, kelompok_status)
);
comment on table citizen_reports.rekap_sel is 'Public cases per map cell, category group and status group; sums of positions give the middle of a cluster';

create table citizen_reports.rekap_delta (
  id bigint generated always as identity primary key,
  arah smallint not null check (arah in (-1, 1)),
  bulan date not null, unit_kode text not null, kecamatan_kode text not null, kategori_kode text not null, jenis text not null,
  status text not null, cara_tutup text not null, is_tepat_waktu smallint not null, is_berbukti boolean not null,
  is_dibuka_kembali boolean not null, hari_kerja integer not null,
  is_publik boolean not null, lat double precision, lon double precision
);
comment on table citizen_reports.rekap_delta is 'Changes not yet folded: inserts never wait for one another, unlike counters';

create function citizen_reports.note_delta() returns trigger language plpgsql as $$
declare
  part citizen_reports.laporan;
  direction smallint;
begin
  -- An import of many rows turns this off and rebuilds the counters once.
  if current_setting('pendopo.tanpa_rekap', true) = 'ya' then return null; end if;
  if tg_op = 'UPDATE' and (old.status, old.unit_kode, old.kecamatan_kode, old.kategori_kode, old.jenis, old.cara_tutup, old.is_tepat_waktu,
      old.is_berbukti, old.jumlah_dibuka_kembali > 0, old.hari_kerja_selesai, old.is_publik, old.lat, old.lon)
    is not distinct from (new.status, new.unit_kode, new.kecamatan_kode, new.kategori_kode, new.jenis, new.cara_tutup, new.is_tepat_waktu,
      new.is_berbukti, new.jumlah_dibuka_kembali > 0, new.hari_kerja_selesai, new.is_publik, new.lat, new.lon) then
    return null;
  end if;
  foreach direction in array array[-1, 1]::smallint[] loop
    if direction = -1 and tg_op = 'INSERT' then continue; end if;
    part := case when direction = -1 then old else new end;
    insert into citizen_reports.rekap_delta (arah, bulan, unit_kode, kecamatan_kode, kategori_kode, jenis, status, cara_tutup,
      is_tepat_waktu, is_berbukti, is_dibuka_kembali, hari_kerja, is_publik, lat, lon)
    values (direction, date_trunc('month', part.diterima_at at time zone 'UTC')::date, coalesce(part.unit_kode, ''), coalesce(part.kecamatan_kode, ''),
      part.kategori_kode, part.jenis, part.status, coalesce(part.cara_tutup, ''),
      case when part.is_tepat_waktu is null then -1 when part.is_tepat_waktu then 1 else 0 end,
      part.is_berbukti, part.jumlah_dibuka_kembali > 0, least(coalesce(part.hari_kerja_selesai, -1), 100),
      part.is_publik and part.induk_id is null, part.lat, part.lon);
  end loop;
  return null;
end $$;
create trigger laporan_rekap after insert or update on citizen_reports.laporan for each row execute function citizen_reports.note_delta();

-- Serial numbers: one sequence a year, made when the year's first report comes.
create function citizen_reports.next_serial(tahun int) returns bigint language plpgsql security definer set search_path = '' as $$
declare
  nama text := 'citizen_reports.nomor_' || tahun;
begin
  if to_regclass(nama) is null then
    perform pg_advisory_xact_lock(hashtext(nama));
    execute format('create sequence if not exists citizen_reports.%I', 'nomor_' || tahun);
  end if;
  return nextval(nama);
end $$;
revoke all on function citizen_reports.next_serial from public;
grant execute on function citizen_reports.next_serial to mod_citizen_reports;

-- Words for search: stop words are left out by the program, stems by PostgreSQL's Indonesian dictionary.
create function citizen_reports.set_cari() returns trigger language plpgsql as $$
begin
  new.cari := setweight(to_tsvector('indonesian', coalesce(new.judul, '')), 'A') || to_tsvector('indonesian', coalesce(new.isi, '') || ' ' || coalesce(new.patokan, ''));
  return new;
end $$;
create trigger laporan_cari before insert or update of judul, isi, patokan on citizen_reports.laporan for each row execute function citizen_reports.set_cari();

grant select, insert, update on all tables in schema citizen_reports to mod_citizen_reports;
grant delete on citizen_reports.draf, citizen_reports.tampilan, citizen_reports.langganan, citizen_reports.dukungan, citizen_reports.rekap_delta,
  citizen_reports.rekap, citizen_reports.rekap_sel, citizen_reports.foto, citizen_reports.wewenang to mod_citizen_reports;
revoke update on citizen_reports.riwayat, citizen_reports.disposisi, citizen_reports.katalog_riwayat, citizen_reports.isi_rahasia from mod_citizen_reports;
