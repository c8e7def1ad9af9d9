-- The list of an office's reports, newest first: holds all that its filters ask, so that a year is looked through without opening a report.
drop index submission_office;
create index submission_list on submission (satker_code, submitted_at, id, dialog_id, review, lingkungan) where status = 'submitted';

-- Whether a report has photos.
create index answer_photo_report on answer (submission_id, choice) where kind = 'photos';

-- The audit of an office, newest first, with the deed that it is filtered by.
drop index audit_satker;
create index audit_list on audit (satker_code, at, id, deed);
