-- Reports that somebody looked at side by side and found to be two activities, so that nobody is asked again. Each pair stands here both ways.
create table report_apart (
    submission_id text not null,
    other_id text not null,
    decided_at bigint not null,
    primary key (submission_id, other_id)
);
create index report_apart_other on report_apart (other_id);

-- Finds reports of the same place without looking through all answers.
create index answer_region on answer (region_code, step_id, submission_id) where region_code is not null;

-- Finds the people of a lembaga when one of its reports is accepted.
create index person_lembaga_key on person (satker_code, lembaga_key) where lembaga_key is not null;
