-- Payments on their way, for whoever asks where they wait and for how long.
create view treasury.pub_antrean as
  select p.id, p.nomor, p.tahun, p.skpd_id, p.jenis, p.jumlah, p.tahap, p.tahap_sejak, p.tenggat_at
  from treasury.spp p where p.tahap in ('diajukan', 'diverifikasi', 'spm');
comment on view treasury.pub_antrean is 'Contract: payment requests that an office holds now, since when, and when it must have acted';
grant select on treasury.pub_antrean to pendopo_modules;
