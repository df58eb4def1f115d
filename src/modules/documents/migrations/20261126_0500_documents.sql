-- Letters: numbers without gaps, signed files, what happened to them. The module knows nothing of what a letter is for.
create schema documents;
grant usage on schema documents to mod_documents;

create table documents.deret (
  kunci text primary key check (length(kunci) between 3 and 300),
  terakhir integer not null check (terakhir >= 1)
);
comment on table documents.deret is 'Series of numbers: the pattern with all but serial and month filled in, and the last serial given out. The row is locked until the letter is committed, so no serial is skipped';

create table documents.surat (
  id uuid primary key,
  kode text unique check (kode ~ '^SRT(-[0-9A-HJKMNP-TV-Z]{4}){4}-[0-9A-HJKMNP-TV-Z]$'),
  status text not null check (status in ('menunggu', 'berlaku', 'dicabut', 'diganti')),
  jenis text not null check (length(jenis) between 1 and 120),
  judul text not null check (length(judul) between 3 and 200),
  unit_kode text not null,
  nomor_pola text not null,
  nomor text unique,
  deret text,
  urut integer,
  tanda_level text not null check (tanda_level in ('tte', 'segel')),
  tanda_akun_id uuid,
  tanda_nama text not null,
  tanda_jabatan text not null,
  tanda_sebagai text check (tanda_sebagai in ('plt', 'plh', 'delegasi')),
  penyelenggara text check (penyelenggara in ('setempat', 'bsre')),
  qr_tampil jsonb not null default '[]' check (jsonb_typeof(qr_tampil) = 'array'),
  pemilik_id uuid,
  subjek_jenis text not null,
  subjek_id text not null,
  subjek_nomor text not null,
  menggantikan_id uuid references documents.surat (id),
  diganti_oleh_id uuid references documents.surat (id),
  sampai date,
  menunggu_karena text check (menunggu_karena in ('penanda-tak-terjangkau', 'perlu-frasa-sandi')),
  dibuat_oleh text not null,
  dibuat_at timestamptz not null,
  terbit_at timestamptz,
  cetak_ulang integer not null default 0 check (cetak_ulang >= 0),
  versi integer not null default 1 check (versi >= 1),
  -- No number, no code, no signer before the signature; all of them with it.
  check ((status = 'menunggu') = (nomor is null)),
  check ((nomor is null) = (kode is null) and (nomor is null) = (deret is null) and (nomor is null) = (urut is null)
    and (nomor is null) = (terbit_at is null) and (nomor is null) = (penyelenggara is null)),
  check ((status = 'menunggu') = (menunggu_karena is not null)),
  check ((status = 'diganti') = (diganti_oleh_id is not null)),
  check (tanda_level = 'segel' or tanda_akun_id is not null),
  unique (deret, urut)
);
comment on table documents.surat is 'One letter. A waiting one has neither number nor code nor file. Personal data stands only in naskah and berkas, and masked in qr_tampil';
comment on column documents.surat.kode is 'Code of the QR: 80 random bits, told to nobody but on the letter';
comment on column documents.surat.sampai is 'Last day of validity; null for ever';
create index surat_unit on documents.surat (unit_kode, dibuat_at desc, id desc);
create index surat_semua on documents.surat (dibuat_at desc, id desc);
create index surat_pemilik on documents.surat (pemilik_id, dibuat_at desc, id desc) where pemilik_id is not null;
create index surat_subjek on documents.surat (subjek_jenis, subjek_id, dibuat_at);
create index surat_menunggu on documents.surat (dibuat_at, id) where status = 'menunggu';

create table documents.peristiwa (
  id uuid primary key,
  surat_id uuid not null references documents.surat (id),
  jenis text not null check (jenis in ('terbit', 'dicabut', 'diganti')),
  waktu timestamptz not null,
  versi integer not null,
  oleh_peran text,
  alasan text check (length(alasan) between 10 and 500),
  pengganti_id uuid references documents.surat (id),
  check ((jenis = 'dicabut') = (alasan is not null)),
  check ((jenis = 'diganti') = (pengganti_id is not null))
);
comment on table documents.peristiwa is 'What happened to a letter, one row for each record of the public log; the reason of a revocation is for its owner and the office';
create index peristiwa_surat on documents.peristiwa (surat_id, waktu, id);
create unique index peristiwa_sekali on documents.peristiwa (surat_id, jenis);

create table documents.revisi (
  surat_id uuid not null references documents.surat (id),
  revisi smallint not null check (revisi in (1, 2)),
  sha256 bytea not null unique check (octet_length(sha256) = 32),
  ukuran integer not null check (ukuran > 0),
  dibuat_at timestamptz not null,
  primary key (surat_id, revisi)
);
comment on table documents.revisi is 'Digest and size of a letter''s file: 1 as signed, 2 with its proof from the public log behind it';

create table documents.berkas (
  surat_id uuid not null references documents.surat (id),
  revisi smallint not null,
  isi bytea not null,
  primary key (surat_id, revisi),
  foreign key (surat_id, revisi) references documents.revisi (surat_id, revisi)
);
comment on table documents.berkas is 'The bytes: of revision 1 all, of revision 2 only what was appended. Row security: the owner''s own, or one letter that was named';
-- Deflated already: trying again costs time and saves nothing.
alter table documents.berkas alter column isi set storage external;

create table documents.naskah (
  surat_id uuid primary key references documents.surat (id),
  isi jsonb not null
);
comment on table documents.naskah is 'What a letter says, as data, for signing later and for a corrected successor. Row security as berkas';

create table documents.antre_bukti (
  surat_id uuid primary key references documents.surat (id),
  sejak timestamptz not null
);
comment on table documents.antre_bukti is 'Letters whose proof from the public log is not in their file yet';
create index antre_bukti_sejak on documents.antre_bukti (sejak, surat_id);

alter table documents.berkas enable row level security;
alter table documents.berkas force row level security;
alter table documents.naskah enable row level security;
alter table documents.naskah force row level security;
create policy disebut on documents.berkas for select using (surat_id::text = current_setting('pendopo.surat', true));
create policy milik on documents.berkas for select using (exists (select 1 from documents.surat s
  where s.id = berkas.surat_id and s.pemilik_id::text = current_setting('pendopo.pemilik', true)));
create policy tulis on documents.berkas for insert with check (true);
create policy disebut on documents.naskah for select using (surat_id::text = current_setting('pendopo.surat', true));
create policy tulis on documents.naskah for insert with check (true);

grant select, insert, update on documents.deret, documents.surat to mod_documents;
grant select, insert on documents.peristiwa, documents.revisi, documents.berkas, documents.naskah to mod_documents;
grant select, insert, update, delete on documents.antre_bukti to mod_documents;
