-- What people are told, by which way, and whether it arrived.
create schema notifications;
grant usage on schema notifications to mod_notifications;

create table notifications.pemberitahuan (
  id uuid primary key,
  kunci text not null unique,
  kejadian text not null,
  akun_id uuid,
  email text,
  telepon text,
  bahasa text not null default 'id' check (bahasa in ('id', 'en')),
  nilai jsonb not null default '{}',
  tautan text not null check (tautan like '/%'),
  hanya text[],
  dibuat_at timestamptz not null,
  dibaca_at timestamptz,
  check (akun_id is not null or email is not null or telepon is not null)
);
comment on table notifications.pemberitahuan is 'One notice to one person; kunci makes a resend harmless. Rows for accounts are the in-app feed';
create index pemberitahuan_akun on notifications.pemberitahuan (akun_id, dibuat_at desc, id desc) where akun_id is not null;
create index pemberitahuan_belum on notifications.pemberitahuan (akun_id) where akun_id is not null and dibaca_at is null;

create table notifications.kiriman (
  id uuid primary key,
  pemberitahuan_id uuid references notifications.pemberitahuan (id),
  saluran text not null check (saluran in ('email', 'sms', 'whatsapp', 'push')),
  tujuan text not null,
  subjek text,
  teks text not null,
  status text not null default 'menunggu' check (status in ('menunggu', 'terkirim', 'gagal')),
  percobaan integer not null default 0,
  galat text,
  dibuat_at timestamptz not null,
  terkirim_at timestamptz
);
comment on table notifications.kiriman is 'One message by one channel; the text is emptied once sent, the row stays as proof';
create unique index kiriman_sekali on notifications.kiriman (pemberitahuan_id, saluran, tujuan) where pemberitahuan_id is not null;

create table notifications.preferensi (
  akun_id uuid not null,
  saluran text not null check (saluran in ('email', 'sms', 'whatsapp', 'push')),
  is_aktif boolean not null,
  primary key (akun_id, saluran)
);
comment on table notifications.preferensi is 'Channels a person turned on or off; in-app cannot be turned off';

create table notifications.langganan_push (
  id uuid primary key,
  akun_id uuid not null,
  titik_akhir text not null unique,
  kunci jsonb not null,
  dibuat_at timestamptz not null
);
comment on table notifications.langganan_push is 'Browsers that agreed to web push';
create index langganan_push_akun on notifications.langganan_push (akun_id);

grant select, insert, update on all tables in schema notifications to mod_notifications;
grant delete on notifications.langganan_push, notifications.preferensi to mod_notifications;
