-- Planning: documents in versions, their trees with indicators and ceilings, lines of the yearly plan (RKPD), and the
-- proposals they came from. What is enacted never changes: a change is a new version of the whole document. Ids of nodes,
-- indicators and lines stay the same from version to version, so that a difference is a comparison and a trace never breaks.
create schema planning;
grant usage on schema planning to mod_planning, pendopo_modules;

create table planning.dokumen (
  id uuid primary key,
  jenis text not null check (jenis in ('rpjmd', 'renstra', 'rkpd', 'renja')),
  skpd_id integer references fiscal.skpd (id),
  tahun_mulai integer not null check (tahun_mulai between 2000 and 2100),
  tahun_sampai integer not null check (tahun_sampai between tahun_mulai and 2100),
  versi smallint not null check (versi between 1 and 99),
  induk_id uuid references planning.dokumen (id),
  mengubah_id uuid references planning.dokumen (id),
  judul text not null check (length(judul) between 3 and 300),
  status text not null default 'disusun' check (status in ('disusun', 'diajukan', 'ditetapkan')),
  penetapan_jenis text check (penetapan_jenis in ('perda', 'perkada', 'keputusan')),
  penetapan_nomor text check (length(penetapan_nomor) between 1 and 100),
  penetapan_tanggal date,
  sidik text check (sidik ~ '^[0-9a-f]{64}$'),
  dibuat_oleh text not null,
  dibuat_at timestamptz not null,
  diajukan_oleh text,
  diajukan_at timestamptz,
  ditetapkan_oleh text,
  ditetapkan_at timestamptz,
  unique nulls not distinct (jenis, skpd_id, tahun_mulai, versi),
  check ((skpd_id is not null) = (jenis in ('renstra', 'renja'))),
  check ((jenis in ('rkpd', 'renja')) = (tahun_mulai = tahun_sampai)),
  check (tahun_sampai - tahun_mulai <= 5),
  check ((versi = 1) = (mengubah_id is null)),
  check ((induk_id is null) = (jenis = 'rpjmd')),
  check ((status = 'disusun') = (diajukan_oleh is null) and (diajukan_oleh is null) = (diajukan_at is null)),
  check ((status = 'ditetapkan') = (penetapan_jenis is not null and penetapan_nomor is not null
    and penetapan_tanggal is not null and ditetapkan_oleh is not null and ditetapkan_at is not null and sidik is not null)),
  check (status = 'ditetapkan' or (penetapan_jenis is null and penetapan_nomor is null and penetapan_tanggal is null
    and ditetapkan_oleh is null and ditetapkan_at is null and sidik is null)),
  check (ditetapkan_oleh <> diajukan_oleh)
);
comment on table planning.dokumen is 'Planning documents in versions: RPJMD, Renstra per SKPD, RKPD per year, Renja per SKPD and year. Whoever submitted one never enacts it; an enacted one never changes';
create unique index dokumen_terbuka on planning.dokumen (jenis, skpd_id, tahun_mulai) nulls not distinct where status <> 'ditetapkan';
create index dokumen_tahun on planning.dokumen (jenis, tahun_mulai, versi desc);
create index dokumen_induk on planning.dokumen (induk_id) where induk_id is not null;
create index dokumen_mengubah on planning.dokumen (mengubah_id) where mengubah_id is not null;
create index dokumen_skpd on planning.dokumen (skpd_id) where skpd_id is not null;

create table planning.simpul (
  dokumen_id uuid not null references planning.dokumen (id),
  id uuid not null,
  induk_id uuid,
  jenis text not null check (jenis in ('visi', 'misi', 'tujuan', 'sasaran', 'program', 'kegiatan', 'sub_kegiatan')),
  urutan integer not null check (urutan between 1 and 100000),
  uraian text not null check (length(uraian) between 3 and 700),
  nomenklatur_id integer references fiscal.nomenklatur (id),
  skpd_id integer references fiscal.skpd (id),
  mendukung_id uuid,
  revisi integer not null default 1 check (revisi > 0),
  diubah_oleh text not null,
  diubah_at timestamptz not null,
  primary key (dokumen_id, id),
  foreign key (dokumen_id, induk_id) references planning.simpul (dokumen_id, id) deferrable initially deferred,
  check ((nomenklatur_id is not null) = (jenis in ('program', 'kegiatan', 'sub_kegiatan'))),
  check (induk_id <> id)
);
comment on table planning.simpul is 'Nodes of a document''s tree, vision to sub kegiatan. mendukung_id: the sasaran of the RPJMD that a tujuan or sasaran of a Renstra serves';
create index simpul_induk on planning.simpul (dokumen_id, induk_id, urutan);

create table planning.simpul_pagu (
  dokumen_id uuid not null,
  simpul_id uuid not null,
  tahun integer not null check (tahun between 2000 and 2100),
  pagu numeric(20,2) not null check (pagu >= 0),
  primary key (dokumen_id, simpul_id, tahun),
  foreign key (dokumen_id, simpul_id) references planning.simpul (dokumen_id, id) on delete cascade deferrable initially deferred
);
comment on table planning.simpul_pagu is 'Indicative ceiling of a programme, kegiatan or sub kegiatan per year, in rupiah';

create table planning.indikator (
  dokumen_id uuid not null,
  id uuid not null,
  simpul_id uuid not null,
  urutan integer not null check (urutan between 1 and 1000),
  nama text not null check (length(nama) between 3 and 500),
  satuan text not null check (length(satuan) between 1 and 60),
  rumus text not null default '' check (length(rumus) <= 1000),
  arah text not null check (arah in ('naik', 'turun')),
  awal numeric(20,4),
  awal_tahun integer check (awal_tahun between 1990 and 2100),
  penjelasan text not null default '' check (length(penjelasan) <= 1000),
  is_utama boolean not null default false,
  primary key (dokumen_id, id),
  foreign key (dokumen_id, simpul_id) references planning.simpul (dokumen_id, id) on delete cascade deferrable initially deferred,
  check ((awal is null) = (awal_tahun is null))
);
comment on table planning.indikator is 'Performance indicators of a node: formula, direction, baseline; is_utama marks an IKU; penjelasan tells why targets move against their direction';
create index indikator_simpul on planning.indikator (dokumen_id, simpul_id, urutan);
create index indikator_id on planning.indikator (id);

create table planning.indikator_target (
  dokumen_id uuid not null,
  indikator_id uuid not null,
  tahun integer not null check (tahun between 2000 and 2100),
  target numeric(20,4) not null,
  primary key (dokumen_id, indikator_id, tahun),
  foreign key (dokumen_id, indikator_id) references planning.indikator (dokumen_id, id) on delete cascade deferrable initially deferred
);
comment on table planning.indikator_target is 'Target of an indicator per year';

create table planning.realisasi (
  id uuid primary key,
  indikator_id uuid not null,
  dokumen_id uuid not null,
  tahun integer not null check (tahun between 2000 and 2100),
  triwulan smallint not null check (triwulan between 1 and 4),
  urut smallint not null check (urut between 1 and 999),
  nilai numeric(20,4) not null,
  bukti text not null check (length(bukti) between 5 and 500),
  bukti_url text check (bukti_url ~ '^https?://' and length(bukti_url) <= 500),
  kendala text not null default '' check (length(kendala) <= 1000),
  dicatat_oleh text not null,
  dicatat_at timestamptz not null,
  unique (indikator_id, tahun, triwulan, urut),
  foreign key (dokumen_id, indikator_id) references planning.indikator (dokumen_id, id)
);
comment on table planning.realisasi is 'Realisation of an indicator at the end of a quarter with its evidence. Never changed: a correction is another row, the highest urut holds';

create table planning.rkpd_kunci (
  id uuid primary key,
  tahun integer not null check (tahun between 2000 and 2100),
  skpd_id integer not null references fiscal.skpd (id),
  sub_kegiatan_id integer not null references fiscal.nomenklatur (id)
);
comment on table planning.rkpd_kunci is 'What a line of the yearly plan is in every version: year, SKPD and sub kegiatan never change under its id';
create index rkpd_kunci_tahun on planning.rkpd_kunci (tahun, skpd_id, sub_kegiatan_id);

create table planning.rkpd_baris (
  dokumen_id uuid not null references planning.dokumen (id),
  id uuid not null references planning.rkpd_kunci (id),
  uraian text not null check (length(uraian) between 3 and 500),
  lokasi_kode text references reference.wilayah (kode),
  lokasi_rinci text not null default '' check (length(lokasi_rinci) <= 300),
  indikator text not null check (length(indikator) between 3 and 500),
  target numeric(20,4) not null check (target >= 0),
  satuan text not null check (length(satuan) between 1 and 60),
  pagu numeric(20,2) not null check (pagu > 0),
  pagu_maju numeric(20,2) not null default 0 check (pagu_maju >= 0),
  prioritas text not null default '' check (length(prioritas) <= 200),
  sumber text not null check (sumber in ('musrenbang', 'pokir', 'teknokratik', 'nasional')),
  revisi integer not null default 1 check (revisi > 0),
  diubah_oleh text not null,
  diubah_at timestamptz not null,
  primary key (dokumen_id, id)
);
comment on table planning.rkpd_baris is 'Lines of a version of the RKPD: place, indicator, target, ceiling in rupiah, and where the wish came from. An SKPD''s lines are its Renja';
create index rkpd_baris_kunci on planning.rkpd_baris (id);
create index rkpd_baris_lokasi on planning.rkpd_baris (dokumen_id, lokasi_kode);

create table planning.alasan (
  kode text primary key check (kode ~ '^[a-z0-9-]{3,40}$'),
  untuk text not null check (untuk in ('ubah', 'tolak')),
  urutan smallint not null,
  nama_id text not null,
  nama_en text not null,
  is_active boolean not null default true
);
comment on table planning.alasan is 'Reasons a proposal is changed or refused for, in words its proposer reads';

create table planning.usulan (
  id uuid primary key,
  nomor text not null unique check (length(nomor) between 3 and 100),
  tahun integer not null check (tahun between 2000 and 2100),
  sumber text not null check (sumber in ('musrenbang', 'pokir', 'teknokratik', 'nasional')),
  pengusul_jenis text not null check (pengusul_jenis in ('rt', 'desa', 'kelurahan', 'kecamatan', 'dprd', 'skpd', 'kelompok', 'warga', 'kementerian', 'provinsi')),
  pengusul_wilayah text references reference.wilayah (kode),
  judul text not null check (length(judul) between 5 and 200),
  uraian text not null default '' check (length(uraian) <= 2000),
  lokasi_kode text not null references reference.wilayah (kode),
  lokasi_rinci text not null default '' check (length(lokasi_rinci) <= 300),
  volume numeric(20,4) not null check (volume > 0),
  satuan text not null check (length(satuan) between 1 and 60),
  perkiraan numeric(20,2) not null check (perkiraan > 0),
  pendukung integer not null default 0 check (pendukung >= 0),
  skpd_id integer not null references fiscal.skpd (id),
  asal text check (length(asal) between 3 and 120),
  status text not null default 'diajukan' check (status in ('diajukan', 'diterima', 'diubah', 'ditolak')),
  alasan_kode text references planning.alasan (kode),
  alasan text check (length(alasan) between 10 and 1000),
  tanggal date not null,
  didaftarkan_oleh text not null,
  didaftarkan_at timestamptz not null,
  diputus_oleh text,
  diputus_at timestamptz,
  revisi integer not null default 1 check (revisi > 0),
  check ((status = 'diajukan') = (diputus_oleh is null) and (diputus_oleh is null) = (diputus_at is null)),
  check ((status in ('diubah', 'ditolak')) = (alasan_kode is not null and alasan is not null)),
  check (status in ('diubah', 'ditolak') or (alasan_kode is null and alasan is null)),
  check (diputus_oleh <> didaftarkan_oleh)
);
comment on table planning.usulan is 'Proposals to the yearly plan with their source: who proposed as kind and place only, never a person; whoever registered one never decides it';
create index usulan_daftar on planning.usulan (tahun, nomor);
create index usulan_status on planning.usulan (tahun, status, nomor);
create index usulan_skpd on planning.usulan (skpd_id, tahun, nomor);
create index usulan_lokasi on planning.usulan (tahun, lokasi_kode text_pattern_ops);
create unique index usulan_asal on planning.usulan (asal) where asal is not null;

create table planning.usulan_baris (
  usulan_id uuid not null references planning.usulan (id),
  baris_id uuid not null references planning.rkpd_kunci (id),
  urutan smallint not null check (urutan between 1 and 999),
  primary key (usulan_id, baris_id)
);
comment on table planning.usulan_baris is 'Which line of the yearly plan a proposal went into; one may go into several, and a line may serve several';
create index usulan_baris_balik on planning.usulan_baris (baris_id, urutan);

create table planning.aturan_periksa (
  kode text not null check (kode ~ '^[A-Z_]{3,40}$'),
  tahun_mulai integer not null check (tahun_mulai between 2000 and 2100),
  akibat text not null check (akibat in ('tahan', 'ingatkan', 'mati')),
  dasar text not null check (length(dasar) between 3 and 300),
  is_terverifikasi boolean not null default false,
  primary key (kode, tahun_mulai)
);
comment on table planning.aturan_periksa is 'Consistency checks and what a finding does from a year on: holds a submission, warns, or is switched off';

create table planning.aturan_capaian (
  tahun_mulai integer primary key check (tahun_mulai between 2000 and 2100),
  batas_atas numeric(7,2) not null check (batas_atas between 100 and 1000),
  cara_turun text not null check (cara_turun in ('selisih', 'rasio')),
  dasar text not null check (length(dasar) between 3 and 300),
  is_terverifikasi boolean not null default false
);
comment on table planning.aturan_capaian is 'How achievement is worked out from a year on: highest percentage counted, and the formula of indicators that should fall';

insert into planning.aturan_capaian (tahun_mulai, batas_atas, cara_turun, dasar) values
  (2000, 120, 'selisih', 'belum diverifikasi: kebiasaan laporan kinerja daerah; batas diatur kepala daerah');

insert into planning.aturan_periksa (kode, tahun_mulai, akibat, dasar)
select kode, 2000, akibat, 'belum diverifikasi: Permendagri 86/2017 tentang keselarasan dokumen perencanaan'
from (values ('PROGRAM_TANPA_RENSTRA', 'ingatkan'), ('PROGRAM_DI_LUAR_RPJMD', 'tahan'), ('PAGU_RENSTRA_LEBIH', 'tahan'),
  ('PAGU_ANAK_LEBIH', 'tahan'), ('PAGU_RKPD_LEBIH', 'ingatkan'), ('SUB_DI_LUAR_RENCANA', 'tahan'), ('SASARAN_TANPA_INDIKATOR', 'tahan'),
  ('TARGET_TIDAK_LENGKAP', 'tahan'), ('TARGET_BERLAWANAN', 'ingatkan'), ('USULAN_TANPA_BARIS', 'tahan'),
  ('BARIS_TANPA_USULAN', 'tahan'), ('KODE_TIDAK_BERLAKU', 'tahan'), ('SASARAN_TANPA_DUKUNGAN', 'ingatkan'),
  ('KOSONG', 'tahan')) as aturan (kode, akibat);

insert into planning.alasan (kode, untuk, urutan, nama_id, nama_en) values
  ('ubah-volume', 'ubah', 1, 'Volume disesuaikan dengan hasil survei', 'Volume adjusted after the survey'),
  ('ubah-pagu', 'ubah', 2, 'Disesuaikan dengan kemampuan keuangan', 'Adjusted to what money allows'),
  ('ubah-lokasi', 'ubah', 3, 'Lokasi atau ruas diubah', 'Place or stretch changed'),
  ('ubah-bertahap', 'ubah', 4, 'Dikerjakan bertahap lebih dari satu tahun', 'Done in stages over several years'),
  ('tolak-wewenang', 'tolak', 1, 'Bukan kewenangan kabupaten/kota', 'Not for the regency to do'),
  ('tolak-lahan', 'tolak', 2, 'Status lahan belum jelas', 'The land is not settled'),
  ('tolak-sudah-ada', 'tolak', 3, 'Sudah dikerjakan atau sudah direncanakan', 'Already done or planned'),
  ('tolak-prioritas', 'tolak', 4, 'Belum masuk prioritas tahun ini', 'Not among the priorities of the year'),
  ('tolak-teknis', 'tolak', 5, 'Tidak layak secara teknis', 'Not feasible technically'),
  ('tolak-desa', 'tolak', 6, 'Dapat dibiayai dana desa', 'The village''s own funds can pay for it');

-- The state of a document goes one way; what is enacted stays as it is, for the owner of the database too.
create function planning.dokumen_satu_arah() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'a planning document is never removed' using errcode = 'check_violation';
  end if;
  if old.status = 'ditetapkan' then
    raise exception 'document % is enacted and does not change', old.id using errcode = 'check_violation';
  end if;
  if (old.id, old.jenis, old.skpd_id, old.tahun_mulai, old.tahun_sampai, old.versi, old.mengubah_id)
    is distinct from (new.id, new.jenis, new.skpd_id, new.tahun_mulai, new.tahun_sampai, new.versi, new.mengubah_id) then
    raise exception 'what document % is does not change', old.id using errcode = 'check_violation';
  end if;
  if new.status = 'ditetapkan' and old.status <> 'diajukan' then
    raise exception 'document % was not submitted', old.id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger dokumen_satu_arah before update or delete on planning.dokumen for each row execute function planning.dokumen_satu_arah();

-- Contents change only while their document is being drafted. The share lock makes a submission wait for edits in
-- flight, and edits for a submission: neither can slip past the other.
create function planning.isi_terbuka() returns trigger language plpgsql as $$
declare
  milik uuid := coalesce(to_jsonb(new) ->> 'dokumen_id', to_jsonb(old) ->> 'dokumen_id')::uuid;
  keadaan text;
begin
  select d.status into keadaan from planning.dokumen d where d.id = milik for share;
  if keadaan <> 'disusun' or (tg_op = 'UPDATE' and new.dokumen_id <> old.dokumen_id) then
    raise exception 'document % is % and its contents do not change', milik, keadaan using errcode = 'check_violation';
  end if;
  return coalesce(new, old);
end $$;
do $$
declare
  nama text;
begin
  foreach nama in array array['simpul', 'simpul_pagu', 'indikator', 'indikator_target', 'rkpd_baris'] loop
    execute format('create trigger %I before insert or update or delete on planning.%I
      for each row execute function planning.isi_terbuka()', nama || '_terbuka', nama);
  end loop;
end $$;

-- A node stands under the kind above it: trees have no cycles and no orphans, whoever writes them.
create function planning.simpul_bertingkat() returns trigger language plpgsql as $$
declare
  dokumen text;
  di_atas text;
  sah boolean;
begin
  select d.jenis into dokumen from planning.dokumen d where d.id = new.dokumen_id;
  select s.jenis into di_atas from planning.simpul s where s.dokumen_id = new.dokumen_id and s.id = new.induk_id;
  sah := case dokumen
    when 'rpjmd' then (new.jenis, coalesce(di_atas, '')) in (('visi', ''), ('misi', 'visi'), ('tujuan', 'misi'), ('sasaran', 'tujuan'), ('program', 'sasaran'))
    when 'renstra' then (new.jenis, coalesce(di_atas, '')) in (('tujuan', ''), ('sasaran', 'tujuan'), ('program', 'sasaran'), ('kegiatan', 'program'), ('sub_kegiatan', 'kegiatan'))
    else false end;
  if not sah then
    raise exception 'a % does not stand under a % of a %', new.jenis, coalesce(di_atas, 'root'), dokumen using errcode = 'check_violation';
  end if;
  if new.nomenklatur_id is not null and not exists (select 1 from fiscal.pub_nomenklatur n where n.id = new.nomenklatur_id and n.jenis = new.jenis) then
    raise exception 'code % is no %', new.nomenklatur_id, new.jenis using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger simpul_bertingkat after insert or update on planning.simpul
  deferrable initially deferred for each row execute function planning.simpul_bertingkat();

create function planning.tahun_dalam_dokumen() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from planning.dokumen d where d.id = new.dokumen_id and new.tahun between d.tahun_mulai and d.tahun_sampai) then
    raise exception 'year % is not of document %', new.tahun, new.dokumen_id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger simpul_pagu_tahun before insert or update on planning.simpul_pagu for each row execute function planning.tahun_dalam_dokumen();
create trigger indikator_target_tahun before insert or update on planning.indikator_target for each row execute function planning.tahun_dalam_dokumen();

-- A line's sub kegiatan and SKPD exist in its year, and the line stands in an RKPD of that year.
create function planning.kunci_berlaku() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from fiscal.pub_nomenklatur n where n.id = new.sub_kegiatan_id and n.jenis = 'sub_kegiatan'
      and new.tahun between n.tahun_mulai and n.tahun_sampai)
    or not exists (select 1 from fiscal.pub_skpd s where s.id = new.skpd_id and new.tahun between s.tahun_mulai and s.tahun_sampai) then
    raise exception 'line % is written in codes that are not in force in %', new.id, new.tahun using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger kunci_berlaku before insert on planning.rkpd_kunci for each row execute function planning.kunci_berlaku();

create function planning.baris_setahun() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from planning.dokumen d join planning.rkpd_kunci k on k.id = new.id
    where d.id = new.dokumen_id and d.jenis = 'rkpd' and d.tahun_mulai = k.tahun) then
    raise exception 'line % is not of this year''s plan', new.id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger baris_setahun before insert on planning.rkpd_baris for each row execute function planning.baris_setahun();

-- An accepted proposal is in a line, a refused one in none: held when the transaction ends.
create function planning.usulan_berbaris() returns trigger language plpgsql as $$
declare
  milik uuid := coalesce(to_jsonb(new), to_jsonb(old)) ->> case when tg_table_name = 'usulan' then 'id' else 'usulan_id' end;
begin
  if exists (select 1 from planning.usulan u where u.id = milik
    and (u.status in ('diterima', 'diubah')) <> exists (select 1 from planning.usulan_baris b where b.usulan_id = u.id)) then
    raise exception 'proposal % does not agree with its lines', milik using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger usulan_berbaris after insert or update on planning.usulan
  deferrable initially deferred for each row execute function planning.usulan_berbaris();
create constraint trigger usulan_baris_berbaris after insert or delete on planning.usulan_baris
  deferrable initially deferred for each row execute function planning.usulan_berbaris();

-- Where a proposal went is settled with the line: links of an enacted line stay, new ones wait for the next draft.
create function planning.tautan_terbuka() returns trigger language plpgsql as $$
declare
  baris uuid := coalesce(to_jsonb(new), to_jsonb(old)) ->> 'baris_id';
begin
  perform 1 from planning.rkpd_baris r join planning.dokumen d on d.id = r.dokumen_id
    where r.id = baris and d.status <> 'ditetapkan' for share of d;
  if tg_op = 'DELETE' and exists (select 1 from planning.rkpd_baris r join planning.dokumen d on d.id = r.dokumen_id
      where r.id = baris and d.status = 'ditetapkan')
    or tg_op <> 'DELETE' and not exists (select 1 from planning.rkpd_baris r join planning.dokumen d on d.id = r.dokumen_id
      where r.id = baris and d.status = 'disusun') then
    raise exception 'line % is settled with its proposals', baris using errcode = 'check_violation';
  end if;
  return coalesce(new, old);
end $$;
create trigger tautan_terbuka before insert or update or delete on planning.usulan_baris
  for each row execute function planning.tautan_terbuka();

-- In force: the last enacted version.
create view planning.pub_rkpd_baris as
  select k.id, k.tahun, k.skpd_id, k.sub_kegiatan_id,
    (select b.usulan_id from planning.usulan_baris b where b.baris_id = k.id order by b.urutan, b.usulan_id limit 1) as usulan_id,
    coalesce(kini.sumber, 'teknokratik') as sumber, coalesce(kini.pagu, 0)::numeric(20,2) as pagu
  from planning.rkpd_kunci k
  left join lateral (select r.sumber, r.pagu from planning.dokumen d join planning.rkpd_baris r on r.dokumen_id = d.id and r.id = k.id
    where d.jenis = 'rkpd' and d.tahun_mulai = k.tahun and d.status = 'ditetapkan'
      and not exists (select 1 from planning.dokumen e where e.mengubah_id = d.id and e.status = 'ditetapkan')) kini on true
  where exists (select 1 from planning.rkpd_baris r join planning.dokumen d on d.id = r.dokumen_id
    where r.id = k.id and d.status = 'ditetapkan');
comment on view planning.pub_rkpd_baris is 'Contract: lines that were ever enacted, with the ceiling in force in rupiah (0 when a later version dropped the line); usulan_id is the first proposal it serves';

create view planning.pub_jejak as
  select 'usulan' as dari_jenis, b.usulan_id::text as dari_id, 'rkpd' as ke_jenis, b.baris_id::text as ke_id from planning.usulan_baris b;
comment on view planning.pub_jejak is 'Contract: edges of the trace, proposal to line';

create view planning.pub_jejak_simpul as
  select 'usulan' as jenis, u.id::text as id, u.nomor, u.judul, u.perkiraan::numeric as jumlah,
    u.tanggal, '/rencana/usulan/' || u.nomor as url
  from planning.usulan u
  union all
  select 'rkpd', k.id::text, 'RKPD ' || k.tahun, r.uraian, r.pagu::numeric, d.penetapan_tanggal,
    '/rencana/baris/' || k.id
  from planning.rkpd_kunci k
  join lateral (select x.uraian, x.pagu, x.dokumen_id from planning.rkpd_baris x join planning.dokumen y on y.id = x.dokumen_id
    where x.id = k.id and y.status = 'ditetapkan' order by y.versi desc limit 1) r on true
  join planning.dokumen d on d.id = r.dokumen_id;
comment on view planning.pub_jejak_simpul is 'Contract: nodes of the trace that planning knows: proposals and enacted lines';

grant select, insert on all tables in schema planning to mod_planning;
revoke insert on planning.alasan, planning.aturan_periksa, planning.aturan_capaian from mod_planning;
grant update (status, penetapan_jenis, penetapan_nomor, penetapan_tanggal, sidik, judul, diajukan_oleh, diajukan_at, ditetapkan_oleh, ditetapkan_at) on planning.dokumen to mod_planning;
grant update, delete on planning.simpul, planning.simpul_pagu, planning.indikator, planning.indikator_target, planning.rkpd_baris to mod_planning;
grant update (status, alasan_kode, alasan, diputus_oleh, diputus_at, pendukung, skpd_id, revisi) on planning.usulan to mod_planning;
grant delete on planning.usulan_baris to mod_planning;
grant select on planning.pub_rkpd_baris, planning.pub_jejak, planning.pub_jejak_simpul to pendopo_modules;
