/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/journeys/journey_facts.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "model/records.h"

#define JOURNEY_TEXT_MAX 200

static void
replace(char **text, const char *wanted)
{
	free(*text);
	*text = memory_strdup(wanted);
}

static int
set_line(
    const char *field, const char *text, char **ret_text, struct error *err)
{
	int status = OB_OK;

	if (text == NULL)
		return OB_OK;
	if (text[0] != '\0')
		status = utf8_check_line(field, text, JOURNEY_TEXT_MAX, err);
	if (status == OB_OK)
		replace(ret_text, text);
	return status;
}

static int
set_recruitment(const char *text, struct journey *journey, struct error *err)
{
	if (text == NULL)
		return OB_OK;
	if (strcmp(text, "internal") != 0 && strcmp(text, "external") != 0)
		return error_refuse(err, OB_EINVALID, "recruitment",
		    "recruitment",
		    "'%.40s' is no recruitment; it is internal or external",
		    text);
	replace(&journey->recruitment, text);
	return OB_OK;
}

struct count_range {
	const char *field;
	int64_t min;
	int64_t max;
};

static int
set_count(const struct count_range *range, int64_t value, int *ret_count,
    struct error *err)
{
	if (value == JOURNEY_FACTS_UNSAID)
		return OB_OK;
	if (value < range->min || value > range->max)
		return error_refuse(err, OB_EINVALID, range->field,
		    "number_range",
		    "'%" PRId64 "' is no number of %s; it is %" PRId64
		    " to %" PRId64,
		    value, range->field, range->min, range->max);
	*ret_count = (int)value;
	return OB_OK;
}

int
journey_facts_set(const struct journey_facts *facts, struct journey *journey,
    struct error *err)
{
	static const struct count_range addresses = {
	    "addresses", 1, JOURNEY_ADDRESSES_MAX};
	static const struct count_range employees = {
	    "employees", 0, JOURNEY_EMPLOYEES_MAX};
	static const struct count_range professional_groups = {
	    "professional_groups", 0, JOURNEY_PROFESSIONAL_GROUPS_MAX};
	int status = set_recruitment(facts->recruitment, journey, err);

	if (status == OB_OK)
		status = set_line("title", facts->title, &journey->title, err);
	if (status == OB_OK)
		status = set_line("area", facts->area, &journey->area, err);
	if (status == OB_OK)
		status = set_line(
		    "workplace", facts->workplace, &journey->workplace, err);
	if (status == OB_OK)
		status = set_line("level", facts->level, &journey->level, err);
	if (status == OB_OK)
		status = set_count(
		    &addresses, facts->addresses, &journey->addresses, err);
	if (status == OB_OK)
		status = set_count(
		    &employees, facts->employees, &journey->employees, err);
	if (status == OB_OK)
		status =
		    set_count(&professional_groups, facts->professional_groups,
			&journey->professional_groups, err);
	return status;
}
