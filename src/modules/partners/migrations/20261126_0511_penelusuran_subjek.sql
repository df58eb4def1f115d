-- Looking again at the copy of one answer for one case is not another look into the register.
create index penelusuran_subjek on partners.penelusuran (subjek_jenis, subjek_id);
