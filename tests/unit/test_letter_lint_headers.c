/* SPDX-License-Identifier: EUPL-1.2 */
#include "message/letter_lint.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "lint_case.h"

#define FORTY "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
#define THOUSAND                                                               \
	FORTY FORTY FORTY FORTY FORTY FORTY FORTY FORTY FORTY FORTY FORTY      \
	    FORTY FORTY FORTY FORTY FORTY FORTY FORTY FORTY FORTY FORTY FORTY  \
		FORTY FORTY FORTY

static const char letter[] =
    "Date: Thu, 01 Oct 2026 08:00:00 +0200|"
    "From: =?UTF-8?Q?Onboarding_=E2=80=93_HR?= <hr@example.org>|"
    "Reply-To: \"Hansen, Hanne\" <hanne@example.org>|"
    "To: =?UTF-8?B?U8O4cmVu?= Madsen <soren@example.com>|"
    "Subject: =?UTF-8?Q?M=C3=B8de_med_din_?=| =?UTF-8?Q?n=C3=A6rmeste?= a=?b|"
    "Message-ID: <0123456789abcdef@onboard.example.org>|"
    "References: <root@onboard.example.org>| <before@onboard.example.org>|"
    "In-Reply-To: <before@onboard.example.org>|"
    "Auto-Submitted: auto-generated|"
    "X-Auto-Response-Suppress: OOF, AutoReply|"
    "List-Id: <digest.onboard.example.org>|"
    "List-Unsubscribe: <https://onboard.example.org/u/abc/" FORTY "/" FORTY ">|"
    "List-Unsubscribe-Post: List-Unsubscribe=One-Click|"
    "Content-Language: da|MIME-Version: 1.0|"
    "Content-Type: multipart/mixed; boundary=\"m\"||"
    "--m|Content-Type: multipart/alternative; boundary=a||"
    "--a|Content-Type: text/plain; charset=utf-8|"
    "Content-Transfer-Encoding: quoted-printable||"
    "K=C3=A6re S=C3=B8ren, et m=C3=B8de=|=20i morgen.|=2Epunktum||"
    "--a|Content-Type: text/html; charset=utf-8|"
    "Content-Transfer-Encoding: quoted-printable||"
    "<html lang=3D\"da\"><p>K=C3=A6re</p><a href=3D\"https://a.dk/?b&amp;c\">|"
    "https://a.dk/?b&amp;c</a><img src=3D\"cid:x\" alt=3D\"\"></html>||"
    "--a--||"
    "--m|Content-Type: application/pdf; name=\"mode.pdf\"|"
    "Content-Disposition: attachment; filename=\"mode.pdf\";|"
    " filename*=utf-8''m%C3%B8de.pdf|"
    "Content-Transfer-Encoding: base64||JVBERg==||--m--|";

static const struct lint_case cases[] = {
    /* octets */
    {"i morgen.|", "i morgen.\n", FINDING_ERROR, "RFC 5322 2.3", "LF alone"},
    {"i morgen.|", "i morgen.\r", FINDING_ERROR, "RFC 5322 2.3", "CR alone"},
    {"--m--|", "--m--", FINDING_ERROR, "RFC 5322 2.3", "last line"},
    {"Content-Language: da", "X-Long: " THOUSAND, FINDING_ERROR, "64",
	"998 octets"},
    {"Content-Language: da", "Content-Language: x " FORTY FORTY,
	FINDING_WARNING, "RFC 5322 2.1.1", "header line of 100"},
    {"Subject: =?UTF-8?Q?M=C3=B8de_med_din_?=|",
	"Subject: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa "
	"=?UTF-8?Q?M=C3=B8de_med_din_?=|",
	FINDING_ERROR, "65", "header line of 83 octets with an encoded word"},
    {"Content-Language: da", "Content-Language: d\x01", FINDING_ERROR, "66",
	"control"},
    {"Content-Language: da", "X-Name: S\xc3\xb8ren", FINDING_ERROR, "65",
	"outside ASCII"},
    {"Content-Language: da", "no field", FINDING_ERROR, "RFC 5322 2.1",
	"no blank line"},
    {"Content-Language: da", " |Content-Language: da", FINDING_ERROR,
	"RFC 5322 3.2.2", "only blanks"},
    {"Content-Language: da", "Content-Language : da", FINDING_ERROR,
	"RFC 5322 2.1", "no header field"},
    /* what must be there once */
    {"Date: Thu, 01 Oct 2026 08:00:00 +0200|", "", FINDING_ERROR, "59",
	"no Date"},
    {"From: =?UTF-8?Q?Onboarding_=E2=80=93_HR?= <hr@example.org>|", "",
	FINDING_ERROR, "59", "no From"},
    {"To: =?UTF-8?B?U8O4cmVu?= Madsen <soren@example.com>|", "", FINDING_ERROR,
	"59", "no To"},
    {"Subject: =?UTF-8?Q?M=C3=B8de_med_din_?=| =?UTF-8?Q?n=C3=A6rmeste?= a=?b|",
	"", FINDING_ERROR, "59", "no Subject"},
    {"MIME-Version: 1.0|", "", FINDING_ERROR, "59", "no MIME-Version"},
    {"MIME-Version: 1.0", "MIME-Version: 2.0", FINDING_ERROR, "59", "'2.0'"},
    {"Message-ID: <0123456789abcdef@onboard.example.org>|", "", FINDING_ERROR,
	"58", "no Message-ID"},
    {"Auto-Submitted: auto-generated|", "", FINDING_ERROR, "61",
	"no Auto-Submitted"},
    {"Content-Language: da|", "", FINDING_ERROR, "63", "no Content-Language"},
    {"MIME-Version: 1.0|", "MIME-Version: 1.0|Subject: x|", FINDING_ERROR, "59",
	"2 Subject"},
    {"MIME-Version: 1.0|",
	"MIME-Version: 1.0|Date: Thu, 01 Oct 2026 08:00:00 +0200|",
	FINDING_ERROR, "59", "2 Date"},
    {"MIME-Version: 1.0|", "MIME-Version: 1.0|mime-version: 1.0|",
	FINDING_ERROR, "59", "2 MIME-Version"},
    /* dates */
    {"Thu, 01 Oct", "Fri, 01 Oct", FINDING_ERROR, "59", "wrong weekday"},
    {"01 Oct 2026", "31 Sep 2026", FINDING_ERROR, "59", "does not exist"},
    {"01 Oct 2026", "01 oct 2026", FINDING_ERROR, "59", "no month"},
    {"01 Oct 2026", "01 Oct 26", FINDING_ERROR, "59", "four digits"},
    {"08:00:00 +0200", "8:00 +0200", FINDING_ERROR, "59", "no time of day"},
    {"08:00:00 +0200", "08:00:00 GMT", FINDING_ERROR, "59", "numeric zone"},
    {"08:00:00 +0200", "08:00:00 +0200 CEST", FINDING_ERROR, "59",
	"numeric zone"},
    {"08:00:00 +0200", "08:00:00 +0200 (CEST", FINDING_ERROR, "59",
	"numeric zone"},
    {"08:00:00 +0200", "08:00:00", FINDING_ERROR, "59", "no time"},
    /* identities */
    {"<0123456789abcdef@onboard.example.org>", "0123@onboard.example.org",
	FINDING_ERROR, "58", "not <name@domain>"},
    {"<0123456789abcdef@onboard.example.org>", "<0123>", FINDING_ERROR, "58",
	"not <name@domain>"},
    {"<0123456789abcdef@onboard.example.org>", "<a b@onboard.example.org>",
	FINDING_ERROR, "58", "not <name@domain>"},
    {"<0123456789abcdef@onboard.example.org>", "<a@b> <c@d>", FINDING_ERROR,
	"58", "not <name@domain>"},
    {"<root@onboard.example.org>", "root", FINDING_ERROR, "60", "References"},
    {"In-Reply-To: <before@", "In-Reply-To: <other@", FINDING_WARNING, "60",
	"not the last"},
    {"In-Reply-To: <before@onboard.example.org>|", "", FINDING_WARNING, "60",
	"without the other"},
    /* machines and lists */
    {"Auto-Submitted: auto-generated", "Auto-Submitted: no", FINDING_ERROR,
	"61", "'no'"},
    {"X-Auto-Response-Suppress: OOF, AutoReply|", "", FINDING_WARNING, "61",
	"no X-Auto"},
    {"OOF, AutoReply", "All", FINDING_ERROR, "61", "bounces away"},
    {"Content-Language: da|", "Content-Language: da|Precedence: bulk|",
	FINDING_ERROR, "61", "Precedence: bulk"},
    {"List-Unsubscribe-Post: List-Unsubscribe=One-Click|", "", FINDING_ERROR,
	"62", "without List-Unsubscribe-Post"},
    {"List-Unsubscribe: <https://",
	"List-Unsubscribe: <mailto:u@a.dk>, <https://", FINDING_ERROR, "62",
	"https link"},
    {"List-Unsubscribe: <https://onboard.example.org/u/abc/" FORTY "/" FORTY
     ">|",
	"", FINDING_ERROR, "62", "Post without"},
    {"List-Id: <digest.onboard.example.org>|", "", FINDING_ERROR, "62",
	"without List-Id"},
    /* addresses */
    {"<soren@example.com>", "<soren@example.com>, <ida@example.com>",
	FINDING_ERROR, "59", "To has 2 addresses"},
    {"<hr@example.org>", "<hr@example.org>, <it@example.org>", FINDING_ERROR,
	"59", "From has 2 addresses"},
    {"<soren@example.com>", "<soren@@example.com>", FINDING_ERROR, "66",
	"no mail address"},
    {"<soren@example.com>", "<soren>", FINDING_ERROR, "66", "no mail address"},
    {"<soren@example.com>", "<soren@example.com", FINDING_ERROR, "66",
	"does not end"},
    {"<soren@example.com>", "<soren@example.com> x", FINDING_ERROR, "66",
	"behind its '>'"},
    {"\"Hansen, Hanne\"", "Hansen, Hanne", FINDING_ERROR, "66",
	"'Hansen' is no mail"},
    {"\"Hansen, Hanne\"", "Hanne [HR]", FINDING_ERROR, "66", "needs quotes"},
    {"\"Hansen, Hanne\"", "\"Hanne", FINDING_ERROR, "66", "does not end"},
    {"<soren@example.com>", "<s\xc3\xb8ren@example.com>", FINDING_WARNING, "68",
	"SMTPUTF8"},
    {"Content-Language: da|", "Content-Language: da|Cc: <b@example.org>|",
	FINDING_WARNING, "59", "there is a Cc"},
    /* encoded words */
    {"=?UTF-8?Q?n=C3=A6rmeste?=",
	"=?UTF-8?Q?n=C3="
	"A6rmesteeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee?"
	"=",
	FINDING_ERROR, "65", "longer than 75"},
    {"din_?=| =?UTF-8?Q?n=C3=A6rmeste", "din_n=C3?=| =?UTF-8?Q?=A6rmeste",
	FINDING_ERROR, "65", "whole characters"},
    {"=?UTF-8?Q?n=C3=A6", "=?UTF-9?Q?n=C3=A6", FINDING_ERROR, "65",
	"unknown character set"},
    {"=?UTF-8?Q?n=C3=A6", "=?UTF-8?X?n=C3=A6", FINDING_ERROR, "65",
	"neither of Q"},
    {"=?UTF-8?Q?n=C3=A6", "=?UTF-8?Q?n=C3=A", FINDING_ERROR, "65",
	"cannot be decoded"},
    {"=?UTF-8?B?U8O4cmVu?=", "=?UTF-8?B?U8O4cmV?=", FINDING_ERROR, "65",
	"cannot be decoded"},
    {"=?UTF-8?Q?n=C3=A6rmeste?=",
	"=?UTF-8?Q?"
	"?=",
	FINDING_ERROR, "65", "empty"},
    {"=?UTF-8?Q?n=C3=A6rmeste?=", "=?UTF-8?Q?n=C3=A6r meste?=", FINDING_ERROR,
	"65", "holds a blank"},
    {"=?UTF-8?Q?n=C3=A6rmeste?= a", "=?UTF-8?Q?n=C3=A6rmeste?=a", FINDING_ERROR,
	"65", "no blank before and behind"},
    {"\"Hansen, Hanne\"", "\"=?UTF-8?Q?H=C3=A6nne?=\"", FINDING_ERROR, "65",
	"in quotes"},
    {"<hanne@", "<=?UTF-8?Q?h=C3=A6nne?=@", FINDING_ERROR, "65",
	"in an address"},
    /* parts */
    {"; boundary=\"m\"", "", FINDING_ERROR, "RFC 2046 5.1.1", "no boundary"},
    {"boundary=\"m\"", "boundary=\"m;\"", FINDING_ERROR, "RFC 2046 5.1.1",
	"other octets"},
    {"boundary=\"m\"", "boundary=\"q\"", FINDING_ERROR, "RFC 2046 5.1",
	"no part"},
    {"||--m--|", "|", FINDING_ERROR, "RFC 2046 5.1.1",
	"nothing ends the multipart"},
    {"--a--|", "", FINDING_ERROR, "RFC 2046 5.1.1",
	"nothing ends the multipart"},
    {"multipart/mixed; boundary=\"m\"", "multipart/mixed; boundary=\"m",
	FINDING_ERROR, "RFC 2045 5.1", "something else"},
    {"text/plain; charset=utf-8", "text/plain", FINDING_ERROR, "63",
	"no charset"},
    {"text/plain; charset=utf-8", "text/plain; charset=utf-9", FINDING_ERROR,
	"63", "'utf-9' is unknown"},
    {"text/plain; charset=utf-8", "text/plain; charset=iso-8859-1",
	FINDING_WARNING, "63", "not utf-8"},
    {"text/plain; charset=utf-8", "text/plain; charset=utf-8; charset=utf-8",
	FINDING_ERROR, "RFC 2045 5.1", "charset twice"},
    {"Content-Transfer-Encoding: quoted-printable",
	"Content-Transfer-Encoding: 8bit", FINDING_ERROR, "64", "8bit"},
    {"Content-Transfer-Encoding: quoted-printable",
	"Content-Transfer-Encoding: x-uue", FINDING_ERROR, "RFC 2045 6.1",
	"unknown"},
    {"Content-Transfer-Encoding: quoted-printable|", "", FINDING_WARNING, "64",
	"neither quoted-printable"},
    {"MIME-Version: 1.0|",
	"MIME-Version: 1.0|Content-Transfer-Encoding: base64|", FINDING_ERROR,
	"RFC 2045 6.4", "multipart"},
    {"i morgen.", "i morgen" FORTY FORTY, FINDING_ERROR, "64", "more than 76"},
    {"i morgen.", "i m=4", FINDING_ERROR, "64", "'=' begins neither"},
    {"i morgen.", "i m=c3=b8", FINDING_WARNING, "RFC 2045 6.7",
	"small letters"},
    {"i morgen.", "i morgen. ", FINDING_ERROR, "RFC 2045 6.7",
	"ends with a blank"},
    {"i morgen.", "i m\xc3\xb8rgen.", FINDING_ERROR, "64", "does not have"},
    {"i morgen.", "=C3", FINDING_ERROR, "63", "not valid UTF-8"},
    {"i morgen.", "=00", FINDING_ERROR, "66", "NUL"},
    {"=2Epunktum", ".punktum", FINDING_WARNING, "64", "begins with a dot"},
    {"=2Epunktum", "From mig", FINDING_WARNING, "64",
	"begins with a dot or 'From '"},
    {"JVBERg==", "JVBER", FINDING_ERROR, "64", "group of four"},
    {"JVBERg==", "JVB.Rg==", FINDING_ERROR, "64", "does not have"},
    {"JVBERg==", "JVBERg==AAAA", FINDING_ERROR, "64", "does not have"},
    {"mode.pdf\";|",
	"m\xc3\xb8"
	"de.pdf\";|",
	FINDING_ERROR, "65", "outside ASCII"},
    {"name=\"mode.pdf\"", "name=\"=?UTF-8?Q?m=C3=B8de?=\"", FINDING_ERROR, "65",
	"encoded word, not RFC 2231"},
    {"name=\"mode.pdf\"", "name=\"../mode.pdf\"", FINDING_ERROR, "65",
	"a path"},
    {"utf-8''m", "m", FINDING_ERROR, "65", "utf-8''"},
    {" filename=\"mode.pdf\";|", "", FINDING_WARNING, "65",
	"without a filename"},
    /* html */
    {"<html lang=3D\"da\">", "<html>", FINDING_ERROR, "63",
	"<html> has no lang"},
    {"<html lang=3D\"da\">", "", FINDING_ERROR, "63", "no <html lang>"},
    {"<html lang=3D\"da\">", "<html lang=3D\"en\">", FINDING_ERROR, "63",
	"Content-Language is 'da'"},
    {"cid:x", "https://a.dk/x.png", FINDING_ERROR, "63",
	"loads 'https://a.dk/x.png'"},
    {"<p>", "<p style=3D'background: url(http://a)'>", FINDING_ERROR, "63",
	"style"},
    {"<p>", "<form><p>", FINDING_ERROR, "63", "<form>"},
    {"<p>", "<p style=3D'background: url( \"https://a.dk\")'>", FINDING_ERROR,
	"63", "style"},
    {"<p>", "<p style=3D\"background: url(&quot;//a.dk&quot;)\">",
	FINDING_ERROR, "63", "style"},
    {"src=3D\"cid:x\"", "src=3Dhttps://a.dk/x.png", FINDING_ERROR, "63",
	"loads 'https://a.dk/x.png'"},
    {"src=3D\"cid:x\"", "title=3D\"a > b\" SRC =3D 'http://a.dk/x'",
	FINDING_ERROR, "63", "loads 'http://a.dk/x'"},
    {"src=3D\"cid:x\"", "srcset=3D\"cid:x 1x, //a.dk/x 2x\"", FINDING_ERROR,
	"63", "from elsewhere"},
    {">|https://a.dk/?b&amp;c</a>", "><b>https://b.dk/</b></a>", FINDING_ERROR,
	"63", "shows 'https://b.dk/'"},
    {">|https://a.dk/?b&amp;c</a>", ">www.b.dk</a>", FINDING_ERROR, "63",
	"shows 'www.b.dk'"},
    {"href=3D\"https://a.dk/?b&amp;c\"", "href=3Dhttps://b.dk/", FINDING_ERROR,
	"63", "leads to 'https://b.dk/'"},
    {"href=3D\"https://a.dk", "href=3D\"https://b.dk", FINDING_ERROR, "63",
	"leads to 'https://b.dk"},
    {"text/plain; charset", "text/enriched; charset", FINDING_ERROR, "63",
	"no text/plain"},
    {"multipart/alternative", "multipart/related", FINDING_ERROR, "63",
	"no text/plain"},
};

static void
lint(const char *bytes, size_t len, struct findings *findings)
{
	cleanup_(letter_lint_release) struct letter_lint result;
	char *copy = memory_dup(bytes, len);

	/* Exactly as long, so that a sanitizer sees a read behind the end. */
	letter_lint_run(copy, len, findings, &result);
	findings_finish(findings);
	free(copy);
}

static void
test_a_good_letter_is_left_in_peace(void **state)
{
	cleanup_(findings_release) struct findings findings = FINDINGS_INIT;
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;

	(void)state;
	lint_case_expand(letter, &bytes);
	lint(bytes.buf, bytes.len, &findings);
	lint_case_expect_none(&findings);
}

static void
test_comments_of_other_programs_are_left_in_peace(void **state)
{
	static const struct lint_case foreign[] = {
	    {.find = "08:00:00 +0200", .put = "08:00:00 +0200 (CEST)"},
	    {.find = "MIME-Version: 1.0",
		.put = "MIME-Version: 1.0 (Mac OS X Mail 16.0)"},
	    {.find = "\"Hansen, Hanne\" <hanne@example.org>",
		.put = "hanne@example.org (Hansen, Hanne)"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(foreign); i++) {
		cleanup_(findings_release) struct findings findings =
		    FINDINGS_INIT;
		cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;

		lint_case_change(letter, &foreign[i], &bytes);
		lint(bytes.buf, bytes.len, &findings);
		lint_case_expect_none(&findings);
	}
}

static void
test_each_mistake_is_found(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		cleanup_(findings_release) struct findings findings =
		    FINDINGS_INIT;
		cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;

		lint_case_change(letter, &cases[i], &bytes);
		lint(bytes.buf, bytes.len, &findings);
		lint_case_expect(&findings, &cases[i]);
	}
}

static void
test_a_finding_has_its_line(void **state)
{
	cleanup_(findings_release) struct findings findings = FINDINGS_INIT;
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	const struct lint_case change = {
	    .find = "i morgen.|", .put = "i morgen.\n"};

	(void)state;
	lint_case_change(letter, &change, &bytes);
	lint(bytes.buf, bytes.len, &findings);
	assert_int_equal(findings.count, 1);
	assert_int_equal(findings.items[0].line, 28);
}

static void
test_plain_text_alone_is_a_warning(void **state)
{
	cleanup_(findings_release) struct findings findings = FINDINGS_INIT;
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	const struct lint_case wanted = {
	    "", "", FINDING_WARNING, "63", "text/plain alone"};

	(void)state;
	lint_case_expand("Date: Thu, 01 Oct 2026 08:00:00 +0200|"
			 "From: <hr@example.org>|To: soren@example.com|"
			 "Subject: x|Message-ID: <a@b>|MIME-Version: 1.0|"
			 "Content-Language: da|"
			 "Auto-Submitted: auto-generated|"
			 "X-Auto-Response-Suppress: OOF|"
			 "Content-Type: text/plain; charset=utf-8|"
			 "Content-Transfer-Encoding: base64||SGVq|",
	    &bytes);
	lint(bytes.buf, bytes.len, &findings);
	lint_case_expect(&findings, &wanted);
	assert_int_equal(findings.count, 1);
}

static void
test_nothing_and_noise_are_found(void **state)
{
	static const char *const bytes[] = {"", "\r\n", ":", ": x", " x",
	    "\n\n", "a: b", "a: b\r\n ",
	    "Content-Type: multipart/x; boundary=\r\n\r\n--\r\n",
	    "Content-Type: ;\r\n\r\n", "From: \"\r\n\r\n", "To: (\r\n\r\n",
	    "Subject: =?=?=\r\n\r\n", "Content-Type: a/b; c=\"\\\r\n\r\n"};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(bytes); i++) {
		cleanup_(findings_release) struct findings findings =
		    FINDINGS_INIT;

		lint(bytes[i], strlen(bytes[i]), &findings);
		assert_true(findings.error_count > 0);
	}
}

static void
test_an_empty_file_is_one_finding(void **state)
{
	cleanup_(findings_release) struct findings findings = FINDINGS_INIT;

	(void)state;
	lint("", 0, &findings);
	assert_int_equal(findings.count, 1);
	assert_string_equal(findings.items[0].text, "the file is empty");
}

static void
test_parts_within_parts_have_an_end(void **state)
{
	cleanup_(findings_release) struct findings findings = FINDINGS_INIT;
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	const struct lint_case wanted = {
	    "", "", FINDING_ERROR, "41", "more than 100 parts or 8 levels"};

	(void)state;
	for (int i = 0; i < 50; i++)
		strbuf_add_format(&bytes,
		    "Content-Type: multipart/mixed; boundary=%d\r\n\r\n"
		    "--%d\r\n",
		    i, i);
	lint(bytes.buf, bytes.len, &findings);
	lint_case_expect(&findings, &wanted);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_a_good_letter_is_left_in_peace),
	    cmocka_unit_test(test_comments_of_other_programs_are_left_in_peace),
	    cmocka_unit_test(test_each_mistake_is_found),
	    cmocka_unit_test(test_a_finding_has_its_line),
	    cmocka_unit_test(test_plain_text_alone_is_a_warning),
	    cmocka_unit_test(test_nothing_and_noise_are_found),
	    cmocka_unit_test(test_an_empty_file_is_one_finding),
	    cmocka_unit_test(test_parts_within_parts_have_an_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
