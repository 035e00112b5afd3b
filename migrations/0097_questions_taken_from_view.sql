-- A resident's question about an answer can be taken from view on one of the closed grounds; a tombstone stays with the ground.
ALTER TABLE assessment_challenge
  ADD COLUMN hidden text CHECK (hidden IN ('M1', 'M2', 'M3', 'M4', 'M5', 'M6', 'M7', 'M8')),
  ADD COLUMN hidden_by uuid REFERENCES person;
