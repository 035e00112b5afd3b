-- A paper's due time moves with its hearing; a policy change can be followed by e-mail, as a hearing, an area and an action can.
GRANT UPDATE ON material TO lectern_app;

ALTER TABLE follower DROP CONSTRAINT follower_topic_check;
ALTER TABLE follower ADD CONSTRAINT follower_topic_check CHECK (topic ~ '^(place|(hearings|areas|bodies)/[a-z0-9-]{1,80}|actions/ACT-[0-9]{4}-[0-9]{3,9}|policies/POL-[0-9]{4}-[0-9]{3,9})$');
