/* SPDX-License-Identifier: EUPL-1.2 */
#include "config_case.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "formats/config.h"

struct settings *
config_case_read(const char *text)
{
	struct settings *settings = NULL;
	struct error err = ERROR_INIT;

	if (config_parse("f.yaml", text, strlen(text), &settings, &err) < 0)
		fail_msg("%s", err.text);
	return settings;
}

void
config_case_assert_mistakes(const char *text, const char *mistakes)
{
	struct settings *settings = NULL;
	struct error err = ERROR_INIT;

	assert_int_equal(
	    config_parse("f.yaml", text, strlen(text), &settings, &err),
	    OB_EINVALID);
	assert_string_equal(err.text, mistakes);
	assert_null(settings);
}

void
config_case_assert_printed(const char *text)
{
	cleanup_(strbuf_release) struct strbuf first = STRBUF_INIT;
	cleanup_(strbuf_release) struct strbuf second = STRBUF_INIT;
	struct settings *settings = config_case_read(text);

	config_print(settings, &first);
	settings_free(settings);
	settings = config_case_read(first.buf);
	config_print(settings, &second);
	settings_free(settings);
	assert_string_equal(first.buf, second.buf);
}
