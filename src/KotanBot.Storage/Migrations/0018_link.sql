-- The code with which a person makes another conversation theirs; one a person, and a new one takes its place. conversation_id: where it was given.
create table link_code (
    person_id text not null primary key,
    conversation_id text not null,
    code_hash text not null,
    expires_at bigint not null,
    used_at bigint
);
create unique index link_code_hash on link_code (code_hash);

-- Where it is told, when it must not be where the person was heard last.
alter table notice add column conversation_id text;
