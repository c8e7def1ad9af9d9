-- Set by an erasure: one random name for all of a person's submissions of one dialog, so that a later sheet still counts
-- instead of an earlier one although nobody knows any more whose they were.
alter table submission add column respondent text;
