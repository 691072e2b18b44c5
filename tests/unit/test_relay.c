/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/outbox/relay.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/instant.h"
#include "base/memory.h"

#define NOW 1790000000

static struct relay
make(int sessions, int per_minute)
{
	struct relay relay;

	relay_init(&relay, sessions, per_minute);
	return relay;
}

static void
give(struct relay *relay, int64_t now, enum relay_sign sign)
{
	relay_take(relay, now, 1);
	(void)relay_note(relay, now, sign);
}

static void
test_an_open_relay_has_no_bound(void **state)
{
	struct relay relay = make(2, 0);

	(void)state;
	assert_int_equal(relay_room(&relay, NOW), SIZE_MAX);
	relay_take(&relay, NOW, 5000);
	assert_int_equal(relay_room(&relay, NOW), SIZE_MAX);
	assert_int_equal(relay_next(&relay, NOW), NOW);
	assert_int_equal(relay_closed_until(&relay, NOW), 0);
}

static void
test_a_relay_that_is_away_rests_a_minute_doubling_to_fifteen(void **state)
{
	static const int waits[] = {60, 120, 240, 480, 900, 900, 900};
	struct relay relay = make(2, 0);
	int64_t now = NOW;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(waits); i++) {
		relay_take(&relay, now, 1);
		assert_true(relay_note(&relay, now, RELAY_AWAY));
		assert_int_equal(relay.state, RELAY_COOLING);
		assert_int_equal(
		    relay_closed_until(&relay, now), now + waits[i]);
		assert_int_equal(relay_room(&relay, now + waits[i] - 1), 0);
		assert_int_equal(relay_next(&relay, now), now + waits[i]);
		now += waits[i];
		assert_int_equal(relay_room(&relay, now), 1);
	}
}

static void
test_letters_that_were_out_already_do_not_lengthen_it(void **state)
{
	struct relay relay = make(4, 0);

	(void)state;
	relay_take(&relay, NOW, 4);
	assert_true(relay_note(&relay, NOW, RELAY_AWAY));
	for (int i = 1; i < 4; i++)
		assert_false(relay_note(&relay, NOW + i, RELAY_AWAY));
	assert_int_equal(relay_closed_until(&relay, NOW + 3), NOW + 60);
	assert_int_equal(relay.in_flight, 0);
}

static void
test_nothing_is_tried_while_an_older_letter_is_still_out(void **state)
{
	struct relay relay = make(2, 0);

	(void)state;
	relay_take(&relay, NOW, 2);
	(void)relay_note(&relay, NOW, RELAY_AWAY);
	assert_int_equal(relay_room(&relay, NOW + 60), 0);
	assert_int_equal(relay_next(&relay, NOW + 60), INSTANT_NONE);
	relay_put_back(&relay);
	assert_int_equal(relay_room(&relay, NOW + 60), 1);
}

static void
test_one_letter_tries_and_then_it_goes_slowly(void **state)
{
	struct relay relay = make(4, 0);
	int64_t now = NOW + 60;

	(void)state;
	give(&relay, NOW, RELAY_AWAY);
	relay_take(&relay, now, 1);
	assert_int_equal(relay_room(&relay, now), 0);
	assert_true(relay_note(&relay, now, RELAY_ACCEPTED));
	assert_int_equal(relay.state, RELAY_SLOW);
	assert_int_equal(relay_room(&relay, now), 1);
	give(&relay, now, RELAY_ACCEPTED);
	assert_int_equal(relay_room(&relay, now), 2);
	give(&relay, now, RELAY_ACCEPTED);
	assert_int_equal(relay_room(&relay, now), 2);
	give(&relay, now, RELAY_ANSWERED);
	assert_int_equal(relay_room(&relay, now), 4);
	for (int i = 0; i < 4; i++)
		give(&relay, now, RELAY_ACCEPTED);
	assert_int_equal(relay.state, RELAY_OPEN);
	assert_int_equal(relay_room(&relay, now), SIZE_MAX);

	/* All is forgotten: the next cool-down is a short one. */
	give(&relay, now, RELAY_AWAY);
	assert_int_equal(relay_closed_until(&relay, now), now + 60);
}

static void
test_a_relay_that_comes_and_goes_rests_longer_each_time(void **state)
{
	struct relay relay = make(4, 0);

	(void)state;
	give(&relay, NOW, RELAY_AWAY);
	give(&relay, NOW + 60, RELAY_ACCEPTED);
	give(&relay, NOW + 60, RELAY_AWAY);
	assert_int_equal(relay_closed_until(&relay, NOW + 60), NOW + 60 + 120);
}

static void
test_one_lost_answer_slows_and_two_rest(void **state)
{
	struct relay relay = make(4, 0);

	(void)state;
	give(&relay, NOW, RELAY_LOST);
	assert_int_equal(relay.state, RELAY_SLOW);
	assert_int_equal(relay_room(&relay, NOW), 1);
	give(&relay, NOW, RELAY_LOST);
	assert_int_equal(relay.state, RELAY_COOLING);
	give(&relay, NOW + 60, RELAY_LOST);
	assert_int_equal(relay_closed_until(&relay, NOW + 60), NOW + 60 + 120);
}

static void
test_a_relay_that_refuses_us_is_left_alone_for_an_hour(void **state)
{
	struct relay relay = make(2, 0);

	(void)state;
	relay_take(&relay, NOW, 2);
	assert_true(relay_note(&relay, NOW, RELAY_REFUSES));
	assert_int_equal(relay.state, RELAY_PAUSED);
	assert_false(relay_note(&relay, NOW + 1, RELAY_REFUSES));
	assert_int_equal(relay_closed_until(&relay, NOW + 1), NOW + 3600);
	assert_int_equal(relay_room(&relay, NOW + 3600), 1);
	relay_take(&relay, NOW + 3600, 1);
	assert_true(relay_note(&relay, NOW + 3600, RELAY_REFUSES));
	assert_int_equal(relay_closed_until(&relay, NOW + 3600), NOW + 7200);
	give(&relay, NOW + 7200, RELAY_ACCEPTED);
	assert_int_equal(relay.state, RELAY_SLOW);
}

static void
test_one_refused_recipient_slows_and_two_in_a_row_pause(void **state)
{
	struct relay relay = make(2, 0);

	(void)state;
	give(&relay, NOW, RELAY_DOUBTED);
	assert_int_equal(relay.state, RELAY_SLOW);
	assert_int_equal(relay_room(&relay, NOW), 1);
	give(&relay, NOW, RELAY_ACCEPTED);
	give(&relay, NOW, RELAY_ACCEPTED);
	give(&relay, NOW, RELAY_ACCEPTED);
	assert_int_equal(relay.state, RELAY_OPEN);
	give(&relay, NOW + 3600, RELAY_DOUBTED);
	give(&relay, NOW + 3600, RELAY_DOUBTED);
	assert_int_equal(relay.state, RELAY_PAUSED);
	assert_int_equal(relay_closed_until(&relay, NOW + 3600), NOW + 7200);

	/* It took a letter; then it turns against us. */
	relay = make(2, 0);
	give(&relay, NOW, RELAY_ACCEPTED);
	for (int i = 0; i < 3; i++) {
		assert_true(relay_is_trusted(&relay, NOW));
		give(&relay, NOW, RELAY_DOUBTED);
		assert_int_equal(relay.state, RELAY_OPEN);
	}
	assert_false(relay_is_trusted(&relay, NOW));
	give(&relay, NOW, RELAY_DOUBTED);
	assert_int_equal(relay.state, RELAY_SLOW);
	give(&relay, NOW, RELAY_ACCEPTED);
	assert_true(relay_is_trusted(&relay, NOW));

	/* Those that were out already make a cool-down no pause. */
	relay = make(2, 0);
	relay_take(&relay, NOW, 2);
	(void)relay_note(&relay, NOW, RELAY_AWAY);
	assert_false(relay_note(&relay, NOW, RELAY_DOUBTED));
}

static void
test_a_refusal_counts_for_more_than_a_cool_down(void **state)
{
	struct relay relay = make(2, 0);

	(void)state;
	relay_take(&relay, NOW, 2);
	(void)relay_note(&relay, NOW, RELAY_AWAY);
	assert_true(relay_note(&relay, NOW, RELAY_REFUSES));
	assert_int_equal(relay_closed_until(&relay, NOW), NOW + 3600);

	relay = make(2, 0);
	relay_take(&relay, NOW, 2);
	(void)relay_note(&relay, NOW, RELAY_REFUSES);
	assert_false(relay_note(&relay, NOW, RELAY_AWAY));
	assert_int_equal(relay.state, RELAY_PAUSED);
}

static void
test_who_mended_it_need_not_wait(void **state)
{
	struct relay relay = make(2, 0);

	(void)state;
	give(&relay, NOW, RELAY_REFUSES);
	relay_try(&relay, NOW + 5);
	assert_int_equal(relay_room(&relay, NOW + 5), 1);
	assert_int_equal(relay_next(&relay, NOW + 5), NOW + 5);

	/* Where nothing is shut there is nothing to open. */
	relay = make(2, 0);
	relay_try(&relay, NOW);
	assert_int_equal(relay.state, RELAY_OPEN);
}

static void
test_no_sixty_seconds_have_more_letters_than_allowed(void **state)
{
	struct relay relay = make(2, 10);
	int64_t sent[300] = {0};

	(void)state;
	for (int second = 0; second < 300; second++) {
		int64_t now = NOW + second;
		size_t room = relay_room(&relay, now);
		size_t count = (size_t)(second * 7 % 5) + 1;

		count = count < room ? count : room;
		relay_take(&relay, now, count);
		for (size_t i = 0; i < count; i++)
			(void)relay_note(&relay, now, RELAY_ACCEPTED);
		sent[second] = (int64_t)count;
	}
	for (int from = 0; from <= 240; from++) {
		int64_t sum = 0;

		for (int i = from; i < from + 60; i++)
			sum += sent[i];
		assert_in_range(sum, 9, 10);
	}
}

static void
test_a_full_minute_says_when_the_next_letter_may_go(void **state)
{
	struct relay relay = make(2, 3);

	(void)state;
	relay_take(&relay, NOW, 2);
	relay_take(&relay, NOW + 20, 1);
	assert_int_equal(relay_room(&relay, NOW + 20), 0);
	assert_int_equal(relay_next(&relay, NOW + 20), NOW + 60);
	assert_int_equal(relay_room(&relay, NOW + 60), 2);
	assert_int_equal(relay_room(&relay, NOW + 80), 3);
}

static void
test_a_clock_that_is_set_back_stops_nothing_for_long(void **state)
{
	struct relay relay = make(2, 3);

	(void)state;
	relay_take(&relay, NOW, 3);
	(void)relay_note(&relay, NOW, RELAY_REFUSES);
	relay_put_back(&relay);
	relay_put_back(&relay);
	assert_int_equal(relay_closed_until(&relay, NOW - 86400), 0);
	assert_int_equal(relay_room(&relay, NOW - 86400), 1);
	assert_int_equal(relay_next(&relay, NOW - 86400), NOW - 86400);
}

static void
test_a_relay_is_trusted_for_an_hour_after_a_letter(void **state)
{
	struct relay relay = make(2, 0);

	(void)state;
	assert_false(relay_is_trusted(&relay, NOW));
	give(&relay, NOW, RELAY_ANSWERED);
	assert_false(relay_is_trusted(&relay, NOW));
	give(&relay, NOW, RELAY_ACCEPTED);
	assert_true(relay_is_trusted(&relay, NOW + 3599));
	assert_false(relay_is_trusted(&relay, NOW + 3600));
}

static void
test_other_limits_keep_what_is_known(void **state)
{
	struct relay relay = make(2, 0);

	(void)state;
	give(&relay, NOW, RELAY_AWAY);
	relay_limit(&relay, 8, 5);
	assert_int_equal(relay_closed_until(&relay, NOW), NOW + 60);
	assert_int_equal(relay.per_minute, 5);
	assert_string_equal(relay_state_name(relay.state), "cooling");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_an_open_relay_has_no_bound),
	    cmocka_unit_test(
		test_a_relay_that_is_away_rests_a_minute_doubling_to_fifteen),
	    cmocka_unit_test(
		test_letters_that_were_out_already_do_not_lengthen_it),
	    cmocka_unit_test(
		test_nothing_is_tried_while_an_older_letter_is_still_out),
	    cmocka_unit_test(test_one_letter_tries_and_then_it_goes_slowly),
	    cmocka_unit_test(
		test_a_relay_that_comes_and_goes_rests_longer_each_time),
	    cmocka_unit_test(test_one_lost_answer_slows_and_two_rest),
	    cmocka_unit_test(
		test_a_relay_that_refuses_us_is_left_alone_for_an_hour),
	    cmocka_unit_test(
		test_one_refused_recipient_slows_and_two_in_a_row_pause),
	    cmocka_unit_test(test_a_refusal_counts_for_more_than_a_cool_down),
	    cmocka_unit_test(test_who_mended_it_need_not_wait),
	    cmocka_unit_test(
		test_no_sixty_seconds_have_more_letters_than_allowed),
	    cmocka_unit_test(
		test_a_full_minute_says_when_the_next_letter_may_go),
	    cmocka_unit_test(
		test_a_clock_that_is_set_back_stops_nothing_for_long),
	    cmocka_unit_test(
		test_a_relay_is_trusted_for_an_hour_after_a_letter),
	    cmocka_unit_test(test_other_limits_keep_what_is_known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
