-- What a transaction may cost at most is kept back from the budgets until its receipt tells what it did cost.
alter table keepers.attempt
  add column gas_limit bigint not null default 0,
  -- wei: gas limit times fee cap
  add column reserved numeric(78) not null default 0,
  -- wei: gas used times price, from the receipt; nothing if the nonce went to a stranger
  add column cost numeric(78),
  -- days since 1970 by the chain's clock, when it was signed
  add column day integer not null default 0,
  -- settled, and none of its intents shows an effect
  add column without_effect boolean;
create index attempt_by_day on keepers.attempt (chain_id, account, day);

-- The person who decided on an intent that the keeper could not judge. What a person has skipped stays skipped.
alter table keepers.intent add column resolved_by text;

-- Nothing is signed for whom a row stands here.
create table keepers.pause (
  -- 'all', or a keeper's name
  scope text primary key,
  reason text not null,
  -- a person, or 'sender' for a breaker that tripped
  "by" text not null,
  at timestamptz(3) not null default now()
);
