-- What an office is to do in a year, by the outputs of dialogs/outputs.yaml. entered: what was done, where no report tells it.
create table target (
    satker_code text not null,
    year bigint not null,
    output text not null,
    target double precision,
    entered double precision,
    changed_at bigint not null,
    primary key (satker_code, year, output)
);

-- When the person last sent a report or a null report, so that who is silent is told without looking through all reports.
alter table person add column last_report_at bigint;
update person set last_report_at = (
    select max(s.submitted_at) from submission s where s.person_id = person.id and s.status = 'submitted' and s.dialog_id in ('lapor-kegiatan', 'lapor-nihil')
);
-- A keyed hash of the lembaga's name, so that lembaga can be told apart without opening anybody's data.
alter table person add column lembaga_key text;
-- Holds all that counting reads, the id too: without it SQLite builds an index of its own over everybody, for every question.
create index person_report on person (satker_code, role, last_report_at, created_at, id);

create index submission_sent on submission (person_id, submitted_at) where person_id is not null;
create index submission_office on submission (satker_code, submitted_at) where status = 'submitted';
