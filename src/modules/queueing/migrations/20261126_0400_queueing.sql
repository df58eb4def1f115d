-- Queues and appointments at service counters: places, counters, tickets, slots, and what was learnt of waiting.
create schema queueing;
grant usage on schema queueing to mod_queueing;

create table queueing.tempat (
  kode text primary key check (kode ~ '^[a-z][a-z0-9-]{1,39}$' and kode not in ('tiket', 'janji', 'tunggu', 'baru')),
  jenis text not null check (jenis in ('mpp', 'opd', 'kecamatan', 'kelurahan', 'desa')),
  nama text not null check (length(nama) between 3 and 120),
  alamat text not null default '' check (length(alamat) <= 300),
  unit_kode text not null,
  is_daring boolean not null default true,
  is_aktif boolean not null default true,
  versi integer not null default 1
);
comment on table queueing.tempat is 'A place with counters: a mall of public services, an agency, a kecamatan, kelurahan or desa office. unit_kode keeps it; is_daring: numbers may be taken from one''s own phone';

create table queueing.layanan (
  id uuid primary key,
  tempat_kode text not null references queueing.tempat (kode),
  huruf text not null check (huruf ~ '^[A-Z]{1,2}$'),
  nama text not null check (length(nama) between 3 and 80),
  nama_en text not null check (length(nama_en) between 3 and 80),
  unit_kode text not null,
  layanan_kode text[] not null default '{}' check (cardinality(layanan_kode) <= 100),
  menit integer not null check (menit between 1 and 240),
  is_janji boolean not null default false,
  menit_slot integer not null default 30 check (menit_slot in (10, 15, 20, 30, 60)),
  bagian_langsung integer not null default 50 check (bagian_langsung between 0 and 100),
  is_aktif boolean not null default true,
  unique (tempat_kode, huruf)
);
comment on table queueing.layanan is 'One line of a place: its letter, the agency, the services it is for, minutes while nothing was measured, and the share of capacity kept for people without an appointment';
create index layanan_unit on queueing.layanan (unit_kode) where is_aktif;

create table queueing.loket (
  id uuid primary key,
  tempat_kode text not null references queueing.tempat (kode),
  kode text not null check (kode ~ '^[0-9A-Z]{1,4}$'),
  nama text not null check (length(nama) between 2 and 80),
  unit_kode text not null,
  is_aktif boolean not null default true,
  unique (tempat_kode, kode)
);
comment on table queueing.loket is 'A counter of a place, under the number people see, kept by one agency';

create table queueing.loket_layanan (
  loket_id uuid not null references queueing.loket (id),
  layanan_id uuid not null references queueing.layanan (id),
  primary key (loket_id, layanan_id)
);
comment on table queueing.loket_layanan is 'Which lines a counter serves';
create index loket_layanan_layanan on queueing.loket_layanan (layanan_id);

create table queueing.jam (
  id uuid primary key,
  tempat_kode text not null references queueing.tempat (kode),
  layanan_id uuid references queueing.layanan (id),
  hari smallint not null check (hari between 1 and 7),
  buka smallint not null check (buka between 0 and 1439),
  tutup smallint not null check (tutup between 1 and 1440),
  berlaku_mulai date not null,
  berlaku_sampai date,
  check (tutup > buka),
  check (berlaku_sampai is null or berlaku_sampai >= berlaku_mulai)
);
comment on table queueing.jam is 'Opening hours of a weekday in minutes after midnight, from and until a date; a line with hours of its own does not follow those of its place';
create index jam_tempat on queueing.jam (tempat_kode);

create table queueing.hari_khusus (
  tempat_kode text not null references queueing.tempat (kode),
  tanggal date not null,
  buka smallint,
  tutup smallint,
  alasan text not null check (length(alasan) between 3 and 160),
  primary key (tempat_kode, tanggal),
  check ((buka is null) = (tutup is null)),
  check (tutup is null or tutup > buka)
);
comment on table queueing.hari_khusus is 'A day on which a place closes (no hours) or keeps other hours, with the reason people read; stronger than a day off of the calendar';

create table queueing.aturan (
  kunci text not null,
  tempat_kode text not null default '*',
  berlaku_mulai date not null,
  nilai integer not null check (nilai between 0 and 10000),
  dasar text not null,
  primary key (kunci, tempat_kode, berlaku_mulai)
);
comment on table queueing.aturan is 'Dated rules of the queue by name, for all places (*) or one';

create table queueing.prioritas (
  kode text primary key check (kode ~ '^[a-z_]{2,30}$'),
  nama text not null,
  nama_en text not null,
  dasar text not null,
  urutan smallint not null,
  is_aktif boolean not null default true
);
comment on table queueing.prioritas is 'Who is served ahead of the line, each with its ground';

create table queueing.kios (
  perangkat text primary key,
  tempat_kode text not null references queueing.tempat (kode),
  oleh uuid not null,
  dibuat_at timestamptz not null
);
comment on table queueing.kios is 'Browsers set up as kiosks of a place, by a keyed digest of their id: they may take any number of tickets';

create table queueing.sesi_loket (
  id uuid primary key,
  loket_id uuid not null references queueing.loket (id),
  petugas_id uuid not null,
  dibuka_at timestamptz not null,
  jeda_at timestamptz,
  ditutup_at timestamptz,
  -- Tickets without priority called since the last one with it.
  biasa_beruntun integer not null default 0,
  check (ditutup_at is null or ditutup_at >= dibuka_at)
);
comment on table queueing.sesi_loket is 'A clerk at a counter from opening to closing; one clerk per counter, one counter per clerk';
create unique index sesi_loket_satu on queueing.sesi_loket (loket_id) where ditutup_at is null;
create unique index sesi_petugas_satu on queueing.sesi_loket (petugas_id) where ditutup_at is null;

create table queueing.nomor_urut (
  tempat_kode text not null references queueing.tempat (kode),
  tanggal date not null,
  huruf text not null,
  terakhir integer not null check (terakhir between 1 and 9999),
  terakhir_at timestamptz not null,
  primary key (tempat_kode, tanggal, huruf)
);
comment on table queueing.nomor_urut is 'Last number given per place, day and letter: raised by the transaction that stores the ticket, so numbers have neither gaps nor doubles';

create table queueing.janji (
  id uuid primary key,
  kode text not null unique,
  kunci uuid not null unique,
  tempat_kode text not null references queueing.tempat (kode),
  layanan_id uuid not null references queueing.layanan (id),
  tanggal date not null,
  mulai smallint not null check (mulai between 0 and 1439),
  kursi smallint not null check (kursi between 1 and 200),
  akun_id uuid,
  telepon text,
  saluran text check (saluran in ('sms', 'whatsapp')),
  bahasa text not null default 'id' check (bahasa in ('id', 'en')),
  pemesan text,
  status text not null default 'dipesan' check (status in ('dipesan', 'hadir', 'batal', 'tidak_hadir')),
  is_terlambat boolean not null default false,
  diingatkan_at timestamptz,
  dibuat_at timestamptz not null,
  berubah_at timestamptz not null,
  check (status <> 'dipesan' or pemesan is not null)
);
comment on table queueing.janji is 'An appointment: one seat of a slot. pemesan is a keyed digest of account or telephone, kept for the rule on repeated absence after the telephone itself is gone';
create unique index janji_kursi on queueing.janji (layanan_id, tanggal, mulai, kursi) where status in ('dipesan', 'hadir');
create unique index janji_satu on queueing.janji (pemesan, layanan_id) where status = 'dipesan';
create index janji_hari on queueing.janji (tanggal) where status = 'dipesan';
create index janji_akun on queueing.janji (akun_id, tanggal) where akun_id is not null;
create index janji_absen on queueing.janji (pemesan, tanggal) where status = 'tidak_hadir';
create index janji_telepon on queueing.janji (tanggal) where telepon is not null;
create index janji_pemesan on queueing.janji (tanggal) where pemesan is not null;

create table queueing.daftar_tunggu (
  id uuid primary key,
  kode text not null unique,
  layanan_id uuid not null references queueing.layanan (id),
  tanggal date not null,
  akun_id uuid,
  telepon text,
  saluran text check (saluran in ('sms', 'whatsapp')),
  bahasa text not null default 'id' check (bahasa in ('id', 'en')),
  pemesan text not null,
  janji_kode text,
  dibuat_at timestamptz not null,
  unique (layanan_id, tanggal, pemesan)
);
comment on table queueing.daftar_tunggu is 'Who waits for a seat of a full day; the first gets the seat that falls free, and is told. Emptied the day after';
create index daftar_tunggu_baris on queueing.daftar_tunggu (layanan_id, tanggal, dibuat_at, id) where janji_kode is null;
create index daftar_tunggu_lama on queueing.daftar_tunggu (tanggal);
create index daftar_tunggu_akun on queueing.daftar_tunggu (akun_id) where akun_id is not null;

create table queueing.pembatasan (
  id uuid primary key,
  pemesan text not null,
  janji_kode text not null unique,
  mulai date not null,
  sampai date not null,
  dicabut_at timestamptz,
  dicabut_oleh uuid,
  alasan text,
  check (sampai >= mulai),
  check ((dicabut_at is null) = (alasan is null))
);
comment on table queueing.pembatasan is 'No appointments until a date after repeated absence; a clerk lifts it on appeal, with a reason. Walk-in tickets are never limited by it';
create index pembatasan_pemesan on queueing.pembatasan (pemesan, sampai) where dicabut_at is null;
create index pembatasan_lama on queueing.pembatasan (sampai);

create table queueing.tiket (
  id uuid primary key,
  kode text not null unique,
  kunci uuid not null unique,
  tempat_kode text not null references queueing.tempat (kode),
  tanggal date not null,
  layanan_id uuid not null references queueing.layanan (id),
  huruf text not null,
  urut integer not null check (urut between 1 and 9999),
  prioritas text references queueing.prioritas (kode),
  asal text not null check (asal in ('kios', 'ponsel', 'janji')),
  janji_id uuid unique references queueing.janji (id),
  status text not null default 'menunggu' check (status in ('menunggu', 'dipanggil', 'dilayani', 'selesai', 'tidak_hadir', 'batal', 'kedaluwarsa')),
  diambil_at timestamptz not null,
  masuk_at timestamptz not null,
  tahap_at timestamptz not null,
  loket_tujuan_id uuid references queueing.loket (id),
  loket_id uuid references queueing.loket (id),
  dipanggil_at timestamptz,
  panggilan integer not null default 0,
  mulai_at timestamptz,
  berakhir_at timestamptz,
  telepon text,
  saluran text check (saluran in ('sms', 'whatsapp')),
  bahasa text not null default 'id' check (bahasa in ('id', 'en')),
  is_dikabari boolean not null default false,
  perangkat text,
  prakiraan_menit real,
  prakiraan_rendah real,
  prakiraan_tinggi real,
  prakiraan_dasar real,
  unique (tempat_kode, tanggal, huruf, urut),
  check (status not in ('dipanggil', 'dilayani') or (loket_id is not null and dipanggil_at is not null)),
  check (status <> 'dilayani' or mulai_at is not null),
  check ((status in ('selesai', 'tidak_hadir', 'batal', 'kedaluwarsa')) = (berakhir_at is not null)),
  check ((asal = 'janji') = (janji_id is not null))
);
comment on table queueing.tiket is 'A number in a line of one day. masuk_at is its place in time and survives a transfer; tahap_at is when it joined the line it stands in now. telepon and perangkat are emptied the night after';
create index tiket_baris on queueing.tiket (tempat_kode, tanggal, masuk_at, urut, id) where status = 'menunggu';
create unique index tiket_di_loket on queueing.tiket (loket_id) where status in ('dipanggil', 'dilayani');
create index tiket_panggilan on queueing.tiket (tempat_kode, tanggal, dipanggil_at desc) where dipanggil_at is not null;
create index tiket_terbuka on queueing.tiket (tanggal, tempat_kode) where status in ('menunggu', 'dipanggil', 'dilayani');
create index tiket_perangkat on queueing.tiket (perangkat, tanggal) where perangkat is not null;
create index tiket_telepon on queueing.tiket (tanggal) where telepon is not null or perangkat is not null;

create table queueing.tindakan (
  kunci uuid primary key,
  akun_id uuid not null,
  waktu timestamptz not null
);
comment on table queueing.tindakan is 'Keys of what clerks sent, so that a form sent again after a broken line does nothing twice; emptied after two days';
create index tindakan_waktu on queueing.tindakan (waktu);

create table queueing.rekap_hari (
  tempat_kode text not null references queueing.tempat (kode),
  tanggal date not null,
  layanan_id uuid not null references queueing.layanan (id),
  diambil integer not null default 0,
  dilayani integer not null default 0,
  tidak_hadir integer not null default 0,
  batal integer not null default 0,
  tunggu integer[] not null default array_fill(0, array[181]),
  layan integer[] not null default array_fill(0, array[181]),
  prakiraan_n integer not null default 0,
  prakiraan_galat double precision not null default 0,
  prakiraan_dalam integer not null default 0,
  dasar_galat double precision not null default 0,
  primary key (tempat_kode, tanggal, layanan_id),
  check (cardinality(tunggu) = 181 and cardinality(layan) = 181)
);
comment on table queueing.rekap_hari is 'Kept counters per place, day and line. tunggu and layan count by whole minutes, element 1 is under a minute, element 181 three hours and more; prakiraan_* compare what was forecast with what came, dasar_galat is the error of people ahead times average by counters';
create index rekap_hari_tanggal on queueing.rekap_hari (tempat_kode, tanggal desc);

create table queueing.rekap_jam (
  layanan_id uuid not null references queueing.layanan (id),
  hari smallint not null check (hari between 0 and 7),
  jam smallint not null check (jam between 0 and 23),
  datang double precision not null default 0,
  panggil double precision not null default 0,
  absen double precision not null default 0,
  layan_n double precision not null default 0,
  layan_detik double precision not null default 0,
  layan_kuadrat double precision not null default 0,
  primary key (layanan_id, hari, jam)
);
comment on table queueing.rekap_jam is 'What was learnt of a line per weekday and hour; hari 0 stands for all of it. Halved when it has grown heavy, so that old habits fade';

insert into queueing.aturan (kunci, berlaku_mulai, nilai, dasar) values
  ('prioritas_selang', '2026-01-01', 2, 'Kebijakan awal aplikasi: setelah satu nomor prioritas, paling banyak dua nomor biasa. Ganti dengan keputusan daerah; belum diverifikasi'),
  ('ambil_awal_menit', '2026-01-01', 60, 'Kebijakan awal aplikasi: nomor dapat diambil sejak 60 menit sebelum buka; belum diverifikasi'),
  ('tiket_per_perangkat', '2026-01-01', 2, 'Kebijakan awal aplikasi: nomor terbuka per ponsel; kios tidak dibatasi; belum diverifikasi'),
  ('kabar_nomor_lagi', '2026-01-01', 3, 'Kebijakan awal aplikasi: kabar bila tinggal tiga nomor lagi; belum diverifikasi'),
  ('kembali_menit', '2026-01-01', 15, 'Kebijakan awal aplikasi: yang terlewat kembali ke tempatnya bila datang dalam 15 menit; belum diverifikasi'),
  ('janji_hari_ke_depan', '2026-01-01', 14, 'Kebijakan awal aplikasi; belum diverifikasi'),
  ('janji_didahulukan_menit', '2026-01-01', 45, 'Kebijakan awal aplikasi: janji yang hadir tepat waktu ditempatkan seolah datang 45 menit sebelum jamnya; belum diverifikasi'),
  ('hadir_awal_menit', '2026-01-01', 45, 'Kebijakan awal aplikasi: lapor hadir dibuka 45 menit sebelum jam janji; belum diverifikasi'),
  ('hadir_lewat_menit', '2026-01-01', 15, 'Kebijakan awal aplikasi: lewat 15 menit masuk antrean langsung; belum diverifikasi'),
  ('absen_batas', '2026-01-01', 3, 'Kebijakan awal aplikasi: tidak hadir tiga kali dalam jangka yang dihitung; belum diverifikasi'),
  ('absen_jangka_hari', '2026-01-01', 90, 'Kebijakan awal aplikasi; belum diverifikasi'),
  ('absen_batas_hari', '2026-01-01', 14, 'Kebijakan awal aplikasi: tidak dapat membuat janji 14 hari; nomor langsung tetap dapat diambil; belum diverifikasi');

insert into queueing.prioritas (kode, nama, nama_en, dasar, urutan) values
  ('lansia', 'Lanjut usia (60 tahun ke atas)', 'Older person (60 and above)', 'UU 25/2009 Pasal 29 (perlakuan khusus); UU 13/1998 (batas 60 tahun); belum diverifikasi', 1),
  ('disabilitas', 'Penyandang disabilitas', 'Person with a disability', 'UU 25/2009 Pasal 29; UU 8/2016; belum diverifikasi', 2),
  ('ibu_hamil', 'Ibu hamil atau membawa bayi', 'Pregnant or with a baby', 'UU 25/2009 Pasal 29; belum diverifikasi', 3);

grant select, insert, update on all tables in schema queueing to mod_queueing;
grant delete on queueing.loket_layanan, queueing.jam, queueing.hari_khusus, queueing.kios, queueing.daftar_tunggu,
  queueing.tindakan, queueing.pembatasan to mod_queueing;
