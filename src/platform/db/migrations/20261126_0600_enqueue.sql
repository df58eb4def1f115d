-- A plain job is one row: the queue's own function writes and looks in three tables for each, and an action queues
-- several. Jobs with a key or a queue of their own, and tasks the queue has not met, go its way.
set local role pendopo_queue;
create or replace function queue.enqueue(task text, payload json, run_at timestamptz, job_key text, max_attempts int, queue_name text)
  returns void language plpgsql security definer set search_path = '' as $$
begin
  if job_key is null and queue_name is null then
    insert into graphile_worker._private_jobs (task_id, payload, run_at, max_attempts)
    select t.id, coalesce(enqueue.payload, '{}'::json), coalesce(enqueue.run_at, now()), enqueue.max_attempts::smallint
    from graphile_worker._private_tasks t where t.identifier = enqueue.task;
    if found then
      perform pg_notify('jobs:insert', json_build_object('r', random(), 'count', 1)::text);
      return;
    end if;
  end if;
  perform graphile_worker.add_job(
    identifier => task, payload => payload, run_at => run_at, job_key => job_key,
    max_attempts => max_attempts, queue_name => queue_name);
end
$$;
create function queue.know(tasks text[]) returns void language sql security definer set search_path = '' as $$
  insert into graphile_worker._private_tasks (identifier)
  select distinct name from unnest(tasks) as name
  where not exists (select from graphile_worker._private_tasks t where t.identifier = name)
  on conflict do nothing
$$;
comment on function queue.know is 'Tasks the queue will meet: who queues the first job of a new one makes everybody else wait for his commit';
revoke all on function queue.know from public;
grant execute on function queue.know to pendopo_app;
reset role;
