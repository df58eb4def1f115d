-- Subscriptions: one per holder and target, found by address, matched to new cases in batches.
create unique index langganan_email_laporan on citizen_reports.langganan (email, laporan_id)
  where email is not null and laporan_id is not null;
create unique index langganan_saringan_sekali on citizen_reports.langganan
  (coalesce(akun_id::text, email), coalesce(kecamatan_kode, ''), coalesce(kategori_kode, ''), coalesce(unit_kode, ''))
  where laporan_id is null and push is null;
create index langganan_email on citizen_reports.langganan (email, dibuat_at) where email is not null;
create index langganan_pemilik on citizen_reports.langganan (akun_id, dibuat_at desc, id desc) where akun_id is not null;
create index langganan_belum on citizen_reports.langganan (dibuat_at) where dikonfirmasi_at is null;
alter table citizen_reports.langganan
  add constraint langganan_surel_kecil check (email is null or email = lower(email)),
  add constraint langganan_satu_tujuan check (num_nonnulls(akun_id, email, push) = 1),
  add constraint langganan_satu_sasaran check (laporan_id is null or num_nonnulls(kecamatan_kode, kategori_kode, unit_kode) = 0),
  add constraint langganan_bahasa check (bahasa in ('id', 'en'));
comment on column citizen_reports.langganan.kode_henti is 'Random code of the unsubscribe link in each message';
