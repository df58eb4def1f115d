-- Where a subscriber without an account stops a kind of message; goes into the text and the mail headers.
alter table notifications.pemberitahuan add column henti text check (henti like '/%');
alter table notifications.kiriman add column henti text check (henti like '/%');
comment on column notifications.pemberitahuan.henti is 'Local address of the one-click unsubscribe; emptied from kiriman once sent';
