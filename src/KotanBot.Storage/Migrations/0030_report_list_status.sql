-- The list index holds the status too, so that no report is opened only to be passed over.
drop index submission_list;
create index submission_list on submission (satker_code, submitted_at, id, dialog_id, review, lingkungan, status) where status = 'submitted';
