-- What was answered to a survey in half a year is read together.
CREATE INDEX survey_request_answered ON survey_request (survey, answered_at);
