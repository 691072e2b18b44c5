/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/accounts/sign_in.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "account_world.h"
#include "base/memory.h"
#include "crypto/totp.h"
#include "engine/accounts/accounts.h"
#include "engine/accounts/second_factor.h"
#include "engine/accounts/sessions.h"
#include "engine/journeys/leaders.h"
#include "engine/roles/people_edit.h"

/* What a browser cannot bring about: rows, clocks and several at once. */
#define BROWSER "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

static const struct session_browser somewhere = {"192.0.2.1", "Test"};

static void
ask(struct world *world, const char *address)
{
	const struct sign_in_request request = {address, BROWSER, "::1", "/hr"};
	enum sign_in_outcome outcome = SIGN_IN_PEER_LIMITED;
	struct error err = ERROR_INIT;

	world_case_check(
	    sign_in_ask(world->engine, &request, &outcome, &err), &err);
	assert_int_equal(outcome, SIGN_IN_ASKED);
}

/* The link of the newest mail. */
static void
read_link(struct world *world, char token[TOKEN_TEXT_SIZE])
{
	struct error err = ERROR_INIT;
	const char *found;

	world_case_check(world_wake(world, &err), &err);
	assert_true(world->delivery_count > 0);
	found = strstr(world->deliveries[world->delivery_count - 1].text,
	    "/sign-in/link/");
	assert_non_null(found);
	memcpy(token, found + strlen("/sign-in/link/"), TOKEN_TEXT_SIZE - 1);
	token[TOKEN_TEXT_SIZE - 1] = '\0';
	assert_true(token_is_wellformed(token));
}

/* The button of a link, in the browser that asked. */
static int
follow(struct world *world, const char *token, struct session **ret_session)
{
	struct sign_in_form form = {.browser = BROWSER, .from = somewhere};
	struct sign_in_result result = {.next_path = NULL};
	json_auto_t *view = NULL;
	struct error err = ERROR_INIT;
	int status =
	    sign_in_link_view(world->engine, token, BROWSER, &view, &err);

	if (status != OB_OK)
		return status;
	form.csrf = json_string_value(json_object_get(view, "csrf"));
	status = sign_in_follow(world->engine, token, &form, &result, &err);
	if (status != OB_OK)
		return status;
	world_case_check(
	    sessions_find(world->engine, result.token, ret_session, &err),
	    &err);
	sign_in_result_release(&result);
	return OB_OK;
}

/* What such a button opens; never NULL. */
static struct session *
enter(struct world *world, const char *token)
{
	struct session *session = NULL;

	if (follow(world, token, &session) != OB_OK || session == NULL)
		fail_msg("%s", "the link does not open");
	return session;
}

static void
make_code(struct world *world, int64_t account, char code[TOTP_CODE_SIZE])
{
	unsigned char secret[TOTP_SECRET_SIZE];

	totp_make_secret(&world->key, account, 1, secret);
	totp_code(secret, engine_now(world->engine), TOTP_DIGITS, code);
}

static int
enrol(struct world *world, const struct session *session, const char *code)
{
	struct sign_in_result result = {.next_path = NULL};
	int status = second_factor_enrol(
	    world->engine, session, code, &somewhere, &result, NULL);

	sign_in_result_release(&result);
	return status;
}

static void
test_nothing_is_written_before_the_tick_but_one_row(void **state)
{
	struct world *world = *state;
	int64_t mails = world_case_ask(world, "SELECT count(*) FROM mail");

	ask(world, HR);
	ask(world, "nobody@example.org");
	assert_int_equal(
	    world_case_ask(world, "SELECT count(*) FROM mail"), mails);
	assert_int_equal(
	    world_case_ask(world,
		"SELECT count(*) FROM sign_in_link WHERE state = 'asked' "
		"AND account_id IS NULL AND token_hash IS NULL"),
	    2);
}

static void
test_only_who_has_an_account_gets_a_mail(void **state)
{
	struct world *world = *state;
	char token[TOKEN_TEXT_SIZE];

	ask(world, "nobody@example.org");
	ask(world, "HR@Example.org");
	read_link(world, token);
	assert_int_equal(world->delivery_count, 1);
	assert_string_equal(world->deliveries[0].to, HR);
	assert_int_equal(
	    world_case_ask(world, "SELECT count(*) FROM mail "
				  "WHERE kind = 'sign-in' AND urgent = 1"),
	    1);
}

static void
test_two_clicks_let_in_once(void **state)
{
	struct world *world = *state;
	char token[TOKEN_TEXT_SIZE];
	struct session *session = NULL;

	ask(world, HR);
	read_link(world, token);
	session = enter(world, token);
	assert_int_equal(session->stage, SESSION_ENROL);
	account_session_free(session);
	assert_int_equal(follow(world, token, &session), OB_ENOTFOUND);
	assert_int_equal(
	    world_case_ask(world, "SELECT count(*) FROM session"), 1);
}

static void
test_of_two_who_set_up_an_authenticator_one_does(void **state)
{
	struct world *world = *state;
	char token[TOKEN_TEXT_SIZE];
	char code[TOTP_CODE_SIZE];
	struct session *first = NULL;
	struct session *second = NULL;

	ask(world, HR);
	read_link(world, token);
	first = enter(world, token);
	ask(world, HR);
	read_link(world, token);
	second = enter(world, token);
	make_code(world, first->account_id, code);
	assert_int_equal(enrol(world, first, code), OB_OK);
	assert_int_equal(enrol(world, second, code), OB_ENOTFOUND);
	assert_int_equal(
	    world_case_ask(world, "SELECT count(*) FROM recovery_code"), 10);
	account_session_free(first);
	account_session_free(second);
}

static void
test_a_disabled_account_follows_no_link_that_it_has(void **state)
{
	struct world *world = *state;
	char token[TOKEN_TEXT_SIZE];
	struct session *session = NULL;
	json_t *view = NULL;
	struct error err = ERROR_INIT;

	ask(world, HR);
	read_link(world, token);
	world_case_check(
	    accounts_remove(world->engine, ACTOR, HR, &view, &err), &err);
	json_decref(view);
	assert_int_equal(follow(world, token, &session), OB_ENOTFOUND);
	world_case_check(accounts_ensure_configured(world->engine, &err), &err);
	assert_int_equal(world_case_ask(world, "SELECT count(*) FROM account "
					       "WHERE state = 'active'"),
	    0);
}

static void
test_what_is_over_is_taken_out(void **state)
{
	struct world *world = *state;
	char token[TOKEN_TEXT_SIZE];
	struct session *session = NULL;
	struct error err = ERROR_INIT;

	ask(world, HR);
	read_link(world, token);
	assert_int_equal(follow(world, token, &session), OB_OK);
	account_session_free(session);
	world_case_check(
	    world_jump(world, engine_now(world->engine) + 3601, &err), &err);
	assert_int_equal(
	    world_case_ask(world,
		"SELECT (SELECT count(*) FROM session) + "
		"(SELECT count(*) FROM sign_in_link) + "
		"(SELECT count(*) FROM rate_limit) + "
		"(SELECT count(*) FROM mail WHERE kind = 'sign-in' "
		"AND bytes IS NOT NULL)"),
	    0);
}

static void
test_who_may_sign_in_is_checked(void **state)
{
	struct world *world = *state;

	static const struct {
		struct account_request request;
		const char *field;
	} cases[] = {
	    {{"Ida <ida@example.org>", "leader", NULL}, "role"},
	    {{"Ida <ida@example.org>", "director", "Skole"}, "area"},
	    {{"Ida <ida@example.org>", "coordinator", "a\nb"}, "area"},
	    {{"ida@example.org", "director", NULL}, "person"},
	    {{"Ida <ida>", "director", NULL}, "person"},
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		json_t *view = NULL;
		struct error err = ERROR_INIT;

		assert_int_equal(accounts_add(world->engine, ACTOR,
				     &cases[i].request, &view, &err),
		    OB_EINVALID);
		assert_string_equal(err.field, cases[i].field);
	}
	assert_int_equal(
	    world_case_ask(world, "SELECT count(*) FROM account"), 1);
}

static void
put_role(struct world *world, const char *role, const char *area)
{
	const struct account_request request = {HR, role, area};
	struct error err = ERROR_INIT;
	json_auto_t *view = NULL;

	world_case_check(
	    accounts_add(world->engine, ACTOR, &request, &view, &err), &err);
}

static void
test_another_role_is_told(void **state)
{
	struct world *world = *state;

	put_role(world, "coordinator", "");
	assert_int_equal(account_world_count_told(world, HR, ""), 0);
	put_role(world, "coordinator", "Skole");
	assert_int_equal(account_world_count_told(
			     world, HR, "som HR-koordinator for Skole."),
	    1);
	put_role(world, "administrator", "");
	assert_int_equal(
	    account_world_count_told(world, HR, "som administrator."), 1);
	assert_int_equal(account_world_count_told(world, HR, ""), 2);
}

static void
test_a_removal_and_a_reset_are_told(void **state)
{
	struct world *world = *state;
	struct error err = ERROR_INIT;
	json_auto_t *reset = NULL;
	json_auto_t *removed = NULL;

	world_case_check(
	    accounts_reset_totp(world->engine, ACTOR, HR, &reset, &err), &err);
	assert_int_equal(
	    account_world_count_told(world, HR, "Din godkendelsesapp og dine"),
	    1);
	world_case_check(
	    accounts_remove(world->engine, ACTOR, HR, &removed, &err), &err);
	assert_int_equal(account_world_count_told(
			     world, HR, "Du kan ikke længere logge ind"),
	    1);
}

static void
test_a_new_authenticator_is_told(void **state)
{
	struct world *world = *state;
	char token[TOKEN_TEXT_SIZE];
	char code[TOTP_CODE_SIZE];
	struct session *session = NULL;

	ask(world, HR);
	read_link(world, token);
	session = enter(world, token);
	make_code(world, session->account_id, code);
	assert_int_equal(enrol(world, session, "000000x"), OB_EDENIED);
	assert_int_equal(account_world_count_told(world, HR, ""), 0);
	assert_int_equal(enrol(world, session, code), OB_OK);
	assert_int_equal(account_world_count_told(
			     world, HR, "Der er sat en godkendelsesapp op"),
	    1);
	account_session_free(session);
}

/* Also when the new address is where all else goes by then. */
static void
test_another_address_is_told_to_the_one_before(void **state)
{
	static const struct person_edit added = {
	    .work_email = "hr@kommune.example"};
	static const struct person_edit changed = {
	    .email = "another@example.org"};
	static const struct person_edit renamed = {.name = "Helle HR"};
	struct world *world = *state;
	struct error err = ERROR_INIT;
	json_t *view = NULL;

	world_case_check(
	    people_edit(world->engine, ACTOR, HR, &renamed, &view, &err), &err);
	json_decref(view);
	assert_int_equal(account_world_count_told(world, HR, ""), 0);
	world_case_check(
	    people_edit(world->engine, ACTOR, HR, &added, &view, &err), &err);
	json_decref(view);
	assert_int_equal(
	    account_world_count_told(world, HR, "De mailadresser, du kan"), 1);
	world_case_check(
	    world_advance(world, engine_now(world->engine) + 60, &err), &err);
	world_case_check(
	    people_edit(world->engine, ACTOR, HR, &changed, &view, &err), &err);
	json_decref(view);
	assert_int_equal(account_world_count_told(world, HR, ""), 2);
	assert_int_equal(
	    account_world_count_told(world, "hr@kommune.example", ""), 1);
	assert_int_equal(
	    account_world_count_told(world, "another@example.org", ""), 0);
}

/* Whoever does not sign in hears nothing of it. */
static void
test_of_who_has_no_account_nothing_is_told(void **state)
{
	static const struct person_edit changed = {
	    .email = "another@example.org"};
	struct world *world = *state;
	struct error err = ERROR_INIT;
	json_auto_t *removed = NULL;
	json_auto_t *view = NULL;

	world_case_check(
	    accounts_remove(world->engine, ACTOR, HR, &removed, &err), &err);
	world_case_check(
	    people_edit(world->engine, ACTOR, HR, &changed, &view, &err), &err);
	assert_int_equal(
	    account_world_count_told(world, HR, "De mailadresser"), 0);
}

/* What the form of a coordinator who is signed in would do. */
static int
edit_on_a_page(struct world *world, const char *address,
    const struct person_edit *edit, struct error *err)
{
	json_auto_t *view = NULL;

	return people_edit(
	    world->engine, "account:1", address, edit, &view, err);
}

static void
assert_refused(int status, const struct error *err, const char *field)
{
	assert_int_equal(status, OB_EDENIED);
	assert_string_equal(err->key, "address_account");
	assert_string_equal(err->field, field);
}

static void
test_no_page_changes_the_addresses_of_who_signs_in(void **state)
{
	static const struct person_edit other = {
	    .email = "stranger@example.org", .phone = "12345678"};
	static const struct person_edit added = {
	    .work_email = "stranger@example.org"};
	static const struct person_edit same = {
	    .email = HR, .phone = "12345678"};
	struct world *world = *state;
	struct error err = ERROR_INIT;
	json_auto_t *removed = NULL;

	assert_refused(edit_on_a_page(world, HR, &other, &err), &err, "email");
	assert_refused(
	    edit_on_a_page(world, HR, &added, &err), &err, "work_email");
	assert_int_equal(
	    account_world_count_told(world, "stranger@example.org", ""), 0);
	world_case_check(edit_on_a_page(world, HR, &same, &err), &err);
	world_case_check(
	    accounts_remove(world->engine, ACTOR, HR, &removed, &err), &err);
	world_case_check(edit_on_a_page(world, HR, &other, &err), &err);
}

static int
add_leader_as_hr(struct world *world, const char *actor, struct error *err)
{
	static const struct leader_request request = {.name = "Hanne HR",
	    .email = HR,
	    .work_email = "stranger@example.org",
	    .first_day = "2026-12-07",
	    .mentor = "Jens Mentor <jens@example.org>",
	    .manager = "Mette Manager <mette@example.org>"};
	json_auto_t *view = NULL;

	return leaders_add(world->engine, actor, &request, &view, err);
}

/* Somebody who signs in may become a leader, and a leader has two addresses. */
static void
test_a_new_journey_gives_no_address_to_who_signs_in(void **state)
{
	struct world *world = *state;
	struct error err = ERROR_INIT;

	assert_refused(
	    add_leader_as_hr(world, "account:1", &err), &err, "work_email");
	assert_int_equal(account_world_count_told(world, HR, ""), 0);
	world_case_check(add_leader_as_hr(world, ACTOR, &err), &err);
	assert_int_equal(
	    account_world_count_told(world, HR, "De mailadresser, du kan"), 1);
}

int
main(void)
{
#define TEST(name)                                                             \
	cmocka_unit_test_setup_teardown(name, set_up, world_case_tear_down)
	const struct CMUnitTest tests[] = {
	    ACCOUNT_WORLD_TEST(
		test_nothing_is_written_before_the_tick_but_one_row),
	    ACCOUNT_WORLD_TEST(test_only_who_has_an_account_gets_a_mail),
	    ACCOUNT_WORLD_TEST(test_two_clicks_let_in_once),
	    ACCOUNT_WORLD_TEST(
		test_of_two_who_set_up_an_authenticator_one_does),
	    ACCOUNT_WORLD_TEST(
		test_a_disabled_account_follows_no_link_that_it_has),
	    ACCOUNT_WORLD_TEST(test_what_is_over_is_taken_out),
	    ACCOUNT_WORLD_TEST(test_who_may_sign_in_is_checked),
	    ACCOUNT_WORLD_TEST(test_another_role_is_told),
	    ACCOUNT_WORLD_TEST(test_a_removal_and_a_reset_are_told),
	    ACCOUNT_WORLD_TEST(test_a_new_authenticator_is_told),
	    ACCOUNT_WORLD_TEST(test_another_address_is_told_to_the_one_before),
	    ACCOUNT_WORLD_TEST(test_of_who_has_no_account_nothing_is_told),
	    ACCOUNT_WORLD_TEST(
		test_no_page_changes_the_addresses_of_who_signs_in),
	    ACCOUNT_WORLD_TEST(
		test_a_new_journey_gives_no_address_to_who_signs_in),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
