-- What collected data said of an index at the end of a week (JSON of IndexReading), and how that came about (JSON of IndexReadingWorking). A reading of a week that
-- is over (closed = 1) never changes; one of the running week is replaced every night. basis: sheets | reports (a draft) | questionnaire | decision.
-- unit_kind: lembaga | satker | region | kawasan. satker_code: who answers for the unit. No name of a person or a lembaga stands here.
create table index_reading (
    unit_kind text not null,
    unit_code text not null,
    index_id text not null,
    edition text not null,
    basis text not null,
    period text not null,
    week text not null,
    satker_code text not null,
    as_of bigint not null,
    made_at bigint not null,
    closed bigint not null,
    content text not null,
    working text not null,
    primary key (unit_kind, unit_code, index_id, edition, basis, period, week)
);
create index index_reading_satker on index_reading (satker_code, week);

-- Every text of an edition that a reading was made by, so that old ones can be made again.
create table index_version (
    index_id text not null,
    hash text not null,
    source text not null,
    primary key (index_id, hash)
);

-- Offices and regions about which something was sent, changed or decided since their readings were made. changes: how often.
create table index_mark (
    kind text not null,
    code text not null,
    changes bigint not null,
    primary key (kind, code)
);
insert into index_mark (kind, code, changes) select distinct 'satker', satker_code, 1 from submission where satker_code is not null and submitted_at is not null;
insert into index_mark (kind, code, changes)
select distinct 'region', q.region, 1 from questionnaire_item q join submission s on s.id = q.submission_id where s.submitted_at is not null and q.region <> '';
