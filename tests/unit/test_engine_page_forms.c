/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "engine/journeys/journeys.h"
#include "engine/journeys/leaders.h"
#include "engine/pages/page_function.h"
#include "engine/pages/pages.h"
#include "world_case.h"

/* Forms of personal pages that somebody has kept open. */
#define ACTOR "uid:0"
#define LEADER 1

struct kept_form {
	char *token;
	char *csrf;
};

static void
kept_form_release(struct kept_form *form)
{
	free(form->token);
	free(form->csrf);
}

static char *
token_of(struct world *world, const char *role)
{
	struct error err = ERROR_INIT;
	json_t *view = NULL;
	const json_t *page;
	char *token = NULL;
	size_t i;

	world_case_check(
	    leaders_show(world->engine, LEADER, &view, &err), &err);
	json_array_foreach(json_object_get(view, "pages"), i, page)
	{
		const char *url =
		    json_string_value(json_object_get(page, "url"));

		if (strcmp(json_string_value(json_object_get(page, "role")),
			role) == 0)
			token = memory_strdup(strrchr(url, '/') + 1);
	}
	json_decref(view);
	assert_non_null(token);
	return token;
}

static void
open_form(struct world *world, enum page_kind kind, struct kept_form *ret_form)
{
	struct error err = ERROR_INIT;
	json_t *view = NULL;

	ret_form->token =
	    token_of(world, kind == PAGE_LEADER ? "leader" : "manager");
	world_case_check(
	    pages_calendar(world->engine, kind, ret_form->token, &view, &err),
	    &err);
	ret_form->csrf =
	    memory_strdup(json_string_value(json_object_get(view, "csrf")));
	json_decref(view);
}

static int
send_form(struct world *world, enum page_kind kind,
    const struct kept_form *form, const char *channel)
{
	return pages_set_channel(
	    world->engine, kind, form->token, form->csrf, channel, NULL);
}

static void
end_journey(struct world *world)
{
	struct error err = ERROR_INIT;
	json_t *view = NULL;
	int64_t later = 0;

	world_case_check(
	    journeys_cancel(world->engine, ACTOR, LEADER, "why", &view, &err),
	    &err);
	json_decref(view);
	world_case_check(
	    world_instant(world, "2029-03-01T09:00", &later, &err), &err);
	world_case_check(world_jump(world, later, &err), &err);
}

static void
test_a_form_of_a_page_that_ended_does_nothing(void **state)
{
	struct world *world = *state;
	cleanup_(kept_form_release) struct kept_form leader = {.csrf = NULL};
	cleanup_(kept_form_release) struct kept_form manager = {.csrf = NULL};

	open_form(world, PAGE_LEADER, &leader);
	open_form(world, PAGE_PERSON, &manager);
	assert_int_equal(send_form(world, PAGE_LEADER, &leader, "feed"), OB_OK);
	assert_int_equal(
	    send_form(world, PAGE_PERSON, &manager, "feed"), OB_OK);
	end_journey(world);
	assert_int_equal(
	    send_form(world, PAGE_LEADER, &leader, "invitation"), OB_ENOTFOUND);
	assert_int_equal(send_form(world, PAGE_PERSON, &manager, "invitation"),
	    OB_ENOTFOUND);
	assert_int_equal(world_case_ask(world, "SELECT count(*) FROM person "
					       "WHERE channel = 'invitation'"),
	    0);
}

/* The summary of the form that came back; the reader is the manager. */
static json_t *
refuse_entry(struct world *world, int status, const char *field,
    const char *key, const char *text)
{
	cleanup_(memory_free_ptr) char *token = token_of(world, "manager");
	const struct handbook_correction typed = {.phone = "12"};
	const struct page_function_form form = {
	    .token = token, .function = "it", .correction = &typed};
	struct error refused = ERROR_INIT;
	struct error err = ERROR_INIT;
	json_t *view = NULL;

	assert_int_equal(
	    error_refuse(&refused, status, field, key, "%s", text), status);
	world_case_check(
	    page_function_view(world->engine, &form, &refused, &view, &err),
	    &err);
	return view;
}

static void
expect_summary(const json_t *view, const char *start, const char *id)
{
	const char *text = json_string_value(json_object_get(view, "problem"));

	assert_non_null(text);
	assert_memory_equal(text, start, strlen(start));
	assert_string_equal(
	    json_string_value(json_object_get(view, "problem_id")), id);
}

static void
test_a_correction_is_called_late_only_when_it_was(void **state)
{
	json_auto_t *late = refuse_entry(
	    *state, OB_ECONFLICT, "", "entry_meanwhile", "changed meanwhile");
	json_auto_t *phone =
	    refuse_entry(*state, OB_EINVALID, "phone", "too_long", "too long");
	json_auto_t *other = refuse_entry(
	    *state, OB_EINVALID, "members", "missing", "nobody is there");
	json_auto_t *full =
	    refuse_entry(*state, OB_ELIMIT, "", "many", "too many");

	expect_summary(late, "Oplysningerne er ændret", "entry-it");
	expect_summary(phone, "Telefonnummeret må", "entry-it-phone");
	expect_summary(other, "Det kunne ikke gemmes", "entry-it");
	expect_summary(full, "Det kunne ikke gemmes", "entry-it");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    WORLD_CASE_TEST(test_a_form_of_a_page_that_ended_does_nothing),
	    WORLD_CASE_TEST(test_a_correction_is_called_late_only_when_it_was),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
