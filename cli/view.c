/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/view.h"

#include <string.h>

#include "base/date.h"
#include "base/memory.h"
#include "base/strbuf.h"
#include "message/address.h"

#define DATE_LEN 10   /* 2026-10-01 */
#define MINUTE_LEN 16 /* 2026-10-01T08:00 */

int
view_list(
    const json_t *answer, const char *key, json_t **ret_list, struct error *err)
{
	json_t *list = json_object_get(answer, key);

	if (!json_is_array(list))
		return error_set(err, OB_EPROTO,
		    "the daemon's answer has no list '%s'", key);
	*ret_list = list;
	return OB_OK;
}

int
view_object(const json_t *answer, const char *key, json_t **ret_object,
    struct error *err)
{
	json_t *object = json_object_get(answer, key);

	if (!json_is_object(object))
		return error_set(err, OB_EPROTO,
		    "the daemon's answer has no object '%s'", key);
	*ret_object = object;
	return OB_OK;
}

const char *
view_text(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));

	return text != NULL ? text : "";
}

bool
view_is_true(const json_t *object, const char *key)
{
	return json_is_true(json_object_get(object, key));
}

char *
view_value(const json_t *object, const char *key)
{
	const json_t *value = json_object_get(object, key);

	if (json_is_integer(value))
		return memory_printf(
		    "%" JSON_INTEGER_FORMAT, json_integer_value(value));
	if (json_is_real(value))
		return memory_printf("%g", json_real_value(value));
	if (json_is_boolean(value))
		return memory_strdup(json_is_true(value) ? "yes" : "no");
	return memory_strdup(view_text(object, key));
}

static char *
format_date(const char *text)
{
	static const char *const weekdays[] = {
	    "", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
	struct date date;

	if (date_parse(text, &date, NULL) < 0)
		return memory_strdup(text);
	return memory_printf("%s %s", weekdays[date_weekday(date)], text);
}

char *
view_date(const json_t *object, const char *key)
{
	return format_date(view_text(object, key));
}

/* Whether it begins YYYY-MM-DDTHH:MM, as far as slicing it needs. */
static bool
is_instant(const char *text)
{
	return strlen(text) > MINUTE_LEN && text[DATE_LEN] == 'T' &&
	       text[DATE_LEN + 3] == ':';
}

char *
view_instant(const json_t *object, const char *key)
{
	const char *text = view_text(object, key);
	cleanup_(memory_free_ptr) char *day = memory_strndup(text, DATE_LEN);
	cleanup_(memory_free_ptr) char *date = NULL;

	if (!is_instant(text))
		return memory_strdup(text);
	date = format_date(day);
	return memory_printf("%s %.5s%s", date, text + DATE_LEN + 1,
	    text[strlen(text) - 1] == 'Z' ? " UTC" : "");
}

char *
view_times(const json_t *object)
{
	const char *start = view_text(object, "start");
	const char *end = view_text(object, "end");

	if (!is_instant(start))
		return memory_strdup("");
	if (!is_instant(end))
		return memory_printf("%.5s", start + DATE_LEN + 1);
	return memory_printf(
	    "%.5s-%.5s", start + DATE_LEN + 1, end + DATE_LEN + 1);
}

/* Below this no mail can reach anybody (RFC 2606). */
#define NO_DOMAIN "@group.invalid"

static bool
is_address(const char *email)
{
	size_t len = strlen(email);
	size_t end = strlen(NO_DOMAIN);

	return len > 0 &&
	       (len < end || strcmp(email + len - end, NO_DOMAIN) != 0);
}

char *
view_address(const json_t *object, const char *key)
{
	return address_display(view_text(object, key));
}

char *
view_person(const json_t *object, const char *key)
{
	const json_t *person = json_object_get(object, key);
	const char *name = view_text(person, "name");
	const char *email = view_text(person, "email");
	cleanup_(memory_free_ptr) char *shown = view_address(person, "email");

	if (json_is_string(person))
		return memory_strdup(json_string_value(person));
	if (!is_address(email))
		return memory_strdup(name);
	if (name[0] == '\0')
		return TAKE_PTR(shown);
	return memory_printf("%s <%s>", name, shown);
}

/* What is said of each string of the list, with ", " between. */
static char *
join(const json_t *list, char *(*say)(const char *))
{
	cleanup_(strbuf_release) struct strbuf words = STRBUF_INIT;

	for (size_t i = 0; i < json_array_size(list); i++) {
		const char *word = json_string_value(json_array_get(list, i));
		cleanup_(memory_free_ptr) char *said = NULL;

		if (word == NULL)
			continue;
		said = say(word);
		if (words.len > 0)
			strbuf_add_str(&words, ", ");
		strbuf_add_str(&words, said);
	}
	return strbuf_detach(&words);
}

char *
view_words(const json_t *object, const char *key)
{
	return join(json_object_get(object, key), memory_strdup);
}

char *
view_addresses(const json_t *object, const char *key)
{
	return join(json_object_get(object, key), address_display);
}
