-- Accounts, sessions, second factors, and who holds which role from when to when.
-- Secrets are kept so that a stolen copy of the database opens nothing: passwords as argon2id, tokens and
-- codes as digests, NIK and TOTP secrets encrypted with a key derived from SECRET_KEY.
create schema identity;
grant usage on schema identity to mod_identity;

create table identity.akun (
  id uuid primary key,
  jenis text not null check (jenis in ('citizen', 'officer')),
  nama_pengguna text not null unique check (nama_pengguna ~ '^[a-z][a-z0-9._-]{1,39}$'),
  nama text not null check (length(nama) between 1 and 120),
  nik_hmac bytea unique check (octet_length(nik_hmac) = 32),
  nik_tersegel bytea,
  telepon text check (telepon ~ '^\+[0-9]{9,15}$'),
  telepon_diverifikasi timestamptz,
  email text check (email = lower(email) and length(email) <= 254),
  email_diverifikasi timestamptz,
  tier text not null default 'unverified' check (tier in ('unverified', 'nik-checked', 'face-to-face')),
  bahasa text not null default 'id' check (bahasa in ('id', 'en')),
  sandi text check (sandi like '$argon2id$%'),
  sandi_diubah timestamptz,
  sandi_sementara_sampai timestamptz,
  status text not null default 'aktif' check (status in ('aktif', 'ditangguhkan', 'dihapus')),
  is_demo boolean not null default false,
  dibuat timestamptz not null,
  check ((nik_hmac is null) = (nik_tersegel is null)),
  check (tier <> 'nik-checked' or nik_hmac is not null),
  check (status <> 'dihapus' or (nik_hmac is null and telepon is null and email is null and sandi is null))
);
comment on table identity.akun is 'A person who signs in or was registered at a counter. NIK: HMAC for look-up, AES-GCM for reading; never plain. tier: assurance of a citizen';
create unique index akun_telepon on identity.akun (jenis, telepon) where telepon is not null;
create unique index akun_email on identity.akun (jenis, email) where email is not null;
create index akun_petugas on identity.akun (nama, id) where jenis = 'officer';

create table identity.sesi (
  id uuid primary key,
  akun_id uuid not null references identity.akun (id),
  token_sha256 bytea not null unique check (octet_length(token_sha256) = 32),
  tahap text not null check (tahap in ('sandi-baru', 'dua-langkah', 'penuh')),
  dibuat timestamptz not null,
  terakhir timestamptz not null,
  disahkan timestamptz not null,
  mfa_at timestamptz,
  perangkat text not null check (length(perangkat) <= 80),
  ip inet,
  percobaan smallint not null default 0,
  tantangan text,
  tantangan_sampai timestamptz,
  berakhir timestamptz,
  sebab_berakhir text check (sebab_berakhir in ('keluar', 'dicabut', 'sandi-diganti', 'diganti', 'ditangguhkan', 'terlalu-banyak-coba')),
  check ((berakhir is null) = (sebab_berakhir is null))
);
comment on table identity.sesi is 'Sessions; the token is kept only as SHA-256. tahap penuh is signed in, the others wait for a new password or a second factor. disahkan: when the owner last proved to be present';
create index sesi_akun on identity.sesi (akun_id, terakhir desc) where berakhir is null;
create index sesi_lama on identity.sesi (terakhir);

create table identity.kode_verifikasi (
  id uuid primary key,
  tujuan text not null check (tujuan in ('daftar', 'sandi', 'kontak')),
  akun_id uuid references identity.akun (id),
  kanal text not null check (kanal in ('sms', 'email')),
  alamat text not null,
  kode_hmac bytea not null check (octet_length(kode_hmac) = 32),
  isi jsonb,
  percobaan smallint not null default 0 check (percobaan between 0 and 3),
  dibuat timestamptz not null,
  sampai timestamptz not null check (sampai > dibuat),
  dipakai timestamptz
);
comment on table identity.kode_verifikasi is 'Codes sent to prove a phone number or address: one use, three tries, fifteen minutes. isi waits for the proof (a registration). Without akun_id the code is for a new account or opens nothing';
create index kode_verifikasi_sampai on identity.kode_verifikasi (sampai);

create table identity.totp (
  id uuid primary key,
  akun_id uuid not null references identity.akun (id),
  rahasia_tersegel bytea not null,
  langkah_terakhir bigint not null default 0,
  dibuat timestamptz not null,
  dipasang timestamptz
);
comment on table identity.totp is 'Authenticator apps. dipasang null: waiting for the first code. langkah_terakhir: time step of the last code taken, so that a code works once';
create unique index totp_dipasang on identity.totp (akun_id) where dipasang is not null;
create unique index totp_menunggu on identity.totp (akun_id) where dipasang is null;

create table identity.passkey (
  id uuid primary key,
  akun_id uuid not null references identity.akun (id),
  kredensial_id text not null unique,
  kunci_publik bytea not null,
  penghitung bigint not null default 0,
  transport text[] not null default '{}',
  nama text not null check (length(nama) between 1 and 60),
  dibuat timestamptz not null,
  terakhir_dipakai timestamptz
);
comment on table identity.passkey is 'Passkeys (WebAuthn): public key and signature counter';
create index passkey_akun on identity.passkey (akun_id);

create table identity.kode_cadangan (
  akun_id uuid not null references identity.akun (id),
  kode_hmac bytea not null check (octet_length(kode_hmac) = 32),
  dibuat timestamptz not null,
  dipakai timestamptz,
  primary key (akun_id, kode_hmac)
);
comment on table identity.kode_cadangan is 'Recovery codes for a lost second factor, as HMAC; each works once';

-- Second factors can only be seen by a transaction that has said whose they are: a query that forgets
-- its owner finds nothing.
alter table identity.totp enable row level security;
alter table identity.passkey enable row level security;
alter table identity.kode_cadangan enable row level security;
create policy own_totp on identity.totp using (akun_id = nullif(current_setting('pendopo.akun', true), '')::uuid);
create policy own_passkey on identity.passkey using (akun_id = nullif(current_setting('pendopo.akun', true), '')::uuid);
create policy own_kode_cadangan on identity.kode_cadangan using (akun_id = nullif(current_setting('pendopo.akun', true), '')::uuid);

create table identity.percobaan (
  kunci text primary key check (length(kunci) <= 120),
  jumlah integer not null,
  mulai timestamptz not null,
  pelanggaran integer not null default 0,
  ditahan_sampai timestamptz,
  terakhir timestamptz not null
);
comment on table identity.percobaan is 'Tries counted for slowing down guesses; the key is a digest, no address or name';
create index percobaan_terakhir on identity.percobaan (terakhir);

create table identity.jabatan (
  id uuid primary key,
  akun_id uuid not null references identity.akun (id),
  nama text not null check (length(nama) between 2 and 160),
  unit_kode text,
  berlaku_mulai date not null,
  berlaku_sampai date,
  dasar text not null check (length(dasar) between 3 and 300),
  check (berlaku_sampai is null or berlaku_sampai >= berlaku_mulai)
);
comment on table identity.jabatan is 'Position of an officer in a perangkat daerah, with its dates in force (both inclusive) and the decree it rests on';
create index jabatan_akun on identity.jabatan (akun_id);

create table identity.peran_akun (
  id uuid primary key,
  akun_id uuid not null references identity.akun (id),
  peran text not null,
  unit_kode text,
  wilayah_kode text,
  berlaku_mulai date not null,
  berlaku_sampai date,
  dasar text not null check (length(dasar) between 3 and 300),
  diberikan_oleh uuid,
  dibuat timestamptz not null,
  dicabut_oleh uuid,
  dicabut timestamptz,
  check (berlaku_sampai is null or dicabut is not null or berlaku_sampai >= berlaku_mulai)
);
comment on table identity.peran_akun is 'Role held by an account, in a unit or area, with dates in force (both inclusive) and the decree it rests on. Revoking sets the last day; rows are never removed';
create index peran_akun_akun on identity.peran_akun (akun_id);
create index peran_akun_peran on identity.peran_akun (peran, unit_kode);

create table identity.penugasan (
  id uuid primary key,
  jenis text not null check (jenis in ('plt', 'plh', 'delegasi')),
  dari_akun uuid not null references identity.akun (id),
  ke_akun uuid not null references identity.akun (id),
  peran text not null,
  unit_kode text,
  wilayah_kode text,
  berlaku_mulai date not null,
  berlaku_sampai date not null,
  dasar text not null check (length(dasar) between 3 and 300),
  dibuat_oleh uuid not null,
  dibuat timestamptz not null,
  dicabut_oleh uuid,
  dicabut timestamptz,
  check (dari_akun <> ke_akun),
  check (berlaku_sampai >= berlaku_mulai)
);
comment on table identity.penugasan is 'Acting officials: plt (post vacant), plh (official away) and delegation of a role, from one account to another, with dates in force and the letter it rests on';
create index penugasan_ke on identity.penugasan (ke_akun);
create index penugasan_dari on identity.penugasan (dari_akun);

create table identity.tatap_muka (
  id uuid primary key,
  akun_id uuid not null references identity.akun (id),
  petugas_id uuid not null references identity.akun (id),
  dokumen text not null check (dokumen in ('ktp-el', 'kia', 'kk', 'paspor')),
  catatan text not null default '' check (length(catatan) <= 300),
  dibuat timestamptz not null
);
comment on table identity.tatap_muka is 'A citizen seen face to face at a counter: by which officer, with which document. Raises the tier';
create index tatap_muka_akun on identity.tatap_muka (akun_id);

create table identity.permintaan_data (
  id uuid primary key,
  akun_id uuid not null references identity.akun (id),
  jenis text not null check (jenis in ('koreksi', 'hapus')),
  bidang text check (bidang in ('nama', 'nik', 'lain')),
  isi text not null check (length(isi) between 1 and 1000),
  status text not null default 'diajukan' check (status in ('diajukan', 'dikabulkan', 'ditolak')),
  jawaban text check (length(jawaban) between 3 and 1000),
  diputus_oleh uuid,
  diputus timestamptz,
  dibuat timestamptz not null,
  batas timestamptz not null,
  check ((status = 'diajukan') = (diputus is null)),
  check ((jenis = 'koreksi') = (bidang is not null))
);
comment on table identity.permintaan_data is 'Requests of citizens to correct or erase their personal data, with the time limit for the answer';
create index permintaan_data_akun on identity.permintaan_data (akun_id, dibuat desc);
create index permintaan_data_terbuka on identity.permintaan_data (batas) where status = 'diajukan';

grant select, insert, update on identity.akun to mod_identity;
grant select, insert, update, delete on identity.sesi, identity.kode_verifikasi, identity.totp, identity.passkey,
  identity.kode_cadangan, identity.percobaan to mod_identity;
grant select, insert on identity.jabatan, identity.peran_akun, identity.penugasan, identity.tatap_muka,
  identity.permintaan_data to mod_identity;
grant update (berlaku_sampai) on identity.jabatan to mod_identity;
grant update (berlaku_sampai, dicabut_oleh, dicabut) on identity.peran_akun to mod_identity;
grant update (dicabut_oleh, dicabut) on identity.penugasan to mod_identity;
grant update (status, jawaban, diputus_oleh, diputus) on identity.permintaan_data to mod_identity;
