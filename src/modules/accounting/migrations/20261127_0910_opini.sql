-- What the auditors said of a year's statements: entered by one person from their report, set by another.
create table accounting.opini (
  id uuid primary key,
  tahun integer not null references fiscal.tahun_anggaran (tahun),
  opini text not null check (opini in ('WTP', 'WTP-DPP', 'WDP', 'TMP', 'TW')),
  lhp_nomor text not null check (length(lhp_nomor) between 3 and 120),
  lhp_tanggal date not null,
  status text not null check (status in ('menunggu', 'ditetapkan', 'ditolak')),
  dicatat_oleh text not null,
  dicatat_nama text not null,
  dicatat_at timestamptz not null,
  diputuskan_oleh text,
  diputuskan_nama text,
  diputuskan_at timestamptz,
  alasan text check (length(alasan) between 3 and 500),
  check (lhp_tanggal > make_date(tahun, 12, 31)),
  check ((status = 'menunggu') = (diputuskan_oleh is null)),
  check ((diputuskan_oleh is null) = (diputuskan_at is null)),
  check (diputuskan_oleh <> dicatat_oleh),
  check (status <> 'ditolak' or alasan is not null)
);
comment on table accounting.opini is 'Opinion of the auditors (BPK) on the statements of a fiscal year, with number and day of their report (LHP); entered by one person, set by another, then unchangeable';
-- One opinion of a year at a time: waiting or set.
create unique index opini_tahun on accounting.opini (tahun) where status <> 'ditolak';

create function accounting.opini_tetap() returns trigger language plpgsql as $$
begin
  if old.status <> 'menunggu' then
    raise exception 'an opinion that was decided stays' using errcode = 'check_violation', constraint = 'opini_tetap';
  end if;
  return new;
end $$;
create trigger opini_tetap before update or delete on accounting.opini for each row execute function accounting.opini_tetap();

grant select, insert on accounting.opini to mod_accounting;
grant update (status, diputuskan_oleh, diputuskan_nama, diputuskan_at, alasan) on accounting.opini to mod_accounting;
