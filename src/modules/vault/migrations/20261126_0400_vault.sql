-- A citizen's documents: uploaded once, used again for a named purpose, every use told to their owner.
create schema vault;
grant usage on schema vault to mod_vault;

create table vault.jenis (
  kode text not null check (kode ~ '^[a-z][a-z0-9-]{1,39}$'),
  berlaku_mulai date not null,
  berlaku_sampai date check (berlaku_sampai >= berlaku_mulai),
  nama jsonb not null check (nama ? 'id' and nama ? 'en'),
  kelompok text not null,
  format text[] not null check (cardinality(format) > 0 and format <@ array['jpg', 'png', 'webp', 'pdf']),
  maks_kb integer not null check (maks_kb between 50 and 12288),
  maks_halaman integer not null check (maks_halaman between 1 and 200),
  tanggal text not null check (tanggal in ('tidak', 'terbit', 'berakhir')),
  masa_berlaku_bulan integer check (masa_berlaku_bulan between 1 and 1200),
  sumber text not null,
  is_terverifikasi boolean not null,
  petunjuk jsonb not null check (petunjuk ? 'id' and petunjuk ? 'en'),
  is_data_spesifik boolean not null,
  kejelasan text not null check (kejelasan in ('tulisan', 'gambar')),
  sisi_pendek_min_px integer not null check (sisi_pendek_min_px between 16 and 2000),
  urutan integer not null,
  primary key (kode, berlaku_mulai),
  check (masa_berlaku_bulan is null or tanggal = 'terbit')
);
comment on table vault.jenis is 'Kinds of documents with what is accepted, dated: a newer row replaces an older one from its day on';

create table vault.aturan (
  kode text not null,
  berlaku_mulai date not null,
  berlaku_sampai date check (berlaku_sampai >= berlaku_mulai),
  nilai integer not null check (nilai > 0),
  sumber text not null,
  is_terverifikasi boolean not null,
  primary key (kode, berlaku_mulai)
);
comment on table vault.aturan is 'Dated figures of the vault: quotas, days a draft lives, days a document stays after the case that used it';

create table vault.berkas (
  id uuid primary key,
  pemilik_akun_id uuid,
  perangkat text,
  jenis_kode text not null,
  nama text not null check (length(nama) between 1 and 120),
  format text not null check (format in ('jpg', 'pdf')),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  kiriman_sha256 text not null check (kiriman_sha256 ~ '^[0-9a-f]{64}$'),
  segel_sha256 text check (segel_sha256 ~ '^[0-9a-f]{64}$'),
  ukuran integer not null check (ukuran > 0),
  halaman integer not null check (halaman between 1 and 200),
  tanggal_dokumen date,
  berlaku_sampai date,
  peringatan jsonb not null default '[]' check (jsonb_typeof(peringatan) = 'array'),
  is_disetujui boolean not null,
  oleh_akun_id uuid,
  dibuat_at timestamptz not null,
  dihapus_at timestamptz,
  dibersihkan_at timestamptz,
  check (num_nonnulls(pemilik_akun_id, perangkat) = 1),
  check ((segel_sha256 is null) = (dibersihkan_at is not null)),
  check (dibersihkan_at is null or dihapus_at is not null),
  check (is_disetujui or jsonb_array_length(peringatan) > 0)
);
comment on table vault.berkas is 'One document of one owner, or of a browser while nobody signed in; its bytes lie in the sealed store. Row security: its owner, its browser, a case that uses it, and the clean-up';
comment on column vault.berkas.perangkat is 'Browser that sent it, while it has no owner; such rows live some days';
comment on column vault.berkas.sha256 is 'Digest of what is kept: the cleaned picture, or the PDF as it came';
comment on column vault.berkas.kiriman_sha256 is 'Digest of what was sent: sending the same again is the same document';
comment on column vault.berkas.segel_sha256 is 'Name in the sealed store; null once the bytes are gone';
comment on column vault.berkas.is_disetujui is 'False while a warning waits for its owner to say that it shall stay';
comment on column vault.berkas.oleh_akun_id is 'Who uploaded it in the owner''s place; null when the owner did';
comment on column vault.berkas.dihapus_at is 'Removed by its owner; the bytes stay while a case uses it';

create unique index berkas_sekali on vault.berkas (pemilik_akun_id, jenis_kode, kiriman_sha256)
  where pemilik_akun_id is not null and dihapus_at is null;
create unique index berkas_sekali_perangkat on vault.berkas (perangkat, jenis_kode, kiriman_sha256)
  where perangkat is not null;
create index berkas_pemilik on vault.berkas (pemilik_akun_id, dibuat_at desc, id desc) where pemilik_akun_id is not null;
create index berkas_draf on vault.berkas (dibuat_at) where perangkat is not null;
create index berkas_dibersihkan on vault.berkas (dihapus_at) where dihapus_at is not null and dibersihkan_at is null;
create index berkas_segel on vault.berkas (segel_sha256) where segel_sha256 is not null;

create table vault.penggunaan (
  id uuid primary key,
  berkas_id uuid not null references vault.berkas (id),
  subjek_jenis text not null check (subjek_jenis ~ '^[a-z-]{2,40}$'),
  subjek_id text not null check (length(subjek_id) between 1 and 80),
  subjek_nomor text not null check (length(subjek_nomor) between 1 and 60),
  unit_kode text not null,
  tujuan text not null check (length(tujuan) between 3 and 200),
  mulai_at timestamptz not null,
  sampai date,
  berakhir_at timestamptz check (berakhir_at >= mulai_at)
);
comment on table vault.penggunaan is 'One use of a document: by which case, which agency, for what. Officers of the agency may look while it runs; it ends once and stays on record';
create unique index penggunaan_sekali on vault.penggunaan (berkas_id, subjek_jenis, subjek_id, unit_kode) where berakhir_at is null;
create index penggunaan_subjek on vault.penggunaan (subjek_jenis, subjek_id);
create index penggunaan_berkas on vault.penggunaan (berkas_id, mulai_at desc, id desc);

create table vault.pembacaan (
  id uuid primary key,
  penggunaan_id uuid not null references vault.penggunaan (id),
  oleh_akun_id uuid not null,
  oleh_nama text not null,
  peran text not null,
  tujuan text not null check (length(tujuan) between 3 and 200),
  waktu timestamptz not null
);
comment on table vault.pembacaan is 'Every look of an officer at a document: who, in which role, for what; shown to the owner, never changed';
create index pembacaan_penggunaan on vault.pembacaan (penggunaan_id, waktu desc);

create table vault.berkas_lepas (
  segel_sha256 text primary key check (segel_sha256 ~ '^[0-9a-f]{64}$'),
  sejak timestamptz not null
);
comment on table vault.berkas_lepas is 'Sealed files that may have no row: noted when they are written and when a row lets go of them; the sweep removes those nobody needs';

-- A row that goes, or lets go of its bytes, whatever statement did it.
create function vault.let_go_of_file() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.segel_sha256 is not distinct from new.segel_sha256 then
    return null;
  end if;
  if old.segel_sha256 is not null then
    insert into vault.berkas_lepas (segel_sha256, sejak) values (old.segel_sha256, now())
      on conflict (segel_sha256) do update set sejak = excluded.sejak;
  end if;
  return null;
end $$;
create trigger berkas_lepas after update or delete on vault.berkas
  for each row execute function vault.let_go_of_file();

-- Which document: never changed. Adopting gives a draft its owner; nothing else moves a document.
create function vault.keep_identity() returns trigger language plpgsql as $$
begin
  if (old.id, old.jenis_kode, old.sha256, old.kiriman_sha256, old.ukuran, old.dibuat_at)
      is distinct from (new.id, new.jenis_kode, new.sha256, new.kiriman_sha256, new.ukuran, new.dibuat_at)
    or (old.pemilik_akun_id is not null and old.pemilik_akun_id is distinct from new.pemilik_akun_id)
    or (old.dihapus_at is not null and new.dihapus_at is null)
    or (new.segel_sha256 is not null and new.segel_sha256 is distinct from old.segel_sha256) then
    raise exception 'a document keeps its owner, its kind and its bytes';
  end if;
  return new;
end $$;
create trigger berkas_tetap before update on vault.berkas for each row execute function vault.keep_identity();

-- A use that has ended does not begin again, and keeps what it was for.
create function vault.keep_use() returns trigger language plpgsql as $$
begin
  if old.berakhir_at is not null or (to_jsonb(old) - 'berakhir_at') <> (to_jsonb(new) - 'berakhir_at') then
    raise exception 'a use is only ever ended, once';
  end if;
  return new;
end $$;
create trigger penggunaan_tetap before update on vault.penggunaan for each row execute function vault.keep_use();

alter table vault.berkas enable row level security;
alter table vault.berkas force row level security;
create policy pemilik on vault.berkas using (pemilik_akun_id = nullif(current_setting('pendopo.berkas_pemilik', true), '')::uuid);
create policy perangkat on vault.berkas using (perangkat = nullif(current_setting('pendopo.berkas_perangkat', true), ''));
create policy subjek on vault.berkas for select using (exists (
  select 1 from vault.penggunaan p
  where p.berkas_id = berkas.id and p.subjek_jenis || ' ' || p.subjek_id = nullif(current_setting('pendopo.berkas_subjek', true), '')));
create policy rawat on vault.berkas using (current_setting('pendopo.berkas_rawat', true) = 'ya');

grant select, insert, update on vault.jenis, vault.aturan to mod_vault;
grant select, insert, update, delete on vault.berkas, vault.berkas_lepas to mod_vault;
grant select, insert, update on vault.penggunaan to mod_vault;
grant select, insert on vault.pembacaan to mod_vault;
