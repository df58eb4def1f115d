-- Money in a treasurer's hands: imprest (UP), its replenishment, additions for one sub kegiatan (TU), what was spent of
-- it, its accounts, revenue and deposits, closing of the cash book.
create table treasury.sk_up (
  tahun integer not null references fiscal.tahun_anggaran (tahun),
  skpd_id integer not null references fiscal.skpd (id),
  nomor text not null check (length(nomor) between 3 and 120),
  tanggal date not null,
  batas numeric(20,2) not null check (batas > 0),
  beredar numeric(20,2) not null default 0 check (beredar >= 0),
  ditetapkan_oleh uuid not null,
  primary key (tahun, skpd_id),
  check (beredar <= batas)
);
comment on table treasury.sk_up is 'The decree on each SKPD''s imprest of a year: how much it may hold, and how much it was given and has not paid back';

create table treasury.lpj (
  id uuid primary key,
  nomor text not null unique check (length(nomor) between 3 and 200),
  tahun integer not null references fiscal.tahun_anggaran (tahun),
  skpd_id integer not null references fiscal.skpd (id),
  jenis text not null check (jenis in ('UP', 'TU')),
  spp_tu_id uuid unique references treasury.spp (id),
  spp_gu_id uuid unique references treasury.spp (id),
  tanggal date not null,
  jumlah numeric(20,2) not null check (jumlah > 0),
  status text not null default 'diajukan' check (status in ('diajukan', 'disahkan', 'ditolak')),
  dibuat_oleh uuid not null,
  dibuat_at timestamptz not null,
  disahkan_oleh uuid,
  jurnal_id text check (length(jurnal_id) between 1 and 60),
  alasan text check (length(alasan) between 3 and 1000),
  check (disahkan_oleh <> dibuat_oleh),
  check ((status = 'diajukan') = (disahkan_oleh is null)),
  check ((status = 'ditolak') = (alasan is not null)),
  check ((status = 'disahkan') = (jurnal_id is not null)),
  check ((jenis = 'TU') = (spp_tu_id is not null)),
  check (spp_gu_id is null or (jenis = 'UP' and status = 'disahkan'))
);
comment on table treasury.lpj is 'Accounts (LPJ) of UP or of one TU: receipts put together, approved by who did not make them; a replenishment rests on one approved account, once';
create index lpj_daftar on treasury.lpj (tahun, skpd_id, dibuat_at desc, id desc);
create index lpj_menunggu on treasury.lpj (skpd_id, dibuat_at, id) where status = 'diajukan';

create table treasury.belanja (
  id uuid primary key,
  tahun integer not null references fiscal.tahun_anggaran (tahun),
  skpd_id integer not null references fiscal.skpd (id),
  sumber text not null check (sumber in ('UP', 'TU')),
  spp_tu_id uuid references treasury.spp (id),
  lpj_id uuid references treasury.lpj (id),
  nomor text not null check (length(nomor) between 1 and 120),
  tanggal date not null,
  uraian text not null check (length(uraian) between 3 and 300),
  penerima text not null check (length(penerima) between 3 and 200),
  kas_id uuid not null references treasury.kas (id),
  mata_anggaran_id uuid not null references treasury.pagu (mata_anggaran_id),
  spp_baris_id uuid references treasury.spp_baris (id),
  jumlah numeric(20,2) not null check (jumlah > 0),
  pajak_kode text,
  pajak_mulai date,
  pajak numeric(20,2) not null default 0 check (pajak >= 0 and pajak < jumlah),
  pajak_setor date,
  pajak_ntpn text check (pajak_ntpn ~ '^[0-9A-Z]{16}$'),
  dibuat_oleh uuid not null,
  dibuat_at timestamptz not null,
  unique (skpd_id, tahun, nomor),
  check ((sumber = 'TU') = (spp_tu_id is not null and spp_baris_id is not null)),
  check ((pajak > 0) = (pajak_kode is not null and pajak_mulai is not null)),
  check ((pajak_setor is null) = (pajak_ntpn is null)),
  check (pajak_setor is null or pajak > 0),
  foreign key (pajak_kode, pajak_mulai) references treasury.tarif_pajak (kode, berlaku_mulai)
);
comment on table treasury.belanja is 'Receipts a treasurer paid out of UP or TU, each with its budget position, its tax, and the account it is part of';
create index belanja_terbuka on treasury.belanja (skpd_id, tahun, sumber, tanggal, id) where lpj_id is null;
create index belanja_lpj on treasury.belanja (lpj_id, id) where lpj_id is not null;
create index belanja_pajak on treasury.belanja (skpd_id, tahun, id) where pajak > 0 and pajak_setor is null;

-- TU was bound when it was asked for: its receipts use up its lines instead, and never more than they are.
create function treasury.belanja_memakai() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if new.sumber = 'TU' then
    update treasury.spp_baris b set terpakai = b.terpakai + new.jumlah
    where b.id = new.spp_baris_id and b.spp_id = new.spp_tu_id and b.mata_anggaran_id = new.mata_anggaran_id;
    if not found then
      raise exception 'receipt % is not of its TU', new.nomor using errcode = 'check_violation', constraint = 'belanja_tu';
    end if;
  elsif not exists (select 1 from treasury.pagu p where p.mata_anggaran_id = new.mata_anggaran_id and p.skpd_id = new.skpd_id and p.tahun = new.tahun) then
    raise exception 'receipt % is of another SKPD', new.nomor using errcode = 'check_violation', constraint = 'belanja_pagu';
  end if;
  return null;
end $$;
create trigger belanja_memakai after insert on treasury.belanja for each row execute function treasury.belanja_memakai();

create function treasury.belanja_utuh() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from treasury.mutasi m where m.kas_id = new.kas_id and m.dokumen_jenis = 'belanja' and m.dokumen_id = new.id
      and m.keluar = new.jumlah)
    or (new.sumber = 'UP') <> exists (select 1 from treasury.ikatan i where i.belanja_id = new.id and i.terikat = new.jumlah
      and i.mata_anggaran_id = new.mata_anggaran_id) then
    raise exception 'receipt % was paid from nowhere or bound to nothing', new.nomor using errcode = 'check_violation', constraint = 'belanja_utuh';
  end if;
  return null;
end $$;
create constraint trigger belanja_utuh after insert on treasury.belanja deferrable initially deferred
  for each row execute function treasury.belanja_utuh();

create function treasury.lpj_utuh() returns trigger language plpgsql as $$
begin
  if new.status <> 'ditolak' and new.jumlah is distinct from
      (select sum(b.jumlah) from treasury.belanja b where b.lpj_id = new.id and b.skpd_id = new.skpd_id and b.sumber = new.jenis) then
    raise exception 'account % does not add up', new.nomor using errcode = 'check_violation', constraint = 'lpj_utuh';
  end if;
  return null;
end $$;
create constraint trigger lpj_utuh after insert or update on treasury.lpj deferrable initially deferred
  for each row execute function treasury.lpj_utuh();

-- A replenishment pays exactly what its approved account spent.
create function treasury.gu_berlpj() returns trigger language plpgsql as $$
begin
  if new.jenis = 'GU' and not exists (select 1 from treasury.lpj l where l.spp_gu_id = new.id and l.status = 'disahkan'
      and l.skpd_id = new.skpd_id and l.jumlah = new.jumlah) and new.tahap <> 'ditolak' then
    raise exception 'replenishment % rests on no approved account', new.nomor using errcode = 'check_violation', constraint = 'gu_berlpj';
  end if;
  return null;
end $$;
create constraint trigger gu_berlpj after insert or update on treasury.spp deferrable initially deferred
  for each row execute function treasury.gu_berlpj();

create table treasury.sts (
  id uuid primary key,
  nomor text not null unique check (length(nomor) between 3 and 200),
  tahun integer not null references fiscal.tahun_anggaran (tahun),
  skpd_id integer not null references fiscal.skpd (id),
  jenis text not null check (jenis in ('pendapatan', 'sisa-up', 'sisa-tu', 'pengembalian-belanja')),
  tanggal date not null,
  jumlah numeric(20,2) not null check (jumlah > 0),
  kas_dari uuid references treasury.kas (id),
  kas_ke uuid not null references treasury.kas (id),
  sp2d_id uuid references treasury.sp2d (id),
  uraian text not null check (length(uraian) between 3 and 300),
  jurnal_id text not null check (length(jurnal_id) between 1 and 60),
  dibuat_oleh uuid not null,
  dibuat_at timestamptz not null,
  check ((jenis = 'pengembalian-belanja') = (kas_dari is null)),
  check ((jenis in ('pengembalian-belanja', 'sisa-tu')) = (sp2d_id is not null))
);
comment on table treasury.sts is 'Deposits into the region''s account (STS): revenue, what is left of UP and TU, spending given back; each with its journal';
create index sts_daftar on treasury.sts (tahun, skpd_id, tanggal desc, id desc);
create index sts_sp2d on treasury.sts (sp2d_id) where sp2d_id is not null;

create table treasury.penerimaan (
  id uuid primary key,
  tahun integer not null references fiscal.tahun_anggaran (tahun),
  skpd_id integer not null references fiscal.skpd (id),
  tanggal date not null,
  rekening_id integer not null references fiscal.rekening (id),
  dari text not null check (length(dari) between 2 and 200),
  jumlah numeric(20,2) not null check (jumlah > 0),
  bukti text not null check (length(bukti) between 1 and 120),
  acuan text unique check (length(acuan) between 3 and 120),
  setor_sebelum date not null,
  sts_id uuid references treasury.sts (id),
  dikembalikan numeric(20,2) not null default 0 check (dikembalikan between 0 and jumlah),
  dibuat_oleh uuid not null,
  dibuat_at timestamptz not null,
  unique (skpd_id, tahun, bukti)
);
comment on table treasury.penerimaan is 'Revenue a treasurer took in, with the day it must be deposited by; acuan names the settlement another module told of, once';
create index penerimaan_terbuka on treasury.penerimaan (skpd_id, setor_sebelum, id) where sts_id is null;
create index penerimaan_sts on treasury.penerimaan (sts_id) where sts_id is not null;

create table treasury.tutup_kas (
  id uuid primary key,
  skpd_id integer not null references fiscal.skpd (id),
  tahun integer not null,
  bulan smallint not null check (bulan between 1 and 12),
  saldo_buku numeric(20,2) not null check (saldo_buku >= 0),
  saldo_bank numeric(20,2) not null check (saldo_bank >= 0),
  tunai numeric(20,2) not null check (tunai >= 0),
  penjelasan text check (length(penjelasan) between 10 and 1000),
  ditutup_oleh uuid not null,
  ditutup_at timestamptz not null,
  unique (skpd_id, tahun, bulan),
  check (saldo_buku = saldo_bank + tunai or penjelasan is not null)
);
comment on table treasury.tutup_kas is 'Monthly closing of a treasurer''s cash: what the book says, what the bank and the box hold, and why they differ when they do';

-- What is closed takes no more rows.
create function treasury.mutasi_terbuka() returns trigger language plpgsql as $$
begin
  if exists (select 1 from baru b join treasury.kas k on k.id = b.kas_id join treasury.tutup_kas t on t.skpd_id = k.skpd_id
      and t.tahun = b.tahun and t.bulan = extract(month from b.tanggal) where k.jenis in ('bank', 'tunai', 'panjar', 'pajak')) then
    raise exception 'the cash book of the month is closed' using errcode = 'check_violation', constraint = 'mutasi_terbuka';
  end if;
  return null;
end $$;
create trigger mutasi_terbuka after insert on treasury.mutasi referencing new table as baru
  for each statement execute function treasury.mutasi_terbuka();

create table treasury.spj (
  id uuid primary key,
  skpd_id integer not null references fiscal.skpd (id),
  tahun integer not null,
  bulan smallint not null check (bulan between 1 and 12),
  jenis text not null check (jenis in ('administratif', 'fungsional')),
  batas date not null,
  dikirim_at timestamptz not null,
  dikirim_oleh uuid not null,
  diterima_at timestamptz,
  diterima_oleh uuid,
  isi jsonb not null,
  unique (skpd_id, tahun, bulan, jenis),
  check (diterima_oleh <> dikirim_oleh),
  check ((diterima_at is null) = (diterima_oleh is null))
);
comment on table treasury.spj is 'Monthly accounts of a treasurer: administrative to PA, functional to BUD, with the figures as they were handed in and the day they were due';
create index spj_menunggu on treasury.spj (jenis, dikirim_at, id) where diterima_at is null;

do $$
declare
  nama text;
begin
  foreach nama in array array['lpj', 'belanja', 'sts', 'penerimaan'] loop
    execute format('create trigger %I after insert on treasury.%I referencing new table as baru
      for each statement execute function treasury.tahun_berjalan()', nama || '_tahun', nama);
  end loop;
end $$;

grant select, insert on treasury.sk_up, treasury.lpj, treasury.belanja, treasury.sts, treasury.penerimaan, treasury.tutup_kas, treasury.spj to mod_treasury;
grant update (batas, nomor, tanggal, beredar, ditetapkan_oleh) on treasury.sk_up to mod_treasury;
grant update (status, disahkan_oleh, jurnal_id, alasan, spp_gu_id) on treasury.lpj to mod_treasury;
grant update (lpj_id, pajak_setor, pajak_ntpn) on treasury.belanja to mod_treasury;
grant update (sts_id, dikembalikan) on treasury.penerimaan to mod_treasury;
grant update (diterima_at, diterima_oleh) on treasury.spj to mod_treasury;
