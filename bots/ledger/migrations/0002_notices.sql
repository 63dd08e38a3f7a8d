-- What people must be told. At most one open row for a kind and subject: a fault that lasts is one notice.
create table keepers.notice (
  id bigint generated always as identity primary key,
  kind text not null,
  -- what it is about: an intent's key, a keeper, an account, an endpoint's number
  subject text not null,
  severity text not null check (severity in ('info', 'warning', 'critical')),
  text text not null,
  detail jsonb not null,
  raised_at timestamptz(3) not null default now(),
  acknowledged_at timestamptz(3),
  acknowledged_by text,
  -- the cause has ended
  closed_at timestamptz(3)
);

create unique index notice_open on keepers.notice (kind, subject) where closed_at is null;
