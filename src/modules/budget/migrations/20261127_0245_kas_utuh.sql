-- A cash plan is written whole, by one statement, so it is looked at once per statement instead of once per month of
-- every position. The amounts in force are locked first: a version that comes into force at the same time waits, and
-- then meets this plan in its own check (berlaku_utuh).
create function budget.kas_seutuhnya() returns trigger language plpgsql as $$
declare
  milik uuid[];
  salah uuid;
begin
  if tg_op = 'DELETE' then
    select array_agg(distinct l.mata_anggaran_id) into milik from lama l;
  elsif tg_op = 'UPDATE' then
    select array_agg(distinct u.mata_anggaran_id) into milik
    from (select b.mata_anggaran_id from baru b union all select l.mata_anggaran_id from lama l) u;
  else
    select array_agg(distinct b.mata_anggaran_id) into milik from baru b;
  end if;
  perform 1 from budget.berlaku k where k.mata_anggaran_id = any (milik) order by k.mata_anggaran_id for share;
  select k.mata_anggaran_id into salah
  from budget.berlaku k join (
    select s.mata_anggaran_id, count(*) as baris, sum(s.jumlah) as jumlah from budget.kas s
    where s.mata_anggaran_id = any (milik) group by s.mata_anggaran_id) s on s.mata_anggaran_id = k.mata_anggaran_id
  where s.baris <> 12 or s.jumlah <> k.jumlah
  limit 1;
  if found then
    raise exception 'the cash plan of position % does not add up to its amount', salah using errcode = 'check_violation';
  end if;
  return null;
end $$;
drop trigger kas_utuh on budget.kas;
drop function budget.kas_utuh();
create trigger kas_utuh_i after insert on budget.kas referencing new table as baru
  for each statement execute function budget.kas_seutuhnya();
create trigger kas_utuh_u after update on budget.kas referencing new table as baru old table as lama
  for each statement execute function budget.kas_seutuhnya();
create trigger kas_utuh_d after delete on budget.kas referencing old table as lama
  for each statement execute function budget.kas_seutuhnya();
