-- When the person was last known to be reachable: what a channel tells late about an earlier moment then changes nothing.
alter table conversation add column reached_at bigint;

-- Whose it is, where that can be told, so that an erasure takes it too.
alter table failed_update add column address_hash text;
create index failed_update_address on failed_update (address_hash) where address_hash is not null;
