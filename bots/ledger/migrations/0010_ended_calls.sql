-- When a call was seen as executed, cancelled or superseded. It no longer counts as waiting, and is forgotten some time later.
alter table keepers.proposal add column closed_at timestamptz(3);
