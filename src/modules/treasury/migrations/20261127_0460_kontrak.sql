-- Retention is a rate of the contract, held until the maintenance period is over or guaranteed; a payment of a contract is one of its stages.
alter table treasury.aturan drop constraint aturan_satuan_check;
alter table treasury.aturan add constraint aturan_satuan_check check (satuan in ('hari_kerja', 'hari', 'bulan', 'tanggal', 'bps'));
insert into treasury.aturan (kode, berlaku_mulai, nilai, satuan, sumber) values
  ('retensi', '2018-03-22', 500, 'bps', 'Perpres 16/2018 dan pedoman LKPP: retensi 5% nilai kontrak (belum diverifikasi)');

alter table treasury.kontrak add column pemeliharaan_hari integer not null default 0 check (pemeliharaan_hari between 0 and 1000);
comment on column treasury.kontrak.pemeliharaan_hari is 'Days of maintenance after the work is handed over in full: retention is held that long';
alter table treasury.termin add column is_diganti boolean not null default false;
comment on column treasury.termin.is_diganti is 'Replaced by the stages of an addendum before anybody asked for it';
grant update (is_diganti) on treasury.termin to mod_treasury;

-- Stages in force are the contract's value, and its retention is the rate of it.
create function treasury.termin_utuh() returns trigger language plpgsql as $$
declare
  milik uuid := (to_jsonb(new) ->> case when tg_table_name = 'kontrak' then 'id' else 'kontrak_id' end)::uuid;
begin
  if exists (select 1 from treasury.kontrak k where k.id = milik and (
      k.nilai <> (select coalesce(sum(t.nilai), 0) from treasury.termin t where t.kontrak_id = k.id and not t.is_diganti)
      or (k.retensi_bps > 0 and round(k.nilai * k.retensi_bps / 10000, 2) <>
        (select coalesce(sum(t.nilai), 0) from treasury.termin t where t.kontrak_id = k.id and not t.is_diganti and t.jenis = 'retensi')))) then
    raise exception 'stages of contract % are not its value', milik using errcode = 'check_violation', constraint = 'termin_utuh';
  end if;
  return null;
end $$;
create constraint trigger termin_utuh after insert or update on treasury.termin deferrable initially deferred
  for each row execute function treasury.termin_utuh();
create constraint trigger kontrak_termin_utuh after insert or update of nilai, retensi_bps on treasury.kontrak deferrable initially deferred
  for each row execute function treasury.termin_utuh();

-- A stage that was asked for is not replaced.
create function treasury.termin_diganti() returns trigger language plpgsql as $$
begin
  if new.is_diganti and exists (select 1 from treasury.spp s where s.termin_id = new.id and s.tahap <> 'ditolak') then
    raise exception 'stage % was asked for already', new.id using errcode = 'check_violation', constraint = 'termin_diganti';
  end if;
  return null;
end $$;
create constraint trigger termin_diganti after update of is_diganti on treasury.termin deferrable initially deferred
  for each row execute function treasury.termin_diganti();

create or replace function treasury.termin_diserahkan() returns trigger language plpgsql as $$
declare
  satu record;
begin
  if new.kontrak_id is null then
    return null;
  end if;
  if new.termin_id is null then
    raise exception 'a payment of a contract names its stage' using errcode = 'check_violation', constraint = 'termin_dipilih';
  end if;
  select t.nilai, t.jenis, t.fisik_bps, t.is_diganti, k.pemeliharaan_hari,
    coalesce((select max(b.fisik_bps) from treasury.bast b where b.kontrak_id = k.id), 0) as fisik,
    (select min(b.tanggal) from treasury.bast b where b.kontrak_id = k.id and b.fisik_bps = 10000) as serah
  into satu from treasury.termin t join treasury.kontrak k on k.id = t.kontrak_id where t.id = new.termin_id;
  if satu.is_diganti or satu.nilai <> new.jumlah or (satu.jenis <> 'uang-muka' and satu.fisik_bps > satu.fisik) then
    raise exception 'a stage is paid in full, when its work is handed over' using errcode = 'check_violation', constraint = 'termin_diserahkan';
  end if;
  if satu.jenis = 'retensi' and (satu.serah is null or (new.tanggal < satu.serah + satu.pemeliharaan_hari and not exists (
      select 1 from treasury.jaminan j where j.kontrak_id = new.kontrak_id and j.jenis = 'pemeliharaan'
        and j.sampai >= satu.serah + satu.pemeliharaan_hari and j.nilai >= new.jumlah))) then
    raise exception 'retention is held while the work is maintained' using errcode = 'check_violation', constraint = 'retensi_ditahan';
  end if;
  return null;
end $$;
