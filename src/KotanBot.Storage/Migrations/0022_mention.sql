-- Whose sealed words a turn of somebody else was given or told: what it said can be found and taken back when they are erased.
-- cipher: those very words, sealed with their own key, so that this row tells nothing more than the turn itself, and nothing at all without them.
create table mention (
    conversation_id text not null,
    turn bigint not null,
    person_id text not null,
    cipher text not null,
    primary key (conversation_id, turn, person_id)
);
create index mention_person on mention (person_id);

-- What the audit says of a person.
create index audit_actor on audit (actor_id) where actor_id is not null;
