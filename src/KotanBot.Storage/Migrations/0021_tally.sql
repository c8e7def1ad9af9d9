-- What verified reports of one office and month (by its clock, of their sending) say of outputs, kept so that a year need not be counted anew for every question.
-- changes: how often something in that month changed; what was counted holds while counted is the same. outputs: a hash of the definitions that were counted by.
create table tally_month (
    satker_code text not null,
    month text not null,
    changes bigint not null,
    counted bigint,
    outputs text,
    primary key (satker_code, month)
);

-- year: the one that the report tells. key: what is counted once however often it is reported (a lembaga's hash, a region); empty for sums.
create table tally (
    satker_code text not null,
    month text not null,
    year bigint not null,
    output text not null,
    key text not null,
    amount double precision not null,
    primary key (satker_code, month, year, output, key)
);
