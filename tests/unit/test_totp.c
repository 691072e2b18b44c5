/* SPDX-License-Identifier: EUPL-1.2 */
#include "crypto/totp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"

static const unsigned char secret[TOTP_SECRET_SIZE + 1] =
    "12345678901234567890";

#define NOW 1234567890
#define STEP (NOW / TOTP_STEP_SECONDS)

static void
codes_are_those_of_rfc_6238_appendix_b(void **state)
{
	static const struct {
		int64_t at;
		const char *code;
	} vectors[] = {
	    {59, "94287082"},
	    {1111111109, "07081804"},
	    {1111111111, "14050471"},
	    {1234567890, "89005924"},
	    {2000000000, "69279037"},
	    {20000000000, "65353130"},
	};

	char code[TOTP_CODE_SIZE];

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(vectors); i++) {
		totp_code(secret, vectors[i].at, 8, code);
		assert_string_equal(code, vectors[i].code);
		totp_code(secret, vectors[i].at, TOTP_DIGITS, code);
		assert_string_equal(code, vectors[i].code + 2);
	}
}

static int
check(int64_t at, int64_t now, int64_t last_step, int64_t *ret_step)
{
	char code[TOTP_CODE_SIZE];

	totp_code(secret, at, TOTP_DIGITS, code);
	return totp_check(secret, code, now, last_step, ret_step, NULL);
}

static void
a_clock_may_be_one_step_off_and_no_more(void **state)
{
	int64_t step = 0;

	(void)state;
	for (int off = -1; off <= 1; off++) {
		assert_int_equal(
		    check(NOW + off * TOTP_STEP_SECONDS, NOW, 0, &step), OB_OK);
		assert_int_equal(step, STEP + off);
	}
	assert_int_equal(
	    check(NOW - 2 * TOTP_STEP_SECONDS, NOW, 0, &step), OB_EDENIED);
	assert_int_equal(
	    check(NOW + 2 * TOTP_STEP_SECONDS, NOW, 0, &step), OB_EDENIED);
}

static void
a_used_code_and_those_before_it_are_over(void **state)
{
	int64_t step = 0;

	(void)state;
	assert_int_equal(check(NOW, NOW, STEP - 1, &step), OB_OK);
	assert_int_equal(check(NOW, NOW, STEP, &step), OB_EDENIED);
	assert_int_equal(
	    check(NOW - TOTP_STEP_SECONDS, NOW, STEP, &step), OB_EDENIED);
	assert_int_equal(
	    check(NOW + TOTP_STEP_SECONDS, NOW, STEP, &step), OB_OK);
}

static void
what_is_no_code_is_refused(void **state)
{
	static const char *const codes[] = {"", "00592", "0059244", "00592x",
	    " 05924", "-05924", "005924\n", "\xd9\xa0\xd9\xa1\xd9\xa2"};
	int64_t step = 0;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(codes); i++)
		assert_int_equal(
		    totp_check(secret, codes[i], NOW, 0, &step, NULL),
		    OB_EDENIED);
	assert_int_equal(
	    totp_check(secret, "005924", NOW, 0, &step, NULL), OB_OK);
}

static void
each_account_and_each_generation_has_a_secret_of_its_own(void **state)
{
	const struct token_key key = {.bytes = "0123456789abcdef"};
	unsigned char made[4][TOTP_SECRET_SIZE];

	(void)state;
	totp_make_secret(&key, 1, 1, made[0]);
	totp_make_secret(&key, 2, 1, made[1]);
	totp_make_secret(&key, 1, 2, made[2]);
	totp_make_secret(&key, 1, 1, made[3]);
	assert_memory_equal(made[0], made[3], TOTP_SECRET_SIZE);
	assert_memory_not_equal(made[0], made[1], TOTP_SECRET_SIZE);
	assert_memory_not_equal(made[0], made[2], TOTP_SECRET_SIZE);
	totp_forget(made[0]);
	assert_memory_not_equal(made[0], made[3], TOTP_SECRET_SIZE);
}

static void
a_secret_is_typed_in_base32(void **state)
{
	char text[TOTP_BASE32_SIZE];

	(void)state;
	totp_base32(secret, text);
	assert_string_equal(text, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(codes_are_those_of_rfc_6238_appendix_b),
	    cmocka_unit_test(a_clock_may_be_one_step_off_and_no_more),
	    cmocka_unit_test(a_used_code_and_those_before_it_are_over),
	    cmocka_unit_test(what_is_no_code_is_refused),
	    cmocka_unit_test(
		each_account_and_each_generation_has_a_secret_of_its_own),
	    cmocka_unit_test(a_secret_is_typed_in_base32),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
