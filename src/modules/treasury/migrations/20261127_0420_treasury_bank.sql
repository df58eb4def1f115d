-- Contracts as they change, the bank's statements and payment files, and what may come back.
create table treasury.adendum (
  id uuid primary key,
  kontrak_id uuid not null references treasury.kontrak (id),
  urutan smallint not null check (urutan between 1 and 100),
  nomor text not null check (length(nomor) between 3 and 200),
  tanggal date not null,
  nilai numeric(20,2) not null check (nilai > 0),
  selesai date not null,
  alasan text not null check (length(alasan) between 10 and 1000),
  dibuat_oleh uuid not null,
  dibuat_at timestamptz not null,
  unique (kontrak_id, urutan)
);
comment on table treasury.adendum is 'Addenda of a contract: its value and its last day from then on, and why';

create table treasury.jaminan (
  id uuid primary key,
  kontrak_id uuid not null references treasury.kontrak (id),
  jenis text not null check (jenis in ('uang-muka', 'pelaksanaan', 'pemeliharaan')),
  penerbit text not null check (length(penerbit) between 3 and 200),
  nomor text not null check (length(nomor) between 1 and 120),
  nilai numeric(20,2) not null check (nilai > 0),
  sampai date not null,
  dibuat_oleh uuid not null,
  dibuat_at timestamptz not null,
  unique (kontrak_id, jenis, nomor)
);
comment on table treasury.jaminan is 'Guarantees of a contract: who warns before they end looks here';
create index jaminan_sampai on treasury.jaminan (sampai, id);

create table treasury.bast (
  id uuid primary key,
  kontrak_id uuid not null references treasury.kontrak (id),
  nomor text not null check (length(nomor) between 3 and 200),
  tanggal date not null,
  fisik_bps integer not null check (fisik_bps between 1 and 10000),
  dibuat_oleh uuid not null,
  dibuat_at timestamptz not null,
  unique (kontrak_id, nomor)
);
comment on table treasury.bast is 'Records of hand-over of a contract, with how much of the work is done';

-- A stage is paid when as much of the work is handed over; an advance before any of it.
create function treasury.termin_diserahkan() returns trigger language plpgsql as $$
begin
  if new.termin_id is not null and exists (select 1 from treasury.termin t where t.id = new.termin_id and (
      t.nilai <> new.jumlah or (t.jenis <> 'uang-muka' and t.fisik_bps > coalesce((select max(b.fisik_bps) from treasury.bast b
        where b.kontrak_id = t.kontrak_id), 0)))) then
    raise exception 'a stage is paid in full, when its work is handed over' using errcode = 'check_violation', constraint = 'termin_diserahkan';
  end if;
  return null;
end $$;
create constraint trigger termin_diserahkan after insert on treasury.spp deferrable initially deferred
  for each row execute function treasury.termin_diserahkan();

-- What comes back of a line is never more than was paid of it and not used.
create function treasury.ikatan_kembali() returns trigger language plpgsql as $$
begin
  if exists (
    select 1 from (select distinct b.spp_id, b.mata_anggaran_id from baru b where b.sebab = 'kembali') k
    where (select sum(i.terikat) from treasury.ikatan i where i.spp_id = k.spp_id and i.mata_anggaran_id = k.mata_anggaran_id)
      < (select sum(greatest(b.terpakai, b.tercatat)) from treasury.spp_baris b where b.spp_id = k.spp_id and b.mata_anggaran_id = k.mata_anggaran_id)) then
    raise exception 'more came back than was paid' using errcode = 'check_violation', constraint = 'ikatan_kembali';
  end if;
  return null;
end $$;
create trigger ikatan_kembali after insert on treasury.ikatan referencing new table as baru
  for each statement execute function treasury.ikatan_kembali();

create table treasury.rekening_koran (
  id uuid primary key,
  kas_id uuid not null references treasury.kas (id),
  nama text not null check (length(nama) between 1 and 200),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  baris integer not null check (baris >= 0),
  oleh uuid not null,
  waktu timestamptz not null,
  unique (kas_id, sha256)
);
comment on table treasury.rekening_koran is 'Statements of a bank account that were taken in, each file once';

create table treasury.koran_baris (
  id uuid primary key,
  koran_id uuid not null references treasury.rekening_koran (id),
  kas_id uuid not null references treasury.kas (id),
  urutan integer not null,
  kunci text not null check (kunci ~ '^[0-9a-f]{64}$'),
  tanggal date not null,
  masuk numeric(20,2) not null default 0 check (masuk >= 0),
  keluar numeric(20,2) not null default 0 check (keluar >= 0),
  referensi text not null check (length(referensi) <= 200),
  uraian text not null check (length(uraian) <= 500),
  saldo numeric(20,2),
  mutasi_id bigint unique references treasury.mutasi (id),
  dicocokkan_oleh uuid,
  alasan text check (length(alasan) between 10 and 500),
  check ((masuk > 0) <> (keluar > 0)),
  unique (kas_id, kunci)
);
comment on table treasury.koran_baris is 'Lines of bank statements, each once whatever file it comes in, and the movement of ours it is matched with, or the reason it has none';
create index koran_terbuka on treasury.koran_baris (kas_id, tanggal, id) where mutasi_id is null and alasan is null;
create index koran_asal on treasury.koran_baris (koran_id, urutan);

create table treasury.berkas_bayar (
  id uuid primary key,
  nomor integer generated always as identity unique,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  baris integer not null check (baris between 1 and 10000),
  jumlah numeric(20,2) not null check (jumlah > 0),
  oleh uuid not null,
  waktu timestamptz not null,
  jawaban_sha256 text unique check (jawaban_sha256 ~ '^[0-9a-f]{64}$'),
  dijawab_at timestamptz
);
comment on table treasury.berkas_bayar is 'Payment files given to the bank, with the hash of their bytes, and the answer that came back';

create table treasury.berkas_bayar_baris (
  berkas_id uuid not null references treasury.berkas_bayar (id),
  urutan integer not null,
  sp2d_id uuid not null references treasury.sp2d (id),
  hasil text check (hasil in ('cair', 'gagal')),
  keterangan text check (length(keterangan) <= 300),
  primary key (berkas_id, urutan)
);
comment on table treasury.berkas_bayar_baris is 'SP2D of a payment file and what the bank answered for each; an SP2D waits in one file at a time';
create unique index berkas_bayar_sekali on treasury.berkas_bayar_baris (sp2d_id) where hasil is null or hasil = 'cair';

grant select, insert on treasury.adendum, treasury.jaminan, treasury.bast, treasury.rekening_koran, treasury.koran_baris,
  treasury.berkas_bayar, treasury.berkas_bayar_baris to mod_treasury;
grant update (mutasi_id, dicocokkan_oleh, alasan) on treasury.koran_baris to mod_treasury;
grant update (jawaban_sha256, dijawab_at) on treasury.berkas_bayar to mod_treasury;
grant update (hasil, keterangan) on treasury.berkas_bayar_baris to mod_treasury;
