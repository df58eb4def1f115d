-- A label scanned on a thing of the region brings its report: the report keeps which thing it speaks of.
alter table citizen_reports.laporan add column barang_label text
  check (barang_label ~ '^BMD(-[0-9A-HJKMNP-TV-Z]{4}){2}-[0-9A-HJKMNP-TV-Z]$');
alter table citizen_reports.laporan add check (not is_rahasia or barang_label is null);
comment on column citizen_reports.laporan.barang_label is 'Label of the thing of the region (assets.kartu.label) the report is about; never on secret reports';
create index laporan_barang on citizen_reports.laporan (barang_label) where barang_label is not null;

create view citizen_reports.pub_laporan_barang as
  select l.nomor, l.barang_label from citizen_reports.laporan l where l.is_publik and l.barang_label is not null;
comment on view citizen_reports.pub_laporan_barang is 'Contract: reports everybody may read, and the label of the thing each is about';
create view citizen_reports.pub_jejak_simpul as
  select 'laporan'::text as jenis, l.nomor as id, l.nomor, l.judul, null::numeric as jumlah,
    null::date as tanggal, '/laporan/' || l.nomor as url
  from citizen_reports.laporan l where l.is_publik;
comment on view citizen_reports.pub_jejak_simpul is 'Contract: reports everybody may read as nodes of the trace, with their published words';
grant usage on schema citizen_reports to pendopo_modules;
grant select on citizen_reports.pub_laporan_barang, citizen_reports.pub_jejak_simpul to pendopo_modules;
