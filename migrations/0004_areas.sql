-- Reform areas: versions of a catalogue, and what a jurisdiction adopted of it.

CREATE TABLE catalogue (
  id          text NOT NULL,
  version     integer NOT NULL,
  label       text NOT NULL,
  content     jsonb NOT NULL,
  imported_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (id, version)
);

CREATE TABLE area (
  id                uuid PRIMARY KEY,
  jurisdiction      uuid NOT NULL REFERENCES jurisdiction,
  slug              text NOT NULL CHECK (slug ~ '^[a-z0-9][a-z0-9-]{0,79}$'),
  title             text NOT NULL CHECK (length(title) BETWEEN 1 AND 160),
  ordinal           integer NOT NULL,
  status            text NOT NULL CHECK (status IN ('adopted', 'disabled')),
  catalogue         text,
  catalogue_version integer,
  content           jsonb NOT NULL,
  reason            text CHECK (length(reason) <= 1000),
  UNIQUE (jurisdiction, slug),
  UNIQUE (jurisdiction, id),
  FOREIGN KEY (catalogue, catalogue_version) REFERENCES catalogue (id, version)
);
