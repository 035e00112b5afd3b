-- Where an item stands on the agenda once it was amended; its ordinal, which is its address, never changes.
ALTER TABLE agenda_item ADD COLUMN place integer CHECK (place > 0);
ALTER TABLE agenda_version ADD COLUMN reason text CHECK (length(reason) <= 1000);
