-- Two checks at the end of a transaction concern few payments and ran for every change of every payment: they run only
-- where they can find something.
drop trigger gu_berlpj on treasury.spp;
create constraint trigger gu_berlpj after insert or update on treasury.spp deferrable initially deferred
  for each row when (new.jenis = 'GU') execute function treasury.gu_berlpj();
drop trigger termin_diserahkan on treasury.spp;
create constraint trigger termin_diserahkan after insert on treasury.spp deferrable initially deferred
  for each row when (new.termin_id is not null) execute function treasury.termin_diserahkan();
