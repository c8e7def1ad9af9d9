-- One-time links into the admin site. person_id: who asked for it in chat, or 'server' for a link made on the machine for an office.
create table site_link (
    code_hash text not null primary key,
    person_id text not null,
    satker_code text not null,
    expires_at bigint not null,
    used_at bigint
);
create index site_link_person on site_link (person_id);

-- Who is in. What they may do there is read from their person's row with every request; for 'server' it is an admin of the office.
create table site_session (
    token_hash text not null primary key,
    person_id text not null,
    satker_code text not null,
    language text not null,
    started_at bigint not null,
    seen_at bigint not null
);
create index site_session_person on site_session (person_id);
