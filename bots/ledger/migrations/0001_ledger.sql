-- The chain whose work this ledger keeps. A ledger never serves another chain, nor another life of a local chain.
create table keepers.chain (
  chain_id bigint primary key,
  start_block bigint not null,
  start_block_hash text not null
);

-- One row a piece of work, for ever. `key` names the work: chainId:contract:kind:subject:occurrence.
create table keepers.intent (
  key text primary key,
  chain_id bigint not null,
  keeper text not null,
  -- intents of one batch may share a transaction
  batch text not null,
  payload jsonb not null,
  payload_hash text not null,
  -- the work in words
  title text not null,
  state text not null check (state in (
    'planned', 'claimed', 'signed', 'broadcast', 'mined', 'final', 'reverted', 'superseded', 'skipped', 'unknown'
  )),
  reason text,
  -- who claimed it last
  account text,
  fence bigint,
  -- how often it was tried without effect
  tries integer not null default 0,
  retry_at timestamptz(3),
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now()
);
create index intent_by_state on keepers.intent (chain_id, state, created_at);

-- One row a signed transaction. Several of one nonce replace one another; at most one is mined.
create table keepers.attempt (
  id bigint generated always as identity primary key,
  chain_id bigint not null,
  account text not null,
  nonce bigint not null,
  hash text not null unique,
  raw text not null,
  keeper text not null,
  title text not null,
  state text not null check (state in (
    'signed', 'broadcast', 'mined', 'final', 'reverted', 'superseded'
  )),
  fence bigint not null,
  max_fee_per_gas bigint not null,
  max_priority_fee_per_gas bigint not null,
  -- head when it was signed: tells how long it has waited
  signed_at_block bigint not null,
  block_number bigint,
  block_hash text,
  succeeded boolean,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now()
);
create index attempt_by_nonce on keepers.attempt (chain_id, account, nonce);
create index attempt_open on keepers.attempt (chain_id, account) where state in ('signed', 'broadcast', 'mined');

create table keepers.attempt_intent (
  attempt_id bigint not null references keepers.attempt (id),
  intent_key text not null references keepers.intent (key),
  primary key (attempt_id, intent_key)
);
create index attempt_intent_by_intent on keepers.attempt_intent (intent_key);

-- One writer per account. The fence grows with every change of holder; each write names the fence it was made under.
create table keepers.lease (
  chain_id bigint not null,
  account text not null,
  fence bigint not null,
  holder text not null,
  expires_at timestamptz not null,
  primary key (chain_id, account)
);

-- Every transition, in order. Each row's hash covers the row before: a changed or missing row shows.
create table keepers.event (
  id bigint generated always as identity primary key,
  intent_key text,
  attempt_id bigint,
  from_state text,
  to_state text not null,
  detail jsonb not null,
  at timestamptz(3) not null,
  previous_hash text not null,
  hash text not null unique
);
create index event_by_intent on keepers.event (intent_key);

-- MultiSig calls that wait for approvals, and the signatures given so far.
create table keepers.proposal (
  call_hash text primary key,
  chain_id bigint not null,
  multisig text not null,
  authority bigint not null,
  target text not null,
  data text not null,
  salt text not null,
  deadline bigint not null,
  proposed_at timestamptz(3) not null default now()
);

create table keepers.signature (
  call_hash text not null references keepers.proposal (call_hash),
  signer text not null,
  -- of the authority when it was signed: the signature is void in any other
  epoch bigint not null,
  signature text not null,
  received_at timestamptz(3) not null default now(),
  primary key (call_hash, signer, epoch)
);
