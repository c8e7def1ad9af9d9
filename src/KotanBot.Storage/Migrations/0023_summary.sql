-- One row a week and office: what its weekly summary says, as numbers (JSON of WeekSummary), with names of offices and kawasan and none of people. It never
-- changes once people were to hear of it. told: 1 then; 0 for a week that was long over when the program could make it, kept for the archive alone.
create table summary (
    satker_code text not null,
    week text not null,
    made_at bigint not null,
    told bigint not null,
    content text not null,
    primary key (satker_code, week)
);
