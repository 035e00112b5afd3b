-- Jurisdictions, their bodies, and the counters that number what they keep.

CREATE TABLE jurisdiction (
  id              uuid PRIMARY KEY,
  slug            text NOT NULL UNIQUE
                  CHECK (slug ~ '^[a-z][a-z0-9-]{1,39}$')
                  CHECK (slug NOT IN ('api', 'live', 'assets', 'receipt', 'slot', 'sign-in', 'sign-out', 'dev', 'help', 'csp', 'new', 'admin')),
  name            text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  kind            text NOT NULL CHECK (kind IN ('city', 'county', 'state')),
  ocd_id          text UNIQUE,
  zone            text NOT NULL,
  languages       text[] NOT NULL DEFAULT '{en}' CHECK (cardinality(languages) BETWEEN 1 AND 40),
  population      integer CHECK (population > 0),
  profile         text NOT NULL,
  profile_version integer NOT NULL,
  holidays        date[] NOT NULL DEFAULT '{}' CHECK (cardinality(holidays) <= 400),
  created_at      timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE body (
  id           uuid PRIMARY KEY,
  jurisdiction uuid NOT NULL REFERENCES jurisdiction,
  slug         text NOT NULL CHECK (slug ~ '^[a-z0-9][a-z0-9-]{0,79}$'),
  name         text NOT NULL CHECK (length(name) BETWEEN 1 AND 160),
  kind         text NOT NULL CHECK (kind IN ('council', 'committee', 'commission', 'oversight_board', 'agency')),
  model        text CHECK (model IN ('council', 'investigation', 'review', 'auditor_monitor', 'hybrid')),
  powers       text[] NOT NULL DEFAULT '{}' CHECK (powers <@ ARRAY['subpoena', 'compel_response', 'records_access', 'policy_approval']),
  seats        integer CHECK (seats BETWEEN 1 AND 1000),
  quorum       integer CHECK (quorum BETWEEN 1 AND seats),
  summary      text CHECK (length(summary) <= 2000),
  source       text,
  external_id  text,
  UNIQUE (jurisdiction, slug),
  UNIQUE (jurisdiction, source, external_id),
  UNIQUE (jurisdiction, id)
);

-- Numbers people say aloud: T-2026-000123, ACT-2026-014, hearing 12. Contiguous: a gap would look like something removed.
CREATE TABLE counter (
  jurisdiction uuid NOT NULL REFERENCES jurisdiction,
  name         text NOT NULL,
  year         integer NOT NULL DEFAULT 0,
  value        bigint NOT NULL,
  PRIMARY KEY (jurisdiction, name, year)
);
