-- Photos: what is needed to take them in twice without harm, to review them, and to leave nothing behind.
alter table citizen_reports.foto
  add column kiriman_sha256 text check (kiriman_sha256 ~ '^[0-9a-f]{64}$'),
  add column dhash bigint not null default 0,
  add column is_kosong boolean not null default false,
  add column keputusan text not null default 'menunggu' check (keputusan in ('menunggu', 'terbit', 'ditahan')),
  add column alasan_tahan text,
  add column ditinjau_at timestamptz,
  add column perangkat text,
  add check (is_publik = (keputusan = 'terbit')),
  add check (keputusan <> 'ditahan' or alasan_tahan is not null),
  add check ((laporan_id is null) <> (draf_id is null));
comment on column citizen_reports.foto.kiriman_sha256 is 'SHA-256 of the bytes as sent: sending the same again is harmless';
comment on column citizen_reports.foto.asli_sha256 is 'Name in the sealed store of the cleaned picture before boxes were laid over it; null while nothing is covered';
comment on column citizen_reports.foto.dhash is 'Second fingerprint (gradients), the second opinion on look-alikes';
comment on column citizen_reports.foto.is_kosong is 'The picture shows nothing: its fingerprints mean nothing';
comment on column citizen_reports.foto.perangkat is 'Browser that sent it, while it belongs to a draft';

create unique index foto_kiriman_draf on citizen_reports.foto (draf_id, kiriman_sha256) where draf_id is not null;
create unique index foto_kiriman_laporan on citizen_reports.foto (laporan_id, peran, kiriman_sha256) where laporan_id is not null;
create index foto_menunggu on citizen_reports.foto (dibuat_at, id) where keputusan = 'menunggu' and laporan_id is not null;
create index foto_draf on citizen_reports.foto (dibuat_at) where laporan_id is null;
-- Who still needs this file? Asked before one is removed.
create index foto_berkas on citizen_reports.foto (sha256);
create index foto_berkas_kecil on citizen_reports.foto (kecil_sha256);
create index foto_berkas_asli on citizen_reports.foto (asli_sha256) where asli_sha256 is not null;

create table citizen_reports.foto_tinjauan (
  id uuid primary key,
  foto_id uuid not null references citizen_reports.foto (id) on delete cascade,
  tindakan text not null check (tindakan in ('terbit', 'tahan', 'lihat_asli')),
  kotak jsonb not null default '[]',
  alasan text,
  oleh uuid not null,
  waktu timestamptz not null,
  check (tindakan = 'terbit' or alasan is not null)
);
comment on table citizen_reports.foto_tinjauan is 'What officers did with a photo: published with which boxes, held back why, looked at the original for what purpose';
create index foto_tinjauan_foto on citizen_reports.foto_tinjauan (foto_id, waktu);

create table citizen_reports.berkas_lepas (
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  is_tersegel boolean not null,
  sejak timestamptz not null,
  primary key (sha256, is_tersegel)
);
comment on table citizen_reports.berkas_lepas is 'Files that may have no photo row: noted before they are written and when a row lets go of them; the sweep removes those nobody needs';

-- A row that goes, or changes its picture, lets go of its files, whatever statement did it.
create function citizen_reports.let_go_of_files() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and (old.sha256, old.kecil_sha256, old.asli_sha256)
    is not distinct from (new.sha256, new.kecil_sha256, new.asli_sha256) then
    return null;
  end if;
  insert into citizen_reports.berkas_lepas (sha256, is_tersegel, sejak)
    select f.sha256, f.is_tersegel, now()
    from (values (old.sha256, false), (old.kecil_sha256, false), (old.asli_sha256, true)) as f (sha256, is_tersegel)
    where f.sha256 is not null
    on conflict (sha256, is_tersegel) do update set sejak = excluded.sejak;
  return null;
end $$;
create trigger foto_lepas after update or delete on citizen_reports.foto
  for each row execute function citizen_reports.let_go_of_files();

grant select, insert on citizen_reports.foto_tinjauan to mod_citizen_reports;
grant select, insert, update, delete on citizen_reports.berkas_lepas to mod_citizen_reports;
