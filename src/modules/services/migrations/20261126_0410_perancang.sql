-- The designer: every save of a definition that is being written is a row of its own.
create table services.revisi_definisi (
  kode text not null,
  versi integer not null,
  nomor integer not null check (nomor >= 1),
  jenis text not null check (jenis in ('baru', 'ubah', 'urung', 'ulang', 'pulih', 'impor', 'tertahan')),
  isi jsonb not null check (pg_column_size(isi) <= 524288),
  perubahan jsonb not null default '[]' check (jsonb_typeof(perubahan) = 'array'),
  -- The revision it rests on: undo goes there. And the one an undo took back: redo goes there.
  induk integer,
  ulang integer,
  oleh uuid,
  waktu timestamptz not null,
  primary key (kode, versi, nomor),
  foreign key (kode, versi) references services.definisi (kode, versi),
  foreign key (kode, versi, induk) references services.revisi_definisi (kode, versi, nomor),
  foreign key (kode, versi, ulang) references services.revisi_definisi (kode, versi, nomor),
  check (induk < nomor and ulang < nomor),
  check (jenis <> 'ubah' or induk is not null)
);
comment on table services.revisi_definisi is 'Every save of a definition that is being written: who, when, what changed in words. Rows of kind tertahan came after somebody else''s save and wait to be compared';
create index revisi_definisi_kini on services.revisi_definisi (kode, versi, nomor desc) where jenis <> 'tertahan';
grant select, insert on services.revisi_definisi to mod_services;
