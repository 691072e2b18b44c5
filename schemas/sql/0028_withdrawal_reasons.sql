-- Why somebody withdrew from a course is kept until the course is over, and not
-- in the audit, which keeps for good: only the hash of such a value stays.
DELETE FROM audit_value WHERE audit_id IN (
	SELECT id FROM audit
	WHERE entity = 'nomination' AND verb = 'withdraw-nomination');
