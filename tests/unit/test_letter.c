/* SPDX-License-Identifier: EUPL-1.2 */
#include "message/letter.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "lint_case.h"
#include "message/letter_lint.h"

static struct letter_content
example(void)
{
	return (struct letter_content){
	    .from_name = "Onboarding, HR",
	    .from_address = "onboarding@example.org",
	    .to_name = "S\xc3\xb8ren",
	    .to_address = "soren@example.com",
	    .subject = "Velkomstm\xc3\xb8"
		       "de",
	    .text_plain = "K\xc3\xa6re S\xc3\xb8ren\n.\n",
	    .text_html = "<html lang=\"da\">K\xc3\xa6re "
			 "S\xc3\xb8ren</html>\n",
	    .language = "da",
	    .message_id = "1@example.org",
	    .date = 1790834400,
	    .utc_offset = 7200,
	};
}

static const char example_bytes[] =
    "Date: Thu, 01 Oct 2026 08:00:00 +0200\r\n"
    "From: \"Onboarding, HR\" <onboarding@example.org>\r\n"
    "To: =?UTF-8?Q?S=C3=B8ren?= <soren@example.com>\r\n"
    "Subject: =?UTF-8?Q?Velkomstm=C3=B8de?=\r\n"
    "Message-ID: <1@example.org>\r\n"
    "Auto-Submitted: auto-generated\r\n"
    "X-Auto-Response-Suppress: OOF, AutoReply\r\n"
    "Content-Language: da\r\n"
    "MIME-Version: 1.0\r\n"
    "Content-Type: multipart/alternative; "
    "boundary=\"=_ab6f5b02dde3469748ca29bc\"\r\n"
    "\r\n"
    "--=_ab6f5b02dde3469748ca29bc\r\n"
    "Content-Type: text/plain; charset=utf-8\r\n"
    "Content-Transfer-Encoding: quoted-printable\r\n"
    "\r\n"
    "K=C3=A6re S=C3=B8ren\r\n"
    "=2E\r\n"
    "\r\n"
    "--=_ab6f5b02dde3469748ca29bc\r\n"
    "Content-Type: text/html; charset=utf-8\r\n"
    "Content-Transfer-Encoding: quoted-printable\r\n"
    "\r\n"
    "<html lang=3D\"da\">K=C3=A6re S=C3=B8ren</html>\r\n"
    "\r\n"
    "--=_ab6f5b02dde3469748ca29bc--\r\n";

static void
test_a_letter_has_exactly_these_bytes(void **state)
{
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	struct letter_content content = example();
	struct error err = ERROR_INIT;

	(void)state;
	if (letter_build(&content, &bytes, &err) < 0)
		fail_msg("%s", err.text);
	assert_string_equal(bytes.buf, example_bytes);
	assert_int_equal(bytes.len, strlen(example_bytes));
}

static void
test_a_refused_letter_leaves_the_output_alone(void **state)
{
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	struct letter_content content = example();
	struct error err = ERROR_INIT;

	(void)state;
	strbuf_add_str(&bytes, "before");
	content.subject = "x\r\nBcc: evil@example.org";
	assert_int_equal(letter_build(&content, &bytes, &err), OB_EINVALID);
	assert_string_equal(err.field, "subject");
	assert_string_equal(bytes.buf, "before");
}

static void
test_the_date_of_a_negative_offset_is_right(void **state)
{
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	struct letter_content content = example();

	(void)state;
	content.utc_offset = -3 * 3600 - 1800;
	assert_int_equal(letter_build(&content, &bytes, NULL), 0);
	assert_memory_equal(
	    bytes.buf, "Date: Thu, 01 Oct 2026 02:30:00 -0330\r\n", 39);
}

static void
test_a_letter_passes_the_linter(void **state)
{
	cleanup_(findings_release) struct findings findings = FINDINGS_INIT;
	cleanup_(letter_lint_release) struct letter_lint read;
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	const char *const references[] = {
	    "1@example.org", "2@example.org", NULL};
	struct letter_content content = example();

	(void)state;
	content.references = references;
	content.unsubscribe_url = "https://onboard.example.org/u/x";
	content.list_id = "digest.example.org";
	content.reply_to_name = "M\xc3\xb8ller, Ida";
	content.reply_to_address = "ida@example.org";
	assert_int_equal(letter_build(&content, &bytes, NULL), 0);
	letter_lint_run(bytes.buf, bytes.len, &findings, &read);
	findings_finish(&findings);
	lint_case_expect_none(&findings);
	assert_string_equal(read.from, "onboarding@example.org");
	assert_string_equal(read.to, "soren@example.com");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_a_letter_has_exactly_these_bytes),
	    cmocka_unit_test(test_a_refused_letter_leaves_the_output_alone),
	    cmocka_unit_test(test_the_date_of_a_negative_offset_is_right),
	    cmocka_unit_test(test_a_letter_passes_the_linter),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
