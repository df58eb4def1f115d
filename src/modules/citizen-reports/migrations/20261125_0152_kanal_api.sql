-- Programs with a key of our own API are a source of their own.
alter table citizen_reports.laporan drop constraint laporan_kanal_check;
alter table citizen_reports.laporan add constraint laporan_kanal_check
  check (kanal in ('web', 'loket', 'sms', 'whatsapp', 'email', 'open311', 'lapor', 'impor', 'api'));
