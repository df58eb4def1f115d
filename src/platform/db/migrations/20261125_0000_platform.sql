-- Machinery shared by all modules: outbox, deliveries, settings, uptime. No business data lives here.
revoke create on schema public from public;
create schema if not exists platform;
grant usage on schema platform to pendopo_modules, pendopo_app;

create domain public.rupiah as numeric(20, 2);
comment on domain public.rupiah is 'Amount in rupiah with sen; bound only from strings made of Sen (bigint)';

create table platform.outbox (
  id uuid primary key,
  type text not null check (type ~ '^[a-z-]+\.[a-z0-9-]+\.v[0-9]+$'),
  payload jsonb not null,
  created_at timestamptz not null default now()
);
comment on table platform.outbox is 'Events written in the transaction that caused them; delivered at least once';
create index outbox_created on platform.outbox (created_at);

create table platform.delivery (
  event_id uuid not null references platform.outbox (id) on delete cascade,
  subscriber text not null,
  delivered_at timestamptz not null default now(),
  primary key (event_id, subscriber)
);
comment on table platform.delivery is 'Which subscriber has handled which event: makes at-least-once delivery happen once';

create table platform.setting (
  name text primary key,
  value jsonb not null,
  updated_at timestamptz not null default now()
);
comment on table platform.setting is 'Facts about this installation: region, demo mode, VAPID keys';

create table platform.heartbeat (
  minute timestamptz primary key,
  ready boolean not null
);
comment on table platform.heartbeat is 'One row a minute while the program runs; the gaps are the downtime shown on /status';

grant select, insert on platform.outbox, platform.delivery to pendopo_modules, pendopo_app;
grant select, insert, update on platform.setting to pendopo_modules, pendopo_app;
grant select, insert, update on platform.heartbeat to pendopo_app;

-- The queue is reached through one function, so that modules need no rights on the queue's tables.
grant pendopo_queue to current_user;
create schema queue authorization pendopo_queue;
set local role pendopo_queue;
create function queue.enqueue(task text, payload json, run_at timestamptz, job_key text, max_attempts int, queue_name text)
  returns void language sql security definer set search_path = '' as $$
  select graphile_worker.add_job(
    identifier => task, payload => payload, run_at => run_at, job_key => job_key,
    max_attempts => max_attempts, queue_name => queue_name)
$$;
revoke all on function queue.enqueue from public;
grant usage on schema queue to pendopo_modules, pendopo_app;
grant execute on function queue.enqueue to pendopo_modules, pendopo_app;
create function queue.depth() returns table (task text, waiting bigint, failed bigint)
  language sql security definer set search_path = '' stable as $$
  select t.identifier, count(*) filter (where j.attempts < j.max_attempts), count(*) filter (where j.attempts >= j.max_attempts)
  from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id group by 1
$$;
revoke all on function queue.depth from public;
grant execute on function queue.depth to pendopo_app;
reset role;
