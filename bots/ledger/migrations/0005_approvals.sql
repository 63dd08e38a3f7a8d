-- Proposals in order of arrival, for paging; and where each was seen first.
alter table keepers.proposal add column id bigint generated always as identity;
alter table keepers.proposal add column source text not null default 'posted' check (source in ('posted', 'on chain'));
create unique index proposal_by_id on keepers.proposal (id);
create index proposal_by_authority on keepers.proposal (chain_id, multisig, authority, deadline);
create index signature_by_signer on keepers.signature (signer);
