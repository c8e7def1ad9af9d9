-- How far the office is with a report (ReviewState in kebab case); null for what is no report and for what was not sent.
alter table submission add column review text;
update submission set review = 'submitted' where status = 'submitted' and dialog_id = 'lapor-kegiatan';
create index submission_review on submission (satker_code, review, submitted_at) where review is not null;
