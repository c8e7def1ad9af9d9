-- 1: an outgoing message that no message of the person asked for (a reminder, a broadcast). What was stored before this counts as asked for.
alter table message add column unprompted bigint not null default 0;

-- What waits to be sent: first what somebody waits for, then the rest, each from any place.
create index message_waiting on message (channel, unprompted, conversation_id, ordinal) where state = 'pending';
