-- Who was there, as another system has it: persons of that system are members who do not sit here now, found again by its id, since names change.
ALTER TABLE member ADD COLUMN source text, ADD COLUMN external_id text CHECK (length(external_id) <= 40), ADD CHECK ((source IS NULL) = (external_id IS NULL));
CREATE UNIQUE INDEX member_external ON member (body, source, external_id) WHERE source IS NOT NULL;

-- The word that the other system used, and which version of its roll stands here.
ALTER TABLE attendance ADD COLUMN word text CHECK (length(word) <= 100);
ALTER TABLE hearing ADD COLUMN roll_version text;
