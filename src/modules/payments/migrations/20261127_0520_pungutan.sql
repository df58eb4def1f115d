-- What a bill is for, as the region's books ask: which charge, and which office takes it.
alter table payments.tagihan add column pungutan text check (pungutan ~ '^[A-Za-z0-9][A-Za-z0-9-]{1,59}$');
alter table payments.tagihan add column unit_kode text check (length(unit_kode) between 2 and 60);
comment on column payments.tagihan.pungutan is 'Kind of charge, the service''s code: the treasury gives it an account. unit_kode: the office whose revenue it is';
