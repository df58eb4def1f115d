-- Who did what, and who looked at whose personal data. Rows are only ever added.
create schema audit;
grant usage on schema audit to mod_audit;

create table audit.catatan (
  id uuid primary key,
  waktu timestamptz not null default now(),
  pelaku_jenis text not null check (pelaku_jenis in ('anonymous', 'citizen', 'officer', 'system')),
  pelaku_id text,
  peran text,
  atas_nama text,
  tindakan text not null check (tindakan ~ '^[a-z-]+(\.[a-z-]+)+$'),
  objek_jenis text not null,
  objek_id text not null,
  alasan text,
  digest_sebelum bytea check (octet_length(digest_sebelum) = 32),
  digest_sesudah bytea check (octet_length(digest_sesudah) = 32)
);
comment on table audit.catatan is 'Every change of state: who, in which role, what, SHA-256 of canonical JSON before and after';
create index catatan_objek on audit.catatan (objek_jenis, objek_id, waktu);

create table audit.akses (
  id uuid primary key,
  waktu timestamptz not null default now(),
  pelaku_jenis text not null,
  pelaku_id text,
  pelaku_nama text,
  peran text,
  pemilik_id text not null,
  objek_jenis text not null,
  objek_id text not null,
  tujuan text not null check (length(tujuan) between 3 and 300),
  data text[] not null
);
comment on table audit.akses is 'Every look at personal data: whose (pemilik_id), by whom, which fields, for what purpose; shown to the owner';
create index akses_pemilik on audit.akses (pemilik_id, waktu desc, id desc);

create function audit.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'audit rows are never changed or removed';
end $$;
create trigger catatan_append_only before update or delete or truncate on audit.catatan for each statement execute function audit.refuse_change();
create trigger akses_append_only before update or delete or truncate on audit.akses for each statement execute function audit.refuse_change();

grant select, insert on audit.catatan, audit.akses to mod_audit;
