/* SPDX-License-Identifier: EUPL-1.2 */
#include "formats/config_numbers.h"

#include <stdbool.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "formats/number.h"

#define MAX_SESSIONS 16
#define MAX_PER_MINUTE 100000
#define MAX_TIMEOUT 1200 /* seconds */
#define MIN_MAILS 2	 /* one is kept for the digest */
#define MAX_MAILS 10000
#define MAX_MENTOR_LIMIT 50
#define MAX_SURVEY_TEXT_DAYS 365 /* which the surveys promise */
#define MAX_TEXT_DAYS 365
#define MIN_MONTHS 2
#define MAX_MONTHS 60
#define MAX_PARTICIPANTS 200
#define MAX_DAYS_AHEAD 365

/* Reads "07:30-16:30". */
static int
read_window(const char *text, struct settings *settings, struct error *err)
{
	char start[6] = "";
	int status;

	if (strlen(text) != 11 || text[5] != '-')
		return error_set(
		    err, OB_EINVALID, "write two times, as '07:30-16:30'");
	memcpy(start, text, 5);
	status = instant_parse_clock(start, &settings->mail.window_start, err);
	if (status == 0)
		status = instant_parse_clock(
		    text + 6, &settings->mail.window_end, err);
	return status;
}

static void
check_cohorts(struct mistakes *mistakes, const struct config_values *values,
    struct settings *settings)
{
	struct error err = ERROR_INIT;
	int status = number_parse("cohorts.least", values->cohort_least, 1,
	    MAX_PARTICIPANTS, &settings->cohorts.least, &err);

	if (status != OB_OK)
		mistakes_add(mistakes, "cohorts.least", "%s", err.text);
	if (number_parse("cohorts.most", values->cohort_most, 1,
		MAX_PARTICIPANTS, &settings->cohorts.most, &err) != OB_OK)
		mistakes_add(mistakes, "cohorts.most", "%s", err.text);
	else if (status == OB_OK &&
		 settings->cohorts.least > settings->cohorts.most)
		mistakes_add(mistakes, "cohorts.least",
		    "'cohorts.least' cannot be more than 'cohorts.most' (%d)",
		    settings->cohorts.most);
}

/* Whole numbers that need not fit each other. */
static void
check_integers(struct mistakes *mistakes, const struct config_values *values,
    struct settings *settings)
{
	const struct {
		const char *path;
		const char *text;
		int least, most;
		int *number;
	} rules[] = {
	    {"mail.limit_per_day", values->limit_per_day, MIN_MAILS, MAX_MAILS,
		&settings->mail.limit_per_day},
	    {"mail.smtp.sessions", values->sessions, 1, MAX_SESSIONS,
		&settings->mail.smtp.sessions},
	    {"mail.smtp.per_minute", values->per_minute, 0, MAX_PER_MINUTE,
		&settings->mail.smtp.per_minute},
	    {"mail.smtp.timeout", values->timeout, 1, MAX_TIMEOUT,
		&settings->mail.smtp.timeout},
	    {"mentors.limit", values->mentor_limit, 1, MAX_MENTOR_LIMIT,
		&settings->mentors.limit},
	    {"survey_text_days", values->survey_text_days, 1,
		MAX_SURVEY_TEXT_DAYS, &settings->survey_text_days},
	    {"exits.text_days", values->text_days, 1, MAX_TEXT_DAYS,
		&settings->exits.text_days},
	    {"potential.months", values->months, MIN_MONTHS, MAX_MONTHS,
		&settings->potential.months},
	    {"invitations.days_ahead", values->days_ahead, 1, MAX_DAYS_AHEAD,
		&settings->invitations.days_ahead},
	};
	struct error err = ERROR_INIT;

	for (size_t i = 0; i < ARRAY_LEN(rules); i++) {
		if (number_parse(rules[i].path, rules[i].text, rules[i].least,
			rules[i].most, rules[i].number, &err) < 0)
			mistakes_add(mistakes, rules[i].path, "%s", err.text);
	}
}

void
config_numbers_check(struct mistakes *mistakes,
    const struct config_values *values, struct settings *settings)
{
	struct error err = ERROR_INIT;
	bool has_window;
	bool has_digest;

	has_window = read_window(values->window, settings, &err) == 0;
	if (!has_window)
		mistakes_add(
		    mistakes, "mail.window", "'mail.window': %s", err.text);
	has_digest = instant_parse_clock(values->digest_at,
			 &settings->mail.digest_at, &err) == 0;
	if (!has_digest)
		mistakes_add(mistakes, "mail.digest_at", "'mail.digest_at': %s",
		    err.text);
	if (has_window &&
	    settings->mail.window_start >= settings->mail.window_end)
		mistakes_add(mistakes, "mail.window",
		    "'mail.window' must end after it starts");
	else if (has_window && has_digest &&
		 (settings->mail.digest_at < settings->mail.window_start ||
		     settings->mail.digest_at >= settings->mail.window_end))
		mistakes_add(mistakes, "mail.digest_at",
		    "'mail.digest_at' must lie within 'mail.window' (%s)",
		    values->window);
	check_integers(mistakes, values, settings);
	check_cohorts(mistakes, values, settings);
}
