-- What an office's work leaves behind. Nothing is ever changed or deleted here: corrections are rows of their own.
-- subject: what it was done to (a report's, a person's, an invitation's id; a target's output). note_cipher is sealed with the actor's key.
create table audit (
    id text not null primary key,
    at bigint not null,
    actor_id text,
    satker_code text,
    deed text not null,
    subject text,
    before_value text,
    after_value text,
    note_cipher text
);
create index audit_satker on audit (satker_code, at);
create index audit_subject on audit (subject) where subject is not null;

-- A text that waits to be told, once however many shall read it. Sealed with the key of the person whose words or data it holds.
create table notice_content (
    id text not null primary key,
    sealed_by text not null,
    cipher text not null
);
create index notice_content_sealed on notice_content (sealed_by);

-- Who shall hear it. told_at is set by the commit of the turn that told it; expires_at: from then on nobody needs to hear it any more.
-- once: a name that lets one such notice exist per person, however often it is made.
create table notice (
    id text not null primary key,
    person_id text not null,
    content_id text not null,
    once text,
    due_at bigint not null,
    expires_at bigint,
    told_at bigint
);
create unique index notice_once on notice (person_id, once) where once is not null;
create index notice_waiting on notice (due_at) where told_at is null;
create index notice_person on notice (person_id);
create index notice_content_used on notice (content_id);

-- Since when the person wants no reminders and no news; null while they do.
alter table person add column silent_since bigint;
create index person_satker on person (satker_code, role) where satker_code is not null;
