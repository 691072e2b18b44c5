/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/mail_records.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"

#define RECORDS_MAX 3
/* As long as keys of 1024 and 2048 bits are. */
#define KEY_8 "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCB"
#define KEY_64 KEY_8 KEY_8 KEY_8 KEY_8 KEY_8 KEY_8 KEY_8
#define KEY_1024 "p=" KEY_64
#define KEY_2048 "p=" KEY_64 KEY_64

struct row {
	const char *texts[RECORDS_MAX];
	enum mail_record_state wanted;
};

static const struct row spf[] = {
    {{NULL}, MAIL_RECORD_MISSING},
    {{"google-site-verification=x"}, MAIL_RECORD_MISSING},
    {{"v=spf10 -all"}, MAIL_RECORD_MISSING},
    {{"v=spf1 a:relay.example.org -all"}, MAIL_RECORD_OK},
    {{"other", "V=SPF1 mx ~ALL"}, MAIL_RECORD_OK},
    {{"v=spf1 redirect=_spf.example.org"}, MAIL_RECORD_OK},
    {{"v=spf1"}, MAIL_RECORD_DOUBTFUL},
    {{"v=spf1 mx"}, MAIL_RECORD_DOUBTFUL},
    {{"v=spf1 mx ?all"}, MAIL_RECORD_DOUBTFUL},
    {{"v=spf1 +all"}, MAIL_RECORD_WRONG},
    {{"v=spf1 mx all"}, MAIL_RECORD_WRONG},
    {{"v=spf1 allow:x -all"}, MAIL_RECORD_OK},
    {{"v=spf1 -all", "v=spf1 mx -all"}, MAIL_RECORD_WRONG},
    {{"v=spf1 include:a include:b include:c include:d include:e include:f "
      "include:g include:h include:i mx -all"},
	MAIL_RECORD_OK},
    {{"v=spf1 include:a include:b include:c include:d include:e include:f "
      "include:g include:h include:i mx a/24 -all"},
	MAIL_RECORD_WRONG},
    {{"v=spf1 ip4:192.0.2.1 ip4:192.0.2.2 ip6:2001:db8::1 -all"},
	MAIL_RECORD_OK},
};

static const struct row dkim[] = {
    {{NULL}, MAIL_RECORD_MISSING},
    {{"v=DKIM1; k=rsa"}, MAIL_RECORD_MISSING},
    {{"v=DKIM2; " KEY_2048}, MAIL_RECORD_MISSING},
    {{"v=DKIM1; k=rsa; " KEY_2048}, MAIL_RECORD_OK},
    {{KEY_2048}, MAIL_RECORD_OK},
    {{"v=DKIM1;k=rsa;p=" KEY_64 " " KEY_64 ";"}, MAIL_RECORD_OK},
    {{"v=DKIM1; t=s; " KEY_2048}, MAIL_RECORD_OK},
    {{"v=DKIM1; t=y; " KEY_2048}, MAIL_RECORD_DOUBTFUL},
    {{"v=DKIM1; " KEY_1024}, MAIL_RECORD_DOUBTFUL},
    {{"v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="},
	MAIL_RECORD_DOUBTFUL},
    {{"v=DKIM1; p=" KEY_8}, MAIL_RECORD_WRONG},
    {{"v=DKIM1; p="}, MAIL_RECORD_WRONG},
    {{"v=DKIM1; k=rsa; p=\"" KEY_64 "\""}, MAIL_RECORD_WRONG},
    {{"v=DKIM1; k=dsa; " KEY_2048}, MAIL_RECORD_WRONG},
    {{KEY_2048, KEY_1024}, MAIL_RECORD_WRONG},
};

static const struct row dmarc[] = {
    {{NULL}, MAIL_RECORD_MISSING},
    {{"v=DMARC12; p=reject"}, MAIL_RECORD_MISSING},
    {{"v=DMARC1; p=reject"}, MAIL_RECORD_OK},
    {{"v=DMARC1;p=Quarantine;rua=mailto:a@example.org"}, MAIL_RECORD_OK},
    {{"v=DMARC1; p=none"}, MAIL_RECORD_DOUBTFUL},
    {{"v=DMARC1; sp=reject"}, MAIL_RECORD_WRONG},
    {{"v=DMARC1; p=block"}, MAIL_RECORD_WRONG},
    {{"v=DMARC1"}, MAIL_RECORD_WRONG},
    {{"v=DMARC1; p=reject", "v=DMARC1; p=none"}, MAIL_RECORD_WRONG},
};

static const struct row mx[] = {
    {{NULL}, MAIL_RECORD_MISSING},
    {{"10 mail.example.org"}, MAIL_RECORD_OK},
    {{"10 a.example.org", "20 b.example.org"}, MAIL_RECORD_OK},
    {{"0 ."}, MAIL_RECORD_WRONG},
};

static void
check(const struct row *rows, size_t count, mail_records_fn judge)
{
	for (size_t i = 0; i < count; i++) {
		const char *const *texts = rows[i].texts;
		struct mail_finding finding;
		size_t len = 0;

		while (len < RECORDS_MAX && texts[len] != NULL)
			len++;
		finding = judge(texts, len);
		if (finding.state != rows[i].wanted)
			fail_msg("%s: %s (%s)", len == 0 ? "" : texts[0],
			    mail_records_state_name(finding.state),
			    finding.text);
	}
}

static void
test_spf_records_are_judged(void **state)
{
	(void)state;
	check(spf, ARRAY_LEN(spf), mail_records_spf);
}

static void
test_dkim_keys_are_judged(void **state)
{
	(void)state;
	check(dkim, ARRAY_LEN(dkim), mail_records_dkim);
}

static void
test_dmarc_records_are_judged(void **state)
{
	(void)state;
	check(dmarc, ARRAY_LEN(dmarc), mail_records_dmarc);
}

static void
test_mx_records_are_judged(void **state)
{
	(void)state;
	check(mx, ARRAY_LEN(mx), mail_records_mx);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_spf_records_are_judged),
	    cmocka_unit_test(test_dkim_keys_are_judged),
	    cmocka_unit_test(test_dmarc_records_are_judged),
	    cmocka_unit_test(test_mx_records_are_judged),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
