-- Messages that carry a notice out. One row for each notice, happening and addressee, for ever.
create table keepers.delivery (
  id bigint generated always as identity primary key,
  notice_id bigint not null references keepers.notice (id),
  -- what is told: that the notice was raised, or that its cause has ended
  happening text not null check (happening in ('raised', 'closed')),
  -- to whom: the first address, or the second one because nobody acknowledged
  addressee text not null check (addressee in ('first', 'escalation')),
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'failed')),
  tries integer not null default 0,
  -- not sent before this
  next_at timestamptz(3) not null default now(),
  -- why the last try failed
  error text,
  created_at timestamptz(3) not null default now(),
  delivered_at timestamptz(3),
  unique (notice_id, happening, addressee)
);
create index delivery_waiting on keepers.delivery (next_at) where state = 'waiting';

-- Each change of the lease's holder: an account that changes hands often has keepers that do not keep up.
create table keepers.leadership (
  id bigint generated always as identity primary key,
  chain_id bigint not null,
  account text not null,
  fence bigint not null,
  holder text not null,
  at timestamptz(3) not null default now()
);
create index leadership_by_account on keepers.leadership (chain_id, account, at);

-- Written by the database itself, so that no way of taking the lease can forget it.
create function keepers.note_leadership() returns trigger language plpgsql as $$
begin
  insert into keepers.leadership (chain_id, account, fence, holder)
  values (new.chain_id, new.account, new.fence, new.holder);
  return null;
end
$$;
create trigger lease_taken after insert on keepers.lease
  for each row execute function keepers.note_leadership();
create trigger lease_passed after update on keepers.lease
  for each row when (old.fence is distinct from new.fence) execute function keepers.note_leadership();
