-- Ballots are written many rows at once: whether the box is open is asked once a statement, not once a row.
create function ballots.jaga_kotak_terbuka() returns trigger language plpgsql as $$
begin
  if exists (select 1 from baris b join ballots.pungutan p on p.id = b.pungutan_id where p.status not in ('tetap', 'buka')) then
    raise exception 'the box is closed';
  end if;
  return null;
end $$;
create function ballots.jaga_isi_tetap() returns trigger language plpgsql as $$
begin
  raise exception 'what lies in the box is never changed';
end $$;

drop trigger jaga on ballots.suara;
drop trigger jaga on ballots.tanda_terima;
drop function ballots.jaga_isi_kotak();

create trigger jaga_masuk after insert on ballots.suara referencing new table as baris
  for each statement execute function ballots.jaga_kotak_terbuka();
create trigger jaga_keluar after delete on ballots.suara referencing old table as baris
  for each statement execute function ballots.jaga_kotak_terbuka();
create trigger jaga_tetap before update on ballots.suara for each row execute function ballots.jaga_isi_tetap();
create trigger jaga_masuk after insert on ballots.tanda_terima referencing new table as baris
  for each statement execute function ballots.jaga_kotak_terbuka();
create trigger jaga_keluar after delete on ballots.tanda_terima referencing old table as baris
  for each statement execute function ballots.jaga_kotak_terbuka();
create trigger jaga_tetap before update on ballots.tanda_terima for each row execute function ballots.jaga_isi_tetap();
