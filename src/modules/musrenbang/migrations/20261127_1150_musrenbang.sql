-- Musrenbang: meetings that climb from the RW to the regency, and proposals that keep one number for life.
create schema musrenbang;
grant usage on schema musrenbang to mod_musrenbang;

create table musrenbang.putaran (
  tahun integer primary key check (tahun between 2000 and 2100),
  dasar text not null check (length(dasar) between 3 and 300),
  dibuka_oleh text not null,
  dibuka_at timestamptz not null
);
comment on table musrenbang.putaran is 'Rounds of meetings, by the year whose plan they make';

create table musrenbang.jadwal (
  tahun integer not null references musrenbang.putaran (tahun),
  jenjang text not null check (jenjang ~ '^[a-z]{2,20}$'),
  mulai date not null,
  selesai date not null check (selesai >= mulai),
  dasar text not null check (length(dasar) between 3 and 300),
  is_terverifikasi boolean not null default false,
  primary key (tahun, jenjang)
);
comment on table musrenbang.jadwal is 'Days of every tier in a round, first from the dated rules, then as the region decides';

create table musrenbang.pagu (
  tahun integer not null references musrenbang.putaran (tahun),
  wilayah_kode text not null check (length(wilayah_kode) between 2 and 20),
  rw text not null default '' check (rw ~ '^(\d{3})?$'),
  jumlah numeric(20,2) not null check (jumlah > 0),
  dasar text not null check (length(dasar) between 3 and 300),
  is_terverifikasi boolean not null default false,
  oleh text not null,
  diubah_at timestamptz not null,
  primary key (tahun, wilayah_kode, rw)
);
comment on table musrenbang.pagu is 'Indicative ceilings of a round per place; an empty rw is the place itself';

create table musrenbang.musyawarah (
  id uuid primary key,
  tahun integer not null references musrenbang.putaran (tahun),
  jenjang text not null check (jenjang ~ '^[a-z]{2,20}$'),
  wilayah_kode text not null,
  rw text not null default '' check (rw ~ '^(\d{3})?$'),
  unit_kode text not null default '',
  tempat text not null check (length(tempat) between 3 and 200),
  mulai_at timestamptz not null,
  kuorum smallint not null check (kuorum between 1 and 5000),
  acara jsonb not null check (jsonb_typeof(acara) = 'array'),
  kode text not null unique check (length(kode) = 22),
  status text not null check (status in ('direncanakan', 'berlangsung', 'ditutup')),
  dibuat_oleh text not null,
  dibuat_at timestamptz not null,
  dibuka_at timestamptz,
  ditutup_at timestamptz,
  ditutup_oleh text,
  berita_acara jsonb,
  surat_id uuid,
  unique (tahun, jenjang, wilayah_kode, rw, unit_kode),
  check ((status = 'direncanakan') = (dibuka_at is null)),
  check ((status = 'ditutup') = (ditutup_at is not null and ditutup_oleh is not null and berita_acara is not null))
);
comment on table musrenbang.musyawarah is 'Meetings of a round: one per tier and place. kode is in the address of the QR by which people say they are there';
create index musyawarah_waktu on musrenbang.musyawarah (tahun, mulai_at, id);
create index musyawarah_tempat on musrenbang.musyawarah (wilayah_kode, tahun, jenjang);

create table musrenbang.hadir (
  id uuid primary key,
  musyawarah_id uuid not null references musrenbang.musyawarah (id),
  cara text not null check (cara in ('qr', 'kertas')),
  tanda bytea check (octet_length(tanda) = 32),
  jumlah smallint not null check (jumlah between 1 and 2000),
  perempuan smallint not null check (perempuan between 0 and jumlah),
  difabel smallint not null check (difabel between 0 and jumlah),
  miskin smallint not null check (miskin between 0 and jumlah),
  muda smallint not null check (muda between 0 and jumlah),
  foto_sha256 text check (foto_sha256 ~ '^[0-9a-f]{64}$'),
  is_batal boolean not null default false,
  oleh text,
  dicatat_at timestamptz not null,
  check ((cara = 'qr') = (tanda is not null and jumlah = 1 and oleh is null and foto_sha256 is null)),
  unique (musyawarah_id, tanda)
);
comment on table musrenbang.hadir is 'Who was there, as counts: a sheet of the paper list, or one person by QR. No names; tanda is a digest that tells one phone of one meeting';
create index hadir_musyawarah on musrenbang.hadir (musyawarah_id);

create table musrenbang.bicara (
  musyawarah_id uuid not null references musrenbang.musyawarah (id),
  kelompok text not null check (kelompok in ('perempuan', 'difabel', 'miskin', 'muda', 'umum')),
  kursi smallint not null check (kursi between 0 and 2000),
  giliran smallint not null check (giliran between 0 and 2000),
  primary key (musyawarah_id, kelompok)
);
comment on table musrenbang.bicara is 'Seats kept for a group of people in a meeting, and how often somebody of it spoke';

create table musrenbang.delegasi (
  id uuid primary key,
  musyawarah_id uuid not null references musrenbang.musyawarah (id),
  nama text not null check (length(nama) between 2 and 100),
  unsur text not null check (length(unsur) between 2 and 60),
  is_perempuan boolean not null,
  oleh text not null,
  dicatat_at timestamptz not null
);
comment on table musrenbang.delegasi is 'Delegates a meeting elected for the next tier; their names stand in its minutes';
create index delegasi_musyawarah on musrenbang.delegasi (musyawarah_id, id);

create table musrenbang.usulan (
  id uuid primary key,
  nomor text not null unique,
  tahun integer not null references musrenbang.putaran (tahun),
  sumber text not null check (sumber in ('musrenbang', 'pokir')),
  wilayah_kode text not null check (length(wilayah_kode) between 2 and 20),
  kecamatan_kode text not null,
  rw text not null check (rw ~ '^(\d{3})?$'),
  rt text not null default '' check (rt ~ '^(\d{3})?$'),
  patokan text not null check (length(patokan) between 3 and 200),
  lat double precision check (lat between -11.5 and 6.5),
  lon double precision check (lon between 94.5 and 141.5),
  kamus_kode text not null check (kamus_kode ~ '^[a-z0-9-]{2,40}$'),
  bidang text not null check (bidang in ('infrastruktur', 'sosial', 'budaya', 'ekonomi')),
  judul text not null check (length(judul) between 5 and 120),
  uraian text not null check (length(uraian) <= 2000),
  volume numeric(14,4) not null check (volume > 0),
  satuan text not null check (length(satuan) between 1 and 60),
  swadaya text not null default '' check (length(swadaya) <= 300),
  biaya numeric(20,2) check (biaya > 0),
  harga_kode text,
  harga_tahun integer,
  unit_kode text not null,
  jenjang text not null check (jenjang ~ '^[a-z]{2,20}$'),
  status text not null check (status in ('diterima', 'dibahas', 'digabung', 'belum', 'rencana', 'rkpd', 'apbd', 'kontrak', 'dibayar', 'selesai')),
  pemilik_jenis text check (pemilik_jenis in ('wilayah', 'unit', 'perencana', 'anggaran')),
  pemilik_kode text not null default '',
  tenggat date,
  gabung_ke uuid references musrenbang.usulan (id),
  rencana_id uuid unique,
  rencana_nomor text,
  pengusul_akun uuid,
  pendukung integer not null default 0 check (pendukung >= 0),
  urutan smallint not null default 0 check (urutan >= 0),
  dilihat_at timestamptz not null,
  dibuat_at timestamptz not null,
  check ((lat is null) = (lon is null)),
  check (gabung_ke is distinct from id),
  check ((status = 'digabung') = (gabung_ke is not null)),
  check ((status in ('digabung', 'belum', 'selesai')) = (tenggat is null)),
  check ((tenggat is null) = (pemilik_jenis is null)),
  check (status not in ('rkpd', 'apbd', 'kontrak', 'dibayar', 'selesai') or rencana_id is not null),
  check (sumber = 'pokir' or rw <> '')
);
comment on table musrenbang.usulan is 'Proposals: one number for life. Where it stands, who owes the next step and until when; the history is in langkah. pengusul_akun is never shown';
create index usulan_daftar on musrenbang.usulan (tahun, nomor);
create index usulan_status on musrenbang.usulan (tahun, status, nomor);
create index usulan_jenjang on musrenbang.usulan (tahun, jenjang, nomor);
create index usulan_wilayah on musrenbang.usulan (wilayah_kode, tahun, nomor);
create index usulan_kecamatan on musrenbang.usulan (kecamatan_kode, tahun, nomor);
create index usulan_meja on musrenbang.usulan (pemilik_jenis, pemilik_kode, tenggat) where tenggat is not null;
create index usulan_unit on musrenbang.usulan (unit_kode, tahun, status, nomor);
create index usulan_lewat on musrenbang.usulan (tenggat) where tenggat is not null;
create index usulan_dilihat on musrenbang.usulan (dilihat_at, id) where status in ('rencana', 'rkpd', 'apbd', 'kontrak', 'dibayar');
create index usulan_pengusul on musrenbang.usulan (pengusul_akun, tahun) where pengusul_akun is not null;
create index usulan_gabung on musrenbang.usulan (gabung_ke) where gabung_ke is not null;

create table musrenbang.foto (
  id uuid primary key,
  usulan_id uuid not null references musrenbang.usulan (id),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  kecil_sha256 text not null check (kecil_sha256 ~ '^[0-9a-f]{64}$'),
  is_formulir boolean not null,
  dibuat_at timestamptz not null
);
comment on table musrenbang.foto is 'Photos of a place, and of the paper form a proposal was keyed in from; the form is only for officers, it carries handwriting and names';
create index foto_usulan on musrenbang.foto (usulan_id, id);

create table musrenbang.keputusan (
  musyawarah_id uuid not null references musrenbang.musyawarah (id),
  usulan_id uuid not null references musrenbang.usulan (id),
  hasil text not null check (hasil in ('sepakat', 'belum', 'gabung')),
  peringkat integer check (peringkat between 1 and 20000),
  alasan_kode text,
  alasan text check (length(alasan) between 10 and 1000),
  gabung_ke uuid references musrenbang.usulan (id),
  volume numeric(14,4) check (volume > 0),
  patokan text check (length(patokan) between 3 and 200),
  oleh text not null,
  diubah_at timestamptz not null,
  primary key (musyawarah_id, usulan_id),
  unique (musyawarah_id, peringkat) deferrable initially deferred,
  check ((hasil = 'sepakat') = (peringkat is not null)),
  check (hasil <> 'belum' or (alasan_kode is not null and alasan is not null)),
  check ((hasil = 'gabung') = (gabung_ke is not null)),
  check (gabung_ke is distinct from usulan_id),
  check ((volume is null and patokan is null) or (hasil = 'sepakat' and alasan_kode is not null and alasan is not null))
);
comment on table musrenbang.keputusan is 'What an open meeting means to decide of a proposal; written into langkah when it closes. Whoever changes the work says why';
create index keputusan_usulan on musrenbang.keputusan (usulan_id);

create table musrenbang.langkah (
  usulan_id uuid not null references musrenbang.usulan (id),
  urutan smallint not null check (urutan between 1 and 999),
  jenjang text not null,
  status text not null,
  musyawarah_id uuid references musrenbang.musyawarah (id),
  peringkat integer,
  alasan_kode text,
  alasan text,
  gabung_ke uuid references musrenbang.usulan (id),
  volume numeric(14,4) not null,
  patokan text not null,
  biaya numeric(20,2),
  unit_kode text not null,
  acuan text,
  acuan_url text,
  pemilik_jenis text,
  pemilik_kode text not null default '',
  tenggat date,
  oleh text not null,
  terjadi_at timestamptz not null,
  primary key (usulan_id, urutan),
  check (status <> 'belum' or (alasan_kode is not null and length(alasan) >= 10))
);
comment on table musrenbang.langkah is 'Every step of a proposal with the work as it stood after it, the reason, and who owed the next step until when; only ever added to';
create index langkah_musyawarah on musrenbang.langkah (musyawarah_id, peringkat) where musyawarah_id is not null;

create table musrenbang.verifikasi (
  id uuid primary key,
  usulan_id uuid not null references musrenbang.usulan (id),
  unit_kode text not null,
  hasil text not null check (hasil in ('layak', 'tidak', 'perlu-perbaikan')),
  catatan text not null check (length(catatan) between 10 and 1000),
  biaya numeric(20,2) check (biaya > 0),
  oleh text not null,
  dicatat_at timestamptz not null
);
comment on table musrenbang.verifikasi is 'Judgements of technical units, with the cost they work out where no standard price fits; only ever added to';
create index verifikasi_usulan on musrenbang.verifikasi (usulan_id, id);

create table musrenbang.dukungan (
  usulan_id uuid not null references musrenbang.usulan (id),
  akun_id uuid not null,
  didukung_at timestamptz not null,
  primary key (usulan_id, akun_id)
);
comment on table musrenbang.dukungan is 'Accounts that support a proposal: once, withdrawable, and told of every turn; only the count is public';
create index dukungan_akun on musrenbang.dukungan (akun_id, usulan_id);

create table musrenbang.lewat (
  usulan_id uuid not null,
  urutan smallint not null,
  tenggat date not null,
  pemilik_jenis text not null,
  pemilik_kode text not null,
  ditandai_at timestamptz not null,
  primary key (usulan_id, urutan),
  foreign key (usulan_id, urutan) references musrenbang.langkah (usulan_id, urutan)
);
comment on table musrenbang.lewat is 'Steps whose next one did not come in time: marked once by a job, counted in public, never removed';
create index lewat_pemilik on musrenbang.lewat (pemilik_jenis, pemilik_kode);

create table musrenbang.berkas (
  musyawarah_id uuid not null references musrenbang.musyawarah (id),
  formulir smallint not null check (formulir between 1 and 5),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  primary key (musyawarah_id, formulir)
);
comment on table musrenbang.berkas is 'Files of the five forms of a closed meeting';

create table musrenbang.aset_desa (
  id uuid primary key,
  musyawarah_id uuid not null references musrenbang.musyawarah (id),
  nama text not null check (length(nama) between 2 and 120),
  keadaan text not null check (keadaan in ('baik', 'rusak-ringan', 'rusak-berat')),
  patokan text not null check (length(patokan) between 3 and 200),
  oleh text not null,
  dicatat_at timestamptz not null
);
comment on table musrenbang.aset_desa is 'Things of a village or kelurahan as its meeting lists them, for form 5';
create index aset_desa_musyawarah on musrenbang.aset_desa (musyawarah_id, id);

create table musrenbang.kiriman (
  kunci uuid primary key,
  musyawarah_id uuid not null references musrenbang.musyawarah (id),
  tindakan text not null,
  jawab text not null,
  oleh text not null,
  diterima_at timestamptz not null
);
comment on table musrenbang.kiriman is 'Keys of what phones sent from a meeting: the same again is answered as before and done once';

-- What a closed meeting wrote stays as it is. The share lock makes a closing wait for writing in flight.
create function musrenbang.rapat_terbuka() returns trigger language plpgsql as $$
declare
  milik uuid := coalesce(to_jsonb(new) ->> 'musyawarah_id', to_jsonb(old) ->> 'musyawarah_id')::uuid;
begin
  if exists (select 1 from musrenbang.musyawarah m where m.id = milik and m.status = 'ditutup') then
    raise exception 'meeting % is closed', milik using errcode = 'check_violation';
  end if;
  return coalesce(new, old);
end $$;
do $$
declare
  nama text;
begin
  foreach nama in array array['hadir', 'bicara', 'delegasi', 'keputusan', 'aset_desa'] loop
    execute format('create trigger %I before insert or update or delete on musrenbang.%I
      for each row execute function musrenbang.rapat_terbuka()', nama || '_terbuka', nama);
  end loop;
end $$;

create function musrenbang.rapat_satu_arah() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'a meeting is never removed' using errcode = 'check_violation';
  end if;
  if old.status = 'ditutup' and (to_jsonb(new) - 'surat_id') <> (to_jsonb(old) - 'surat_id') then
    raise exception 'meeting % is closed and does not change', old.id using errcode = 'check_violation';
  end if;
  if new.status <> old.status and (old.status, new.status) not in (('direncanakan', 'berlangsung'), ('berlangsung', 'ditutup')) then
    raise exception 'meeting % does not go from % to %', old.id, old.status, new.status using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger rapat_satu_arah before update or delete on musrenbang.musyawarah for each row execute function musrenbang.rapat_satu_arah();

-- A proposal moves only where the rules let it, and what it is never changes.
create function musrenbang.usulan_jalan() returns trigger language plpgsql as $$
begin
  if (new.id, new.nomor, new.tahun, new.sumber, new.wilayah_kode, new.rw, new.judul, new.kamus_kode)
    is distinct from (old.id, old.nomor, old.tahun, old.sumber, old.wilayah_kode, old.rw, old.judul, old.kamus_kode) then
    raise exception 'what proposal % is does not change', old.nomor using errcode = 'check_violation';
  end if;
  if new.status <> old.status and (old.status, new.status) not in (
    ('diterima', 'dibahas'), ('diterima', 'belum'), ('diterima', 'digabung'),
    ('dibahas', 'digabung'), ('dibahas', 'belum'), ('dibahas', 'rencana'),
    ('rencana', 'rkpd'), ('rencana', 'belum'),
    ('rkpd', 'apbd'), ('rkpd', 'kontrak'), ('rkpd', 'dibayar'), ('rkpd', 'selesai'),
    ('apbd', 'kontrak'), ('apbd', 'dibayar'), ('apbd', 'selesai'),
    ('kontrak', 'dibayar'), ('kontrak', 'selesai'), ('dibayar', 'selesai')) then
    raise exception 'proposal % does not go from % to %', old.nomor, old.status, new.status using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger usulan_jalan before update on musrenbang.usulan for each row execute function musrenbang.usulan_jalan();

-- No change of state without its step in the history: held when the transaction ends.
create function musrenbang.usulan_berlangkah() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from musrenbang.usulan u join musrenbang.langkah l on l.usulan_id = u.id and l.urutan = u.urutan
    where u.id = new.id and l.status = u.status and l.jenjang = u.jenjang and l.tenggat is not distinct from u.tenggat) then
    raise exception 'proposal % stands where no step of it led', new.nomor using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger usulan_berlangkah after insert or update of status, jenjang, urutan, tenggat on musrenbang.usulan
  deferrable initially deferred for each row execute function musrenbang.usulan_berlangkah();

create function musrenbang.langkah_tetap() returns trigger language plpgsql as $$
begin
  raise exception 'steps are only ever added' using errcode = 'check_violation';
end $$;
create trigger langkah_tetap before update or delete on musrenbang.langkah for each row execute function musrenbang.langkah_tetap();

create view musrenbang.pub_usulan as
  select u.id, u.nomor, u.tahun, u.sumber, u.wilayah_kode, u.kecamatan_kode, u.status, u.jenjang, u.judul, u.biaya, u.pendukung, u.tenggat, u.rencana_id
  from musrenbang.usulan u;
comment on view musrenbang.pub_usulan is 'Contract: proposals of the meetings as everybody may read them';

grant select, insert on all tables in schema musrenbang to mod_musrenbang;
grant update (mulai, selesai, dasar, is_terverifikasi) on musrenbang.jadwal to mod_musrenbang;
grant update (jumlah, dasar, is_terverifikasi, oleh, diubah_at) on musrenbang.pagu to mod_musrenbang;
grant update (tempat, mulai_at, status, dibuka_at, ditutup_at, ditutup_oleh, berita_acara, surat_id) on musrenbang.musyawarah to mod_musrenbang;
grant update (is_batal) on musrenbang.hadir to mod_musrenbang;
grant update (kursi, giliran) on musrenbang.bicara to mod_musrenbang;
grant delete on musrenbang.delegasi, musrenbang.aset_desa, musrenbang.dukungan to mod_musrenbang;
grant update (patokan, volume, biaya, harga_kode, harga_tahun, unit_kode, jenjang, status, pemilik_jenis, pemilik_kode, tenggat, gabung_ke,
  rencana_id, rencana_nomor, pengusul_akun, pendukung, urutan, dilihat_at) on musrenbang.usulan to mod_musrenbang;
grant update, delete on musrenbang.keputusan to mod_musrenbang;
grant select on musrenbang.pub_usulan to pendopo_modules;
