/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/conditional.h"

#include <stdbool.h>
#include <string.h>

#include "base/instant.h"
#include "http/http_date.h"

/* An opaque-tag with its quotes, and whether W/ stood before it. */
struct conditional_tag {
	const char *bytes;
	size_t len;
	bool is_weak;
};

static bool
read_tag(const char **at, struct conditional_tag *ret_tag)
{
	struct conditional_tag tag = {0};
	const char *end;

	if (strncmp(*at, "W/", 2) == 0) {
		tag.is_weak = true;
		*at += 2;
	}
	if (**at != '"')
		return false;
	end = strchr(*at + 1, '"');
	if (end == NULL)
		return false;
	tag.bytes = *at;
	tag.len = (size_t)(end + 1 - *at);
	*at = end + 1;
	*ret_tag = tag;
	return true;
}

static bool
is_equal(const struct conditional_tag *a, const struct conditional_tag *b,
    bool needs_strong)
{
	if (needs_strong && (a->is_weak || b->is_weak))
		return false;
	return a->len == b->len && memcmp(a->bytes, b->bytes, a->len) == 0;
}

/* One header's list; what follows a broken tag is not read. */
static bool
list_has(
    const char *list, const struct conditional_tag *ours, bool needs_strong)
{
	struct conditional_tag tag;

	for (;;) {
		list += strspn(list, " \t,");
		if (!read_tag(&list, &tag))
			return false;
		list += strspn(list, " \t");
		if (*list != ',' && *list != '\0')
			return false;
		if (is_equal(&tag, ours, needs_strong))
			return true;
	}
}

/* "*" matches whatever there is, also what has no tag. */
static bool
any_matches(const struct request *request, const char *name, const char *etag,
    bool needs_strong)
{
	struct conditional_tag ours;
	const char *rest = etag;
	const char *value;
	bool has_tag = etag != NULL && read_tag(&rest, &ours);
	size_t at = 0;

	while ((value = request_header_next(request, name, &at)) != NULL) {
		if (strcmp(value, "*") == 0)
			return true;
		if (has_tag && list_has(value, &ours, needs_strong))
			return true;
	}
	return false;
}

/* The one valid date of the header; repeated or broken ones do not count. */
static bool
read_date(const struct request *request, const char *name, int64_t *ret_date)
{
	size_t at = 0;
	const char *value = request_header_next(request, name, &at);

	if (value == NULL || request_header_next(request, name, &at) != NULL)
		return false;
	return http_date_parse(value, ret_date);
}

static bool
is_refused(
    const struct request *request, const char *etag, int64_t last_modified)
{
	int64_t date;

	if (request_header(request, "If-Match") != NULL)
		return !any_matches(request, "If-Match", etag, true);
	if (last_modified == INSTANT_NONE ||
	    !read_date(request, "If-Unmodified-Since", &date))
		return false;
	return last_modified > date;
}

enum conditional
conditional_check(
    const struct request *request, const char *etag, int64_t last_modified)
{
	int64_t date;

	if (is_refused(request, etag, last_modified))
		return CONDITIONAL_FAILED;
	if (request_header(request, "If-None-Match") != NULL)
		return any_matches(request, "If-None-Match", etag, false)
			   ? CONDITIONAL_NOT_MODIFIED
			   : CONDITIONAL_SEND;
	if (last_modified != INSTANT_NONE &&
	    read_date(request, "If-Modified-Since", &date) &&
	    last_modified <= date)
		return CONDITIONAL_NOT_MODIFIED;
	return CONDITIONAL_SEND;
}
