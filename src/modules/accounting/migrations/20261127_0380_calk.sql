-- The notes on the statements: what accountants write, per chapter, every version kept.
create table accounting.calk_naskah (
  tahun integer not null references fiscal.tahun_anggaran (tahun),
  -- 0 is the region.
  skpd_id integer not null check (skpd_id >= 0),
  bab text not null check (bab ~ '^[IVXL]{1,8}$'),
  versi integer not null check (versi between 1 and 10000),
  teks text not null check (length(teks) between 1 and 60000),
  oleh uuid not null,
  nama text not null check (length(nama) between 1 and 200),
  ditulis_at timestamptz not null,
  primary key (tahun, skpd_id, bab, versi)
);
comment on table accounting.calk_naskah is 'Texts of the notes on the statements (CaLK) of a year, per book (0: the region) and chapter: rows are added, never changed; the highest version is the text';
create trigger calk_tetap before update or delete or truncate on accounting.calk_naskah for each statement execute function accounting.tidak_berubah();
-- No version is left out: each goes on from the one before.
create function accounting.calk_berurut() returns trigger language plpgsql as $$
begin
  if new.versi > 1 and not exists (select 1 from accounting.calk_naskah c where c.tahun = new.tahun and c.skpd_id = new.skpd_id
      and c.bab = new.bab and c.versi = new.versi - 1) then
    raise exception 'version % goes on from none', new.versi using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger calk_berurut before insert on accounting.calk_naskah for each row execute function accounting.calk_berurut();
grant select, insert on accounting.calk_naskah to mod_accounting;
