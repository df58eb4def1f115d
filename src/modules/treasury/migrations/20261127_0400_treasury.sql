-- Spending, from the release of funds to the money in the payee's account. Counters are moved by triggers from rows that
-- are only ever added (ikatan, mutasi), so a counter always equals the sum of its documents, and no statement of
-- anybody can bind or pay more than there is.
create schema treasury;
grant usage on schema treasury to mod_treasury, pendopo_modules;

create table treasury.aturan (
  kode text not null check (kode ~ '^[a-z0-9-]{3,40}$'),
  berlaku_mulai date not null,
  nilai integer not null check (nilai between 0 and 1000),
  satuan text not null check (satuan in ('hari_kerja', 'hari', 'bulan', 'tanggal')),
  sumber text not null check (length(sumber) between 3 and 300),
  is_terverifikasi boolean not null default false,
  primary key (kode, berlaku_mulai)
);
comment on table treasury.aturan is 'Limits of time treasury works by, dated, with their source: working days to issue or refuse, months to account for TU';
insert into treasury.aturan (kode, berlaku_mulai, nilai, satuan, sumber) values
  ('spm-terbit', '2006-05-15', 2, 'hari_kerja', 'Permendagri 13/2006, dilanjutkan PP 12/2019 (belum diverifikasi)'),
  ('spm-tolak', '2006-05-15', 1, 'hari_kerja', 'Permendagri 13/2006, dilanjutkan PP 12/2019 (belum diverifikasi)'),
  ('sp2d-terbit', '2006-05-15', 2, 'hari_kerja', 'Permendagri 13/2006, dilanjutkan PP 12/2019 (belum diverifikasi)'),
  ('sp2d-tolak', '2006-05-15', 1, 'hari_kerja', 'Permendagri 13/2006, dilanjutkan PP 12/2019 (belum diverifikasi)'),
  ('tu-pertanggungjawaban', '2006-05-15', 1, 'bulan', 'Permendagri 77/2020 (belum diverifikasi)'),
  ('spj-batas', '2006-05-15', 10, 'tanggal', 'Permendagri 77/2020 (belum diverifikasi)'),
  ('sts-setor', '2006-05-15', 1, 'hari_kerja', 'Permendagri 77/2020 (belum diverifikasi)'),
  ('jaminan-peringatan', '2006-05-15', 30, 'hari', 'Kebijakan pengelola; bukan ketentuan hukum');

create table treasury.tarif_pajak (
  kode text not null check (kode ~ '^[a-z0-9-]{3,20}$'),
  berlaku_mulai date not null,
  nama text not null check (length(nama) between 3 and 120),
  bps integer not null check (bps between 0 and 10000),
  rekening_kode text not null check (rekening_kode ~ '^[0-9]+(\.[0-9]+)*$'),
  sumber text not null check (length(sumber) between 3 and 300),
  is_terverifikasi boolean not null default false,
  primary key (kode, berlaku_mulai)
);
comment on table treasury.tarif_pajak is 'Taxes withheld from payments, in basis points of the base, with the account they are owed on, dated; unverified until an officer has read the source';
insert into treasury.tarif_pajak (kode, berlaku_mulai, nama, bps, rekening_kode, sumber) values
  ('ppn', '2022-04-01', 'PPN', 1100, '2.1.01.06.01.0001', 'UU 7/2021 (belum diverifikasi)'),
  ('pph21', '2009-01-01', 'PPh Pasal 21', 500, '2.1.01.05.01.0001', 'PP 80/2010 golongan III (belum diverifikasi)'),
  ('pph22', '2009-01-01', 'PPh Pasal 22', 150, '2.1.01.05.02.0001', 'PMK 59/2022 (belum diverifikasi)'),
  ('pph23', '2009-01-01', 'PPh Pasal 23', 200, '2.1.01.05.03.0001', 'UU 36/2008 (belum diverifikasi)'),
  ('pph4-2', '2022-02-21', 'PPh Pasal 4 ayat 2 jasa konstruksi', 265, '2.1.01.05.04.0001', 'PP 9/2022 (belum diverifikasi)');

create table treasury.syarat (
  jenis text not null check (jenis in ('UP', 'GU', 'TU', 'LS-GAJI', 'LS')),
  kode text not null check (kode ~ '^[a-z0-9-]{2,40}$'),
  urutan smallint not null,
  nama text not null check (length(nama) between 3 and 200),
  nama_en text not null check (length(nama_en) between 3 and 200),
  primary key (jenis, kode)
);
comment on table treasury.syarat is 'Papers a payment request of a kind must come with: the checklist of PPK-SKPD';
insert into treasury.syarat (jenis, kode, urutan, nama, nama_en) values
  ('UP', 'sk-up', 1, 'Keputusan besaran uang persediaan', 'Decree on the imprest amount'),
  ('UP', 'pernyataan', 2, 'Surat pernyataan penggunaan uang', 'Statement on the use of the money'),
  ('GU', 'lpj', 1, 'LPJ uang persediaan yang disahkan', 'Approved account of the imprest'),
  ('GU', 'bukti', 2, 'Bukti pengeluaran lengkap dan sah', 'Receipts, complete and valid'),
  ('GU', 'pajak', 3, 'Bukti setor pajak', 'Proof of tax deposits'),
  ('TU', 'rencana', 1, 'Rincian rencana penggunaan satu sub kegiatan', 'Plan of use for one sub-activity'),
  ('TU', 'pernyataan', 2, 'Surat pernyataan tidak untuk belanja LS', 'Statement that it is not for direct payments'),
  ('LS-GAJI', 'daftar', 1, 'Daftar gaji dan potongannya', 'Payroll with its deductions'),
  ('LS-GAJI', 'perubahan', 2, 'Keputusan perubahan data pegawai', 'Decrees on staff changes'),
  ('LS', 'kontrak', 1, 'Kontrak atau surat perintah kerja', 'Contract or work order'),
  ('LS', 'bast', 2, 'Berita acara serah terima atau pembayaran', 'Record of hand-over or payment'),
  ('LS', 'faktur', 3, 'Faktur pajak dan bukti potong', 'Tax invoice and withholding slip'),
  ('LS', 'rekening', 4, 'Rekening bank penerima sesuai kontrak', 'Payee account as in the contract');

-- What may be spent -----------------------------------------------------------------------------------------------
create table treasury.pagu (
  mata_anggaran_id uuid primary key,
  tahun integer not null references fiscal.tahun_anggaran (tahun),
  skpd_id integer not null references fiscal.skpd (id),
  sub_kegiatan_id integer references fiscal.nomenklatur (id),
  rekening_id integer not null references fiscal.rekening (id),
  anggaran numeric(20,2) not null check (anggaran >= 0),
  terikat numeric(20,2) not null default 0 check (terikat >= 0),
  cair numeric(20,2) not null default 0 check (cair >= 0),
  check (cair <= terikat)
);
comment on table treasury.pagu is 'Per budget position: the amount in force, told by budget; what requests have bound; what was paid. Binding never grows above the amount in force';
create index pagu_skpd on treasury.pagu (tahun, skpd_id, mata_anggaran_id);

create table treasury.dana (
  id integer generated always as identity primary key,
  tahun integer not null references fiscal.tahun_anggaran (tahun),
  skpd_id integer not null references fiscal.skpd (id),
  sub_kegiatan_id integer references fiscal.nomenklatur (id),
  anggaran numeric(20,2) not null default 0 check (anggaran >= 0),
  spd numeric(20,2) not null default 0 check (spd >= 0),
  terikat numeric(20,2) not null default 0 check (terikat >= 0),
  unique nulls not distinct (tahun, skpd_id, sub_kegiatan_id),
  check (terikat <= spd)
);
comment on table treasury.dana is 'Per SKPD and sub kegiatan: budget in force, funds released by SPD, what requests have bound';

create function treasury.pagu_tidak_tumbuh() returns trigger language plpgsql as $$
begin
  if new.terikat > old.terikat and new.terikat > new.anggaran then
    raise exception 'budget position % has % left, not %', new.mata_anggaran_id, new.anggaran - old.terikat, new.terikat - old.terikat
      using errcode = 'check_violation', constraint = 'pagu_cukup';
  end if;
  return new;
end $$;
create trigger pagu_tidak_tumbuh before update on treasury.pagu for each row execute function treasury.pagu_tidak_tumbuh();
create function treasury.spd_tidak_tumbuh() returns trigger language plpgsql as $$
begin
  if new.spd > old.spd and new.spd > new.anggaran then
    raise exception 'releases of % would be above its budget', new.id using errcode = 'check_violation', constraint = 'spd_cukup';
  end if;
  return new;
end $$;
create trigger spd_tidak_tumbuh before update on treasury.dana for each row execute function treasury.spd_tidak_tumbuh();

create table treasury.spd (
  id uuid primary key,
  nomor text unique check (length(nomor) between 3 and 200),
  tahun integer not null references fiscal.tahun_anggaran (tahun),
  skpd_id integer not null references fiscal.skpd (id),
  bulan_mulai smallint not null check (bulan_mulai between 1 and 12),
  bulan_sampai smallint not null check (bulan_sampai between bulan_mulai and 12),
  tanggal date,
  jumlah numeric(20,2) not null check (jumlah > 0),
  status text not null default 'konsep' check (status in ('konsep', 'sah', 'ditolak')),
  dibuat_oleh uuid not null,
  dibuat_at timestamptz not null,
  ditandatangani_oleh uuid,
  alasan text check (length(alasan) between 3 and 1000),
  check (ditandatangani_oleh <> dibuat_oleh),
  check ((status = 'konsep') = (ditandatangani_oleh is null)),
  check ((status = 'sah') = (nomor is not null and tanggal is not null)),
  check ((status = 'ditolak') = (alasan is not null))
);
comment on table treasury.spd is 'Release of funds (surat penyediaan dana) to an SKPD for months of a year; signed by who did not draw it up';
create index spd_daftar on treasury.spd (tahun, skpd_id, dibuat_at desc, id desc);
create index spd_konsep on treasury.spd (dibuat_at, id) where status = 'konsep';

create table treasury.spd_baris (
  spd_id uuid not null references treasury.spd (id),
  sub_kegiatan_id integer references fiscal.nomenklatur (id),
  jumlah numeric(20,2) not null check (jumlah > 0),
  unique nulls not distinct (spd_id, sub_kegiatan_id)
);
comment on table treasury.spd_baris is 'Amounts of a release per sub kegiatan; they sum to it';

create table treasury.kontrak (
  id uuid primary key,
  nomor text not null unique check (length(nomor) between 3 and 200),
  tahun integer not null references fiscal.tahun_anggaran (tahun),
  skpd_id integer not null references fiscal.skpd (id),
  sub_kegiatan_id integer references fiscal.nomenklatur (id),
  tanggal date not null,
  mulai date not null,
  selesai date not null,
  uraian text not null check (length(uraian) between 3 and 500),
  penyedia text not null check (length(penyedia) between 3 and 200),
  penyedia_bank text not null check (length(penyedia_bank) between 2 and 100),
  penyedia_rekening text not null check (penyedia_rekening ~ '^[0-9]{6,30}$'),
  nilai numeric(20,2) not null check (nilai > 0),
  uang_muka numeric(20,2) not null default 0 check (uang_muka between 0 and nilai),
  retensi_bps integer not null default 0 check (retensi_bps between 0 and 2000),
  terikat numeric(20,2) not null default 0 check (terikat >= 0),
  status text not null default 'berjalan' check (status in ('berjalan', 'selesai', 'putus')),
  dibuat_oleh uuid not null,
  dibuat_at timestamptz not null,
  check (selesai >= mulai),
  check (terikat <= nilai)
);
comment on table treasury.kontrak is 'Contracts with suppliers: value in force after addenda, and what payment requests have bound of it, never more';
create index kontrak_daftar on treasury.kontrak (tahun, skpd_id, dibuat_at desc, id desc);

create table treasury.termin (
  id uuid primary key,
  kontrak_id uuid not null references treasury.kontrak (id),
  urutan smallint not null check (urutan between 1 and 100),
  jenis text not null check (jenis in ('uang-muka', 'termin', 'retensi')),
  uraian text not null check (length(uraian) between 2 and 200),
  nilai numeric(20,2) not null check (nilai > 0),
  fisik_bps integer not null check (fisik_bps between 0 and 10000),
  rencana date not null,
  unique (kontrak_id, urutan),
  unique (id, kontrak_id)
);
comment on table treasury.termin is 'Stages of a contract: advance, stages by physical progress, retention; what is paid when';

-- One payment and its stations -------------------------------------------------------------------------------------
create table treasury.spp (
  id uuid primary key,
  nomor text not null unique check (length(nomor) between 3 and 200),
  tahun integer not null references fiscal.tahun_anggaran (tahun),
  skpd_id integer not null references fiscal.skpd (id),
  jenis text not null check (jenis in ('UP', 'GU', 'TU', 'LS-GAJI', 'LS')),
  tanggal date not null,
  uraian text not null check (length(uraian) between 3 and 500),
  jumlah numeric(20,2) not null check (jumlah > 0),
  potongan numeric(20,2) not null default 0 check (potongan >= 0),
  sub_kegiatan_id integer references fiscal.nomenklatur (id),
  kontrak_id uuid references treasury.kontrak (id),
  termin_id uuid,
  penerima text not null check (length(penerima) between 3 and 200),
  bank text not null check (length(bank) between 2 and 100),
  rekening text not null check (rekening ~ '^[0-9]{6,30}$'),
  tahap text not null check (tahap in ('diajukan', 'dikembalikan', 'diverifikasi', 'spm', 'sp2d', 'cair', 'selesai', 'ditolak')),
  tahap_sejak timestamptz not null,
  tenggat_at timestamptz,
  tolak_at timestamptz,
  putaran smallint not null default 1 check (putaran between 1 and 99),
  kunci text not null check (length(kunci) between 8 and 120),
  dibuat_oleh uuid not null,
  dibuat_at timestamptz not null,
  diperiksa_oleh uuid,
  check (diperiksa_oleh <> dibuat_oleh),
  check (potongan < jumlah),
  check ((jenis = 'TU') = (sub_kegiatan_id is not null)),
  check (kontrak_id is null or jenis = 'LS'),
  check ((termin_id is null) or (kontrak_id is not null)),
  check (tahap in ('diajukan', 'dikembalikan', 'ditolak') or diperiksa_oleh is not null),
  check ((tahap in ('diajukan', 'diverifikasi', 'spm')) = (tenggat_at is not null)),
  foreign key (termin_id, kontrak_id) references treasury.termin (id, kontrak_id),
  unique (dibuat_oleh, kunci),
  unique (id, jumlah, dibuat_oleh)
);
comment on table treasury.spp is 'Payment requests (surat permintaan pembayaran) and where each stands now: with PPK-SKPD, PA, Kuasa BUD, the bank, or done; tenggat_at is when its present office must have acted';
create index spp_antrean on treasury.spp (tahap, tenggat_at, id) where tahap in ('diajukan', 'diverifikasi', 'spm');
create index spp_antrean_skpd on treasury.spp (skpd_id, tahap, tenggat_at, id) where tahap in ('diajukan', 'diverifikasi', 'spm');
create index spp_daftar on treasury.spp (tahun, skpd_id, dibuat_at desc, id desc);
create index spp_tahap on treasury.spp (tahap, tahap_sejak, id) where tahap in ('dikembalikan', 'sp2d', 'cair');
create index spp_kontrak on treasury.spp (kontrak_id) where kontrak_id is not null;
create unique index spp_up_sekali on treasury.spp (tahun, skpd_id) where jenis = 'UP' and tahap <> 'ditolak';
create unique index spp_termin_sekali on treasury.spp (termin_id) where termin_id is not null and tahap <> 'ditolak';

create table treasury.spp_baris (
  id uuid primary key,
  spp_id uuid not null references treasury.spp (id),
  urutan integer not null check (urutan between 1 and 10000),
  mata_anggaran_id uuid not null references treasury.pagu (mata_anggaran_id),
  rekening_id integer not null references fiscal.rekening (id),
  sub_kegiatan_id integer references fiscal.nomenklatur (id),
  jumlah numeric(20,2) not null check (jumlah > 0),
  uraian text not null default '' check (length(uraian) <= 300),
  is_modal boolean not null,
  tercatat numeric(20,2) not null default 0 check (tercatat between 0 and jumlah),
  terpakai numeric(20,2) not null default 0 check (terpakai between 0 and jumlah),
  unique (spp_id, urutan)
);
comment on table treasury.spp_baris is 'Lines of a payment request by budget position; tercatat: how much of capital spending is linked to assets; terpakai: how much of TU is accounted for';
create index spp_baris_pagu on treasury.spp_baris (mata_anggaran_id);
create index spp_baris_modal on treasury.spp_baris (id) where is_modal and tercatat < jumlah;

create table treasury.spp_potongan (
  spp_id uuid not null references treasury.spp (id),
  urutan smallint not null check (urutan between 1 and 200),
  baris_urutan integer not null,
  pajak_kode text not null,
  pajak_mulai date not null,
  dasar numeric(20,2) not null check (dasar >= 0),
  jumlah numeric(20,2) not null check (jumlah > 0),
  primary key (spp_id, urutan),
  foreign key (spp_id, baris_urutan) references treasury.spp_baris (spp_id, urutan),
  foreign key (pajak_kode, pajak_mulai) references treasury.tarif_pajak (kode, berlaku_mulai)
);
comment on table treasury.spp_potongan is 'Taxes withheld from a line at the rate of its date; they sum to the deductions of the request';

create table treasury.spp_bukti (
  spp_id uuid not null references treasury.spp (id),
  urutan smallint not null check (urutan between 1 and 500),
  jenis text not null check (length(jenis) between 2 and 60),
  nomor text not null check (length(nomor) between 1 and 120),
  tanggal date not null,
  primary key (spp_id, urutan),
  unique (spp_id, jenis, nomor)
);
comment on table treasury.spp_bukti is 'Papers a payment request rests on: receipts, invoices, records of hand-over';

create table treasury.spp_periksa (
  spp_id uuid not null references treasury.spp (id),
  putaran smallint not null,
  kode text not null,
  is_ada boolean not null,
  catatan text not null default '' check (length(catatan) <= 500),
  oleh uuid not null,
  waktu timestamptz not null,
  primary key (spp_id, putaran, kode)
);
comment on table treasury.spp_periksa is 'Checklist of PPK-SKPD in each round: which paper is there, what is to be mended';

create table treasury.spm (
  id uuid primary key,
  spp_id uuid not null unique,
  nomor text not null unique check (length(nomor) between 3 and 200),
  tanggal date not null,
  jumlah numeric(20,2) not null,
  pembuat uuid not null,
  pemeriksa uuid not null,
  penandatangan uuid not null,
  dibuat_at timestamptz not null,
  foreign key (spp_id, jumlah, pembuat) references treasury.spp (id, jumlah, dibuat_oleh),
  check (penandatangan <> pembuat and penandatangan <> pemeriksa),
  unique (id, spp_id, jumlah, penandatangan)
);
comment on table treasury.spm is 'Payment orders (surat perintah membayar): one per request, of its amount, signed by who neither made nor checked it';

create table treasury.kas (
  id uuid primary key,
  jenis text not null check (jenis in ('rkud', 'bank', 'tunai', 'panjar', 'pajak', 'penerimaan')),
  skpd_id integer references fiscal.skpd (id),
  nama text not null check (length(nama) between 3 and 200),
  bank text check (length(bank) between 2 and 100),
  nomor_rekening text check (nomor_rekening ~ '^[0-9]{6,30}$'),
  saldo numeric(20,2) not null default 0 check (saldo >= 0),
  dipesan numeric(20,2) not null default 0 check (dipesan >= 0),
  check ((jenis = 'rkud') = (skpd_id is null)),
  check (dipesan <= saldo),
  unique nulls not distinct (jenis, skpd_id, nomor_rekening)
);
comment on table treasury.kas is 'Where money is: the region''s account, and each treasurer''s bank account, cash, advances given, taxes held, revenue to deposit. dipesan is ordered by SP2D and not yet paid. Neither is ever below nothing';

create table treasury.mutasi (
  id bigint generated always as identity primary key,
  kas_id uuid not null references treasury.kas (id),
  tahun integer not null references fiscal.tahun_anggaran (tahun),
  tanggal date not null,
  masuk numeric(20,2) not null default 0 check (masuk >= 0),
  keluar numeric(20,2) not null default 0 check (keluar >= 0),
  uraian text not null check (length(uraian) between 1 and 500),
  dokumen_jenis text not null check (length(dokumen_jenis) between 2 and 30),
  dokumen_id uuid not null,
  dokumen_nomor text not null check (length(dokumen_nomor) between 1 and 200),
  dicatat_at timestamptz not null,
  check ((masuk > 0) <> (keluar > 0)),
  check (extract(year from tanggal) = tahun)
);
comment on table treasury.mutasi is 'Every rupiah in or out of a pot, with the document that moved it: general cash book and subsidiary books are read from here. Rows are added, never changed';
create index mutasi_buku on treasury.mutasi (kas_id, tanggal, id);
create unique index mutasi_sekali on treasury.mutasi (kas_id, dokumen_jenis, dokumen_id, (masuk > 0));

create table treasury.sp2d (
  id uuid primary key,
  spm_id uuid not null unique,
  spp_id uuid not null,
  nomor text not null unique check (length(nomor) between 3 and 200),
  tahun integer not null references fiscal.tahun_anggaran (tahun),
  skpd_id integer not null references fiscal.skpd (id),
  jenis text not null,
  tanggal date not null,
  nilai numeric(20,2) not null check (nilai > 0),
  potongan numeric(20,2) not null check (potongan >= 0 and potongan < nilai),
  kas_id uuid not null references treasury.kas (id),
  penandatangan_spm uuid not null,
  penerbit uuid not null,
  terbit_at timestamptz not null,
  status text not null check (status in ('terbit', 'cair', 'selesai', 'batal')),
  cair_tanggal date,
  cair_referensi text check (length(cair_referensi) between 1 and 120),
  jurnal_id text check (length(jurnal_id) between 1 and 60),
  alasan text check (length(alasan) between 3 and 1000),
  foreign key (spm_id, spp_id, nilai, penandatangan_spm) references treasury.spm (id, spp_id, jumlah, penandatangan),
  check (penerbit <> penandatangan_spm),
  check ((status in ('cair', 'selesai')) = (jurnal_id is not null)),
  check ((status in ('cair', 'selesai')) = (cair_tanggal is not null and cair_referensi is not null)),
  check ((status = 'batal') = (alasan is not null)),
  check (cair_tanggal >= tanggal)
);
comment on table treasury.sp2d is 'Orders to pay out (surat perintah pencairan dana): one per SPM; paid only together with its journal; closed when capital spending is linked to assets';
create index sp2d_daftar on treasury.sp2d (tahun, skpd_id, tanggal, id);
create index sp2d_terbit on treasury.sp2d (tanggal, id) where status = 'terbit';

create table treasury.ikatan (
  id bigint generated always as identity primary key,
  spp_id uuid references treasury.spp (id),
  belanja_id uuid,
  mata_anggaran_id uuid not null references treasury.pagu (mata_anggaran_id),
  terikat numeric(20,2) not null default 0,
  cair numeric(20,2) not null default 0,
  sebab text not null check (sebab in ('ajukan', 'lepas', 'cair', 'belanja', 'kembali')),
  waktu timestamptz not null,
  check (terikat <> 0 or cair <> 0),
  check (num_nonnulls(spp_id, belanja_id) = 1),
  check (case sebab when 'ajukan' then terikat > 0 and cair = 0 when 'belanja' then terikat > 0 and cair = 0
    when 'cair' then cair > 0 and terikat = 0 when 'lepas' then terikat < 0 and cair = 0 else terikat <= 0 and cair <= 0 end)
);
comment on table treasury.ikatan is 'Every binding, release and payment of budget, by the document that did it; the counters of pagu, dana and kontrak are its sums. Rows are added, never changed';
create index ikatan_spp on treasury.ikatan (spp_id) where spp_id is not null;
create index ikatan_pagu on treasury.ikatan (mata_anggaran_id);

create table treasury.aset_tautan (
  id uuid primary key,
  baris_id uuid not null references treasury.spp_baris (id),
  aset_jenis text not null check (aset_jenis in ('kartu', 'kdp')),
  aset_id text not null check (length(aset_id) between 1 and 60),
  aset_nomor text not null check (length(aset_nomor) between 1 and 200),
  jumlah numeric(20,2) not null check (jumlah > 0),
  waktu timestamptz not null,
  unique (baris_id, aset_jenis, aset_id)
);
comment on table treasury.aset_tautan is 'Which asset card or construction in progress took up how much of a line of capital spending';
create index aset_tautan_aset on treasury.aset_tautan (aset_jenis, aset_id);

create table treasury.riwayat (
  id uuid primary key,
  dokumen text not null check (dokumen in ('spd', 'spp', 'kontrak', 'lpj', 'sts', 'kas', 'spj')),
  dokumen_id uuid not null,
  kejadian text not null check (length(kejadian) between 2 and 40),
  oleh uuid,
  nama text not null check (length(nama) between 1 and 200),
  waktu timestamptz not null,
  alasan text check (length(alasan) <= 1000),
  surat_nomor text check (length(surat_nomor) between 1 and 120)
);
comment on table treasury.riwayat is 'Trail of every document: what happened, by whom, when, why, under which letter. Rows are added, never changed';
create index riwayat_dokumen on treasury.riwayat (dokumen_id, waktu, id);

-- Triggers ---------------------------------------------------------------------------------------------------------
create function treasury.tahun_berjalan() returns trigger language plpgsql as $$
begin
  if exists (select 1 from baru b left join fiscal.pub_tahun t on t.tahun = b.tahun where t.status is distinct from 'berjalan') then
    raise exception 'documents of % belong to a running year', tg_table_name using errcode = 'check_violation', constraint = 'tahun_berjalan';
  end if;
  return null;
end $$;
do $$
declare
  nama text;
begin
  foreach nama in array array['spd', 'kontrak', 'spp', 'sp2d', 'mutasi'] loop
    execute format('create trigger %I after insert on treasury.%I referencing new table as baru
      for each statement execute function treasury.tahun_berjalan()', nama || '_tahun', nama);
  end loop;
  foreach nama in array array['spd', 'spp', 'sp2d'] loop
    execute format('create trigger %I after update on treasury.%I referencing new table as baru
      for each statement execute function treasury.tahun_berjalan()', nama || '_tahun_ubah', nama);
  end loop;
end $$;

create function treasury.baris_sesuai() returns trigger language plpgsql as $$
begin
  if exists (
    select 1 from baru b join treasury.spp s on s.id = b.spp_id join treasury.pagu p on p.mata_anggaran_id = b.mata_anggaran_id
      left join fiscal.pub_rekening r on r.id = b.rekening_id
    where s.jenis = 'UP' or p.tahun <> s.tahun or p.skpd_id <> s.skpd_id or p.rekening_id <> b.rekening_id
      or p.sub_kegiatan_id is distinct from b.sub_kegiatan_id
      or (s.sub_kegiatan_id is not null and s.sub_kegiatan_id is distinct from b.sub_kegiatan_id)
      or r.id is null or not r.is_daun or s.tahun not between r.tahun_mulai and r.tahun_sampai
      or b.is_modal <> (r.kode like '5.2.%')) then
    raise exception 'a line does not fit its request, its budget position or the codes in force' using errcode = 'check_violation', constraint = 'baris_sesuai';
  end if;
  return null;
end $$;
create trigger baris_sesuai after insert on treasury.spp_baris referencing new table as baru
  for each statement execute function treasury.baris_sesuai();

create function treasury.spp_utuh() returns trigger language plpgsql as $$
declare
  milik uuid := (to_jsonb(new) ->> case when tg_table_name = 'spp' then 'id' else 'spp_id' end)::uuid;
begin
  if exists (select 1 from treasury.spp s where s.id = milik and (
    (s.jenis <> 'UP' and s.jumlah is distinct from (select sum(b.jumlah) from treasury.spp_baris b where b.spp_id = s.id))
    or s.potongan is distinct from coalesce((select sum(p.jumlah) from treasury.spp_potongan p where p.spp_id = s.id), 0)
    or (s.jenis <> 'UP' and s.jenis <> 'GU' and coalesce((select sum(i.terikat) from treasury.ikatan i where i.spp_id = s.id and i.sebab <> 'kembali'), 0)
      <> case when s.tahap = 'ditolak' then 0 else s.jumlah end)
    or (s.tahap in ('spm', 'sp2d', 'cair', 'selesai')) and not exists (select 1 from treasury.spm m where m.spp_id = s.id and m.pemeriksa = s.diperiksa_oleh)
    or (s.tahap in ('sp2d', 'cair', 'selesai')) <> exists (select 1 from treasury.sp2d d where d.spp_id = s.id
      and d.status = case s.tahap when 'sp2d' then 'terbit' else s.tahap end)))
  then
    raise exception 'payment request % does not add up', milik using errcode = 'check_violation', constraint = 'spp_utuh';
  end if;
  return null;
end $$;
create constraint trigger spp_utuh after insert or update on treasury.spp
  deferrable initially deferred for each row execute function treasury.spp_utuh();
create constraint trigger spp_sp2d_utuh after insert or update on treasury.sp2d
  deferrable initially deferred for each row execute function treasury.spp_utuh();

create function treasury.spd_utuh() returns trigger language plpgsql as $$
begin
  if new.jumlah is distinct from (select sum(b.jumlah) from treasury.spd_baris b where b.spd_id = new.id) then
    raise exception 'release % does not add up', new.id using errcode = 'check_violation', constraint = 'spd_utuh';
  end if;
  return null;
end $$;
create constraint trigger spd_utuh after insert on treasury.spd
  deferrable initially deferred for each row execute function treasury.spd_utuh();

create function treasury.spd_menyediakan() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if old.status <> 'konsep' then
    raise exception 'a release is decided once' using errcode = 'check_violation', constraint = 'spd_sekali';
  end if;
  if new.status = 'sah' then
    update treasury.dana d set spd = d.spd + b.jumlah from treasury.spd_baris b
    where b.spd_id = new.id and d.tahun = new.tahun and d.skpd_id = new.skpd_id and d.sub_kegiatan_id is not distinct from b.sub_kegiatan_id;
    if (select count(*) from treasury.spd_baris b where b.spd_id = new.id) <> (select count(*) from treasury.spd_baris b
      join treasury.dana d on d.tahun = new.tahun and d.skpd_id = new.skpd_id and d.sub_kegiatan_id is not distinct from b.sub_kegiatan_id
      where b.spd_id = new.id) then
      raise exception 'release % names what has no budget', new.id using errcode = 'check_violation', constraint = 'spd_cukup';
    end if;
  end if;
  return null;
end $$;
create trigger spd_menyediakan after update of status on treasury.spd for each row execute function treasury.spd_menyediakan();

-- The order is the same for everybody: pagu, dana, kontrak.
create function treasury.ikatan_menghitung() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update treasury.pagu p set terikat = p.terikat + n.terikat, cair = p.cair + n.cair
  from (select b.mata_anggaran_id, sum(b.terikat) as terikat, sum(b.cair) as cair from baru b group by b.mata_anggaran_id) n
  where p.mata_anggaran_id = n.mata_anggaran_id;
  update treasury.dana d set terikat = d.terikat + n.terikat
  from (select p.tahun, p.skpd_id, p.sub_kegiatan_id, sum(b.terikat) as terikat from baru b
    join treasury.pagu p on p.mata_anggaran_id = b.mata_anggaran_id group by p.tahun, p.skpd_id, p.sub_kegiatan_id) n
  where d.tahun = n.tahun and d.skpd_id = n.skpd_id and d.sub_kegiatan_id is not distinct from n.sub_kegiatan_id;
  if exists (select 1 from baru b join treasury.pagu p on p.mata_anggaran_id = b.mata_anggaran_id
    left join treasury.dana d on d.tahun = p.tahun and d.skpd_id = p.skpd_id and d.sub_kegiatan_id is not distinct from p.sub_kegiatan_id
    where d.id is null) then
    raise exception 'no funds were released' using errcode = 'check_violation', constraint = 'dana_cukup';
  end if;
  update treasury.kontrak k set terikat = k.terikat + n.terikat
  from (select s.kontrak_id, sum(b.terikat) as terikat from baru b join treasury.spp s on s.id = b.spp_id
    where s.kontrak_id is not null group by s.kontrak_id) n
  where k.id = n.kontrak_id and n.terikat <> 0;
  return null;
end $$;
create trigger ikatan_menghitung after insert on treasury.ikatan referencing new table as baru
  for each statement execute function treasury.ikatan_menghitung();

create function treasury.mutasi_menghitung() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update treasury.kas k set saldo = k.saldo + n.jumlah
  from (select b.kas_id, sum(b.masuk - b.keluar) as jumlah from baru b group by b.kas_id) n where k.id = n.kas_id;
  return null;
end $$;
create trigger mutasi_menghitung after insert on treasury.mutasi referencing new table as baru
  for each statement execute function treasury.mutasi_menghitung();

create function treasury.sp2d_memesan() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'INSERT' then
    if exists (select 1 from baru b where b.status <> 'terbit') then
      raise exception 'an SP2D begins when it is issued' using errcode = 'check_violation', constraint = 'sp2d_mulai';
    end if;
    update treasury.kas k set dipesan = k.dipesan + n.jumlah
    from (select b.kas_id, sum(b.nilai) as jumlah from baru b group by b.kas_id) n where k.id = n.kas_id;
  else
    if exists (select 1 from baru b join lama l on l.id = b.id where (l.status, b.status) not in
      (('terbit', 'terbit'), ('terbit', 'cair'), ('terbit', 'batal'), ('cair', 'cair'), ('cair', 'selesai'))) then
      raise exception 'an SP2D goes forward only' using errcode = 'check_violation', constraint = 'sp2d_maju';
    end if;
    update treasury.kas k set dipesan = k.dipesan - n.jumlah
    from (select b.kas_id, sum(b.nilai) as jumlah from baru b join lama l on l.id = b.id
      where l.status = 'terbit' and b.status <> 'terbit' group by b.kas_id) n where k.id = n.kas_id;
  end if;
  return null;
end $$;
create trigger sp2d_memesan after insert on treasury.sp2d referencing new table as baru
  for each statement execute function treasury.sp2d_memesan();
create trigger sp2d_melepas after update on treasury.sp2d referencing old table as lama new table as baru
  for each statement execute function treasury.sp2d_memesan();

create function treasury.sp2d_utuh() returns trigger language plpgsql as $$
begin
  if new.status in ('cair', 'selesai') and not exists (select 1 from treasury.mutasi m where m.kas_id = new.kas_id
    and m.dokumen_jenis = 'sp2d' and m.dokumen_id = new.id and m.keluar = new.nilai) then
    raise exception 'SP2D % was paid from nowhere', new.nomor using errcode = 'check_violation', constraint = 'sp2d_utuh';
  end if;
  if new.status = 'selesai' and exists (select 1 from treasury.spp_baris b where b.spp_id = new.spp_id and b.is_modal and b.tercatat < b.jumlah) then
    raise exception 'SP2D % has capital spending without an asset', new.nomor using errcode = 'check_violation', constraint = 'sp2d_aset';
  end if;
  return null;
end $$;
create constraint trigger sp2d_utuh after insert or update on treasury.sp2d
  deferrable initially deferred for each row execute function treasury.sp2d_utuh();

create function treasury.aset_mencatat() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update treasury.spp_baris b set tercatat = b.tercatat + new.jumlah where b.id = new.baris_id and b.is_modal;
  if not found then
    raise exception 'only capital spending is linked to assets' using errcode = 'check_violation', constraint = 'aset_modal';
  end if;
  return null;
end $$;
create trigger aset_mencatat after insert on treasury.aset_tautan for each row execute function treasury.aset_mencatat();

-- What others may read ---------------------------------------------------------------------------------------------
create view treasury.pub_sp2d as
  select d.id, d.nomor, d.tahun, d.skpd_id, d.jenis, d.tanggal, d.nilai, d.status, d.spm_id, s.kontrak_id
  from treasury.sp2d d join treasury.spp s on s.id = d.spp_id;
comment on view treasury.pub_sp2d is 'Contract: every SP2D with its amount and where it stands';
create view treasury.pub_sp2d_baris as
  select b.id, d.id as sp2d_id, b.mata_anggaran_id, b.rekening_id, b.jumlah
  from treasury.sp2d d join treasury.spp_baris b on b.spp_id = d.spp_id where d.status <> 'batal';
comment on view treasury.pub_sp2d_baris is 'Contract: lines of every SP2D by budget position';
create view treasury.pub_jejak as
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
    from treasury.aset_tautan t join treasury.spp_baris b on b.id = t.baris_id join treasury.sp2d d on d.spp_id = b.spp_id;
comment on view treasury.pub_jejak is 'Contract: edges of the trace that treasury knows';
create view treasury.pub_jejak_simpul as
  select 'spd' as jenis, s.id::text as id, coalesce(s.nomor, '') as nomor, 'SPD' as judul, s.jumlah, coalesce(s.tanggal, s.dibuat_at::date) as tanggal,
    '/kerja/perbendaharaan/spd/' || s.id as url from treasury.spd s
  union all select 'kontrak', k.id::text, k.nomor, k.uraian, k.nilai, k.tanggal, '/kerja/perbendaharaan/kontrak/' || k.id from treasury.kontrak k
  union all select 'spp', p.id::text, p.nomor, p.uraian, p.jumlah, p.tanggal, '/kerja/perbendaharaan/spp/' || p.id from treasury.spp p
  union all select 'spm', m.id::text, m.nomor, p.uraian, m.jumlah, m.tanggal, '/kerja/perbendaharaan/spp/' || p.id
    from treasury.spm m join treasury.spp p on p.id = m.spp_id
  union all select 'sp2d', d.id::text, d.nomor, p.uraian, d.nilai, d.tanggal, '/kerja/perbendaharaan/spp/' || p.id
    from treasury.sp2d d join treasury.spp p on p.id = d.spp_id;
comment on view treasury.pub_jejak_simpul is 'Contract: nodes of the trace that treasury knows';

grant select, insert on all tables in schema treasury to mod_treasury;
revoke insert on treasury.syarat, treasury.aturan, treasury.tarif_pajak from mod_treasury;
grant insert on treasury.aturan, treasury.tarif_pajak to mod_treasury;
grant update (anggaran) on treasury.pagu, treasury.dana to mod_treasury;
grant update (status, nomor, tanggal, ditandatangani_oleh, alasan) on treasury.spd to mod_treasury;
grant update (nilai, selesai, status) on treasury.kontrak to mod_treasury;
grant update (uraian, penerima, bank, rekening, tahap, tahap_sejak, tenggat_at, tolak_at, putaran, diperiksa_oleh) on treasury.spp to mod_treasury;
grant update (status, cair_tanggal, cair_referensi, jurnal_id, alasan) on treasury.sp2d to mod_treasury;
grant update (nama, bank, nomor_rekening) on treasury.kas to mod_treasury;
grant select on treasury.pub_sp2d, treasury.pub_sp2d_baris, treasury.pub_jejak, treasury.pub_jejak_simpul to pendopo_modules;
