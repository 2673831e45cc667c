-- Written by hand: the audit trail still only grows, but what is older than its time may go, by the nightly retention alone.
-- The retention says so within its transaction, and first writes an entry of its own: age is measured from the newest one, so
-- that nothing younger than six years can be deleted whoever asks.
CREATE OR REPLACE FUNCTION refuse_change_of_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF current_setting('staffroom.audit_retention', true) = 'on'
       AND OLD.at < (SELECT max(at) FROM "AuditEntry") - interval '2190 days' THEN
      RETURN OLD;
    END IF;
  END IF;
  RAISE EXCEPTION 'The audit trail is append-only: % refused', TG_OP
    USING ERRCODE = 'insufficient_privilege', HINT = 'Insert a new entry that corrects the old one.';
END $$;
