-- Payment codes: what is to be paid, by when, and the one settlement it may have; every rupiah that arrived,
-- whether it fitted or not; differences from the gateway's own list.
create schema payments;
grant usage on schema payments to mod_payments;

create table payments.tagihan (
  id uuid primary key,
  kode_bayar text not null unique check (kode_bayar ~ '^BYR(-[0-9A-HJKMNP-TV-Z]{4}){2}-[0-9A-HJKMNP-TV-Z]$'),
  subjek_jenis text not null check (length(subjek_jenis) between 2 and 60),
  subjek_id text not null check (length(subjek_id) between 1 and 120),
  judul text not null check (length(judul) between 3 and 160),
  jumlah numeric(20,2) not null check (jumlah > 0),
  akun_rekening text check (length(akun_rekening) <= 60),
  pembayar_akun_id uuid,
  pembayar_nama text not null check (length(pembayar_nama) between 1 and 160),
  status text not null default 'belum' check (status in ('belum', 'lunas', 'kedaluwarsa', 'batal')),
  sampai timestamptz not null,
  dibuat_at timestamptz not null,
  berubah_at timestamptz not null,
  alasan_batal text check (length(alasan_batal) between 3 and 500),
  gerbang text not null default 'menunggu' check (gerbang in ('menunggu', 'terdaftar', 'tutup', 'selesai')),
  gerbang_ref text check (length(gerbang_ref) between 1 and 120),
  qris text check (length(qris) between 20 and 512),
  va_bank text check (length(va_bank) between 1 and 80),
  va_nomor text check (va_nomor ~ '^[0-9]{8,24}$'),
  gerbang_percobaan integer not null default 0,
  gerbang_lagi_at timestamptz not null,
  unique (id, jumlah),
  check (sampai > dibuat_at),
  check ((status = 'batal') = (alasan_batal is not null)),
  check (gerbang <> 'terdaftar' or gerbang_ref is not null),
  check ((va_bank is null) = (va_nomor is null))
);
comment on table payments.tagihan is 'What is to be paid for one subject, under a code people can read. gerbang: waits to be known at the gateway, known there, to be closed there, or done';
create unique index tagihan_terbuka on payments.tagihan (subjek_jenis, subjek_id) where status = 'belum';
create index tagihan_subjek on payments.tagihan (subjek_jenis, subjek_id, dibuat_at);
create index tagihan_pembayar on payments.tagihan (pembayar_akun_id, dibuat_at desc) where pembayar_akun_id is not null;
create index tagihan_lewat on payments.tagihan (sampai, id) where status = 'belum';
create index tagihan_gerbang on payments.tagihan (gerbang_lagi_at, id) where gerbang in ('menunggu', 'tutup');

create table payments.rincian (
  tagihan_id uuid not null references payments.tagihan (id),
  urutan smallint not null check (urutan between 1 and 40),
  label text not null check (length(label) between 2 and 160),
  jumlah numeric(20,2) not null check (jumlah > 0),
  primary key (tagihan_id, urutan)
);
comment on table payments.rincian is 'Lines of a bill; they sum to it, checked when the transaction ends';

create table payments.kuitansi_urut (
  tahun integer primary key check (tahun between 2000 and 9999),
  terakhir integer not null check (terakhir between 1 and 999999)
);
comment on table payments.kuitansi_urut is 'Last receipt number of the year; taken in the transaction that uses it, so there are no gaps';

create table payments.pelunasan (
  tagihan_id uuid primary key,
  jumlah numeric(20,2) not null,
  jalur text not null check (jalur in ('qris', 'va', 'tunai')),
  dibayar_at timestamptz not null,
  dicatat_at timestamptz not null,
  gerbang_transaksi text unique check (length(gerbang_transaksi) between 1 and 120),
  kuitansi_nomor text unique check (kuitansi_nomor ~ '^KWT-[0-9]{4}-[0-9]{6}-[A-Z]$'),
  petugas_id uuid,
  foreign key (tagihan_id, jumlah) references payments.tagihan (id, jumlah),
  check ((jalur = 'tunai') = (kuitansi_nomor is not null and petugas_id is not null)),
  check ((jalur = 'tunai') = (gerbang_transaksi is null))
);
comment on table payments.pelunasan is 'The one settlement of a bill; its amount is the bill''s, by foreign key. Never changed';
create index pelunasan_kas on payments.pelunasan (petugas_id, dicatat_at) where jalur = 'tunai';
create index pelunasan_hari on payments.pelunasan (dibayar_at, tagihan_id) where jalur <> 'tunai';

create table payments.penerimaan (
  id uuid primary key,
  gerbang_transaksi text not null unique check (length(gerbang_transaksi) between 1 and 120),
  kode_bayar text not null check (length(kode_bayar) between 1 and 60),
  tagihan_id uuid references payments.tagihan (id),
  jumlah numeric(20,2) not null check (jumlah > 0),
  jalur text not null check (jalur in ('qris', 'va')),
  dibayar_at timestamptz not null,
  diterima_at timestamptz not null,
  sumber text not null check (sumber in ('panggilan', 'rekonsiliasi')),
  hasil text not null check (hasil in ('lunas', 'terlambat', 'ganda', 'jumlah_beda', 'tidak_dikenal', 'batal')),
  penyelesaian text check (penyelesaian in ('diterima', 'dikembalikan')),
  alasan text check (length(alasan) between 10 and 500),
  diselesaikan_oleh uuid,
  diselesaikan_at timestamptz,
  check ((tagihan_id is null) = (hasil = 'tidak_dikenal')),
  check ((penyelesaian is null) = (diselesaikan_at is null and diselesaikan_oleh is null and alasan is null)),
  check (hasil <> 'lunas' or penyelesaian is null),
  check (penyelesaian is distinct from 'diterima' or hasil = 'terlambat')
);
comment on table payments.penerimaan is 'Every amount the gateway said it received, once per its transaction, with what became of it; what did not fit waits for the treasurer';
create index penerimaan_tersangkut on payments.penerimaan (diterima_at, id) where hasil <> 'lunas' and penyelesaian is null;
create index penerimaan_tagihan on payments.penerimaan (tagihan_id) where tagihan_id is not null;

create table payments.selisih (
  id uuid primary key,
  jenis text not null check (jenis in ('hanya_kita', 'bertentangan')),
  gerbang_transaksi text not null check (length(gerbang_transaksi) between 1 and 120),
  tagihan_id uuid,
  jumlah_kita numeric(20,2) not null,
  jumlah_gerbang numeric(20,2),
  ditemukan_at timestamptz not null,
  diselesaikan_at timestamptz,
  diselesaikan_oleh uuid,
  alasan text check (length(alasan) between 10 and 500),
  unique (jenis, gerbang_transaksi),
  check ((jenis = 'hanya_kita') = (jumlah_gerbang is null)),
  check ((diselesaikan_at is null) = (diselesaikan_oleh is null and alasan is null))
);
comment on table payments.selisih is 'Where the gateway''s list and ours differ: settled here and not there, or one transaction told in two ways';
create index selisih_terbuka on payments.selisih (ditemukan_at, id) where diselesaikan_at is null;

create table payments.rekonsiliasi (
  tanggal date primary key,
  selesai_at timestamptz not null,
  jumlah_gerbang integer not null check (jumlah_gerbang >= 0),
  baru integer not null check (baru >= 0)
);
comment on table payments.rekonsiliasi is 'Days whose list was fetched from the gateway and compared to the end; baru: settlements we had not been told of';

-- A bill is the sum of its lines and is settled exactly when it has its settlement: held when the transaction ends.
create function payments.tagihan_utuh() returns trigger language plpgsql as $$
declare
  milik uuid := (to_jsonb(new) ->> case when tg_table_name = 'tagihan' then 'id' else 'tagihan_id' end)::uuid;
begin
  if exists (
    select 1 from payments.tagihan t where t.id = milik and (
      t.jumlah is distinct from (select sum(r.jumlah) from payments.rincian r where r.tagihan_id = t.id)
      or (t.status = 'lunas') <> exists (select 1 from payments.pelunasan p where p.tagihan_id = t.id)))
  then
    raise exception 'bill % does not add up', milik using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger tagihan_utuh after insert or update on payments.tagihan
  deferrable initially deferred for each row execute function payments.tagihan_utuh();
create constraint trigger rincian_utuh after insert or update on payments.rincian
  deferrable initially deferred for each row execute function payments.tagihan_utuh();
create constraint trigger pelunasan_utuh after insert on payments.pelunasan
  deferrable initially deferred for each row execute function payments.tagihan_utuh();

grant select, insert on all tables in schema payments to mod_payments;
grant update (status, berubah_at, alasan_batal, gerbang, gerbang_ref, qris, va_bank, va_nomor, gerbang_percobaan, gerbang_lagi_at, pembayar_akun_id, pembayar_nama) on payments.tagihan to mod_payments;
grant update (penyelesaian, alasan, diselesaikan_oleh, diselesaikan_at) on payments.penerimaan to mod_payments;
grant update (diselesaikan_at, diselesaikan_oleh, alasan) on payments.selisih to mod_payments;
grant update on payments.kuitansi_urut, payments.rekonsiliasi to mod_payments;
