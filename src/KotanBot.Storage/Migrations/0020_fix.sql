-- What an office wants corrected in a report, while its review is needs-fix: the step, null for the whole report, who asked and when.
alter table submission add column fix_step text;
alter table submission add column fix_asked_by text;
alter table submission add column fix_asked_at bigint;
create index submission_fix_asked_at on submission (fix_asked_at) where fix_asked_at is not null;
create index submission_fix_asked_by on submission (fix_asked_by) where fix_asked_by is not null;
