-- Written by hand: what schema.prisma cannot say.

-- The school that stands in a school's place today: itself, or the last of its successors. Records keep the number that the
-- school had at the time; whoever counts schools counts by this. Links that run in a circle are followed once round.
CREATE FUNCTION present_urn(given integer) RETURNS integer LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  present integer := given;
  following integer;
BEGIN
  FOR step IN 1..50 LOOP
    SELECT min("successorUrn") INTO following FROM "SchoolLink" WHERE "predecessorUrn" = present;
    IF following IS NULL THEN RETURN present; END IF;
    present := following;
  END LOOP;
  RETURN given;
END $$;
