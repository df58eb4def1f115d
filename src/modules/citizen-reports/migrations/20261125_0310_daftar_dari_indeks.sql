-- A list with filters looks at up to four thousand cases in the order of one index, and a count at up to a
-- thousand. With what the filters test carried along, both are answered from the index; only the cases
-- of the page are fetched from the table. A filter added to the list belongs here too.
do $$
declare
  indeks record;
begin
  for indeks in
    select c.relname as nama, pg_get_indexdef(c.oid) as teks, (select string_agg(a.attname, ', ' order by a.attnum) from pg_attribute a
      where a.attrelid = i.indrelid and a.attnum <> all (i.indkey[0:i.indnkeyatts - 1]) and a.attname in ('diterima_at', 'induk_id', 'status', 'cara_tutup',
        'kategori_kode', 'kecamatan_kode', 'unit_kode', 'jenis', 'is_tepat_waktu', 'is_berbukti', 'jumlah_dibuka_kembali',
        'hasil_inspeksi')) as bawaan
    from pg_index i join pg_class c on c.oid = i.indexrelid
    where i.indrelid = 'citizen_reports.laporan'::regclass and c.relname in ('laporan_publik', 'laporan_publik_dukungan',
      'laporan_publik_grup', 'laporan_publik_kategori', 'laporan_publik_kecamatan', 'laporan_publik_selesai',
      'laporan_publik_tenggat', 'laporan_publik_tenggat_unit', 'laporan_publik_terbuka', 'laporan_publik_unit',
      'laporan_publik_wilayah')
  loop
    execute format('drop index citizen_reports.%I', indeks.nama);
    execute regexp_replace(regexp_replace(indeks.teks, ' INCLUDE \([^)]*\)', ''), ' WHERE ',
      format(' INCLUDE (%s) WHERE ', indeks.bawaan));
  end loop;
end $$;

-- An index answers alone once its pages were vacuumed; the share of changed cases that waits for it is kept small.
alter table citizen_reports.laporan set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02);

-- The first fifty merged into a case that thousands reported, in their order.
drop index citizen_reports.laporan_induk;
create index laporan_induk on citizen_reports.laporan (induk_id, id) where induk_id is not null;

-- Counts of what is overdue and of each state, in the order the cases came in.
drop index citizen_reports.laporan_berjanji;
create index laporan_berjanji on citizen_reports.laporan (id) include (tenggat_at, status, is_publik, is_rahasia)
  where tenggat_at is not null and cara_tutup is null;
drop index citizen_reports.laporan_tertutup;
create index laporan_keadaan on citizen_reports.laporan (status, id) include (is_rahasia) where status not in ('arsip', 'digabung');

-- Where in the table the cases of a time lie: words of the last month are fetched without those of all years.
create index laporan_waktu on citizen_reports.laporan using brin (diterima_at) with (autosummarize = on);
