-- What everybody is shown of a counter moves in steps: by one answer it would give that answer away to who watches.
alter table satisfaction.rekap
  add column tampil_jumlah integer not null default 0 check (tampil_jumlah >= 0),
  add column tampil_sebaran integer[] not null default array_fill(0, array[36]) check (array_length(tampil_sebaran, 1) = 36),
  add column tampil_kuadrat bigint not null default 0;
update satisfaction.rekap set tampil_jumlah = jumlah, tampil_sebaran = sebaran, tampil_kuadrat = kuadrat;
comment on column satisfaction.rekap.tampil_jumlah is 'Answers that are shown: all of them at the last step, and once the quarter is published';
