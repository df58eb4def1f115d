-- Citizens pay for services through module payments; here those settlements become revenue, each once.
create table treasury.akun_pungutan (
  skpd_id integer not null references fiscal.skpd (id),
  pungutan text not null check (pungutan ~ '^[A-Za-z0-9][A-Za-z0-9-]{1,59}$'),
  berlaku_mulai date not null,
  rekening_kode text not null check (rekening_kode ~ '^[0-9]+(\.[0-9]+)*$'),
  sumber text not null check (length(sumber) between 3 and 300),
  is_terverifikasi boolean not null default false,
  dibuat_oleh uuid not null,
  dibuat_at timestamptz not null,
  primary key (skpd_id, pungutan, berlaku_mulai)
);
comment on table treasury.akun_pungutan is 'Revenue account of a kind of charge of an SKPD, dated, with its source; kept by the treasurer of revenue';

-- A receipt nobody typed names the settlement it came from.
alter table treasury.penerimaan alter column dibuat_oleh drop not null;
alter table treasury.penerimaan add check (dibuat_oleh is not null or acuan is not null);
alter table treasury.penerimaan add unique (id, acuan, jumlah);

create table treasury.setoran_layanan (
  acuan text primary key check (length(acuan) between 3 and 120),
  kode_bayar text not null check (length(kode_bayar) between 3 and 60),
  pungutan text not null check (pungutan ~ '^[A-Za-z0-9][A-Za-z0-9-]{1,59}$'),
  skpd_id integer references fiscal.skpd (id),
  akun_rekening text check (length(akun_rekening) <= 60),
  jumlah numeric(20,2) not null check (jumlah > 0),
  tanggal date not null,
  penerimaan_id uuid,
  sebab text check (sebab in ('skpd', 'akun', 'tahun', 'buku')),
  dicatat_at timestamptz not null,
  check ((penerimaan_id is null) = (sebab is not null)),
  foreign key (penerimaan_id, acuan, jumlah) references treasury.penerimaan (id, acuan, jumlah),
  unique (penerimaan_id)
);
comment on table treasury.setoran_layanan is 'Settlements module payments told of, each once, and the receipt it became; sebab: why it is not in the books yet (no SKPD, no account, year not running, refused by the books)';
create index setoran_layanan_terbuka on treasury.setoran_layanan (skpd_id, pungutan, acuan) where penerimaan_id is null;
create index setoran_layanan_urut on treasury.setoran_layanan (acuan) where penerimaan_id is null;

-- Revenue given back in its own year: proposed by one, paid by another, never more than came in.
create table treasury.pengembalian_pendapatan (
  id uuid primary key,
  penerimaan_id uuid not null references treasury.penerimaan (id),
  tahun integer not null references fiscal.tahun_anggaran (tahun),
  skpd_id integer not null references fiscal.skpd (id),
  surat_nomor text not null check (length(surat_nomor) between 3 and 120),
  jumlah numeric(20,2) not null check (jumlah > 0),
  alasan text not null check (length(alasan) between 10 and 500),
  penerima text not null check (length(penerima) between 3 and 200),
  bank text not null check (length(bank) between 2 and 100),
  rekening text not null check (rekening ~ '^[0-9]{6,30}$'),
  status text not null default 'usulan' check (status in ('usulan', 'dibayar', 'ditolak')),
  diusulkan_oleh uuid not null,
  diusulkan_at timestamptz not null,
  diputuskan_oleh uuid,
  diputuskan_at timestamptz,
  tanggal date,
  jurnal_id text check (length(jurnal_id) between 1 and 60),
  catatan text check (length(catatan) between 10 and 500),
  unique (skpd_id, tahun, surat_nomor),
  check (diputuskan_oleh <> diusulkan_oleh),
  check ((status = 'usulan') = (diputuskan_oleh is null)),
  check ((diputuskan_oleh is null) = (diputuskan_at is null)),
  check ((status = 'dibayar') = (jurnal_id is not null and tanggal is not null)),
  check ((status = 'ditolak') = (catatan is not null))
);
comment on table treasury.pengembalian_pendapatan is 'Revenue of the running year given back to who paid too much: proposed by the treasurer of revenue, paid from the region''s account by Kuasa BUD, with its journal';
create index pengembalian_terbuka on treasury.pengembalian_pendapatan (skpd_id, diusulkan_at, id) where status = 'usulan';
create index pengembalian_penerimaan on treasury.pengembalian_pendapatan (penerimaan_id);
create trigger pengembalian_tahun after insert on treasury.pengembalian_pendapatan referencing new table as baru
  for each statement execute function treasury.tahun_berjalan();
create trigger pengembalian_tahun_ubah after update on treasury.pengembalian_pendapatan referencing new table as baru
  for each statement execute function treasury.tahun_berjalan();

-- The counter on the receipt is the sum of what was paid back of it; only money that reached the region's account goes back.
create function treasury.pengembalian_menghitung() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if old.status <> 'usulan' then
    raise exception 'a return is decided once' using errcode = 'check_violation', constraint = 'pengembalian_sekali';
  end if;
  if new.status = 'dibayar' then
    update treasury.penerimaan p set dikembalikan = p.dikembalikan + new.jumlah
    where p.id = new.penerimaan_id and p.sts_id is not null and p.skpd_id = new.skpd_id and p.tahun = new.tahun;
    if not found then
      raise exception 'return % rests on no deposited receipt of its year', new.id using errcode = 'check_violation', constraint = 'pengembalian_dasar';
    end if;
  end if;
  return null;
end $$;
create trigger pengembalian_menghitung after update on treasury.pengembalian_pendapatan
  for each row execute function treasury.pengembalian_menghitung();
create function treasury.pengembalian_utuh() returns trigger language plpgsql as $$
begin
  if new.status = 'dibayar' and not exists (select 1 from treasury.mutasi m join treasury.kas k on k.id = m.kas_id and k.jenis = 'rkud'
    where m.dokumen_jenis = 'pengembalian' and m.dokumen_id = new.id and m.keluar = new.jumlah) then
    raise exception 'return % was paid from nowhere', new.id using errcode = 'check_violation', constraint = 'pengembalian_utuh';
  end if;
  return null;
end $$;
create constraint trigger pengembalian_utuh after update on treasury.pengembalian_pendapatan
  deferrable initially deferred for each row execute function treasury.pengembalian_utuh();

-- Receipts and deposits are documents of the trace.
create or replace view treasury.pub_jejak as
  select 'spd' as dari_jenis, s.id::text as dari_id, 'spp' as ke_jenis, p.id::text as ke_id
    from treasury.spp p join treasury.spp_baris b on b.spp_id = p.id
    join treasury.spd_baris sb on sb.sub_kegiatan_id is not distinct from b.sub_kegiatan_id
    join treasury.spd s on s.id = sb.spd_id and s.tahun = p.tahun and s.skpd_id = p.skpd_id and s.status = 'sah'
    where s.tanggal <= p.tanggal
  union all select 'mata-anggaran', b.mata_anggaran_id::text, 'spp', b.spp_id::text from treasury.spp_baris b
  union all select 'kontrak', p.kontrak_id::text, 'spp', p.id::text from treasury.spp p where p.kontrak_id is not null
  union all select 'spp', m.spp_id::text, 'spm', m.id::text from treasury.spm m
  union all select 'spm', d.spm_id::text, 'sp2d', d.id::text from treasury.sp2d d
  union all select 'sp2d', d.id::text, 'jurnal', d.jurnal_id from treasury.sp2d d where d.jurnal_id is not null
  union all select 'sp2d', d.id::text, case t.aset_jenis when 'kartu' then 'kartu-aset' else 'kdp' end, t.aset_id
    from treasury.aset_tautan t join treasury.spp_baris b on b.id = t.baris_id join treasury.sp2d d on d.spp_id = b.spp_id
  union all select 'penerimaan', p.id::text, 'sts', p.sts_id::text from treasury.penerimaan p where p.sts_id is not null;
create or replace view treasury.pub_jejak_simpul as
  select 'spd' as jenis, s.id::text as id, coalesce(s.nomor, '') as nomor, 'SPD' as judul, s.jumlah, coalesce(s.tanggal, s.dibuat_at::date) as tanggal,
    '/kerja/perbendaharaan/spd/' || s.id as url from treasury.spd s
  union all select 'kontrak', k.id::text, k.nomor, k.uraian, k.nilai, k.tanggal, '/kerja/perbendaharaan/kontrak/' || k.id from treasury.kontrak k
  union all select 'spp', p.id::text, p.nomor, p.uraian, p.jumlah, p.tanggal, '/kerja/perbendaharaan/spp/' || p.id from treasury.spp p
  union all select 'spm', m.id::text, m.nomor, p.uraian, m.jumlah, m.tanggal, '/kerja/perbendaharaan/spp/' || p.id
    from treasury.spm m join treasury.spp p on p.id = m.spp_id
  union all select 'sp2d', d.id::text, d.nomor, p.uraian, d.nilai, d.tanggal, '/kerja/perbendaharaan/spp/' || p.id
    from treasury.sp2d d join treasury.spp p on p.id = d.spp_id
  union all select 'sts', s.id::text, s.nomor, '', s.jumlah, s.tanggal, '/kerja/perbendaharaan/penerimaan?skpd=' || s.skpd_id from treasury.sts s
  -- Whose receipt it is stays with the treasurer.
  union all select 'penerimaan', p.id::text, '', '', p.jumlah, p.tanggal, '/kerja/perbendaharaan/penerimaan?skpd=' || p.skpd_id from treasury.penerimaan p;
create index penerimaan_simpul on treasury.penerimaan ((id::text));
create index sts_simpul on treasury.sts ((id::text));
create index penerimaan_sts_simpul on treasury.penerimaan ((sts_id::text)) where sts_id is not null;

grant select, insert on treasury.akun_pungutan, treasury.setoran_layanan, treasury.pengembalian_pendapatan to mod_treasury;
grant update (skpd_id, penerimaan_id, sebab) on treasury.setoran_layanan to mod_treasury;
grant update (status, diputuskan_oleh, diputuskan_at, tanggal, jurnal_id, catatan) on treasury.pengembalian_pendapatan to mod_treasury;
