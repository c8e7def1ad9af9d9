-- How each item of a bank fares at an office, kept so that millions of askings need not be counted for every look. skipped: reason:how often, seconds:how often, parted
-- by spaces; times are whole seconds, the longer the coarser.
create table item_tally (
    bank_id text not null,
    satker_code text not null,
    dialog_id text not null,
    item_id text not null,
    asked bigint not null,
    answered bigint not null,
    helps bigint not null,
    skipped text not null,
    seconds text not null,
    primary key (bank_id, satker_code, dialog_id, item_id)
);

-- What was there when an office's items were counted: sent questionnaires of a dialog and the time of the last one. The same again is not counted again.
create table item_tally_office (
    satker_code text not null,
    dialog_id text not null,
    state text not null,
    primary key (satker_code, dialog_id)
);
