-- Journals entered by hand wait here until another person has looked at them.
create table accounting.usulan_jurnal (
  id uuid primary key,
  tahun integer not null references fiscal.tahun_anggaran (tahun),
  tanggal date not null,
  jenis text not null check (jenis in ('umum', 'penyesuaian', 'saldo-awal')),
  skpd_id integer not null references fiscal.skpd (id),
  uraian text not null check (length(uraian) between 3 and 500),
  jumlah numeric(20,2) not null check (jumlah > 0),
  jumlah_baris integer not null check (jumlah_baris between 2 and 10000),
  status text not null check (status in ('menunggu', 'disetujui', 'ditolak')),
  dibuat_oleh text not null,
  dibuat_nama text not null,
  dibuat_at timestamptz not null,
  diputuskan_oleh text,
  diputuskan_nama text,
  diputuskan_at timestamptz,
  alasan text check (length(alasan) between 3 and 500),
  jurnal_id bigint unique references accounting.jurnal (id),
  check (extract(year from tanggal) = tahun),
  check ((status = 'menunggu') = (diputuskan_oleh is null)),
  check ((diputuskan_oleh is null) = (diputuskan_at is null)),
  check (diputuskan_oleh <> dibuat_oleh),
  check ((status = 'disetujui') = (jurnal_id is not null)),
  check (status <> 'ditolak' or alasan is not null)
);
comment on table accounting.usulan_jurnal is 'Journals entered by hand: general, adjusting, opening; posted when a person other than who entered them agrees';
create index usulan_menunggu on accounting.usulan_jurnal (skpd_id, dibuat_at, id) where status = 'menunggu';
create index usulan_daftar on accounting.usulan_jurnal (skpd_id, dibuat_at desc, id desc);

create table accounting.usulan_baris (
  usulan_id uuid not null references accounting.usulan_jurnal (id),
  urutan smallint not null check (urutan between 1 and 10000),
  rekening_id integer not null references fiscal.rekening (id),
  debit numeric(20,2) not null,
  kredit numeric(20,2) not null,
  sub_kegiatan_id integer references fiscal.nomenklatur (id),
  primary key (usulan_id, urutan),
  check ((debit > 0 and kredit = 0) or (kredit > 0 and debit = 0))
);
comment on table accounting.usulan_baris is 'Lines of a journal entered by hand';

-- Books are closed once a year; after a reopening the closing is taken back and made again.
create unique index jurnal_penutup on accounting.jurnal (skpd_id, tahun, bagian) where jenis = 'penutup';

create index jurnal_saldo_awal on accounting.jurnal (tahun, skpd_id) where jenis in ('saldo-awal', 'penutup');

grant select, insert on accounting.usulan_jurnal, accounting.usulan_baris to mod_accounting;
grant update (status, diputuskan_oleh, diputuskan_nama, diputuskan_at, alasan, jurnal_id) on accounting.usulan_jurnal to mod_accounting;
