-- Addresses that ended with an erasure and are never given to anybody again: a keyed hash, of a kind of its own, and nothing else.
create table ended_address (
    hash text not null primary key,
    ended_at bigint not null
);
