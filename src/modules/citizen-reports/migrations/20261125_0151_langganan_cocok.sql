-- New cases find the alerts they fit by one index scan per page, whatever the number of alerts.
create index langganan_cocok on citizen_reports.langganan
  (coalesce(kecamatan_kode, ''), coalesce(kategori_kode, ''), coalesce(unit_kode, ''), id)
  where laporan_id is null and dikonfirmasi_at is not null;
