-- Counters of the public face, exact at every instant: what is folded plus what is not yet folded is the truth.
-- They count published cases only. A secret case leaves no row here, not even a moment in time, and a
-- merged child is counted once, with its parent.
drop trigger laporan_rekap on citizen_reports.laporan;
drop function citizen_reports.note_delta();
drop table citizen_reports.rekap;
drop table citizen_reports.rekap_sel;
drop table citizen_reports.rekap_delta;

alter table citizen_reports.laporan
  add column hasil_inspeksi text check (hasil_inspeksi in ('sesuai', 'tidak_sesuai', 'tidak_dapat_diperiksa'));
comment on column citizen_reports.laporan.hasil_inspeksi is 'Result of the latest re-inspection, copied from pemeriksaan_ulang so that lists and counters need no join';

create table citizen_reports.rekap (
  sudut smallint not null check (sudut in (15, 7, 11, 13, 12, 5, 3, 9)),
  bulan date not null check (extract(day from bulan) = 1),
  unit_kode text not null,
  kecamatan_kode text not null,
  kategori_kode text not null,
  masuk integer not null,
  terbuka integer not null,
  dikonfirmasi integer not null,
  tanpa_konfirmasi integer not null,
  ditolak integer not null,
  tepat integer not null,
  terlambat integer not null,
  berbukti integer not null,
  dibuka_kembali integer not null,
  inspeksi_sesuai integer not null,
  inspeksi_tidak integer not null,
  inspeksi_gagal integer not null,
  hari integer[] not null check (array_length(hari, 1) = 101),
  primary key (sudut, bulan, unit_kode, kecamatan_kode, kategori_kode)
);
comment on table citizen_reports.rekap is 'Published cases per month of receipt, seen from one side (sudut: bit set = not told apart; 8 unit, 4 kecamatan, 2 category group, 1 category). * stands for all, empty for none. hari: solved cases per net working day, element 1 is day 0, element 101 is 100 days or more';

create table citizen_reports.rekap_sel (
  tingkat smallint not null check (tingkat between 0 and 2),
  x integer not null,
  y integer not null,
  grup text not null,
  kelompok text not null check (kelompok in ('terbuka', 'selesai', 'ditolak', 'digabung')),
  jumlah integer not null,
  jumlah_lat bigint not null,
  jumlah_lon bigint not null,
  primary key (tingkat, x, y, grup, kelompok)
);
comment on table citizen_reports.rekap_sel is 'Published cases per map cell (side 0.04, 0.01, 0.0025 degrees by tingkat), category group and state; sums of positions in millionths of a degree give the middle of a cluster without rounding drift';

create table citizen_reports.rekap_delta (
  id bigint generated always as identity primary key,
  arah smallint not null check (arah in (-1, 0, 1)),
  diterima_at timestamptz not null,
  unit_kode text not null,
  kecamatan_kode text not null,
  kategori_kode text not null,
  cara_tutup text not null,
  is_tepat_waktu boolean,
  is_berbukti boolean not null,
  is_dibuka_kembali boolean not null,
  hari_kerja integer,
  hasil_inspeksi text,
  lat double precision,
  lon double precision
);
comment on table citizen_reports.rekap_delta is 'Changes not yet folded: inserts never wait for one another, unlike counters. arah 0 changes no counter but what lists show, and makes kept pages stale';

create table citizen_reports.rekap_keadaan (
  id smallint primary key check (id = 1),
  versi bigint not null,
  zona text,
  dilipat_at timestamptz
);
comment on table citizen_reports.rekap_keadaan is 'One row: how often the counters were folded, and the zone whose months they count in; no zone yet means they must be built';
insert into citizen_reports.rekap_keadaan (id, versi) values (1, 0);

create function citizen_reports.tambah_hari(larik integer[], hari integer, banyak integer) returns integer[]
language plpgsql immutable parallel safe as $$
begin
  if hari is null or banyak = 0 then return larik; end if;
  larik[least(greatest(hari, 0), 100) + 1] := larik[least(greatest(hari, 0), 100) + 1] + banyak;
  return larik;
end $$;
do $$ begin
  execute format('create aggregate citizen_reports.jumlah_hari(integer, integer) (sfunc = citizen_reports.tambah_hari, stype = integer[], initcond = %L)',
    array_fill(0, array[101])::text);
end $$;
create function citizen_reports.gabung_hari(a integer[], b integer[]) returns integer[] language sql immutable parallel safe as $$
  select array_agg(t.x + t.y order by t.i) from unnest(a, b) with ordinality as t (x, y, i)
$$;

create function citizen_reports.insert_delta(arah smallint, part citizen_reports.laporan) returns void language sql as $$
  insert into citizen_reports.rekap_delta (arah, diterima_at, unit_kode, kecamatan_kode, kategori_kode, cara_tutup, is_tepat_waktu,
    is_berbukti, is_dibuka_kembali, hari_kerja, hasil_inspeksi, lat, lon)
  values (arah, part.diterima_at, coalesce(part.unit_kode, ''), coalesce(part.kecamatan_kode, ''), part.kategori_kode,
    coalesce(part.cara_tutup, ''), part.is_tepat_waktu, part.is_berbukti, part.jumlah_dibuka_kembali > 0, part.hari_kerja_selesai,
    part.hasil_inspeksi, part.lat, part.lon)
$$;

create function citizen_reports.note_delta() returns trigger language plpgsql as $$
declare
  was boolean := tg_op <> 'INSERT' and old.is_publik and old.induk_id is null and not old.is_rahasia;
  is_now boolean := tg_op <> 'DELETE' and new.is_publik and new.induk_id is null and not new.is_rahasia;
begin
  -- An import of many rows turns this off and rebuilds the counters once.
  if current_setting('pendopo.tanpa_rekap', true) = 'ya' then return null; end if;
  if was and is_now and (old.diterima_at, old.unit_kode, old.kecamatan_kode, old.kategori_kode, old.cara_tutup, old.is_tepat_waktu,
      old.is_berbukti, old.jumlah_dibuka_kembali > 0, old.hari_kerja_selesai, old.hasil_inspeksi, old.lat, old.lon)
    is not distinct from (new.diterima_at, new.unit_kode, new.kecamatan_kode, new.kategori_kode, new.cara_tutup, new.is_tepat_waktu,
      new.is_berbukti, new.jumlah_dibuka_kembali > 0, new.hari_kerja_selesai, new.hasil_inspeksi, new.lat, new.lon) then
    if (old.judul, old.status, old.tenggat_at, old.jumlah_dukungan, old.foto_id) is distinct from
      (new.judul, new.status, new.tenggat_at, new.jumlah_dukungan, new.foto_id) then
      perform citizen_reports.insert_delta(0::smallint, new);
    end if;
    return null;
  end if;
  if was then perform citizen_reports.insert_delta(-1::smallint, old); end if;
  if is_now then perform citizen_reports.insert_delta(1::smallint, new); end if;
  return null;
end $$;
create trigger laporan_rekap after insert or update or delete on citizen_reports.laporan
  for each row execute function citizen_reports.note_delta();

create function citizen_reports.copy_hasil() returns trigger language plpgsql as $$
begin
  update citizen_reports.laporan set hasil_inspeksi = new.hasil where id = new.laporan_id and hasil_inspeksi is distinct from new.hasil;
  return null;
end $$;
create trigger pemeriksaan_hasil after insert or update of hasil on citizen_reports.pemeriksaan_ulang
  for each row when (new.hasil is not null) execute function citizen_reports.copy_hasil();
update citizen_reports.laporan l set hasil_inspeksi = p.hasil
  from (select distinct on (u.laporan_id) u.laporan_id, u.hasil from citizen_reports.pemeriksaan_ulang u
    where u.hasil is not null order by u.laporan_id, u.diperiksa_at desc) p where p.laporan_id = l.id;

grant select, insert, update, delete on citizen_reports.rekap, citizen_reports.rekap_sel, citizen_reports.rekap_delta to mod_citizen_reports;
grant select, update on citizen_reports.rekap_keadaan to mod_citizen_reports;
