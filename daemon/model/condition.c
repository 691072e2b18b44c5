/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/condition.h"

#include <assert.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"

#define MAX_NUMBER 100000
#define MAX_DIGITS 6

enum comparison {
	COMPARE_NOT_EQUAL,
	COMPARE_AT_MOST,
	COMPARE_AT_LEAST,
	COMPARE_EQUAL,
	COMPARE_LESS,
	COMPARE_MORE
};

/* The longer spellings first: "<" begins "<=". */
static const char *const signs[] = {
    [COMPARE_NOT_EQUAL] = "!=",
    [COMPARE_AT_MOST] = "<=",
    [COMPARE_AT_LEAST] = ">=",
    [COMPARE_EQUAL] = "=",
    [COMPARE_LESS] = "<",
    [COMPARE_MORE] = ">",
};

static const struct subject {
	const char *name;
	bool is_number;
	size_t offset; /* in struct condition_facts */
} subjects[] = {
    {"recruitment", false, offsetof(struct condition_facts, recruitment)},
    {"level", false, offsetof(struct condition_facts, level)},
    {"area", false, offsetof(struct condition_facts, area)},
    {"workplace", false, offsetof(struct condition_facts, workplace)},
    {"addresses", true, offsetof(struct condition_facts, addresses)},
    {"employees", true, offsetof(struct condition_facts, employees)},
    {"professional_groups", true,
	offsetof(struct condition_facts, professional_groups)},
};

/* One test, as parts of the condition's text. */
struct test {
	const struct subject *subject;
	enum comparison comparison;
	const char *value;
	size_t len;
};

static bool
is_blank(char letter)
{
	return letter == ' ' || letter == '\t';
}

static const char *
skip_blanks(const char *at)
{
	return at + strspn(at, " \t");
}

/* Whether " and " begins here: what stands before it is a value. */
static bool
is_and(const char *at)
{
	const char *word = skip_blanks(at);

	return is_blank(*at) && strncmp(word, "and", 3) == 0 &&
	       is_blank(word[3]);
}

static int
read_subject(const char **at, struct test *test, struct error *err)
{
	const char *name = skip_blanks(*at);
	size_t len = strcspn(name, " \t=!<>");

	*at = name + len;
	for (size_t i = 0; i < ARRAY_LEN(subjects); i++) {
		if (strlen(subjects[i].name) != len ||
		    memcmp(subjects[i].name, name, len) != 0)
			continue;
		test->subject = &subjects[i];
		return OB_OK;
	}
	return error_set(err, OB_EINVALID,
	    "a condition cannot ask for '%.*s'; use recruitment, level, area, "
	    "workplace, addresses, employees or professional_groups",
	    len > 40 ? 40 : (int)len, name);
}

static int
read_comparison(const char **at, struct test *test, struct error *err)
{
	*at = skip_blanks(*at);
	for (size_t i = 0; i < ARRAY_LEN(signs); i++) {
		if (strncmp(*at, signs[i], strlen(signs[i])) != 0)
			continue;
		*at += strlen(signs[i]);
		test->comparison = (enum comparison)i;
		return OB_OK;
	}
	return error_set(err, OB_EINVALID,
	    "after '%s' comes =, !=, <, <=, > or >=", test->subject->name);
}

static void
read_value(const char **at, struct test *test)
{
	test->value = skip_blanks(*at);
	*at = test->value;
	while (**at != '\0' && !is_and(*at))
		(*at)++;
	test->len = (size_t)(*at - test->value);
	while (test->len > 0 && is_blank(test->value[test->len - 1]))
		test->len--;
	if (**at != '\0')
		*at = skip_blanks(*at) + strlen("and");
}

/* -1 when it is no number that can be. */
static int
number_of(const struct test *test)
{
	int number = 0;

	if (test->len == 0 || test->len > MAX_DIGITS)
		return -1;
	for (size_t i = 0; i < test->len; i++) {
		if (test->value[i] < '0' || test->value[i] > '9')
			return -1;
		number = number * 10 + (test->value[i] - '0');
	}
	return number <= MAX_NUMBER ? number : -1;
}

static bool
value_is(const struct test *test, const char *text)
{
	return strlen(text) == test->len &&
	       memcmp(text, test->value, test->len) == 0;
}

static int
check_test(const struct test *test, struct error *err)
{
	const char *name = test->subject->name;
	int shown = test->len > 40 ? 40 : (int)test->len;

	if (test->len == 0)
		return error_set(err, OB_EINVALID,
		    "a value is missing after "
		    "'%s%s'",
		    name, signs[test->comparison]);
	if (test->subject->is_number && number_of(test) < 0)
		return error_set(err, OB_EINVALID,
		    "'%s' is compared with a whole number from 0 to %d, not "
		    "with '%.*s'",
		    name, MAX_NUMBER, shown, test->value);
	if (!test->subject->is_number && test->comparison != COMPARE_EQUAL &&
	    test->comparison != COMPARE_NOT_EQUAL)
		return error_set(
		    err, OB_EINVALID, "'%s' can be = or != only", name);
	if (strcmp(name, "recruitment") == 0 && !value_is(test, "internal") &&
	    !value_is(test, "external"))
		return error_set(err, OB_EINVALID,
		    "recruitment is internal or external, not '%.*s'", shown,
		    test->value);
	return OB_OK;
}

/* The next test; *at is "" behind the last. */
static int
read_test(const char **at, struct test *test, struct error *err)
{
	int status = read_subject(at, test, err);

	if (status == OB_OK)
		status = read_comparison(at, test, err);
	if (status != OB_OK)
		return status;
	read_value(at, test);
	return OB_OK;
}

static int
check_tests(const char *text, char *canonical, struct error *err)
{
	size_t len = 0;
	int status = OB_OK;

	for (int count = 0; count == 0 || *text != '\0'; count++) {
		struct test test = {.len = 0};

		if (count == CONDITION_TESTS)
			return error_set(err, OB_EINVALID,
			    "a condition has at most %d parts",
			    CONDITION_TESTS);
		status = read_test(&text, &test, err);
		if (status == OB_OK)
			status = check_test(&test, err);
		if (status != OB_OK)
			return status;
		/* Never longer than what it spells. */
		len += (size_t)snprintf(canonical + len,
		    CONDITION_TEXT_SIZE - len, "%s%s%s%.*s",
		    count == 0 ? "" : " and ", test.subject->name,
		    signs[test.comparison], (int)test.len, test.value);
	}
	return status;
}

int
condition_check(
    const char *text, char ret_text[CONDITION_TEXT_SIZE], struct error *err)
{
	char canonical[CONDITION_TEXT_SIZE] = "";
	int status = OB_OK;

	if (*skip_blanks(text) != '\0') {
		status = utf8_check_line(
		    "only_if", text, CONDITION_TEXT_SIZE - 1, err);
		if (status == OB_OK && strlen(text) >= CONDITION_TEXT_SIZE)
			status = error_set(err, OB_EINVALID,
			    "'only_if' is longer than %d bytes",
			    CONDITION_TEXT_SIZE - 1);
		if (status == OB_OK)
			status = check_tests(text, canonical, err);
	}
	if (status == OB_OK)
		memcpy(ret_text, canonical, sizeof(canonical));
	return status;
}

void
condition_each(const char *text, condition_part_fn fn, void *arg)
{
	while (*text != '\0') {
		cleanup_(memory_free_ptr) char *value = NULL;
		struct condition_part part;
		struct test test = {.len = 0};
		int status = read_test(&text, &test, NULL);

		assert(status == OB_OK);
		if (status != OB_OK)
			return;
		value = memory_strndup(test.value, test.len);
		part.name = test.subject->name;
		part.sign = signs[test.comparison];
		part.value = value;
		fn(arg, &part);
	}
}

static bool
compare(enum comparison comparison, int have, int want)
{
	switch (comparison) {
	case COMPARE_NOT_EQUAL:
		return have != want;
	case COMPARE_AT_MOST:
		return have <= want;
	case COMPARE_AT_LEAST:
		return have >= want;
	case COMPARE_EQUAL:
		return have == want;
	case COMPARE_LESS:
		return have < want;
	case COMPARE_MORE:
		return have > want;
	}
	return false;
}

static bool
test_holds(const struct test *test, const struct condition_facts *facts)
{
	const char *at = (const char *)facts + test->subject->offset;

	if (test->subject->is_number)
		return compare(test->comparison, *(const int *)(const void *)at,
		    number_of(test));
	return value_is(test, *(const char *const *)(const void *)at) ==
	       (test->comparison == COMPARE_EQUAL);
}

bool
condition_holds(const char *text, const struct condition_facts *facts)
{
	while (*text != '\0') {
		struct test test = {.len = 0};
		int status = read_test(&text, &test, NULL);

		assert(status == OB_OK);
		if (status != OB_OK || !test_holds(&test, facts))
			return false;
	}
	return true;
}
