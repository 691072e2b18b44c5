/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/instant.h"
#include "base/memory.h"
#include "engine/answers/answers.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/links/action_links.h"
#include "store/action_link_store.h"
#include "store/invitation_store.h"
#include "store/store_tables.h"
#include "world_case.h"

/* Links of mails, and what is answered by them. */
#define ACTOR "uid:0"
#define LEADER 1
#define URL "https://onboard.example.org"

static char *
url_of(struct world *world, const struct action_request *request)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	struct error err = ERROR_INIT;
	char *url = NULL;

	assert_int_equal(
	    change_begin(&change, world->engine, ACTOR, &err), OB_OK);
	if (action_links_url(world->engine, request, &url, &err) != OB_OK)
		fail_msg("%s", err.text);
	assert_int_equal(change_commit(&change, &err), OB_OK);
	return url;
}

static void
test_a_link_asked_for_twice_is_the_same(void **state)
{
	const struct action_request request = {
	    .purpose = ACTION_DONE, .person_id = LEADER, .activity_id = 1};
	cleanup_(memory_free_ptr) char *first = url_of(*state, &request);
	cleanup_(memory_free_ptr) char *second = url_of(*state, &request);

	assert_string_equal(first, second);
	assert_int_equal(strncmp(first, URL "/a/", strlen(URL "/a/")), 0);
	assert_int_equal(
	    world_case_ask(*state, "SELECT count(*) FROM action_link"), 1);
}

static void
test_each_purpose_person_and_offered_time_has_its_own_link(void **state)
{
	const struct date day = date_from_civil(2026, 12, 9);
	const struct action_request requests[] = {
	    {.purpose = ACTION_DONE, .person_id = 1, .activity_id = 1},
	    {.purpose = ACTION_DONE, .person_id = 2, .activity_id = 1},
	    {.purpose = ACTION_DONE, .person_id = 1, .activity_id = 2},
	    {.purpose = ACTION_ANSWER, .person_id = 1, .activity_id = 1},
	    {ACTION_OFFER, 1, 1, day, 540},
	    {ACTION_OFFER, 1, 1, day, 600},
	    {.purpose = ACTION_UNSUBSCRIBE, .person_id = 1},
	};

	for (size_t i = 0; i < ARRAY_LEN(requests); i++) {
		cleanup_(memory_free_ptr) char *url =
		    url_of(*state, &requests[i]);
		cleanup_(action_link_store_release) struct action_link link = {
		    0};
		const char *token = strrchr(url, '/') + 1;
		char folder[2] = {token[-2], '\0'};
		const struct world *world = *state;

		assert_int_equal(action_links_find(
				     world->engine, folder, token, &link, NULL),
		    OB_OK);
		assert_int_equal(link.id, (int64_t)i + 1);
		assert_int_equal(
		    action_links_purpose(&link), requests[i].purpose);
		assert_int_equal(link.person_id, requests[i].person_id);
	}
}

static void
test_a_token_opens_nothing_in_another_folder(void **state)
{
	const struct world *world = *state;
	cleanup_(memory_free_ptr) char *url =
	    url_of(*state, &(struct action_request){
			       .purpose = ACTION_UNSUBSCRIBE, .person_id = 1});
	struct action_link link = {0};
	const char *token = strrchr(url, '/') + 1;

	assert_int_equal(strncmp(url, URL "/u/", strlen(URL "/u/")), 0);
	assert_int_equal(
	    action_links_find(world->engine, "a", token, &link, NULL),
	    OB_ENOTFOUND);
	assert_int_equal(
	    action_links_find(world->engine, "u", "no-token", &link, NULL),
	    OB_ENOTFOUND);
}

static void
renew(struct world *world, const struct action_request *request)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	struct error err = ERROR_INIT;

	assert_int_equal(
	    change_begin(&change, world->engine, ACTOR, &err), OB_OK);
	if (action_links_renew(world->engine, request, &err) != OB_OK)
		fail_msg("%s", err.text);
	assert_int_equal(change_commit(&change, &err), OB_OK);
}

static void
test_a_renewed_link_ends_the_one_before(void **state)
{
	struct world *world = *state;
	const struct action_request request = {
	    .purpose = ACTION_ANSWER, .person_id = LEADER, .activity_id = 1};
	const struct action_request other = {
	    .purpose = ACTION_DONE, .person_id = LEADER, .activity_id = 1};
	cleanup_(memory_free_ptr) char *before = url_of(world, &request);
	cleanup_(memory_free_ptr) char *kept = url_of(world, &other);
	cleanup_(memory_free_ptr) char *after = NULL;
	cleanup_(action_link_store_release) struct action_link link = {0};
	cleanup_(action_link_store_release) struct action_link same = {0};

	renew(world, &request);
	after = url_of(world, &request);
	assert_int_equal(action_links_find(world->engine, "a",
			     strrchr(before, '/') + 1, &link, NULL),
	    OB_ENOTFOUND);
	assert_int_equal(action_links_find(world->engine, "a",
			     strrchr(after, '/') + 1, &link, NULL),
	    OB_OK);
	assert_int_equal(link.generation, 2);
	assert_int_equal(action_links_find(world->engine, "a",
			     strrchr(kept, '/') + 1, &same, NULL),
	    OB_OK);
}

static void
test_a_link_that_nobody_has_needs_no_renewal(void **state)
{
	renew(*state, &(struct action_request){.purpose = ACTION_ANSWER,
			  .person_id = LEADER,
			  .activity_id = 1});
	assert_int_equal(
	    world_case_ask(*state, "SELECT count(*) FROM action_link"), 0);
}

static void
test_the_database_keeps_no_token(void **state)
{
	cleanup_(memory_free_ptr) char *url = url_of(*state,
	    &(struct action_request){
		.purpose = ACTION_DONE, .person_id = 1, .activity_id = 1});
	cleanup_(memory_free_ptr) char *sql =
	    memory_printf("SELECT count(*) FROM action_link WHERE token_hash "
			  "LIKE '%%%s%%' OR length(token_hash) <> 64",
		strrchr(url, '/') + 1);

	assert_int_equal(world_case_ask(*state, sql), 0);
}

/* The first activity, with its journey's second person invited. */
static void
invite(struct world *world)
{
	struct invitation row = {
	    .activity_id = 1,
	    .person_id = 1,
	    .address = memory_strdup("ana@example.org"),
	    .method = memory_strdup("request"),
	    .sequence = 2,
	    .told_day = date_from_civil(2026, 12, 9),
	    .told_start = 540,
	    .told_end = 600,
	    .told_at = core_now(world->engine),
	};
	struct error err = ERROR_INIT;

	if (invitation_store_add(world->store, &row, &row.id, &err) != OB_OK)
		fail_msg("%s", err.text);
	invitation_store_release(&row);
}

static int
answer(struct world *world, const struct answer *answer,
    enum answer_outcome *ret_outcome)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	cleanup_(dossier_release) struct dossier dossier = {0};
	struct error err = ERROR_INIT;
	int status;

	assert_int_equal(
	    change_begin(&change, world->engine, ACTOR, &err), OB_OK);
	assert_int_equal(
	    dossier_load(world->engine, LEADER, &dossier, &err), OB_OK);
	status = answers_set(&change, &dossier, answer, ret_outcome, &err);
	if (status == OB_OK)
		assert_int_equal(change_commit(&change, &err), OB_OK);
	return status;
}

static void
expect(
    struct world *world, const struct answer *given, enum answer_outcome wanted)
{
	enum answer_outcome outcome = ANSWER_APPLIED;

	assert_int_equal(answer(world, given, &outcome), OB_OK);
	assert_int_equal(outcome, wanted);
}

static const struct answer by_link = {.activity_id = 1,
    .person_id = 1,
    .partstat = "accepted",
    .by = "link",
    .is_verified = true,
    .stamp = INSTANT_NONE,
    .sequence = -1};

static void
test_an_answer_is_kept_with_its_audit_row(void **state)
{
	struct world *world = *state;
	cleanup_(invitation_store_release) struct invitation row = {0};

	invite(world);
	expect(world, &by_link, ANSWER_APPLIED);
	assert_int_equal(
	    invitation_store_find(world->store, 1, &row, NULL), OB_OK);
	assert_string_equal(row.partstat, "accepted");
	assert_string_equal(row.answer_by, "link");
	assert_true(row.was_answered);
	assert_true(row.answer_verified);
	assert_int_equal(row.answered_at, core_now(world->engine));
	assert_int_equal(row.answer_sequence, 2);
	assert_int_equal(
	    world_case_ask(world, "SELECT count(*) FROM audit "
				  "WHERE verb = 'answer-invitation'"),
	    1);
}

static void
test_the_same_answer_twice_writes_nothing(void **state)
{
	struct world *world = *state;

	invite(world);
	expect(world, &by_link, ANSWER_APPLIED);
	expect(world, &by_link, ANSWER_REPEATED);
	assert_int_equal(
	    world_case_ask(world, "SELECT count(*) FROM audit "
				  "WHERE verb = 'answer-invitation'"),
	    1);
}

static void
test_the_answer_with_the_later_stamp_counts(void **state)
{
	struct world *world = *state;
	int64_t now = core_now(world->engine);
	struct answer mail = by_link;

	invite(world);
	mail.by = "mail";
	mail.sequence = 2;
	mail.stamp = now - 60;
	expect(world, &mail, ANSWER_APPLIED);
	mail.partstat = "declined";
	mail.stamp = now - 120;
	expect(world, &mail, ANSWER_OUTDATED);
	mail.sequence = 1;
	mail.stamp = now;
	expect(world, &mail, ANSWER_OUTDATED);
	mail.sequence = 2;
	expect(world, &mail, ANSWER_APPLIED);
}

static void
test_a_link_counts_although_a_mails_clock_was_ahead(void **state)
{
	struct world *world = *state;
	struct answer mail = by_link;

	invite(world);
	mail.by = "mail";
	mail.partstat = "declined";
	mail.sequence = 2;
	mail.stamp = core_now(world->engine) + 1000000;
	expect(world, &mail, ANSWER_APPLIED);
	expect(world, &by_link, ANSWER_APPLIED);
	assert_int_equal(
	    world_case_ask(world, "SELECT count(*) FROM invitation "
				  "WHERE partstat = 'accepted'"),
	    1);
}

static void
test_an_answer_that_nobody_asked_for_is_refused(void **state)
{
	struct world *world = *state;
	struct answer wrong = by_link;
	enum answer_outcome outcome;

	assert_int_equal(answer(world, &by_link, &outcome), OB_ENOTFOUND);
	invite(world);
	wrong.partstat = "needs-action";
	assert_int_equal(answer(world, &wrong, &outcome), OB_EINVALID);
	wrong = by_link;
	wrong.comment = "a\x01"
			"b";
	assert_int_equal(answer(world, &wrong, &outcome), OB_EINVALID);
	assert_int_equal(
	    sqlite3_exec(world->store->db.handle,
		"UPDATE invitation SET method = 'cancel'", NULL, NULL, NULL),
	    SQLITE_OK);
	assert_int_equal(answer(world, &by_link, &outcome), OB_ECONFLICT);
	assert_int_equal(
	    world_case_ask(world, "SELECT count(*) FROM invitation "
				  "WHERE partstat = 'needs-action'"),
	    1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    WORLD_CASE_TEST(test_a_link_asked_for_twice_is_the_same),
	    WORLD_CASE_TEST(
		test_each_purpose_person_and_offered_time_has_its_own_link),
	    WORLD_CASE_TEST(test_a_token_opens_nothing_in_another_folder),
	    WORLD_CASE_TEST(test_a_renewed_link_ends_the_one_before),
	    WORLD_CASE_TEST(test_a_link_that_nobody_has_needs_no_renewal),
	    WORLD_CASE_TEST(test_the_database_keeps_no_token),
	    WORLD_CASE_TEST(test_an_answer_is_kept_with_its_audit_row),
	    WORLD_CASE_TEST(test_the_same_answer_twice_writes_nothing),
	    WORLD_CASE_TEST(test_the_answer_with_the_later_stamp_counts),
	    WORLD_CASE_TEST(
		test_a_link_counts_although_a_mails_clock_was_ahead),
	    WORLD_CASE_TEST(test_an_answer_that_nobody_asked_for_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
