/* SPDX-License-Identifier: EUPL-1.2 */
#include "crypto/token.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/memory.h"

#define PATH_SIZE 96

static const struct token_key fixed_key = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20,
	21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31}};

/* Made with Python's hmac and base64 from the rule in the header. */
#define FIXED_TOKEN "ygSxw_lbEKQ5-hRkPCBUaOdvonqPawmWt5xP6YRHEs8"
#define FIXED_HASH                                                             \
	"1b7a1ef7a28be2a2e602e453eaaab5c0b8e490a4dabcf4c4ae8a013e3416747d"

static int
make_directory(void **state)
{
	char template[] = "test_token.XXXXXX";

	if (mkdtemp(template) == NULL)
		return -1;
	*state = memory_strdup(template);
	return 0;
}

static int
remove_directory(void **state)
{
	char path[PATH_SIZE];

	(void)snprintf(path, sizeof(path), "%s/key", (char *)*state);
	(void)unlink(path);
	(void)rmdir(*state);
	free(*state);
	return 0;
}

static const char *
key_path(void **state, char path[PATH_SIZE])
{
	(void)snprintf(path, PATH_SIZE, "%s/key", (char *)*state);
	return path;
}

static void
write_key(const char *path, size_t len, mode_t mode)
{
	static const char bytes[64];
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes, len), len);
	assert_int_equal(fchmod(fd, mode), 0);
	assert_int_equal(close(fd), 0);
}

static void
test_a_token_is_the_hmac_of_its_parts(void **state)
{
	char token[TOKEN_TEXT_SIZE];

	(void)state;
	token_make(&fixed_key, "page", 7, 2, token);
	assert_string_equal(token, FIXED_TOKEN);
}

static void
test_the_hash_is_of_the_tokens_text(void **state)
{
	char hash[TOKEN_HASH_SIZE];

	(void)state;
	token_hash(FIXED_TOKEN, hash);
	assert_string_equal(hash, FIXED_HASH);
	assert_true(token_has_hash(FIXED_TOKEN, FIXED_HASH));
	assert_false(token_has_hash(FIXED_TOKEN "x", FIXED_HASH));
	assert_false(token_has_hash(NULL, FIXED_HASH));
}

static void
test_each_part_changes_the_token(void **state)
{
	struct token_key other = fixed_key;
	char tokens[5][TOKEN_TEXT_SIZE];

	(void)state;
	other.bytes[31] ^= 1;
	token_make(&fixed_key, "page", 7, 2, tokens[0]);
	token_make(&other, "page", 7, 2, tokens[1]);
	token_make(&fixed_key, "feed", 7, 2, tokens[2]);
	token_make(&fixed_key, "page", 8, 2, tokens[3]);
	token_make(&fixed_key, "page", 7, 3, tokens[4]);
	for (size_t i = 0; i < ARRAY_LEN(tokens); i++) {
		assert_true(token_is_wellformed(tokens[i]));
		for (size_t k = 0; k < i; k++)
			assert_string_not_equal(tokens[i], tokens[k]);
	}
}

static int
compare_tokens(const void *a, const void *b)
{
	return memcmp(a, b, TOKEN_TEXT_SIZE);
}

static void
test_random_tokens_are_wellformed_and_differ(void **state)
{
	static char tokens[10000][TOKEN_TEXT_SIZE];

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(tokens); i++) {
		token_random(tokens[i]);
		assert_true(token_is_wellformed(tokens[i]));
	}
	qsort(tokens, ARRAY_LEN(tokens), sizeof(tokens[0]), compare_tokens);
	for (size_t i = 1; i < ARRAY_LEN(tokens); i++)
		assert_string_not_equal(tokens[i - 1], tokens[i]);
}

static void
test_only_43_letters_of_base64url_are_wellformed(void **state)
{
	static const char *const bad[] = {"", "a",
	    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
	    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
	    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
	    "AAAAAAAAAAAAAAAAAAAAA/AAAAAAAAAAAAAAAAAAAAA",
	    "AAAAAAAAAAAAAAAAAAAAA AAAAAAAAAAAAAAAAAAAAA",
	    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n"};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(bad); i++)
		assert_false(token_is_wellformed(bad[i]));
	assert_true(token_is_wellformed(FIXED_TOKEN));
}

static void
test_a_missing_key_is_made_for_its_owner_alone(void **state)
{
	char path[PATH_SIZE];
	struct token_key key;
	struct stat status;

	assert_int_equal(token_key_load(key_path(state, path), &key, NULL), 0);
	assert_int_equal(stat(path, &status), 0);
	assert_int_equal(status.st_size, TOKEN_KEY_SIZE);
	assert_int_equal(status.st_mode & 07777, 0600);
}

static void
test_the_same_key_is_read_again(void **state)
{
	char path[PATH_SIZE];
	struct token_key first;
	struct token_key second;

	key_path(state, path);
	assert_int_equal(token_key_load(path, &first, NULL), 0);
	assert_int_equal(token_key_load(path, &second, NULL), 0);
	assert_memory_equal(first.bytes, second.bytes, TOKEN_KEY_SIZE);
}

static void
test_a_key_of_another_size_is_refused(void **state)
{
	static const size_t sizes[] = {0, 31, 33};
	char path[PATH_SIZE];

	for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
		struct token_key key;
		struct error err = ERROR_INIT;

		write_key(key_path(state, path), sizes[i], 0600);
		assert_int_equal(token_key_load(path, &key, &err), OB_EINVALID);
		assert_non_null(strstr(err.text, "instead of 32"));
	}
}

static void
test_a_key_that_others_may_open_is_refused(void **state)
{
	static const mode_t modes[] = {0640, 0604, 0620, 0601};
	char path[PATH_SIZE];

	for (size_t i = 0; i < ARRAY_LEN(modes); i++) {
		struct token_key key;
		struct error err = ERROR_INIT;

		write_key(key_path(state, path), TOKEN_KEY_SIZE, modes[i]);
		assert_int_equal(token_key_load(path, &key, &err), OB_EDENIED);
		assert_non_null(strstr(err.text, "chmod 600"));
	}
}

static void
test_a_directory_is_no_key(void **state)
{
	struct token_key key;
	struct error err = ERROR_INIT;

	assert_int_equal(token_key_load(*state, &key, &err), OB_EINVALID);
	assert_non_null(strstr(err.text, "not a regular file"));
}

static void
test_a_key_in_a_missing_directory_names_the_path(void **state)
{
	char path[PATH_SIZE];
	struct token_key key;
	struct error err = ERROR_INIT;

	(void)snprintf(path, sizeof(path), "%s/no/key", (char *)*state);
	assert_true(token_key_load(path, &key, &err) < 0);
	assert_non_null(strstr(err.text, path));
}

static void
test_a_forgotten_key_is_overwritten(void **state)
{
	static const struct token_key zero;
	struct token_key key = fixed_key;

	(void)state;
	token_key_forget(&key);
	assert_memory_equal(key.bytes, zero.bytes, TOKEN_KEY_SIZE);
}

#define WITH_DIRECTORY(test)                                                   \
	cmocka_unit_test_setup_teardown(test, make_directory, remove_directory)

static void
test_a_text_has_one_name_for_each_key_and_kind(void **state)
{
	struct token_key other = fixed_key;
	char name[TOKEN_NAME_SIZE];
	char again[TOKEN_NAME_SIZE];

	(void)state;
	token_make_name(&fixed_key, "message", "step:1", name);
	/* Made with Python's hmac from the rule in the header. */
	assert_string_equal(name, "dc575f09a6e456ad5b96deed17c0063d");
	token_make_name(&fixed_key, "mess", "agestep:1", again);
	assert_string_not_equal(name, again);
	other.bytes[31] ^= 1;
	token_make_name(&other, "message", "step:1", again);
	assert_string_not_equal(name, again);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_a_token_is_the_hmac_of_its_parts),
	    cmocka_unit_test(test_the_hash_is_of_the_tokens_text),
	    cmocka_unit_test(test_each_part_changes_the_token),
	    cmocka_unit_test(test_random_tokens_are_wellformed_and_differ),
	    cmocka_unit_test(test_only_43_letters_of_base64url_are_wellformed),
	    WITH_DIRECTORY(test_a_missing_key_is_made_for_its_owner_alone),
	    WITH_DIRECTORY(test_the_same_key_is_read_again),
	    WITH_DIRECTORY(test_a_key_of_another_size_is_refused),
	    WITH_DIRECTORY(test_a_key_that_others_may_open_is_refused),
	    WITH_DIRECTORY(test_a_directory_is_no_key),
	    WITH_DIRECTORY(test_a_key_in_a_missing_directory_names_the_path),
	    cmocka_unit_test(test_a_forgotten_key_is_overwritten),
	    cmocka_unit_test(test_a_text_has_one_name_for_each_key_and_kind),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
