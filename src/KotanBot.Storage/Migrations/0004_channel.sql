-- The channel's own name of a message (a Telegram message id): a later edit, reply or press refers to it.
alter table message add column channel_ref text;
create index message_ref on message (conversation_id, channel_ref) where channel_ref is not null;

-- Set while the person cannot be reached (they blocked the bot); what nobody asked for is then not even tried.
alter table conversation add column unreachable_at bigint;

-- What a channel delivered and nobody could read, sealed with the folder's key.
create table failed_update (
    channel text not null,
    key_hash text not null,
    at bigint not null,
    cipher text not null,
    primary key (channel, key_hash)
);
create index failed_update_at on failed_update (at);
