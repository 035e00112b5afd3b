-- An action can be followed by e-mail, as a hearing can.

ALTER TABLE follower DROP CONSTRAINT follower_topic_check;
ALTER TABLE follower ADD CONSTRAINT follower_topic_check CHECK (topic ~ '^(place|(hearings|areas|bodies)/[a-z0-9-]{1,80}|actions/ACT-[0-9]{4}-[0-9]{3,9})$');
