-- Forums of a place or a theme, with moderation that explains itself.
create schema forums;
grant usage on schema forums to mod_forums;

create table forums.forum (
  id uuid primary key,
  kode text not null unique check (kode ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(kode) between 3 and 40),
  jenis text not null check (jenis in ('tempat', 'tema')),
  judul text not null check (length(judul) between 5 and 100),
  uraian text not null check (length(uraian) between 10 and 500),
  wilayah_kode text,
  unit_kode text not null,
  status text not null default 'buka' check (status in ('buka', 'tutup')),
  nomor_terakhir integer not null default 0 check (nomor_terakhir between 0 and 999999),
  dibuat_oleh uuid not null,
  dibuat_at timestamptz not null,
  check ((jenis = 'tempat') = (wilayah_kode is not null))
);
comment on table forums.forum is 'A forum of a place or of a theme, and the agency that answers questions in it';
create index forum_urut on forums.forum (dibuat_at desc, id desc);

create table forums.topik (
  id uuid primary key,
  forum_id uuid not null references forums.forum (id),
  nomor integer not null check (nomor between 1 and 999999),
  judul text not null check (length(judul) between 5 and 150),
  jenis text not null check (jenis in ('bahasan', 'pertanyaan')),
  penulis_akun uuid,
  nama text not null check (length(nama) between 1 and 120),
  status text not null default 'buka' check (status in ('buka', 'kunci')),
  is_tersembunyi boolean not null default false,
  nomor_terakhir integer not null default 0 check (nomor_terakhir between 0 and 99999),
  dibuat_at timestamptz not null,
  terakhir_at timestamptz not null,
  lambat_sampai timestamptz,
  unit_kode text,
  tenggat_pada date,
  dijawab_at timestamptz,
  jawaban_nomor integer,
  dieskalasi_at timestamptz,
  unique (forum_id, nomor),
  check ((jenis = 'pertanyaan') = (unit_kode is not null) and (unit_kode is null) = (tenggat_pada is null)),
  check ((dijawab_at is null) = (jawaban_nomor is null) and (dijawab_at is null or jenis = 'pertanyaan')),
  check (dieskalasi_at is null or jenis = 'pertanyaan')
);
comment on table forums.topik is 'A topic of a forum; a question to the government has an agency, a due date and an official answer';
create index topik_terakhir on forums.topik (forum_id, terakhir_at desc, id desc);
create index topik_bergerak on forums.topik (terakhir_at);
create index topik_penulis on forums.topik (penulis_akun, dibuat_at desc, id desc) where penulis_akun is not null;
create index topik_menunggu on forums.topik (unit_kode, tenggat_pada, id) where jenis = 'pertanyaan' and dijawab_at is null;
create index topik_lewat on forums.topik (tenggat_pada, id) where jenis = 'pertanyaan' and dijawab_at is null;

create table forums.pindahan (
  forum_id uuid not null references forums.forum (id),
  nomor integer not null,
  topik_id uuid not null references forums.topik (id),
  primary key (forum_id, nomor)
);
comment on table forums.pindahan is 'Where a topic stood before it was moved, so that its old address still leads to it';
create index pindahan_topik on forums.pindahan (topik_id);

create table forums.kiriman (
  id uuid primary key,
  topik_id uuid not null references forums.topik (id),
  nomor integer not null check (nomor >= 1),
  isi text not null check (length(isi) between 3 and 4000),
  isi_publik text not null check (length(isi_publik) between 1 and 20000),
  sidik bytea not null check (octet_length(sidik) = 32),
  kutip_nomor integer check (kutip_nomor >= 1 and kutip_nomor < nomor),
  penulis_akun uuid,
  nama text not null check (length(nama) between 1 and 120),
  unit_kode text,
  is_jawaban boolean not null default false,
  isyarat text[] not null default '{}',
  status text not null default 'tampil' check (status in ('tampil', 'sembunyi')),
  keputusan_id uuid,
  dibuat_at timestamptz not null,
  unique (topik_id, nomor),
  check ((status = 'sembunyi') = (keputusan_id is not null)),
  check (not is_jawaban or unit_kode is not null)
);
comment on table forums.kiriman is 'A post: as written for its author and moderators, and with personal data masked for everybody; a hidden one keeps its place';
create index kiriman_penulis on forums.kiriman (penulis_akun, dibuat_at desc) where penulis_akun is not null;
create index kiriman_waktu on forums.kiriman (topik_id, dibuat_at desc);
-- The same person never says the same twice in a topic, and long texts are not pasted by one account after another.
create unique index kiriman_sama on forums.kiriman (topik_id, penulis_akun, sidik) where penulis_akun is not null;
create unique index kiriman_tempel on forums.kiriman (topik_id, sidik) where length(isi) >= 60;

create function forums.jaga_kiriman() returns trigger language plpgsql as $$
begin
  if (new.topik_id, new.nomor, new.isi, new.isi_publik, new.sidik, new.dibuat_at, new.is_jawaban)
      is distinct from (old.topik_id, old.nomor, old.isi, old.isi_publik, old.sidik, old.dibuat_at, old.is_jawaban) then
    raise exception 'a post is never rewritten';
  end if;
  return new;
end $$;
create trigger jaga_kiriman before update on forums.kiriman for each row execute function forums.jaga_kiriman();

create table forums.kehadiran (
  forum_id uuid not null references forums.forum (id),
  akun_id uuid not null,
  pertama_at timestamptz not null,
  primary key (forum_id, akun_id)
);
comment on table forums.kehadiran is 'When an account wrote in a forum for the first time: what slow mode looks at';

create table forums.lambat (
  id uuid primary key,
  topik_id uuid not null references forums.topik (id),
  mulai_at timestamptz not null,
  sampai_at timestamptz not null check (sampai_at > mulai_at),
  kiriman_baru integer not null check (kiriman_baru > 0)
);
comment on table forums.lambat is 'Every time a topic went into slow mode by itself, and how many posts of newcomers caused it';
create index lambat_mulai on forums.lambat (mulai_at);

create table forums.tanda (
  id uuid primary key,
  kiriman_id uuid not null references forums.kiriman (id),
  aturan_kode text not null check (aturan_kode ~ '^[a-z-]{3,30}$'),
  penanda_akun uuid,
  dibuat_at timestamptz not null,
  unique (kiriman_id, penanda_akun)
);
comment on table forums.tanda is 'A flag: this account holds that this post breaks this rule';
create index tanda_penanda on forums.tanda (penanda_akun, dibuat_at desc) where penanda_akun is not null;
create index tanda_waktu on forums.tanda (dibuat_at);

create table forums.perkara (
  id uuid primary key,
  kiriman_id uuid not null references forums.kiriman (id),
  status text not null default 'terbuka' check (status in ('terbuka', 'diputus')),
  jumlah_tanda integer not null check (jumlah_tanda >= 1),
  sumber integer not null check (sumber between 1 and jumlah_tanda),
  dibuka_at timestamptz not null,
  tenggat_at timestamptz not null check (tenggat_at >= dibuka_at)
);
comment on table forums.perkara is 'What waits for a moderator: a flagged post, from how many independent sources, due when';
create unique index perkara_terbuka on forums.perkara (kiriman_id) where status = 'terbuka';
create index perkara_antre on forums.perkara (tenggat_at, id) where status = 'terbuka';

create table forums.deret (
  tahun integer primary key check (tahun between 2000 and 9999),
  terakhir integer not null check (terakhir between 1 and 999999)
);
comment on table forums.deret is 'Last number of a decision in a year';

create table forums.keputusan (
  id uuid primary key,
  nomor text not null unique check (nomor ~ '^MOD-[0-9]{4}-[0-9]{6}-[A-Z]$'),
  perkara_id uuid not null unique references forums.perkara (id),
  kiriman_id uuid not null references forums.kiriman (id),
  jenis text not null check (jenis in ('biarkan', 'sembunyikan', 'pindahkan', 'kunci')),
  aturan_kode text not null check (aturan_kode ~ '^[a-z-]{3,30}$'),
  alasan text not null check (length(alasan) between 10 and 1500),
  oleh uuid not null,
  diputus_at timestamptz not null,
  menit integer not null check (menit >= 0),
  is_terlambat boolean not null,
  dari_forum_id uuid references forums.forum (id),
  dari_nomor integer,
  ke_forum_id uuid references forums.forum (id),
  unique (id, oleh),
  check ((jenis = 'pindahkan') = (ke_forum_id is not null) and (ke_forum_id is null) = (dari_forum_id is null)
    and (dari_forum_id is null) = (dari_nomor is null))
);
comment on table forums.keputusan is 'A moderator''s decision with rule and reason; one for each case, never changed';
create index keputusan_waktu on forums.keputusan (diputus_at);
create index keputusan_kiriman on forums.keputusan (kiriman_id, diputus_at desc);

-- A post and its decision name each other. A key would close the circle, and a copy could not be put back row by row.
create function forums.keputusan_ada() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from forums.keputusan k where k.id = new.keputusan_id and k.kiriman_id = new.id) then
    raise exception 'a post is hidden by a decision about it' using errcode = 'foreign_key_violation';
  end if;
  return new;
end $$;
create trigger keputusan_ada before insert or update of keputusan_id on forums.kiriman
  for each row when (new.keputusan_id is not null) execute function forums.keputusan_ada();

create table forums.banding (
  id uuid primary key,
  keputusan_id uuid not null unique,
  keputusan_oleh uuid not null,
  alasan text not null check (length(alasan) between 10 and 1000),
  diajukan_at timestamptz not null,
  tenggat_pada date not null,
  foreign key (keputusan_id, keputusan_oleh) references forums.keputusan (id, oleh),
  unique (id, keputusan_oleh)
);
comment on table forums.banding is 'An author''s appeal against a decision, once; it carries who decided, so that another must judge it';
create index banding_tenggat on forums.banding (tenggat_pada, id);
create index banding_waktu on forums.banding (diajukan_at);

create table forums.putusan_banding (
  banding_id uuid primary key,
  keputusan_oleh uuid not null,
  hasil text not null check (hasil in ('dikabulkan', 'ditolak')),
  alasan text not null check (length(alasan) between 10 and 1500),
  oleh uuid not null,
  diputus_at timestamptz not null,
  is_terlambat boolean not null,
  foreign key (banding_id, keputusan_oleh) references forums.banding (id, keputusan_oleh),
  check (oleh <> keputusan_oleh)
);
comment on table forums.putusan_banding is 'What another officer than the first decided on an appeal, with the reason; never changed';
create index putusan_banding_waktu on forums.putusan_banding (diputus_at);

create table forums.pengikut (
  topik_id uuid not null references forums.topik (id),
  akun_id uuid not null,
  sejak timestamptz not null,
  dikabari_nomor integer not null default 0,
  primary key (topik_id, akun_id)
);
comment on table forums.pengikut is 'Who follows a topic, and up to which post they were told';
create index pengikut_akun on forums.pengikut (akun_id);

create table forums.hitungan (
  pada date not null,
  nama text not null check (length(nama) between 3 and 60),
  jumlah integer not null check (jumlah >= 1),
  primary key (pada, nama)
);
comment on table forums.hitungan is 'Counters of a day: posts, questions, flags by rule, refusals by reason';

create table forums.terbitan (
  id uuid primary key,
  bulan text not null unique check (bulan ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  dokumen jsonb not null,
  terbit_at timestamptz not null
);
comment on table forums.terbitan is 'The transparency report of a month as it was published; its digest is in the public log';

create function forums.tidak_berubah() returns trigger language plpgsql as $$
begin
  raise exception '% is only added to', tg_table_name;
end $$;
create trigger tidak_berubah before update or delete on forums.keputusan for each row execute function forums.tidak_berubah();
create trigger tidak_berubah before update or delete on forums.banding for each row execute function forums.tidak_berubah();
create trigger tidak_berubah before update or delete on forums.putusan_banding for each row execute function forums.tidak_berubah();
create trigger tidak_berubah before update or delete on forums.terbitan for each row execute function forums.tidak_berubah();
create trigger tidak_berubah before update or delete on forums.lambat for each row execute function forums.tidak_berubah();

grant select, insert, update on forums.forum, forums.topik, forums.kiriman, forums.perkara, forums.deret, forums.hitungan to mod_forums;
grant select, insert on forums.pindahan, forums.lambat, forums.keputusan, forums.banding, forums.putusan_banding, forums.terbitan to mod_forums;
grant select, insert on forums.tanda to mod_forums;
grant update (penanda_akun) on forums.tanda to mod_forums;
grant select, insert, delete on forums.kehadiran to mod_forums;
grant select, insert, update, delete on forums.pengikut to mod_forums;
