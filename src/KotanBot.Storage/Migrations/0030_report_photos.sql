-- The list index holds the status too, so that no report is opened only to be passed over.
drop index submission_list;
create index submission_list on submission (satker_code, submitted_at, id, dialog_id, review, lingkungan, status) where status = 'submitted';

-- has_photos: 1 while an answer names a photo, else null; so that the few reports with photos are found without looking at the others.
alter table submission add column has_photos bigint;
update submission set has_photos = 1 where id in (select submission_id from answer where kind = 'photos' and choice is not null);
create index submission_photos on submission (satker_code, submitted_at, id, dialog_id, review, lingkungan, status) where has_photos = 1;
drop index answer_photo_report;
