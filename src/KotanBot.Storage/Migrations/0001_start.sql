-- Columns are text, bigint and double precision only; the same text runs on SQLite and PostgreSQL (DESIGN §10).
-- ..._at: UTC Unix milliseconds. ..._on: local date yyyy-MM-dd. ..._cipher: 'k1:' sealed with the person's key, 'p:' plain.

create table setting (
    name text not null primary key,
    value text not null
);

create table satker (
    code text not null primary key,
    name text not null,
    parent_code text,
    region_code text,
    zone text not null,
    utc_offset_minutes bigint not null
);
create index satker_parent on satker (parent_code);

create table region (
    code text not null primary key,
    parent_code text,
    level text not null,
    name text not null
);
create index region_parent on region (parent_code);

create table person (
    id text not null primary key,
    role text,
    satker_code text,
    lingkungan text,
    language text,
    consent_version text,
    consented_at bigint,
    name_cipher text,
    lembaga_cipher text,
    created_at bigint not null
);

-- Gone after an erasure, and with it everything that was sealed with the key.
create table person_key (
    person_id text not null primary key,
    wrapped text not null
);

-- person_id and address_... are null after an erasure.
create table conversation (
    id text not null primary key,
    person_id text,
    channel text not null,
    address_hash text,
    address_cipher text,
    state_cipher text,
    turn bigint not null,
    ordinal bigint not null,
    status text not null,
    language text not null,
    satker_code text,
    wake_at bigint,
    started_at bigint not null,
    changed_at bigint not null
);
create unique index conversation_address on conversation (channel, address_hash) where address_hash is not null;
create index conversation_person on conversation (person_id) where person_id is not null;
create index conversation_wake on conversation (wake_at) where wake_at is not null;

-- Input and facts of every turn, so that it can be replayed.
create table turn (
    conversation_id text not null,
    turn bigint not null,
    ran_at bigint not null,
    cipher text,
    primary key (conversation_id, turn)
);

-- Inbox, outbox, transcript and Direct Line history in one; ordinals of a conversation have no gaps.
-- direction: in | out. state: received | failed | forgotten | pending | sent | unreachable | rejected.
create table message (
    conversation_id text not null,
    ordinal bigint not null,
    turn bigint not null,
    channel text not null,
    direction text not null,
    state text not null,
    at bigint not null,
    done_at bigint,
    inbound_key text,
    cipher text,
    primary key (conversation_id, ordinal)
);
create unique index message_inbound on message (channel, inbound_key) where inbound_key is not null;
create index message_pending on message (conversation_id, ordinal) where state = 'pending';

-- status: draft | submitted | cancelled | expired. person_id is null after an erasure.
create table submission (
    id text not null primary key,
    person_id text,
    dialog_id text not null,
    dialog_hash text not null,
    satker_code text,
    lingkungan text,
    status text not null,
    started_at bigint not null,
    submitted_at bigint,
    changed_at bigint not null
);
create index submission_person on submission (person_id) where person_id is not null;
create index submission_dialog on submission (dialog_id, satker_code, submitted_at);

-- One row an answer; one row a key for a choice of many. sequence orders answers as they were first given.
create table answer (
    submission_id text not null,
    step_id text not null,
    position bigint not null,
    sequence bigint not null,
    kind text not null,
    choice text,
    number double precision,
    estimated bigint,
    from_on text,
    to_on text,
    region_code text,
    latitude double precision,
    longitude double precision,
    text_cipher text,
    missing_reason text,
    primary key (submission_id, step_id, position)
);

-- Append-only: what was changed after a submission was sent. Values are JSON, sealed when they hold free text.
create table answer_change (
    submission_id text not null,
    sequence bigint not null,
    step_id text not null,
    changed_at bigint not null,
    before_cipher text,
    after_cipher text,
    primary key (submission_id, sequence)
);

create table invitation (
    id text not null primary key,
    code_hash text not null,
    satker_code text not null,
    role text not null,
    uses bigint not null,
    used bigint not null,
    created_at bigint not null,
    expires_at bigint not null
);
create unique index invitation_code on invitation (code_hash);

create table dialog_version (
    dialog_id text not null,
    hash text not null,
    source text not null,
    primary key (dialog_id, hash)
);

create table attachment (
    id text not null primary key,
    person_id text not null,
    content_type text not null,
    size bigint not null,
    saved_at bigint not null
);
create index attachment_person on attachment (person_id);
