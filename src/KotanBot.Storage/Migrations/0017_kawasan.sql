-- A desa or kelurahan that an office looks after as prone to drugs. The name is the office's own writing.
create table kawasan (
    id text not null primary key,
    satker_code text not null,
    region_code text not null,
    name text not null,
    created_at bigint not null
);
create index kawasan_satker on kawasan (satker_code);

-- Append-only: the status is that of the highest sequence. status: bahaya | waspada | siaga | aman. ikkr: the value it follows from, null for the office's
-- own decision. reason_cipher is sealed with the key of who set it, since it is their writing.
create table kawasan_status (
    kawasan_id text not null,
    sequence bigint not null,
    status text not null,
    set_on text not null,
    set_at bigint not null,
    set_by text,
    ikkr double precision,
    reason_cipher text,
    primary key (kawasan_id, sequence)
);
