-- Messages that failed are looked at by the administrator, newest first; waiting ones are counted.
create index kiriman_gagal on notifications.kiriman (dibuat_at desc, id desc) where status = 'gagal';
create index kiriman_menunggu on notifications.kiriman (dibuat_at) where status = 'menunggu';
