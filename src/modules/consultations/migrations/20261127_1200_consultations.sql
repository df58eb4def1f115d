-- Consultations: draft regulations and public consultation forums, every input with a number, a day and an answer.
create schema consultations;
grant usage on schema consultations to mod_consultations, pendopo_modules;

create table consultations.konsultasi (
  id uuid primary key,
  kode text not null unique check (kode ~ '^[a-z0-9]{6}$'),
  jenis text not null check (jenis in ('rancangan', 'fkp')),
  bentuk text not null check (length(bentuk) <= 20),
  judul text not null check (length(judul) between 5 and 200),
  tujuan text not null check (length(tujuan) between 10 and 1000),
  unit_kode text not null,
  status text not null default 'draf' check (status in ('draf', 'buka', 'tutup')),
  tutup_pada date not null,
  versi integer not null default 0 check (versi between 0 and 500),
  versi_buka integer check (versi_buka between 1 and versi),
  jangkar_terpakai integer not null default 0 check (jangkar_terpakai >= 0),
  masukan_terakhir integer not null default 0 check (masukan_terakhir >= 0),
  janji_terakhir integer not null default 0 check (janji_terakhir between 0 and 200),
  dibuat_oleh uuid not null,
  dibuat_at timestamptz not null,
  dibuka_at timestamptz,
  ditutup_at timestamptz,
  surat_id uuid,
  surat_kode text,
  check ((jenis = 'rancangan') = (bentuk <> '')),
  check ((status = 'draf') = (dibuka_at is null) and (dibuka_at is null) = (versi_buka is null)),
  check ((status = 'tutup') = (ditutup_at is not null))
);
comment on table consultations.konsultasi is 'A consultation: what it is about, how long it is open, which version of its text was consulted';
create index konsultasi_terbaru on consultations.konsultasi (dibuat_at desc, id desc);
create index konsultasi_publik on consultations.konsultasi (dibuka_at desc, id desc) where status <> 'draf';

create table consultations.naskah (
  konsultasi_id uuid not null references consultations.konsultasi (id),
  versi integer not null check (versi >= 1),
  sidik text not null check (sidik ~ '^[0-9a-f]{64}$'),
  oleh uuid not null,
  dibuat_at timestamptz not null,
  primary key (konsultasi_id, versi)
);
comment on table consultations.naskah is 'Versions of a text with the SHA-256 of their passages; only ever added to';

create table consultations.bagian (
  konsultasi_id uuid not null,
  versi integer not null,
  urutan integer not null check (urutan between 1 and 1500),
  jangkar text not null check (jangkar ~ '^b[1-9][0-9]{0,5}$'),
  tingkat text not null check (tingkat in ('lampiran', 'bab', 'bagian', 'pasal', 'ayat', 'huruf', 'angka', 'alinea')),
  nomor text not null check (length(nomor) <= 40),
  label text not null check (length(label) between 1 and 120),
  teks text not null check (length(teks) <= 8000),
  primary key (konsultasi_id, versi, urutan),
  unique (konsultasi_id, versi, jangkar),
  foreign key (konsultasi_id, versi) references consultations.naskah (konsultasi_id, versi)
);
comment on table consultations.bagian is 'Passages of a version: bab, pasal, ayat, huruf; the anchor of a passage is the same in every version';

create table consultations.jawaban (
  id uuid primary key,
  konsultasi_id uuid not null references consultations.konsultasi (id),
  putusan text not null check (putusan in ('diterima', 'sebagian', 'ditolak', 'dijelaskan')),
  alasan text not null check (length(alasan) between 10 and 4000),
  jangkar text,
  janji_urut integer,
  unit_kode text not null,
  oleh uuid not null,
  dijawab_at timestamptz not null,
  check (putusan not in ('diterima', 'sebagian') or jangkar is not null or janji_urut is not null),
  check (putusan in ('diterima', 'sebagian') or (jangkar is null and janji_urut is null))
);
comment on table consultations.jawaban is 'Official answers with their reasons, each to one input or to many; what is accepted names a passage or a promise; only ever added to';
create index jawaban_konsultasi on consultations.jawaban (konsultasi_id, id);

create table consultations.masukan (
  id uuid primary key,
  konsultasi_id uuid not null references consultations.konsultasi (id),
  urut integer not null check (urut >= 1),
  versi integer not null,
  jangkar text not null,
  bagian_urutan integer not null,
  jenis text not null check (jenis in ('setuju', 'tolak', 'ubah', 'tanya')),
  teks text not null check (length(teks) between 5 and 4000),
  usul text check (length(usul) between 3 and 4000),
  wakil text not null check (wakil in ('sendiri', 'organisasi')),
  organisasi text check (length(organisasi) between 2 and 200),
  akun_id uuid,
  sama bytea not null check (octet_length(sama) = 32),
  dikirim_at timestamptz not null,
  dikirim_pada date not null,
  tenggat date not null check (tenggat > dikirim_pada),
  status text not null default 'menunggu' check (status in ('menunggu', 'dijawab', 'ditarik')),
  ditarik_at timestamptz,
  jawaban_id uuid references consultations.jawaban (id),
  lewat_at timestamptz,
  unique (konsultasi_id, urut),
  foreign key (konsultasi_id, versi, jangkar) references consultations.bagian (konsultasi_id, versi, jangkar),
  check ((jenis = 'ubah') = (usul is not null)),
  check ((wakil = 'organisasi') = (organisasi is not null)),
  check ((status = 'dijawab') = (jawaban_id is not null)),
  check ((status = 'ditarik') = (ditarik_at is not null))
);
comment on table consultations.masukan is 'Inputs to a passage, personal data masked before they are written; who sent one is known by account until the account is erased';
create index masukan_bagian on consultations.masukan (konsultasi_id, bagian_urutan, urut);
create index masukan_jangkar on consultations.masukan (konsultasi_id, jangkar, urut);
create index masukan_menunggu on consultations.masukan (tenggat, konsultasi_id, urut) where status = 'menunggu';
create index masukan_jawaban on consultations.masukan (jawaban_id) where jawaban_id is not null;
create index masukan_akun on consultations.masukan (akun_id, dikirim_at desc) where akun_id is not null;
create unique index masukan_ganda on consultations.masukan (konsultasi_id, jangkar, akun_id, sama) where status <> 'ditarik';

create table consultations.sebab (
  konsultasi_id uuid not null,
  versi integer not null,
  jangkar text not null,
  alasan text check (length(alasan) between 10 and 1000),
  masukan integer[] not null check (cardinality(masukan) <= 100),
  primary key (konsultasi_id, versi, jangkar),
  foreign key (konsultasi_id, versi) references consultations.naskah (konsultasi_id, versi),
  check (alasan is not null or cardinality(masukan) > 0)
);
comment on table consultations.sebab is 'Why a passage changed in a version: numbers of the inputs that caused it, or a reason of the office; only ever added to';

create table consultations.pertemuan (
  id uuid primary key,
  konsultasi_id uuid not null references consultations.konsultasi (id),
  pada date not null,
  tempat text not null check (length(tempat) between 3 and 250),
  acara text not null check (length(acara) between 5 and 1200),
  temuan text[] not null check (cardinality(temuan) between 1 and 40),
  oleh uuid not null,
  dicatat_at timestamptz not null
);
comment on table consultations.pertemuan is 'Meetings of a public consultation forum: agenda and findings; only ever added to';
create index pertemuan_konsultasi on consultations.pertemuan (konsultasi_id, pada, id);

create table consultations.hadir (
  pertemuan_id uuid not null references consultations.pertemuan (id),
  unsur text not null check (unsur ~ '^[a-z]{2,20}$'),
  jumlah integer not null check (jumlah between 1 and 5000),
  perempuan integer not null check (perempuan between 0 and jumlah),
  primary key (pertemuan_id, unsur)
);
comment on table consultations.hadir is 'How many came to a meeting of each element of society; no name of a person; only ever added to';

create table consultations.janji (
  konsultasi_id uuid not null references consultations.konsultasi (id),
  urut integer not null check (urut >= 1),
  teks text not null check (length(teks) between 10 and 700),
  unit_kode text not null,
  tenggat date not null,
  status text not null default 'berjalan' check (status in ('berjalan', 'selesai', 'batal')),
  bukti text check (length(bukti) between 10 and 1500),
  dibuat_oleh uuid not null,
  dibuat_at timestamptz not null,
  berakhir_oleh uuid,
  berakhir_at timestamptz,
  lewat_at timestamptz,
  primary key (konsultasi_id, urut),
  check ((status = 'berjalan') = (bukti is null) and (bukti is null) = (berakhir_at is null))
);
comment on table consultations.janji is 'Promises made in a consultation: who keeps them until when, and the proof or the reason when they end';
create index janji_berjalan on consultations.janji (tenggat, konsultasi_id, urut) where status = 'berjalan';

create table consultations.penolakan (
  konsultasi_id uuid not null references consultations.konsultasi (id),
  alasan text not null check (length(alasan) between 3 and 60),
  jumlah integer not null check (jumlah >= 1),
  primary key (konsultasi_id, alasan)
);
comment on table consultations.penolakan is 'How often inputs were refused, by reason; shown in public';

create table consultations.rekaman (
  id uuid primary key,
  konsultasi_id uuid not null references consultations.konsultasi (id),
  jenis text not null check (jenis in ('buka', 'versi', 'tutup', 'berita-acara')),
  dokumen jsonb not null,
  dicatat_at timestamptz not null
);
comment on table consultations.rekaman is 'What the public log holds of a consultation: openings, versions, closings, minutes; only ever added to';
create index rekaman_konsultasi on consultations.rekaman (konsultasi_id, jenis, id);

create function consultations.jaga_konsultasi() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'a consultation is never removed' using errcode = 'check_violation';
  end if;
  if new.status <> old.status and (old.status, new.status) not in (('draf', 'buka'), ('buka', 'tutup')) then
    raise exception 'a consultation goes from draft to open to closed' using errcode = 'check_violation';
  end if;
  if (new.id, new.kode, new.jenis, new.unit_kode) is distinct from (old.id, old.kode, old.jenis, old.unit_kode)
    or (old.status <> 'draf' and (new.judul, new.tujuan, new.bentuk, new.tutup_pada, new.versi_buka, new.dibuka_at)
      is distinct from (old.judul, old.tujuan, old.bentuk, old.tutup_pada, old.versi_buka, old.dibuka_at)) then
    raise exception 'a consultation that was opened does not change' using errcode = 'check_violation';
  end if;
  if new.status = 'tutup' and old.status = 'buka' and exists (
    select 1 from consultations.masukan m where m.konsultasi_id = new.id and m.status = 'menunggu') then
    raise exception 'consultation % has inputs without an answer', new.kode using errcode = 'check_violation';
  end if;
  if old.status = 'tutup' and new.versi <> old.versi then
    raise exception 'the text of a closed consultation does not change' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger jaga_konsultasi before update or delete on consultations.konsultasi
  for each row execute function consultations.jaga_konsultasi();

-- An input comes while the consultation is open, to the version that was opened; afterwards it is answered or withdrawn, once.
create function consultations.jaga_masukan() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'an input is never removed' using errcode = 'check_violation';
  end if;
  if tg_op = 'INSERT' then
    if not exists (select 1 from consultations.konsultasi k where k.id = new.konsultasi_id and k.status = 'buka'
      and k.versi_buka = new.versi and new.dikirim_pada <= k.tutup_pada) then
      raise exception 'an input comes while its consultation is open' using errcode = 'check_violation';
    end if;
    return new;
  end if;
  if (to_jsonb(new) - array['status', 'ditarik_at', 'jawaban_id', 'lewat_at', 'akun_id'])
    <> (to_jsonb(old) - array['status', 'ditarik_at', 'jawaban_id', 'lewat_at', 'akun_id'])
    or (new.akun_id is not null and new.akun_id is distinct from old.akun_id) then
    raise exception 'an input does not change' using errcode = 'check_violation';
  end if;
  if old.status <> 'menunggu' and (new.status, new.jawaban_id, new.ditarik_at) is distinct from (old.status, old.jawaban_id, old.ditarik_at) then
    raise exception 'an input is answered or withdrawn once' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger jaga_masukan before insert or update or delete on consultations.masukan
  for each row execute function consultations.jaga_masukan();

create function consultations.jaga_janji() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'a promise is never removed' using errcode = 'check_violation';
  end if;
  if (new.konsultasi_id, new.urut, new.teks, new.unit_kode, new.tenggat) is distinct from
    (old.konsultasi_id, old.urut, old.teks, old.unit_kode, old.tenggat)
    or (old.status <> 'berjalan' and new.status is distinct from old.status) then
    raise exception 'a promise does not change, it ends once' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger jaga_janji before update or delete on consultations.janji
  for each row execute function consultations.jaga_janji();

create function consultations.tetap() returns trigger language plpgsql as $$
begin
  raise exception '% is only ever added to', tg_table_name using errcode = 'check_violation';
end $$;
do $$
declare
  nama text;
begin
  foreach nama in array array['naskah', 'bagian', 'jawaban', 'sebab', 'pertemuan', 'hadir', 'rekaman'] loop
    execute format('create trigger %I before update or delete on consultations.%I
      for each row execute function consultations.tetap()', nama || '_tetap', nama);
  end loop;
end $$;

create view consultations.pub_hitungan as
  select k.jenis, count(m.id) as diterima, count(m.id) filter (where m.status = 'dijawab') as dijawab,
    count(m.id) filter (where m.lewat_at is not null) as lewat
  from consultations.konsultasi k left join consultations.masukan m on m.konsultasi_id = k.id and m.status <> 'ditarik'
  where k.status <> 'draf' group by k.jenis;
comment on view consultations.pub_hitungan is 'Contract: per kind of consultation how many inputs were received, answered, and answered late or not at all; no personal data';

grant select, insert on all tables in schema consultations to mod_consultations;
grant update (status, versi, versi_buka, jangkar_terpakai, masukan_terakhir, janji_terakhir, dibuka_at, ditutup_at, surat_id, surat_kode)
  on consultations.konsultasi to mod_consultations;
grant update (status, ditarik_at, jawaban_id, lewat_at, akun_id) on consultations.masukan to mod_consultations;
grant update (status, bukti, berakhir_oleh, berakhir_at, lewat_at) on consultations.janji to mod_consultations;
grant update (jumlah) on consultations.penolakan to mod_consultations;
grant select on consultations.pub_hitungan to pendopo_modules;
