/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/outbox/return_path.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "engine/core/core.h"

static const struct token_key fixed_key = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20,
	21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31}};

/* Python's hmac over "bounce", NUL, 12 and 0 as eight bytes each. */
#define PROOF_12 "8576ebb2a9786cf5b459"
#define ADDRESS_12 "bounces+b12-" PROOF_12 "@example.org"

static char mailbox[] = "bounces@example.org";
static const struct settings with_verp = {.mail = {.verp = true}};
static const struct settings without_verp = {.mail = {.verp = false}};

static struct engine
engine_with(const struct settings *settings)
{
	return (struct engine){
	    .settings = settings, .key = &fixed_key, .return_path = mailbox};
}

static void
assert_not_ours(const char *address)
{
	struct engine engine = engine_with(&with_verp);
	int64_t id = -1;

	if (return_path_read(&engine, address, &id))
		fail_msg(
		    "'%s' was taken for mail %lld", address, (long long)id);
	assert_int_equal(id, -1);
}

static void
test_each_mail_has_a_return_path_of_its_own(void **state)
{
	struct engine engine = engine_with(&with_verp);
	cleanup_(memory_free_ptr) char *address = NULL;

	(void)state;
	return_path_make(&engine, 12, &address);
	assert_string_equal(address, ADDRESS_12);
}

static void
test_without_verp_it_is_the_mailbox(void **state)
{
	struct engine engine = engine_with(&without_verp);
	cleanup_(memory_free_ptr) char *address = NULL;

	(void)state;
	return_path_make(&engine, 12, &address);
	assert_string_equal(address, mailbox);
}

static void
test_what_was_made_is_read_back(void **state)
{
	static const int64_t ids[] = {1, 9, 12, 1000, 123456789012345678};
	struct engine engine = engine_with(&with_verp);

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(ids); i++) {
		cleanup_(memory_free_ptr) char *address = NULL;
		int64_t id = 0;

		return_path_make(&engine, ids[i], &address);
		assert_true(return_path_read(&engine, address, &id));
		assert_int_equal(id, ids[i]);
	}
}

static void
test_letter_case_means_nothing(void **state)
{
	struct engine engine = engine_with(&with_verp);
	int64_t id = 0;

	(void)state;
	assert_true(return_path_read(
	    &engine, "BOUNCES+B12-8576EBB2A9786CF5B459@Example.ORG", &id));
	assert_int_equal(id, 12);
}

static void
test_one_of_before_verp_was_switched_off_is_still_read(void **state)
{
	struct engine engine = engine_with(&without_verp);
	int64_t id = 0;

	(void)state;
	assert_true(return_path_read(&engine, ADDRESS_12, &id));
	assert_int_equal(id, 12);
}

static void
test_no_other_address_is_one_of_ours(void **state)
{
	static const char *const others[] = {
	    "",
	    "@",
	    "bounces",
	    "bounces@example.org",
	    "bounces+b@example.org",
	    "bounces+b12@example.org",
	    "bounces+b12-@example.org",
	    "bounces+b-" PROOF_12 "@example.org",
	    "bounces+b13-" PROOF_12 "@example.org",
	    "bounces+b012-" PROOF_12 "@example.org",
	    "bounces+b-12-" PROOF_12 "@example.org",
	    "bounces+b0-" PROOF_12 "@example.org",
	    "bounces+b9223372036854775808-" PROOF_12 "@example.org",
	    "bounces+b12-8576ebb2a9786cf5b458@example.org",
	    "bounces+b12-8576ebb2a9786cf5b45@example.org",
	    "bounces+b12-8576ebb2a9786cf5b4599@example.org",
	    "bounces+b12-" PROOF_12,
	    "bounces+b12-" PROOF_12 "@example.org.evil.example",
	    "bounces+b12-" PROOF_12 "@evil.example",
	    "other+b12-" PROOF_12 "@example.org",
	    "xbounces+b12-" PROOF_12 "@example.org",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(others); i++)
		assert_not_ours(others[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_each_mail_has_a_return_path_of_its_own),
	    cmocka_unit_test(test_without_verp_it_is_the_mailbox),
	    cmocka_unit_test(test_what_was_made_is_read_back),
	    cmocka_unit_test(test_letter_case_means_nothing),
	    cmocka_unit_test(
		test_one_of_before_verp_was_switched_off_is_still_read),
	    cmocka_unit_test(test_no_other_address_is_one_of_ours),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
