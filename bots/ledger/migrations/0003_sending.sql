-- What nothing is signed for until a person resumes it: one keeper, or all of them.
create table keepers.pause (
  -- a keeper's name, or 'all'
  scope text primary key,
  reason text not null,
  by text not null,
  at timestamptz(3) not null default now()
);
