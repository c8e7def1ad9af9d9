-- With what a program reads an office and all below it. Only a keyed hash of the token stands here. name: what uses it, as who made it calls it.
-- used_at is written once an hour at most, so that reading does not become writing.
create table api_token (
    id text not null primary key,
    token_hash text not null,
    satker_code text not null,
    name text not null,
    created_at bigint not null,
    expires_at bigint not null,
    revoked_at bigint,
    used_at bigint
);
create unique index api_token_hash on api_token (token_hash);
create index api_token_satker on api_token (satker_code, created_at);
