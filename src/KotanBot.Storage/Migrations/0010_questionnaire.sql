-- One row an item that a questionnaire asked. The answer stands in `answer` under the same step id; a skipped item has its reason there.
-- asked_as: drawn | chosen | full. probability: of being drawn (1 for the full form; for a chosen item that of the draw it was not in).
-- region: the one that the respondent named, else that of the person's office. seconds: from the prompt to the first answer. helps: how often "?" was pressed.
-- dropped: 0 while the item belongs to the questionnaire; n once the n-th change of the group took it away, so that its health still counts.
create table questionnaire_item (
    submission_id text not null,
    step_id text not null,
    questionnaire text not null,
    bank_id text not null,
    bank_hash text not null,
    item_id text not null,
    variable text not null,
    respondent_group text not null,
    region text not null,
    asked_as text not null,
    probability double precision not null,
    asked_at bigint not null,
    answered_at bigint,
    seconds double precision,
    helps bigint not null default 0,
    dropped bigint not null default 0,
    primary key (submission_id, step_id, dropped)
);
create index questionnaire_item_exposure on questionnaire_item (bank_id, region, respondent_group, item_id);

-- Every version of an item bank that a questionnaire may still be on. hash covers the calibration too, where there is one.
create table bank_version (
    bank_id text not null,
    hash text not null,
    source text not null,
    calibration text,
    primary key (bank_id, hash)
);
