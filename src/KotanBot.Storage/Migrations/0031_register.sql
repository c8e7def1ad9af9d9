-- Prone areas become one register of several: what offices follow over time (dialogs/registers.yaml). What was written down stays.
alter table kawasan rename to register_entry;
alter table register_entry add column register_id text not null default 'kawasan';
drop index kawasan_satker;
create index register_entry_satker on register_entry (satker_code, register_id);

-- status: a key of the register. index_value: the value of its index that the status follows from; submission_id: the report that it rests on once an office accepted
-- it; both null for the office's own decision.
alter table kawasan_status rename to entry_status;
alter table entry_status rename column kawasan_id to entry_id;
alter table entry_status rename column ikkr to index_value;
alter table entry_status add column submission_id text;
create index entry_status_submission on entry_status (submission_id) where submission_id is not null;

-- Which sent answers name an entry.
create index answer_entry on answer (choice, submission_id) where kind = 'entry';
