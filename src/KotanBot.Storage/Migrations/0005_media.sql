-- Files that a channel holds for us until we fetch them. state: expected | kept | lost.
-- file_name and thumb_name are the SHA-256 of the sealed bytes; a file kept before this has its id for a name.
-- source_cipher: where the channel has it, sealed with the person's key, until it is kept or lost. saved_at: when it was kept, or first expected.
alter table attachment add column state text not null default 'kept';
alter table attachment add column file_name text;
alter table attachment add column thumb_name text;
alter table attachment add column channel text;
alter table attachment add column source_cipher text;
alter table attachment add column next_at bigint;
alter table attachment add column tries bigint not null default 0;
alter table attachment add column lost_reason text;
alter table attachment add column told_at bigint;
create index attachment_expected on attachment (next_at) where state = 'expected';
create index attachment_untold on attachment (person_id) where state = 'lost' and told_at is null;

-- Whether an answer names a file.
create index answer_photo on answer (choice) where kind = 'photos';
