/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/outbox/outbox_turn.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define MOST 8

/* "3 1u 2": the ids in their order, u for urgent. */
static struct outbox_queue
queue_of(struct mail mails[MOST], const char *text)
{
	struct outbox_queue queue = {.mails = mails};
	int used = 0;
	int id;

	memset(mails, 0, MOST * sizeof(*mails));
	while (sscanf(text, "%d%n", &id, &used) == 1) {
		text += used;
		mails[queue.count].id = id;
		mails[queue.count].urgent = *text == 'u';
		text += *text == 'u' ? 1 : 0;
		queue.count++;
	}
	return queue;
}

/* The order in which they leave. */
static void
expect(const char *fresh_text, const char *backlog_text, bool backlog_is_next,
    const char *expected)
{
	struct mail fresh_mails[MOST];
	struct mail backlog_mails[MOST];
	struct outbox_queue fresh = queue_of(fresh_mails, fresh_text);
	struct outbox_queue backlog = queue_of(backlog_mails, backlog_text);
	struct mail mail;
	char order[64] = "";

	while (outbox_turn_take(&fresh, &backlog, &backlog_is_next, &mail)) {
		size_t len = strlen(order);

		(void)snprintf(order + len, sizeof(order) - len, "%s%d",
		    len > 0 ? " " : "", (int)mail.id);
	}
	assert_string_equal(order, expected);
}

static void
test_new_mail_and_backlog_take_turns(void **state)
{
	(void)state;
	expect("1 2 3", "11 12 13", false, "1 11 2 12 3 13");
	expect("1 2 3", "11 12 13", true, "11 1 12 2 13 3");
}

static void
test_neither_waits_for_an_empty_queue(void **state)
{
	(void)state;
	expect("1", "11 12 13", false, "1 11 12 13");
	expect("1 2 3", "", true, "1 2 3");
	expect("", "11 12", false, "11 12");
	expect("", "", false, "");
}

static void
test_the_urgent_go_first_wherever_they_are(void **state)
{
	(void)state;
	expect("1 2", "11u 12u 13", false, "11 12 1 13 2");
	expect("1u 2", "11 12", true, "1 11 2 12");
	expect("1u", "11u", true, "11 1");
}

static void
test_the_turn_is_kept_between_claims(void **state)
{
	struct mail fresh_mails[MOST];
	struct mail backlog_mails[MOST];
	struct mail mail;
	bool backlog_is_next = false;
	int of_backlog = 0;

	(void)state;
	for (int i = 0; i < 10; i++) {
		struct outbox_queue fresh = queue_of(fresh_mails, "1");
		struct outbox_queue backlog = queue_of(backlog_mails, "11");

		assert_true(outbox_turn_take(
		    &fresh, &backlog, &backlog_is_next, &mail));
		of_backlog += mail.id == 11;
	}
	assert_int_equal(of_backlog, 5);
}

static void
test_what_is_taken_is_no_longer_in_the_queue(void **state)
{
	struct mail mails[MOST];
	struct outbox_queue fresh = queue_of(mails, "1 2");
	struct outbox_queue none = {.mails = NULL};
	struct mail mail;
	bool backlog_is_next = false;
	char text[] = "x";

	(void)state;
	mails[0].kind = text;
	assert_true(outbox_turn_take(&fresh, &none, &backlog_is_next, &mail));
	assert_ptr_equal(mail.kind, text);
	assert_null(mails[0].kind);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_new_mail_and_backlog_take_turns),
	    cmocka_unit_test(test_neither_waits_for_an_empty_queue),
	    cmocka_unit_test(test_the_urgent_go_first_wherever_they_are),
	    cmocka_unit_test(test_the_turn_is_kept_between_claims),
	    cmocka_unit_test(test_what_is_taken_is_no_longer_in_the_queue),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
