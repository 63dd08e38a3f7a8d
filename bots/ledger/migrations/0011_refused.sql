-- How often every endpoint has refused the bytes, and what a node said the last time. Counted up to where they are given up.
alter table keepers.attempt
  add column refusals integer not null default 0,
  add column refusal text;

-- Work may share a transaction with so much other work at most: a larger one was refused by every endpoint.
alter table keepers.intent add column batch_limit integer;
create index intent_limited on keepers.intent (chain_id, keeper) where batch_limit is not null;
