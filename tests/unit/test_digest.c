/* SPDX-License-Identifier: EUPL-1.2 */
#include "crypto/digest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "crypto/random.h"

/* FIPS 180-2, appendix B. */
static const struct {
	const char *text;
	const char *hex;
} known[] = {
    {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
    {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
	"248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
};

/* RFC 4648, section 10, and the two letters that differ from base64. */
static const struct {
	const char *bytes;
	const char *text;
} encodings[] = {
    {"", ""},
    {"f", "Zg"},
    {"fo", "Zm8"},
    {"foo", "Zm9v"},
    {"foob", "Zm9vYg"},
    {"fooba", "Zm9vYmE"},
    {"foobar", "Zm9vYmFy"},
    {"\xfb\xff\xfe", "-__-"},
};

static void
test_the_published_digests_come_out(void **state)
{
	unsigned char hash[DIGEST_SIZE];
	char hex[DIGEST_HEX_SIZE];

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(known); i++) {
		digest_sha256(known[i].text, strlen(known[i].text), hash);
		assert_string_equal(
		    digest_hex(hash, sizeof(hash), hex), known[i].hex);
	}
}

static void
test_parts_give_the_digest_of_the_whole(void **state)
{
	unsigned char hash[DIGEST_SIZE];
	char hex[DIGEST_HEX_SIZE];
	struct digest digest;

	(void)state;
	digest_init(&digest);
	digest_add(&digest, "a", 1);
	digest_add(&digest, "", 0);
	digest_add_text(&digest, "bc");
	digest_finish(&digest, hash);
	assert_string_equal(digest_hex(hash, sizeof(hash), hex), known[1].hex);
}

static void
hash_parts(const char *first, const char *second, char ret_hex[DIGEST_HEX_SIZE])
{
	unsigned char hash[DIGEST_SIZE];
	struct digest digest;

	digest_init(&digest);
	digest_add_part(&digest, first);
	digest_add_part(&digest, second);
	digest_finish(&digest, hash);
	(void)digest_hex(hash, sizeof(hash), ret_hex);
}

static void
test_no_part_runs_into_the_next(void **state)
{
	char one[DIGEST_HEX_SIZE];
	char other[DIGEST_HEX_SIZE];

	(void)state;
	hash_parts("ab", "c", one);
	hash_parts("a", "bc", other);
	assert_string_not_equal(one, other);
	hash_parts("", "c", one);
	hash_parts(NULL, "c", other);
	assert_string_not_equal(one, other);
}

static void
test_an_unfinished_digest_can_be_released(void **state)
{
	struct digest digest;

	(void)state;
	digest_init(&digest);
	digest_add_text(&digest, "abc");
	digest_release(&digest);
	assert_null(digest.state);
}

static void
test_base64url_has_no_padding_and_is_safe_in_links(void **state)
{
	char text[DIGEST_BASE64URL_SPACE(6)];

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(encodings); i++) {
		size_t len = strlen(encodings[i].bytes);
		unsigned char bytes[6];

		memcpy(bytes, encodings[i].bytes, len);
		assert_string_equal(
		    digest_base64url(bytes, len, text), encodings[i].text);
		assert_true(strlen(text) < DIGEST_BASE64URL_SPACE(len));
	}
}

static void
test_equal_looks_at_every_byte(void **state)
{
	(void)state;
	assert_true(digest_equal("abcd", "abcd", 4));
	assert_false(digest_equal("abcd", "abce", 4));
	assert_false(digest_equal("abcd", "bbcd", 4));
	assert_true(digest_equal("abcd", "abce", 3));
}

static void
test_texts_are_equal_as_a_whole_or_not_at_all(void **state)
{
	(void)state;
	assert_true(digest_equal_text("abcd", "abcd"));
	assert_true(digest_equal_text("", ""));
	assert_false(digest_equal_text("abc", "abcd"));
	assert_false(digest_equal_text("abcd", "abc"));
	assert_false(digest_equal_text("abce", "abcd"));
	assert_false(digest_equal_text(NULL, ""));
}

static void
test_random_texts_are_hex_and_differ(void **state)
{
	char first[2 * 16 + 1];
	char second[2 * 16 + 1];

	(void)state;
	assert_ptr_equal(random_hex(16, first), first);
	random_hex(16, second);
	assert_int_equal(strspn(first, "0123456789abcdef"), 32);
	assert_string_not_equal(first, second);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_the_published_digests_come_out),
	    cmocka_unit_test(test_parts_give_the_digest_of_the_whole),
	    cmocka_unit_test(test_no_part_runs_into_the_next),
	    cmocka_unit_test(test_an_unfinished_digest_can_be_released),
	    cmocka_unit_test(
		test_base64url_has_no_padding_and_is_safe_in_links),
	    cmocka_unit_test(test_equal_looks_at_every_byte),
	    cmocka_unit_test(test_texts_are_equal_as_a_whole_or_not_at_all),
	    cmocka_unit_test(test_random_texts_are_hex_and_differ),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
