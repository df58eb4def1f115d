-- Who was asked together: chosen with the margins, before a result is published.
alter table surveys.survei add column klaster text not null default '' check (klaster ~ '^(|bundel|p[0-9]{1,4})$');
comment on column surveys.survei.klaster is 'What tells who was asked together: nothing, the batch a paper sheet came in, or the code of a question';

create or replace function surveys.jaga_survei() returns trigger language plpgsql as $$
begin
  if old.status <> 'draf' and (new.soal, new.strata, new.jenis, new.kode, new.judul, new.tujuan, new.unit_kode, new.tutup_pada,
      new.janji_terbit, new.dibuka_at) is distinct from (old.soal, old.strata, old.jenis, old.kode, old.judul, old.tujuan,
      old.unit_kode, old.tutup_pada, old.janji_terbit, old.dibuka_at) then
    raise exception 'a survey that was opened does not change';
  end if;
  if old.status = 'terbit' and ((new.margin, new.klaster) is distinct from (old.margin, old.klaster) or new.status <> 'terbit') then
    raise exception 'a survey that was published does not change';
  end if;
  if new.status <> old.status and (old.status, new.status) not in (('draf', 'buka'), ('buka', 'tutup'), ('tutup', 'terbit')) then
    raise exception 'a survey goes from draft to open to closed to published';
  end if;
  return new;
end $$;
