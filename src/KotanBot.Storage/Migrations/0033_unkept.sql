-- Set for what the bot says in a talk of which nothing is kept: from then on the text goes, once the message was delivered.
alter table message add column forget_at bigint;
create index message_forget on message (forget_at) where forget_at is not null;
