/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/hr/hr_filter.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/folded.h"
#include "base/memory.h"
#include "base/strbuf.h"

#define PHASE_MAX 99

const char *const hr_filter_states[] = {
    "planned", "active", "paused", "ended", "cancelled", NULL};

bool
hr_filter_is_state(const char *word)
{
	for (size_t i = 0; hr_filter_states[i] != NULL; i++) {
		if (strcmp(hr_filter_states[i], word) == 0)
			return true;
	}
	return false;
}

static const char *
given(const char *text)
{
	return text == NULL ? "" : text;
}

/* A number, or what is taken where there is none. */
static int
read_number(const char *field, const char *text, int64_t most, int64_t none,
    int64_t *ret_number, struct error *err)
{
	char *end = NULL;
	long long number;

	if (text == NULL || text[0] == '\0') {
		*ret_number = none;
		return OB_OK;
	}
	number = strtoll(text, &end, 10);
	if (*end != '\0' || number < 0 || number > most)
		return error_set_field(
		    err, OB_EINVALID, field, "'%.20s' is not there", text);
	*ret_number = number;
	return OB_OK;
}

static int
read_words(struct hr_filter *filter, const char *flag, struct error *err)
{
	if (filter->state[0] != '\0' && !hr_filter_is_state(filter->state))
		return error_set_field(err, OB_EINVALID, "state",
		    "'%.40s' is no state of a journey", filter->state);
	if (filter->kind[0] != '\0' &&
	    strcmp(filter->kind, programme_kind_name(PROGRAMME_ONBOARDING)) !=
		0 &&
	    strcmp(filter->kind, programme_kind_name(PROGRAMME_EXIT)) != 0)
		return error_set_field(err, OB_EINVALID, "kind",
		    "'%.40s' is no kind of journey", filter->kind);
	filter->flag = -1;
	if (flag == NULL || flag[0] == '\0')
		return OB_OK;
	filter->flag = hr_journeys_find_flag(flag);
	if (filter->flag < 0)
		return error_set_field(err, OB_EINVALID, "flag",
		    "'%.40s' is nothing that a journey is marked with", flag);
	return OB_OK;
}

int
hr_filter_read(const struct hr_board_filter *filter,
    struct hr_filter *ret_filter, struct error *err)
{
	struct hr_filter read = {
	    .state = given(filter->state), .kind = given(filter->kind)};
	int64_t phase = -1;
	int status = read_words(&read, filter->flag, err);

	if (status == OB_OK)
		status =
		    hr_scope_read_text("area", filter->area, &read.area, err);
	if (status == OB_OK)
		status =
		    hr_scope_read_text("text", filter->text, &read.text, err);
	if (status == OB_OK)
		status = read_number(
		    "phase", filter->phase, PHASE_MAX, -1, &phase, err);
	if (status == OB_OK)
		status = read_number("manager", filter->manager, INT64_MAX, 0,
		    &read.manager_id, err);
	if (status == OB_OK)
		status = hr_scope_read_page(filter->page, &read.page, err);
	if (status != OB_OK)
		return status;
	read.phase = (int)phase;
	read.folded = folded_text(read.text);
	*ret_filter = read;
	return OB_OK;
}

void
hr_filter_release(struct hr_filter *filter)
{
	free(filter->folded);
	filter->folded = NULL;
}

static bool
has_text(const struct hr_filter *filter, const struct board_journey *row)
{
	cleanup_(memory_free_ptr) char *all = NULL;
	cleanup_(memory_free_ptr) char *folded = NULL;

	if (filter->folded[0] == '\0')
		return true;
	all = memory_printf("%s\n%s\n%s\n%s\n%s", row->leader, row->title,
	    row->workplace, row->area, row->people);
	folded = folded_text(all);
	return folded_has(folded, filter->folded);
}

bool
hr_filter_passes(
    const struct hr_filter *filter, const struct hr_journey *journey)
{
	const struct board_journey *row = journey->row;

	return (filter->area[0] == '\0' ||
		   strcmp(filter->area, row->area) == 0) &&
	       (filter->kind[0] == '\0' ||
		   strcmp(filter->kind, row->kind) == 0) &&
	       (filter->phase < 0 || filter->phase == journey->phase->id) &&
	       (filter->flag < 0 ||
		   (journey->flags & (1U << filter->flag)) != 0) &&
	       (filter->manager_id == 0 ||
		   filter->manager_id == row->manager_id) &&
	       has_text(filter, row);
}

bool
hr_filter_is_set(const struct hr_filter *filter)
{
	return filter->area[0] != '\0' || filter->state[0] != '\0' ||
	       filter->kind[0] != '\0' || filter->phase >= 0 ||
	       filter->flag >= 0 || filter->manager_id != 0 ||
	       filter->text[0] != '\0';
}

/* Bytes of a value that may stand in a query as they are (RFC 3986, 2.3). */
static bool
is_unreserved(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
	       (byte >= '0' && byte <= '9') || strchr("-._~", byte) != NULL;
}

void
hr_filter_add_query(struct strbuf *query, const char *name, const char *value)
{
	if (value[0] == '\0')
		return;
	strbuf_add_format(query, "%s%s=", query->len == 0 ? "" : "&", name);
	for (const char *at = value; *at != '\0'; at++) {
		if (is_unreserved(*at))
			strbuf_add_char(query, *at);
		else
			strbuf_add_format(query, "%%%02X", (unsigned char)*at);
	}
}

json_t *
hr_filter_view(const struct hr_filter *filter)
{
	cleanup_(strbuf_release) struct strbuf query = STRBUF_INIT;
	const char *flag = filter->flag < 0 ? ""
					    : hr_journeys_flag_name(
						  (enum hr_flag)filter->flag);
	char phase[16] = "";
	char manager[24] = "";

	if (filter->phase >= 0)
		(void)snprintf(phase, sizeof(phase), "%d", filter->phase);
	if (filter->manager_id != 0)
		(void)snprintf(
		    manager, sizeof(manager), "%" PRId64, filter->manager_id);
	hr_filter_add_query(&query, "area", filter->area);
	hr_filter_add_query(&query, "state", filter->state);
	hr_filter_add_query(&query, "kind", filter->kind);
	hr_filter_add_query(&query, "phase", phase);
	hr_filter_add_query(&query, "flag", flag);
	hr_filter_add_query(&query, "manager", manager);
	hr_filter_add_query(&query, "text", filter->text);
	return json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s}", "area",
	    filter->area, "state", filter->state, "kind", filter->kind, "phase",
	    phase, "flag", flag, "manager", manager, "text", filter->text,
	    "query", query.buf);
}
