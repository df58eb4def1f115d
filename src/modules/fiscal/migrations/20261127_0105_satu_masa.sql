-- The check that a code means one thing in a year runs for every row of a list that is loaded, thousands at a time: one
-- function per table, written out, is planned once; the one that put its statements together at every row was planned
-- at every row.
do $$
declare
  nama text;
begin
  foreach nama in array array['rekening', 'nomenklatur', 'skpd', 'sumber_dana'] loop
    execute format($f$
      create function fiscal.%1$I() returns trigger language plpgsql as $body$
      begin
        if exists (select 1 from fiscal.%2$I t where t.kode = new.kode and t.id <> new.id
          and t.tahun_mulai <= coalesce(new.tahun_sampai, 2100) and coalesce(t.tahun_sampai, 2100) >= new.tahun_mulai) then
          raise exception 'code %% of %% is in force twice in a year', new.kode, tg_table_name using errcode = 'check_violation';
        end if;
        -- A parent that ends must not leave children behind.
        if tg_op = 'UPDATE' and new.tahun_sampai is not null and exists (
          select 1 from fiscal.%2$I t where t.induk_kode = new.kode
          and coalesce(t.tahun_sampai, 2100) > new.tahun_sampai and t.tahun_mulai <= new.tahun_sampai
          and not exists (select 1 from fiscal.%2$I i where i.kode = new.kode and i.tahun_mulai = new.tahun_sampai + 1)) then
          raise exception 'code %% of %% outlives its parent', new.kode, tg_table_name using errcode = 'check_violation';
        end if;
        if new.induk_kode is not null and (not exists (select 1 from fiscal.%2$I t where t.kode = new.induk_kode
            and t.tahun_mulai <= new.tahun_mulai and coalesce(t.tahun_sampai, 2100) >= new.tahun_mulai)
          or not exists (select 1 from fiscal.%2$I t where t.kode = new.induk_kode
            and t.tahun_mulai <= coalesce(new.tahun_sampai, 2100) and coalesce(t.tahun_sampai, 2100) >= coalesce(new.tahun_sampai, 2100))) then
          raise exception 'code %% of %% outlives its parent', new.kode, tg_table_name using errcode = 'check_violation';
        end if;
        return null;
      end $body$
    $f$, nama || '_satu_masa', nama);
    execute format('drop trigger %I on fiscal.%I', nama || '_satu_masa', nama);
    execute format('create constraint trigger %1$I after insert or update on fiscal.%2$I deferrable initially deferred
      for each row execute function fiscal.%1$I()', nama || '_satu_masa', nama);
  end loop;
end $$;
drop function fiscal.kode_satu_masa();
