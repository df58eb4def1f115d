alter table public_log.kunci_log add column acuan uuid unique;
comment on column public_log.kunci_log.acuan is 'The entry of the log that names this key; none for the first';

-- A key is never forgotten nor given back: its end may be decided, and moved nearer when it is lost or stolen.
create function public_log.only_end() returns trigger language plpgsql as $$
begin
  if (new.id, new.kunci, new.mulai, new.acuan) is distinct from (old.id, old.kunci, old.mulai, old.acuan)
    or new.berhenti is null or new.berhenti > old.berhenti then
    raise exception 'a key of the public log can only end';
  end if;
  return new;
end $$;
create trigger kunci_log_only_end before update on public_log.kunci_log for each row execute function public_log.only_end();
create trigger kunci_log_append_only before delete or truncate on public_log.kunci_log for each statement execute function public_log.refuse_change();

alter table public_log.stempel add column terperiksa boolean not null;
comment on column public_log.stempel.terperiksa is 'Was the authority''s certificate followed to one the operator trusts (LOG_TSA_CERT)?';
comment on column public_log.stempel.tanggal is 'Day of the stamp in UTC';
comment on column public_log.stempel.token is 'The authority''s whole answer (TimeStampResp), as openssl ts -verify reads it';
