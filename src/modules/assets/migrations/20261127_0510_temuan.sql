-- What is looked at every night, counting by telephone, and whether cards and books agree.
create table assets.periksa_aturan (
  kode text primary key check (kode ~ '^[a-z0-9-]{3,40}$'),
  urutan smallint not null,
  judul_id text not null check (length(judul_id) between 3 and 200),
  judul_en text not null check (length(judul_en) between 3 and 200),
  kib text[] not null,
  jenis text not null check (jenis in ('kosong', 'ganda', 'kurang_dari', 'nilai_nol', 'tanpa_masa', 'habis_belum_nol', 'rusak_berat',
    'ekstra_campur', 'kdp_lama', 'tanggal_lewat', 'bukan_pemda', 'nama_memuat', 'tidak_ditemukan', 'tanpa_titik')),
  isi text not null default '' check (length(isi) <= 300),
  batas integer not null default 0,
  awalan text not null default '' check (awalan ~ '^([0-9]+(\.[0-9]+)*)?$'),
  bobot smallint not null check (bobot between 1 and 10),
  dasar text not null
);
comment on table assets.periksa_aturan is 'Checks that run every night, as data: which cards, what kind of fault, how much it weighs. They are what auditors found elsewhere';

create table assets.temuan (
  tanggal date not null,
  skpd_id integer not null references fiscal.skpd (id),
  kode text not null references assets.periksa_aturan (kode),
  jumlah integer not null check (jumlah >= 0),
  dari integer not null check (dari >= jumlah),
  nilai numeric(20,2) not null check (nilai >= 0),
  primary key (tanggal, skpd_id, kode)
);
comment on table assets.temuan is 'What each check found on a day in each SKPD: how many cards of how many, and what they cost';

create table assets.rekonsiliasi (
  tanggal date not null,
  skpd_id integer not null references fiscal.skpd (id),
  rekening_id integer not null references fiscal.rekening (id),
  kartu numeric(20,2) not null,
  buku numeric(20,2) not null,
  primary key (tanggal, skpd_id, rekening_id)
);
comment on table assets.rekonsiliasi is 'Cards against books on a day, per SKPD and account, to the sen';

create table assets.inventarisasi (
  id uuid primary key,
  skpd_id integer not null references fiscal.skpd (id),
  ruang_id integer references assets.ruang (id),
  judul text not null check (length(judul) between 3 and 160),
  status text not null default 'berjalan' check (status in ('berjalan', 'diperiksa', 'disahkan')),
  dibuat_nama text not null,
  dibuat_at timestamptz not null,
  diperiksa_oleh uuid,
  diperiksa_nama text,
  diperiksa_at timestamptz,
  disahkan_oleh uuid,
  disahkan_nama text,
  disahkan_at timestamptz,
  check ((status = 'berjalan') = (diperiksa_oleh is null)),
  check ((status = 'disahkan') = (disahkan_oleh is not null)),
  check ((diperiksa_oleh is null) = (diperiksa_at is null) and (diperiksa_oleh is null) = (diperiksa_nama is null)),
  check ((disahkan_oleh is null) = (disahkan_at is null) and (disahkan_oleh is null) = (disahkan_nama is null)),
  check (disahkan_oleh <> diperiksa_oleh)
);
comment on table assets.inventarisasi is 'A count of the goods of an SKPD or of one room: its result is signed by two persons';
create index inventarisasi_daftar on assets.inventarisasi (skpd_id, dibuat_at desc, id desc);

create table assets.inventaris_baris (
  inventarisasi_id uuid not null references assets.inventarisasi (id),
  kartu_id uuid not null references assets.kartu (id),
  primary key (inventarisasi_id, kartu_id)
);
comment on table assets.inventaris_baris is 'Cards a count expects to find, as they were when it began';
create index inventaris_kartu on assets.inventaris_baris (kartu_id);

create table assets.hitung (
  id uuid primary key,
  inventarisasi_id uuid not null references assets.inventarisasi (id),
  kartu_id uuid references assets.kartu (id),
  kode text not null check (length(kode) between 1 and 160),
  hasil text not null check (hasil in ('ditemukan', 'tidak_ditemukan', 'tidak_dikenal')),
  kondisi text check (kondisi in ('B', 'KB', 'RB')),
  catatan text not null default '' check (length(catatan) <= 500),
  lat double precision check (lat between -90 and 90),
  lon double precision check (lon between -180 and 180),
  foto_sha256 text check (foto_sha256 ~ '^[0-9a-f]{64}$'),
  diisi_at timestamptz not null,
  diterima_at timestamptz not null,
  oleh uuid not null,
  nama text not null,
  is_bentrok boolean not null,
  is_penetapan boolean not null default false,
  check ((kartu_id is null) = (hasil = 'tidak_dikenal')),
  check ((hasil = 'ditemukan') = (kondisi is not null)),
  check ((lat is null) = (lon is null))
);
comment on table assets.hitung is 'What was seen of a card in a count, once per key of the phone. Rows are added, never changed: two that differ are both kept until one is settled at the desk (is_penetapan)';
create index hitung_kartu on assets.hitung (inventarisasi_id, kartu_id, diisi_at desc, id);
create index hitung_terakhir on assets.hitung (kartu_id, diisi_at desc) where kartu_id is not null;
create trigger hitung_tetap before update or delete on assets.hitung for each row execute function assets.tetap();
create trigger baris_tetap before update or delete on assets.inventaris_baris for each row execute function assets.tetap();

-- A count that two persons signed takes nothing more, not from two phones at once either.
create function assets.hitung_masuk() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  keadaan text;
begin
  select i.status into keadaan from assets.inventarisasi i where i.id = new.inventarisasi_id for share;
  if keadaan is distinct from 'berjalan' then
    raise exception 'this count is closed' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger hitung_masuk before insert on assets.hitung for each row execute function assets.hitung_masuk();

grant select, insert on assets.periksa_aturan, assets.temuan, assets.rekonsiliasi, assets.inventarisasi, assets.inventaris_baris, assets.hitung to mod_assets;
grant update on assets.periksa_aturan, assets.temuan, assets.rekonsiliasi to mod_assets;
grant update (status, diperiksa_oleh, diperiksa_nama, diperiksa_at, disahkan_oleh, disahkan_nama, disahkan_at) on assets.inventarisasi to mod_assets;

-- /aset/ is where the program's own style sheets and scripts lie; things of the region have their page at /barang/.
create or replace view assets.pub_jejak_simpul as
  select case k.kib when 'F' then 'kdp' else 'kartu-aset' end as jenis, k.id::text as id, k.label as nomor, k.nama as judul,
    k.nilai as jumlah, k.tanggal_perolehan as tanggal, '/barang/' || k.label as url from assets.kartu k;
