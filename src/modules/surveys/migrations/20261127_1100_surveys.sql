-- Surveys of residents: questions as data, panels with a frame and open links kept apart.
create schema surveys;
grant usage on schema surveys to mod_surveys;

create table surveys.survei (
  id uuid primary key,
  kode text not null unique check (kode ~ '^[a-z0-9]{6}$'),
  judul text not null check (length(judul) between 5 and 150),
  tujuan text not null check (length(tujuan) between 10 and 500),
  unit_kode text not null,
  jenis text not null check (jenis in ('panel', 'terbuka')),
  status text not null default 'draf' check (status in ('draf', 'buka', 'tutup', 'terbit')),
  soal jsonb not null default '[]' check (jsonb_typeof(soal) = 'array'),
  soal_terakhir integer not null default 0,
  strata jsonb not null default '[]' check (jsonb_typeof(strata) = 'array'),
  margin jsonb not null default '[]' check (jsonb_typeof(margin) = 'array'),
  tutup_pada date not null,
  janji_terbit date not null check (janji_terbit >= tutup_pada),
  dibuka_at timestamptz,
  ditutup_at timestamptz,
  versi integer not null default 1 check (versi >= 1),
  dibuat_oleh uuid not null,
  dibuat_at timestamptz not null,
  check ((status = 'draf') = (dibuka_at is null)),
  check ((status in ('tutup', 'terbit')) = (ditutup_at is not null)),
  check (status = 'draf' or jsonb_array_length(soal) > 0),
  check (status = 'draf' or jenis = 'terbuka' or jsonb_array_length(strata) > 0)
);
comment on table surveys.survei is 'A survey: its questions and frame as data, which never change once it is open';
create index survei_terbaru on surveys.survei (dibuat_at desc, id desc);
create index survei_umum on surveys.survei (dibuka_at desc, id desc) where dibuka_at is not null;
create index survei_waktu on surveys.survei (tutup_pada) where status = 'buka';

-- What people answered is what was asked: from the first day on nothing of it moves, and no state goes back.
create function surveys.jaga_survei() returns trigger language plpgsql as $$
begin
  if old.status <> 'draf' and (new.soal, new.strata, new.jenis, new.kode, new.judul, new.tujuan, new.unit_kode, new.tutup_pada,
      new.janji_terbit, new.dibuka_at) is distinct from (old.soal, old.strata, old.jenis, old.kode, old.judul, old.tujuan,
      old.unit_kode, old.tutup_pada, old.janji_terbit, old.dibuka_at) then
    raise exception 'a survey that was opened does not change';
  end if;
  if old.status = 'terbit' and (new.margin is distinct from old.margin or new.status <> 'terbit') then
    raise exception 'a survey that was published does not change';
  end if;
  if new.status <> old.status and (old.status, new.status) not in (('draf', 'buka'), ('buka', 'tutup'), ('tutup', 'terbit')) then
    raise exception 'a survey goes from draft to open to closed to published';
  end if;
  return new;
end $$;
create trigger jaga_survei before update on surveys.survei for each row execute function surveys.jaga_survei();

create table surveys.undangan (
  id uuid primary key,
  survei_id uuid not null references surveys.survei (id),
  sidik bytea not null unique check (octet_length(sidik) = 32),
  strata text not null,
  is_terpakai boolean not null default false
);
comment on table surveys.undangan is 'One invitation of a panel; only the digest of its token is kept, and of its use only that it was used, not when';
create index undangan_survei on surveys.undangan (survei_id, strata);

create table surveys.isian (
  sidik bytea primary key check (octet_length(sidik) = 32),
  survei_id uuid not null references surveys.survei (id),
  undangan_id uuid references surveys.undangan (id),
  jawaban jsonb not null check (jsonb_typeof(jawaban) = 'object'),
  mulai_at timestamptz not null,
  diubah_at timestamptz not null
);
comment on table surveys.isian is 'An answer being written, until it is sent or forgotten after a week';
create index isian_lama on surveys.isian (diubah_at);

create table surveys.jawaban (
  id uuid primary key,
  survei_id uuid not null references surveys.survei (id),
  kanal text not null check (kanal in ('undangan', 'terbuka', 'kertas')),
  strata text not null,
  isi jsonb not null check (jsonb_typeof(isi) = 'object'),
  bundel text check (length(bundel) between 2 and 40),
  lembar integer check (lembar between 1 and 9999),
  is_diacak boolean not null default false,
  check ((kanal = 'kertas') = (bundel is not null) and (bundel is null) = (lembar is null)),
  unique (survei_id, bundel, lembar)
);
comment on table surveys.jawaban is 'One answer that was sent: no person, no invitation, no time; those by link are written anew in another order every night';
create index jawaban_survei on surveys.jawaban (survei_id, id);
create index jawaban_baru on surveys.jawaban (survei_id) where not is_diacak and kanal <> 'kertas';

create table surveys.hitungan (
  survei_id uuid not null references surveys.survei (id),
  strata text not null,
  diundang integer not null default 0 check (diundang >= 0),
  menjawab integer not null default 0 check (menjawab >= 0),
  kertas integer not null default 0 check (kertas between 0 and menjawab),
  primary key (survei_id, strata)
);
comment on table surveys.hitungan is 'Counters per stratum, moved by the transaction that invites or takes an answer';

create table surveys.penolakan (
  survei_id uuid not null references surveys.survei (id),
  alasan text not null,
  jumlah bigint not null default 0 check (jumlah >= 0),
  primary key (survei_id, alasan)
);
comment on table surveys.penolakan is 'How often an answer was refused, and why: floods and robots stay visible';

create table surveys.terbitan (
  survei_id uuid primary key references surveys.survei (id),
  dokumen jsonb not null,
  mikrodata jsonb not null check (jsonb_typeof(mikrodata) = 'array'),
  terbit_at timestamptz not null
);
comment on table surveys.terbitan is 'A published result with how it came about, and the lines others may count themselves; its digest is in the public log';

grant select, insert, update on surveys.survei, surveys.undangan, surveys.isian, surveys.hitungan, surveys.penolakan to mod_surveys;
grant delete on surveys.isian to mod_surveys;
grant select, insert, delete on surveys.jawaban to mod_surveys;
grant select, insert on surveys.terbitan to mod_surveys;
