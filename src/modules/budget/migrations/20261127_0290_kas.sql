-- The cash plan per month, for whoever compares it with what was spent.
create view budget.pub_kas as
  select k.tahun, k.skpd_id, k.mata_anggaran_id, m.rekening_id, s.bulan, s.jumlah
  from budget.kas s join budget.berlaku k on k.mata_anggaran_id = s.mata_anggaran_id
  join budget.mata_anggaran m on m.id = s.mata_anggaran_id;
comment on view budget.pub_kas is 'Contract: cash plan of every position in force, month by month';
grant select on budget.pub_kas to pendopo_modules;
