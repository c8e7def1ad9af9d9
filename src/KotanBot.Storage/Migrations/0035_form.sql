-- Forms that offices published on the admin site. satker_code: the office to which and below which a form is offered. number: the version in force; null where it
-- was withdrawn, and then a dialog that ships under the same id counts again. changes: grows with each deed, so that nobody decides about what they did not see.
create table form (
    dialog_id text not null primary key,
    satker_code text not null,
    number bigint,
    changes bigint not null
);
create index form_satker on form (satker_code, dialog_id);

-- Every version that was ever published; its text stands in dialog_version. replaces: the hash of the dialog that shipped under this id then.
create table form_version (
    dialog_id text not null,
    number bigint not null,
    hash text not null,
    replaces text,
    published_at bigint not null,
    primary key (dialog_id, number)
);
