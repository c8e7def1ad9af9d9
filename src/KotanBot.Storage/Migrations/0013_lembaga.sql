-- Institutions as an office calls them: plain, because an office writes them. folded: the name as it is compared.
create table lembaga (
    id text not null primary key,
    satker_code text not null,
    name text not null,
    folded text not null,
    lingkungan text not null,
    created_at bigint not null
);
create unique index lembaga_name on lembaga (satker_code, folded);

-- Whoever joins with the invitation belongs to this lembaga. made_by: who invites, in chat; null by the verb and after an erasure.
alter table invitation add column lembaga_id text;
alter table invitation add column made_by text;
create index invitation_satker on invitation (satker_code, expires_at);
create index invitation_maker on invitation (made_by) where made_by is not null;

-- With lembaga_cipher: what the person typed equals this one. Without: it came with the invitation.
alter table person add column lembaga_id text;
create index person_lembaga on person (lembaga_id) where lembaga_id is not null;
