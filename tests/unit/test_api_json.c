/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "http/api_json.h"

struct record {
	const char *name;
	int64_t minutes;
	bool jump;
};

static const struct api_json_key keys[] = {
    {"name", API_JSON_TEXT, true, 5, offsetof(struct record, name)},
    {"minutes", API_JSON_NUMBER, false, 0, offsetof(struct record, minutes)},
    {"jump", API_JSON_FLAG, false, 0, offsetof(struct record, jump)},
};

static int
decode(json_t *object, struct record *record, struct error *err)
{
	return api_json_decode(object, keys, ARRAY_LEN(keys), record, err);
}

static void
test_every_kind_reaches_its_member(void **state)
{
	json_auto_t *body = json_pack(
	    "{s:s, s:i, s:b}", "name", "Åse", "minutes", 30, "jump", 1);
	struct record record = {.name = NULL};

	(void)state;
	assert_int_equal(decode(body, &record, NULL), OB_OK);
	assert_string_equal(record.name, "Åse");
	assert_int_equal(record.minutes, 30);
	assert_true(record.jump);
}

static void
test_absent_keys_leave_the_record_as_it_is(void **state)
{
	json_auto_t *body = json_pack("{s:s}", "name", "Ana");
	struct record record = {.minutes = 7};

	(void)state;
	assert_int_equal(decode(body, &record, NULL), OB_OK);
	assert_int_equal(record.minutes, 7);
}

struct refusal {
	const char *json;
	const char *field;
};

static const struct refusal refusals[] = {
    {"{}", "name"},
    {"{\"minutes\":3}", "name"},
    {"{\"name\":null}", "name"},
    {"{\"name\":3}", "name"},
    {"{\"name\":[\"a\"]}", "name"},
    {"{\"name\":{}}", "name"},
    {"{\"name\":true}", "name"},
    {"{\"name\":\"seks T\"}", "name"},
    {"{\"name\":\"æøåæøå\"}", "name"},
    {"{\"name\":\"a\",\"minutes\":\"3\"}", "minutes"},
    {"{\"name\":\"a\",\"minutes\":3.0}", "minutes"},
    {"{\"name\":\"a\",\"minutes\":null}", "minutes"},
    {"{\"name\":\"a\",\"jump\":1}", "jump"},
    {"{\"name\":\"a\",\"jump\":\"true\"}", "jump"},
    {"{\"name\":\"a\",\"Name\":\"a\"}", "Name"},
    {"{\"name\":\"a\",\"\":1}", ""},
    {"{\"name\":\"a\",\"nmae\":\"a\"}", "nmae"},
};

static void
test_what_does_not_fit_is_refused_by_name(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(refusals); i++) {
		json_auto_t *body = json_loads(refusals[i].json, 0, NULL);
		struct record record = {.name = NULL};
		struct error err = ERROR_INIT;

		assert_non_null(body);
		assert_int_equal(decode(body, &record, &err), OB_EINVALID);
		assert_string_equal(err.field, refusals[i].field);
	}
}

static void
test_a_text_with_nul_is_refused(void **state)
{
	json_auto_t *body = json_pack("{s:o}", "name", json_stringn("a\0b", 3));
	struct record record = {.name = NULL};
	struct error err = ERROR_INIT;

	(void)state;
	assert_int_equal(decode(body, &record, &err), OB_EINVALID);
	assert_string_equal(err.field, "name");
}

static void
test_a_text_that_is_not_utf8_is_refused(void **state)
{
	json_auto_t *body =
	    json_pack("{s:o}", "name", json_string_nocheck("a\xff"));
	struct record record = {.name = NULL};

	(void)state;
	assert_int_equal(decode(body, &record, NULL), OB_EINVALID);
}

static void
test_a_text_of_the_greatest_length_is_taken(void **state)
{
	json_auto_t *body = json_pack("{s:s}", "name", "æøåæø");
	struct record record = {.name = NULL};

	(void)state;
	assert_int_equal(decode(body, &record, NULL), OB_OK);
}

static void
test_a_long_unknown_key_is_cut_between_characters(void **state)
{
	json_auto_t *body = json_object();
	struct record record = {.name = NULL};
	struct error err = ERROR_INIT;
	char name[202] = "a";

	(void)state;
	for (size_t i = 1; i + 1 < sizeof(name); i += 2)
		memcpy(name + i, "å", sizeof("å"));
	(void)json_object_set_new(body, name, json_true());
	assert_int_equal(decode(body, &record, &err), OB_EINVALID);
	assert_int_equal(strlen(err.field), 47);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_every_kind_reaches_its_member),
	    cmocka_unit_test(test_absent_keys_leave_the_record_as_it_is),
	    cmocka_unit_test(test_what_does_not_fit_is_refused_by_name),
	    cmocka_unit_test(test_a_text_with_nul_is_refused),
	    cmocka_unit_test(test_a_text_that_is_not_utf8_is_refused),
	    cmocka_unit_test(test_a_text_of_the_greatest_length_is_taken),
	    cmocka_unit_test(test_a_long_unknown_key_is_cut_between_characters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
