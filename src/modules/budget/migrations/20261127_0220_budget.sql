-- Budgets: versions of a year's budget, their lines, ceilings, comments of TAPD, amounts in force and the cash plan.
-- What is enacted never changes; what is in force is the sum of the lines of exactly one version.
create schema budget;
grant usage on schema budget to mod_budget, pendopo_modules;

create table budget.aturan_geser (
  kode text primary key check (kode ~ '^[a-z-]{3,40}$'),
  tingkat_tetap smallint not null check (tingkat_tetap between 1 and 12),
  nama text not null check (length(nama) between 3 and 200),
  wewenang text not null check (length(wewenang) between 3 and 200),
  tahun_mulai integer not null check (tahun_mulai between 2000 and 2100),
  tahun_sampai integer check (tahun_sampai between tahun_mulai and 2100),
  dasar text not null,
  is_terverifikasi boolean not null default false
);
comment on table budget.aturan_geser is 'Kinds of shift (pergeseran): the level of the account tree whose totals per sub kegiatan must stay, and who may order it';
insert into budget.aturan_geser (kode, tingkat_tetap, nama, wewenang, tahun_mulai, dasar) values
  ('antar-objek', 3, 'Antarobjek dalam jenis belanja yang sama', 'Sekretaris daerah menyetujui', 2021, 'Permendagri 77/2020, belum diverifikasi'),
  ('antar-rincian-objek', 4, 'Antarrincian objek dalam objek yang sama', 'PPKD menyetujui', 2021, 'Permendagri 77/2020, belum diverifikasi'),
  ('antar-sub-rincian', 5, 'Antarsubrincian objek dalam rincian objek yang sama', 'PPKD menyetujui', 2021, 'Permendagri 77/2020, belum diverifikasi');

create table budget.aturan_harga (
  tahun_mulai integer primary key check (tahun_mulai between 2000 and 2100),
  sikap text not null check (sikap in ('tolak', 'alasan')),
  dasar text not null,
  is_terverifikasi boolean not null default false
);
comment on table budget.aturan_harga is 'What becomes of a price above its standard, from a year on: refused, or taken with a written reason';
insert into budget.aturan_harga (tahun_mulai, sikap, dasar) values (2020, 'alasan', 'Kebijakan contoh, belum diverifikasi');

create table budget.tenggat (
  kode text not null check (kode ~ '^[a-z-]{3,40}$'),
  tahun_mulai integer not null check (tahun_mulai between 2000 and 2100),
  urutan smallint not null,
  nama text not null check (length(nama) between 3 and 120),
  nama_en text not null check (length(nama_en) between 3 and 120),
  bulan smallint not null check (bulan between 1 and 12),
  hari smallint not null check (hari between 1 and 31),
  geser_tahun smallint not null check (geser_tahun between -1 and 1),
  dasar text not null,
  is_terverifikasi boolean not null default false,
  primary key (kode, tahun_mulai)
);
comment on table budget.tenggat is 'Last days of the steps of the yearly cycle, from a fiscal year on; geser_tahun -1 is the year before the fiscal year';
insert into budget.tenggat (kode, tahun_mulai, urutan, nama, nama_en, bulan, hari, geser_tahun, dasar) values
  ('kua-ppas-kdh', 2020, 1, 'Rancangan KUA-PPAS kepada kepala daerah', 'Draft KUA-PPAS to the regent', 7, 7, -1, 'Pedoman penyusunan APBD, belum diverifikasi'),
  ('kua-ppas-dprd', 2020, 2, 'Rancangan KUA-PPAS kepada DPRD', 'Draft KUA-PPAS to the council', 7, 14, -1, 'Pedoman penyusunan APBD, belum diverifikasi'),
  ('kua-ppas-sepakat', 2020, 3, 'KUA-PPAS disepakati', 'KUA-PPAS agreed', 8, 14, -1, 'PP 12/2019, belum diverifikasi'),
  ('raperda', 2020, 4, 'Raperda APBD kepada DPRD', 'Draft budget to the council', 9, 7, -1, 'Pedoman penyusunan APBD, belum diverifikasi'),
  ('persetujuan', 2020, 5, 'Persetujuan bersama', 'Joint approval', 11, 30, -1, 'PP 12/2019, belum diverifikasi'),
  ('perda', 2020, 6, 'Perda APBD dan perkada penjabaran', 'Budget act and its elaboration', 12, 31, -1, 'PP 12/2019, belum diverifikasi'),
  ('perubahan', 2020, 7, 'Perda perubahan APBD', 'Act on the revised budget', 9, 30, 0, 'PP 12/2019, belum diverifikasi');

create table budget.versi (
  id uuid primary key,
  tahun integer not null references fiscal.tahun_anggaran (tahun),
  jenis text not null check (jenis in ('kua-ppas', 'rka', 'rapbd', 'apbd', 'pergeseran', 'perubahan')),
  urutan integer not null check (urutan between 1 and 999),
  judul text not null check (length(judul) between 3 and 200),
  asal text not null default 'susun' check (asal in ('susun', 'berkas')),
  induk_id uuid references budget.versi (id),
  pagu_versi_id uuid references budget.versi (id),
  aturan_geser text references budget.aturan_geser (kode),
  status text not null default 'disusun' check (status in ('disusun', 'diajukan', 'disahkan', 'berlaku', 'diganti', 'batal')),
  dasar text check (length(dasar) between 3 and 300),
  dasar_tanggal date,
  dibuat_oleh text not null,
  dibuat_at timestamptz not null,
  diajukan_oleh text,
  diajukan_at timestamptz,
  disahkan_oleh text,
  disahkan_at timestamptz,
  digantikan_oleh uuid unique references budget.versi (id) deferrable initially deferred,
  sidik text check (sidik ~ '^[0-9a-f]{64}$'),
  dokumen jsonb,
  unique (tahun, urutan),
  unique (id, tahun),
  check (disahkan_oleh is null or (disahkan_oleh <> dibuat_oleh and disahkan_oleh is distinct from diajukan_oleh)),
  check ((status in ('disahkan', 'berlaku', 'diganti')) = (disahkan_oleh is not null)),
  check ((disahkan_oleh is null) = (disahkan_at is null)),
  check ((diajukan_oleh is null) = (diajukan_at is null)),
  check (status not in ('diajukan', 'disahkan', 'berlaku', 'diganti') or diajukan_oleh is not null),
  check (status not in ('berlaku', 'diganti') or jenis in ('apbd', 'pergeseran', 'perubahan')),
  check (status <> 'disahkan' or jenis in ('kua-ppas', 'rka', 'rapbd')),
  check (status not in ('disahkan', 'berlaku', 'diganti') or (dasar is not null and dasar_tanggal is not null)),
  check (status not in ('berlaku', 'diganti') or (sidik is not null and dokumen is not null)),
  check ((status = 'diganti') = (digantikan_oleh is not null)),
  check ((jenis = 'pergeseran') = (aturan_geser is not null)),
  check (jenis not in ('pergeseran', 'perubahan') or induk_id is not null),
  check (jenis <> 'rka' or pagu_versi_id is not null)
);
comment on table budget.versi is 'Versions of a year''s budget: ceilings (KUA-PPAS), RKA, RAPBD, APBD, shifts and revisions; one is in force, what it replaced names it';
create unique index versi_berlaku on budget.versi (tahun) where status = 'berlaku';
create unique index versi_terbuka on budget.versi (tahun, jenis) where status in ('disusun', 'diajukan');
create index versi_induk on budget.versi (induk_id) where induk_id is not null;
create index versi_pagu on budget.versi (pagu_versi_id) where pagu_versi_id is not null;

create table budget.bagian (
  versi_id uuid not null references budget.versi (id),
  skpd_id integer not null references fiscal.skpd (id),
  status text not null default 'disusun' check (status in ('disusun', 'diajukan', 'dikembalikan', 'disetujui')),
  diajukan_oleh text,
  diajukan_at timestamptz,
  ditelaah_oleh text,
  ditelaah_at timestamptz,
  catatan text not null default '' check (length(catatan) <= 1000),
  primary key (versi_id, skpd_id),
  check (status not in ('diajukan', 'disetujui') or diajukan_oleh is not null),
  check ((diajukan_oleh is null) = (diajukan_at is null)),
  check (status <> 'disetujui' or ditelaah_oleh is not null),
  check ((ditelaah_oleh is null) = (ditelaah_at is null)),
  check (ditelaah_oleh is null or ditelaah_oleh is distinct from diajukan_oleh)
);
comment on table budget.bagian is 'The part of a version that belongs to one SKPD: its lines change only while it is being written or has been given back';
create index bagian_skpd on budget.bagian (skpd_id);

create table budget.mata_anggaran (
  id uuid primary key,
  tahun integer not null references fiscal.tahun_anggaran (tahun),
  skpd_id integer not null references fiscal.skpd (id),
  sub_kegiatan_id integer references fiscal.nomenklatur (id),
  rekening_id integer not null references fiscal.rekening (id),
  sumber_dana_id integer references fiscal.sumber_dana (id),
  asal text not null default 'susun' check (asal in ('susun', 'berkas')),
  unique nulls not distinct (tahun, skpd_id, sub_kegiatan_id, rekening_id, sumber_dana_id),
  unique (id, skpd_id, tahun)
);
comment on table budget.mata_anggaran is 'Budget positions, the key other modules refer to: SKPD, sub kegiatan, account, source of funds in a year. Taken from a file (asal berkas) spending may lack its sub kegiatan';
create index mata_anggaran_skpd on budget.mata_anggaran (skpd_id);
create index mata_anggaran_sub on budget.mata_anggaran (sub_kegiatan_id) where sub_kegiatan_id is not null;
create index mata_anggaran_rekening on budget.mata_anggaran (rekening_id);
create index mata_anggaran_sumber on budget.mata_anggaran (sumber_dana_id) where sumber_dana_id is not null;

create table budget.garis (
  id uuid primary key,
  versi_id uuid not null,
  tahun integer not null,
  skpd_id integer not null,
  garis_asal uuid not null,
  mata_anggaran_id uuid not null,
  uraian text not null check (length(uraian) between 1 and 500),
  spesifikasi text not null default '' check (length(spesifikasi) <= 500),
  volume numeric(14,4) not null check (volume >= 0),
  satuan text not null check (length(satuan) between 1 and 60),
  harga numeric(20,2) not null check (harga >= 0),
  jumlah numeric(20,2) not null check (jumlah >= 0),
  standar_id integer references fiscal.standar_harga (id),
  harga_standar numeric(20,2),
  alasan_harga text check (length(alasan_harga) between 5 and 500),
  rkpd_baris_id uuid,
  keterangan text not null default '' check (length(keterangan) <= 500),
  urutan integer not null check (urutan >= 0),
  revisi integer not null default 1 check (revisi >= 1),
  diubah_oleh text not null,
  diubah_at timestamptz not null,
  unique (versi_id, garis_asal),
  foreign key (versi_id, tahun) references budget.versi (id, tahun),
  foreign key (versi_id, skpd_id) references budget.bagian (versi_id, skpd_id),
  foreign key (mata_anggaran_id, skpd_id, tahun) references budget.mata_anggaran (id, skpd_id, tahun),
  check (jumlah = round(volume * harga, 2)),
  check ((standar_id is null) = (harga_standar is null)),
  check (harga_standar is null or harga <= harga_standar or alasan_harga is not null)
);
comment on table budget.garis is 'Lines of a version: what, how much of it, at which price. garis_asal is the same line in every version; revisi counts its changes, so that two people never overwrite each other';
create index garis_bagian on budget.garis (versi_id, skpd_id, mata_anggaran_id);
create index garis_mata on budget.garis (mata_anggaran_id, versi_id);
create index garis_standar on budget.garis (standar_id) where standar_id is not null;
create index garis_jejak on budget.garis ((id::text));
create index garis_jejak_mata on budget.garis ((mata_anggaran_id::text));
create index garis_jejak_rkpd on budget.garis ((rkpd_baris_id::text)) where rkpd_baris_id is not null;

create table budget.pagu (
  versi_id uuid not null,
  skpd_id integer not null,
  sub_kegiatan_id integer not null references fiscal.nomenklatur (id),
  jumlah numeric(20,2) not null check (jumlah >= 0),
  rkpd_baris_id uuid,
  primary key (versi_id, skpd_id, sub_kegiatan_id),
  foreign key (versi_id, skpd_id) references budget.bagian (versi_id, skpd_id)
);
comment on table budget.pagu is 'Ceilings of a KUA-PPAS per SKPD and sub kegiatan: what an RKA may not exceed when it is handed in';
create index pagu_sub on budget.pagu (sub_kegiatan_id);

create table budget.telaah (
  id uuid primary key,
  versi_id uuid not null,
  skpd_id integer not null,
  garis_id uuid references budget.garis (id) on delete set null,
  isi text not null check (length(isi) between 3 and 1000),
  oleh text not null,
  oleh_nama text not null,
  waktu timestamptz not null,
  jawaban text check (length(jawaban) between 3 and 1000),
  dijawab_oleh text,
  dijawab_nama text,
  dijawab_at timestamptz,
  selesai_oleh text,
  selesai_at timestamptz,
  foreign key (versi_id, skpd_id) references budget.bagian (versi_id, skpd_id),
  check ((jawaban is null) = (dijawab_at is null) and (jawaban is null) = (dijawab_oleh is null)),
  check (dijawab_oleh is distinct from oleh),
  check ((selesai_oleh is null) = (selesai_at is null)),
  check (selesai_oleh is null or selesai_oleh is distinct from dijawab_oleh)
);
comment on table budget.telaah is 'Comments of TAPD on a part or one of its lines, the SKPD''s answer, and that it is settled';
create index telaah_bagian on budget.telaah (versi_id, skpd_id, waktu);
create index telaah_garis on budget.telaah (garis_id) where garis_id is not null;

create table budget.berlaku (
  mata_anggaran_id uuid primary key,
  tahun integer not null,
  skpd_id integer not null,
  versi_id uuid not null,
  jumlah numeric(20,2) not null check (jumlah >= 0),
  terikat numeric(20,2) not null default 0 check (terikat >= 0),
  foreign key (mata_anggaran_id, skpd_id, tahun) references budget.mata_anggaran (id, skpd_id, tahun),
  foreign key (versi_id, tahun) references budget.versi (id, tahun),
  check (jumlah >= terikat)
);
comment on table budget.berlaku is 'Amounts in force per position, written when a version is enacted; terikat is what treasury has bound (contracts, SPP), never above the amount';
create index berlaku_tahun on budget.berlaku (tahun, skpd_id);
create index berlaku_versi on budget.berlaku (versi_id);

create table budget.kas (
  mata_anggaran_id uuid not null references budget.berlaku (mata_anggaran_id),
  bulan smallint not null check (bulan between 1 and 12),
  jumlah numeric(20,2) not null check (jumlah >= 0),
  primary key (mata_anggaran_id, bulan)
);
comment on table budget.kas is 'Cash plan (anggaran kas): the amount in force of a position spread over the twelve months; held equal to it when the transaction ends';

-- A version: made from the right kind, its steps in order, and never changed once enacted.
create function budget.versi_urut() returns trigger language plpgsql as $$
declare
  induk budget.versi;
  batas text;
begin
  if tg_op = 'INSERT' then
    if new.status <> 'disusun' then
      raise exception 'a version begins as a draft' using errcode = 'check_violation';
    end if;
    if new.induk_id is not null then
      select v.* into induk from budget.versi v where v.id = new.induk_id;
      if induk.tahun <> new.tahun or not (case new.jenis
        when 'rka' then induk.jenis = 'kua-ppas'
        when 'rapbd' then induk.jenis = 'rka' when 'apbd' then induk.jenis in ('rapbd', 'rka')
        when 'kua-ppas' then induk.jenis = 'kua-ppas'
        else induk.status = 'berlaku' end) then
        raise exception 'version % cannot be made from this one', new.id using errcode = 'check_violation';
      end if;
    end if;
    if new.pagu_versi_id is not null then
      select v.jenis into batas from budget.versi v where v.id = new.pagu_versi_id and v.tahun = new.tahun and v.status = 'disahkan';
      if batas is distinct from 'kua-ppas' then
        raise exception 'ceilings come from an agreed KUA-PPAS of the year' using errcode = 'check_violation';
      end if;
    end if;
    return new;
  end if;
  if (new.id, new.tahun, new.jenis, new.urutan, new.asal, new.induk_id, new.pagu_versi_id, new.aturan_geser, new.dibuat_oleh, new.dibuat_at)
    is distinct from (old.id, old.tahun, old.jenis, old.urutan, old.asal, old.induk_id, old.pagu_versi_id, old.aturan_geser, old.dibuat_oleh, old.dibuat_at) then
    raise exception 'what a version is does not change' using errcode = 'check_violation';
  end if;
  if not ((old.status, new.status) in (('disusun', 'disusun'), ('disusun', 'diajukan'), ('disusun', 'batal'), ('diajukan', 'disusun'),
    ('diajukan', 'batal'), ('diajukan', 'disahkan'), ('diajukan', 'berlaku'), ('berlaku', 'diganti'))) then
    raise exception 'version % cannot go from % to %', new.id, old.status, new.status using errcode = 'check_violation';
  end if;
  if old.status = 'berlaku' and (new.judul, new.dasar, new.dasar_tanggal, new.disahkan_oleh, new.disahkan_at, new.sidik, new.dokumen)
    is distinct from (old.judul, old.dasar, old.dasar_tanggal, old.disahkan_oleh, old.disahkan_at, old.sidik, old.dokumen) then
    raise exception 'an enacted version does not change' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger versi_urut before insert or update on budget.versi for each row execute function budget.versi_urut();

-- What comes into force equals its lines, follows the one it was made from, and a shift keeps its totals.
create function budget.versi_utuh() returns trigger language plpgsql as $$
declare
  tingkat smallint;
begin
  if new.status = 'disahkan' and new.jenis <> 'kua-ppas' and exists (
    select 1 from budget.bagian b where b.versi_id = new.id and b.status <> 'disetujui'
    and exists (select 1 from budget.garis g where g.versi_id = b.versi_id and g.skpd_id = b.skpd_id)) then
    raise exception 'parts of version % are not approved', new.id using errcode = 'check_violation';
  end if;
  if new.status <> 'berlaku' then return null; end if;
  if exists (select 1 from budget.bagian b where b.versi_id = new.id and b.status <> 'disetujui'
    and exists (select 1 from budget.garis g where g.versi_id = b.versi_id and g.skpd_id = b.skpd_id)) then
    raise exception 'parts of version % are not approved', new.id using errcode = 'check_violation';
  end if;
  if new.jenis in ('pergeseran', 'perubahan') and not exists (
    select 1 from budget.versi i where i.id = new.induk_id and i.digantikan_oleh = new.id) then
    raise exception 'version % was made from one that is no longer in force', new.id using errcode = 'check_violation';
  end if;
  if exists (
    select 1 from (select g.mata_anggaran_id, sum(g.jumlah) as jumlah from budget.garis g where g.versi_id = new.id group by g.mata_anggaran_id) l
    full join (select k.mata_anggaran_id, k.jumlah, k.versi_id from budget.berlaku k where k.tahun = new.tahun) k on k.mata_anggaran_id = l.mata_anggaran_id
    where coalesce(l.jumlah, 0) is distinct from k.jumlah or k.versi_id is distinct from new.id) then
    raise exception 'amounts in force differ from the lines of version %', new.id using errcode = 'check_violation';
  end if;
  if new.jenis = 'pergeseran' then
    select a.tingkat_tetap into strict tingkat from budget.aturan_geser a where a.kode = new.aturan_geser;
    if exists (
      select 1 from (
        select g.jumlah * case g.versi_id when new.id then 1 else -1 end as beda, m.skpd_id, m.sub_kegiatan_id,
          (string_to_array(r.kode, '.'))[1:tingkat] as akun
        from budget.garis g join budget.mata_anggaran m on m.id = g.mata_anggaran_id join fiscal.pub_rekening r on r.id = m.rekening_id
        where g.versi_id in (new.id, new.induk_id)) s
      group by s.skpd_id, s.sub_kegiatan_id, s.akun having sum(s.beda) <> 0) then
      raise exception 'shift % moves money across its limits', new.id using errcode = 'check_violation';
    end if;
  end if;
  return null;
end $$;
create constraint trigger versi_utuh after update on budget.versi deferrable initially deferred
  for each row when (old.status is distinct from new.status) execute function budget.versi_utuh();

-- A part: handed in within its ceilings; nobody approves what they entered; its version is a draft.
create function budget.bagian_urut() returns trigger language plpgsql as $$
declare
  v budget.versi;
begin
  select t.* into strict v from budget.versi t where t.id = new.versi_id for share;
  if v.status <> 'disusun' then
    raise exception 'parts of version % are closed', v.id using errcode = 'check_violation';
  end if;
  if tg_op = 'INSERT' then return new; end if;
  if old.status <> new.status and not ((old.status, new.status) in (('disusun', 'diajukan'), ('dikembalikan', 'diajukan'),
    ('diajukan', 'dikembalikan'), ('diajukan', 'disetujui'), ('disetujui', 'dikembalikan'))) then
    raise exception 'a part cannot go from % to %', old.status, new.status using errcode = 'check_violation';
  end if;
  if new.status = 'diajukan' and old.status <> 'diajukan' and v.pagu_versi_id is not null and exists (
    select 1 from budget.garis g join budget.mata_anggaran m on m.id = g.mata_anggaran_id
    left join budget.pagu p on p.versi_id = v.pagu_versi_id and p.skpd_id = new.skpd_id and p.sub_kegiatan_id = m.sub_kegiatan_id
    where g.versi_id = new.versi_id and g.skpd_id = new.skpd_id and m.sub_kegiatan_id is not null
    group by m.sub_kegiatan_id, p.jumlah having sum(g.jumlah) > coalesce(p.jumlah, 0)) then
    raise exception 'a sub kegiatan exceeds its ceiling' using errcode = 'check_violation';
  end if;
  if new.status = 'disetujui' and old.status <> 'disetujui' and exists (
    select 1 from budget.garis g where g.versi_id = new.versi_id and g.skpd_id = new.skpd_id and g.diubah_oleh = new.ditelaah_oleh) then
    raise exception 'nobody approves what they entered' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger bagian_urut before insert or update on budget.bagian for each row execute function budget.bagian_urut();

-- Lines and ceilings change only while their part is open. Locked, so that handing in and editing cannot pass each other.
create function budget.isi_terbuka() returns trigger language plpgsql as $$
declare
  tutup boolean;
begin
  execute format('select bool_or(k.tutup) from (
    select b.status not in (''disusun'', ''dikembalikan'') or v.status <> ''disusun'' as tutup
    from (select distinct t.versi_id, t.skpd_id from %s t) u
    join budget.bagian b on b.versi_id = u.versi_id and b.skpd_id = u.skpd_id
    join budget.versi v on v.id = u.versi_id
    order by b.versi_id, b.skpd_id for share of b, v) k', case tg_op when 'DELETE' then 'lama' else 'baru' end) into tutup;
  if tutup then
    raise exception 'lines of a closed part do not change' using errcode = 'check_violation';
  end if;
  return null;
end $$;
do $$
declare
  tabel text;
begin
  foreach tabel in array array['garis', 'pagu'] loop
    execute format('create trigger %I after insert on budget.%I referencing new table as baru for each statement execute function budget.isi_terbuka()', tabel || '_terbuka_i', tabel);
    execute format('create trigger %I after update on budget.%I referencing new table as baru old table as lama for each statement execute function budget.isi_terbuka()', tabel || '_terbuka_u', tabel);
    execute format('create trigger %I after delete on budget.%I referencing old table as lama for each statement execute function budget.isi_terbuka()', tabel || '_terbuka_d', tabel);
  end loop;
end $$;

-- A line stays in its part: version, SKPD and identity are fixed.
create function budget.garis_tetap() returns trigger language plpgsql as $$
begin
  raise exception 'a line stays where it is' using errcode = 'check_violation';
end $$;
create trigger garis_tetap before update on budget.garis for each row
  when ((old.versi_id, old.skpd_id, old.tahun, old.garis_asal) is distinct from (new.versi_id, new.skpd_id, new.tahun, new.garis_asal))
  execute function budget.garis_tetap();

-- Positions: a leaf account of revenue, spending or financing, a sub kegiatan, an SKPD, all in force in the year.
create function budget.posisi_sah() returns trigger language plpgsql as $$
declare
  salah text;
begin
  select format('position %s: %s', t.id, case
      when r.id is null then 'account not in force'
      when not r.is_daun then 'account has others below it'
      when split_part(r.kode, '.', 1) not in ('4', '5', '6') then 'account is not of the budget'
      when s.id is null then 'SKPD not in force'
      when t.sub_kegiatan_id is not null and n.id is null then 'sub kegiatan not in force'
      else 'spending needs a sub kegiatan, revenue and financing have none' end) into salah
  from baru t
  left join fiscal.pub_rekening r on r.id = t.rekening_id and t.tahun between r.tahun_mulai and r.tahun_sampai
  left join fiscal.pub_skpd s on s.id = t.skpd_id and t.tahun between s.tahun_mulai and s.tahun_sampai
  left join fiscal.pub_nomenklatur n on n.id = t.sub_kegiatan_id and n.jenis = 'sub_kegiatan' and t.tahun between n.tahun_mulai and n.tahun_sampai
  where r.id is null or not r.is_daun or split_part(r.kode, '.', 1) not in ('4', '5', '6') or s.id is null
    or (t.sub_kegiatan_id is not null and n.id is null)
    or (t.asal = 'susun' and (split_part(r.kode, '.', 1) = '5') <> (t.sub_kegiatan_id is not null))
  limit 1;
  if salah is not null then
    raise exception '%', salah using errcode = 'check_violation';
  end if;
  return null;
end $$;
create trigger posisi_sah after insert on budget.mata_anggaran referencing new table as baru
  for each statement execute function budget.posisi_sah();

create function budget.pagu_sah() returns trigger language plpgsql as $$
begin
  if exists (
    select 1 from baru t join budget.versi v on v.id = t.versi_id
    left join fiscal.pub_nomenklatur n on n.id = t.sub_kegiatan_id and n.jenis = 'sub_kegiatan' and v.tahun between n.tahun_mulai and n.tahun_sampai
    where n.id is null or v.jenis <> 'kua-ppas') then
    raise exception 'a ceiling belongs to a sub kegiatan in force, in a KUA-PPAS' using errcode = 'check_violation';
  end if;
  return null;
end $$;
create trigger pagu_sah after insert on budget.pagu referencing new table as baru
  for each statement execute function budget.pagu_sah();

-- The amount in force is the sum of the lines of the version in force; the cash plan is the amount in force.
create function budget.berlaku_utuh() returns trigger language plpgsql as $$
begin
  if exists (
    select 1 from budget.berlaku k join budget.versi v on v.id = k.versi_id
    where k.mata_anggaran_id = new.mata_anggaran_id and (v.status <> 'berlaku' or k.jumlah is distinct from
      coalesce((select sum(g.jumlah) from budget.garis g where g.mata_anggaran_id = k.mata_anggaran_id and g.versi_id = k.versi_id), 0)
      or k.jumlah <> (select coalesce(sum(b.jumlah), k.jumlah) from budget.kas b where b.mata_anggaran_id = k.mata_anggaran_id))) then
    raise exception 'position % differs from the lines in force or from its cash plan', new.mata_anggaran_id using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger berlaku_utuh after insert or update of jumlah, versi_id on budget.berlaku
  deferrable initially deferred for each row execute function budget.berlaku_utuh();

create function budget.kas_utuh() returns trigger language plpgsql as $$
declare
  milik uuid := coalesce(new.mata_anggaran_id, old.mata_anggaran_id);
begin
  if exists (
    select 1 from budget.berlaku k join lateral (
      select count(b.bulan) as baris, sum(b.jumlah) as jumlah from budget.kas b where b.mata_anggaran_id = k.mata_anggaran_id) s on true
    where k.mata_anggaran_id = milik and s.baris > 0 and (s.baris <> 12 or s.jumlah <> k.jumlah)) then
    raise exception 'the cash plan of position % does not add up to its amount', milik using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger kas_utuh after insert or update or delete on budget.kas
  deferrable initially deferred for each row execute function budget.kas_utuh();

-- What other modules' statements may read.
create view budget.pub_mata_anggaran as
  select m.id, m.tahun, m.skpd_id, m.sub_kegiatan_id, m.rekening_id, m.sumber_dana_id, coalesce(k.jumlah, 0) as anggaran
  from budget.mata_anggaran m left join budget.berlaku k on k.mata_anggaran_id = m.id;
comment on view budget.pub_mata_anggaran is 'Contract: budget positions with the amount in force (DPA), 0 when none';
create view budget.pub_jejak as
  select 'rkpd'::text as dari_jenis, g.rkpd_baris_id::text as dari_id, 'rka'::text as ke_jenis, g.id::text as ke_id
  from budget.garis g join budget.versi v on v.id = g.versi_id and v.status = 'berlaku' where g.rkpd_baris_id is not null
  union all
  select 'rka', g.id::text, 'mata-anggaran', g.mata_anggaran_id::text
  from budget.garis g join budget.versi v on v.id = g.versi_id and v.status = 'berlaku';
comment on view budget.pub_jejak is 'Contract: RKPD line to line in force, line to budget position';
create view budget.pub_jejak_simpul as
  select 'rka'::text as jenis, g.id::text as id, null::text as nomor, g.uraian as judul, g.jumlah, v.dasar_tanggal as tanggal,
    '/anggaran/' || g.tahun || '/posisi/' || g.mata_anggaran_id as url
  from budget.garis g join budget.versi v on v.id = g.versi_id and v.status = 'berlaku'
  union all
  select 'mata-anggaran', m.id::text, r.kode, r.nama, k.jumlah, v.dasar_tanggal, '/anggaran/' || m.tahun || '/posisi/' || m.id
  from budget.mata_anggaran m join budget.berlaku k on k.mata_anggaran_id = m.id join budget.versi v on v.id = k.versi_id
  join fiscal.pub_rekening r on r.id = m.rekening_id;
comment on view budget.pub_jejak_simpul is 'Contract: lines and positions in force as nodes of Jejak';
create index mata_anggaran_jejak on budget.mata_anggaran ((id::text));

grant select, insert on all tables in schema budget to mod_budget;
revoke insert on budget.aturan_geser, budget.aturan_harga, budget.tenggat from mod_budget;
grant update (judul, status, dasar, dasar_tanggal, diajukan_oleh, diajukan_at, disahkan_oleh, disahkan_at, digantikan_oleh, sidik, dokumen) on budget.versi to mod_budget;
grant update (status, diajukan_oleh, diajukan_at, ditelaah_oleh, ditelaah_at, catatan) on budget.bagian to mod_budget;
grant update (mata_anggaran_id, uraian, spesifikasi, volume, satuan, harga, jumlah, standar_id, harga_standar, alasan_harga, rkpd_baris_id, keterangan, urutan, revisi, diubah_oleh, diubah_at) on budget.garis to mod_budget;
grant delete on budget.garis, budget.pagu, budget.kas to mod_budget;
grant update (jumlah, rkpd_baris_id) on budget.pagu to mod_budget;
grant update (jawaban, dijawab_oleh, dijawab_nama, dijawab_at, selesai_oleh, selesai_at, garis_id) on budget.telaah to mod_budget;
grant update (jumlah, terikat, versi_id) on budget.berlaku to mod_budget;
grant update (jumlah) on budget.kas to mod_budget;
grant select on budget.pub_mata_anggaran, budget.pub_jejak, budget.pub_jejak_simpul to pendopo_modules;
