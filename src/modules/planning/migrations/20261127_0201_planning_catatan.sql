-- What came of an indicator is written once: a correction is another row. It is written of what is enacted, so that a
-- target cannot be moved after its result. What a line is under its id never changes either.
create function planning.sekali_tulis() returns trigger language plpgsql as $$
begin
  raise exception 'a row of % is written once', tg_table_name using errcode = 'check_violation';
end $$;
create trigger realisasi_sekali before update or delete on planning.realisasi for each row execute function planning.sekali_tulis();
create trigger rkpd_kunci_sekali before update or delete on planning.rkpd_kunci for each row execute function planning.sekali_tulis();

create function planning.realisasi_sah() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from planning.dokumen d where d.id = new.dokumen_id and d.status = 'ditetapkan'
    and new.tahun between d.tahun_mulai and d.tahun_sampai) then
    raise exception 'realisation % is not of an enacted document''s year', new.id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger realisasi_sah before insert on planning.realisasi for each row execute function planning.realisasi_sah();
