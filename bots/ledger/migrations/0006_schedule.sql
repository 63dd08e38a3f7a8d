-- How far each job's times have been looked at. Nothing up to here is ever looked at again.
create table keepers.job (
  name text primary key,
  looked_until timestamptz(3) not null
);

-- One row a time at which a job was to run, for ever.
create table keepers.occurrence (
  job text not null references keepers.job (name),
  -- the instant that cron expression and time zone name
  at timestamptz(3) not null,
  -- asked: waits for a person, who approves it or lets it be missed
  state text not null check (state in ('due', 'asked', 'approved', 'done', 'missed')),
  -- why it is missed, or who decided
  reason text,
  updated_at timestamptz(3) not null default now(),
  primary key (job, at)
);
create index occurrence_open on keepers.occurrence (job, at) where state in ('due', 'asked', 'approved');
