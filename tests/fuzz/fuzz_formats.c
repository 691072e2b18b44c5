/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * libFuzzer target for the YAML readers: the first byte chooses the format,
 * the rest is the file.  Nothing may crash, leak or hang; a configuration
 * that is taken must print to one that parses to the same, and what is
 * refused must say so in a line that names the file.
 *
 *   clang -g -O1 -fsanitize=fuzzer,address,undefined -Idaemon ...
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "formats/catalogue_file.h"
#include "formats/config.h"
#include "formats/handbook_file.h"
#include "formats/overlay_file.h"
#include "formats/programme_file.h"
#include "formats/survey_file.h"
#include "model/condition.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void
check_refusal(int status, const struct error *err)
{
	if (status < 0 && strncmp(err->text, "f.yaml:", 7) != 0)
		abort();
}

static void
try_config(const char *bytes, size_t len)
{
	cleanup_(strbuf_release) struct strbuf first = STRBUF_INIT;
	cleanup_(strbuf_release) struct strbuf second = STRBUF_INIT;
	struct settings *settings = NULL;
	struct error err = ERROR_INIT;
	int status = config_parse("f.yaml", bytes, len, &settings, &err);

	check_refusal(status, &err);
	if (status < 0)
		return;
	config_print(settings, &first);
	settings_free(settings);
	if (config_parse("f.yaml", first.buf, first.len, &settings, &err) < 0)
		abort();
	config_print(settings, &second);
	settings_free(settings);
	if (strcmp(first.buf, second.buf) != 0)
		abort();
}

static bool
any_guide(void *arg, const char *programme_id, const char *step_id,
    enum language language, struct strbuf *ret_markdown)
{
	(void)arg;
	(void)programme_id;
	(void)language;
	if (strpbrk(step_id, "/.") != NULL)
		abort();
	strbuf_add_str(ret_markdown, step_id);
	return true;
}

static void
try_programme(const char *bytes, size_t len)
{
	const struct programme_source source = {.file_name = "f.yaml",
	    .bytes = bytes,
	    .len = len,
	    .guide = any_guide};
	cleanup_(strbuf_release) struct strbuf report = STRBUF_INIT;
	struct programme *programme = NULL;
	struct error err = ERROR_INIT;
	int status = programme_file_parse(&source, &programme, &report, &err);

	check_refusal(status, &err);
	if ((status < 0) != (report.len > 0))
		abort();
	programme_free(programme);
}

static void
try_overlay(const char *bytes, size_t len)
{
	const struct programme_source source = {.file_name = "f.yaml",
	    .bytes = bytes,
	    .len = len,
	    .guide = any_guide};
	struct overlay *overlay = NULL;
	struct error err = ERROR_INIT;
	int status =
	    overlay_file_parse(&source, NULL, &overlay, NULL, NULL, &err);

	check_refusal(status, &err);
	if (status == OB_OK && !overlay_file_is_one(bytes, len))
		abort();
	overlay_free(overlay);
}

static void
try_survey(const char *bytes, size_t len)
{
	cleanup_(strbuf_release) struct strbuf report = STRBUF_INIT;
	struct survey *survey = NULL;
	struct error err = ERROR_INIT;
	int status =
	    survey_file_parse(&(struct survey_source){"f.yaml", bytes, len},
		&survey, &report, &err);

	check_refusal(status, &err);
	if ((status < 0) != (report.len > 0))
		abort();
	if (status == OB_OK && survey_check(survey, NULL, NULL) > 0)
		abort();
	survey_free(survey);
}

static void
try_condition(const char *bytes, size_t len)
{
	static const struct condition_facts facts = {
	    "internal", "", "", "", 1, 0};
	cleanup_(memory_free_ptr) char *text = memory_strndup(bytes, len);
	char once[CONDITION_TEXT_SIZE];
	char twice[CONDITION_TEXT_SIZE];
	struct error err = ERROR_INIT;
	int status = condition_check(text, once, &err);

	if (status != OB_OK && err.text[0] == '\0')
		abort();
	if (status != OB_OK)
		return;
	(void)condition_holds(once, &facts);
	if (condition_check(once, twice, NULL) != OB_OK ||
	    strcmp(once, twice) != 0)
		abort();
}

static void
try_handbook(const char *bytes, size_t len)
{
	struct handbook *handbook = NULL;
	struct error err = ERROR_INIT;

	check_refusal(
	    handbook_file_parse("f.yaml", bytes, len, &handbook, &err), &err);
	handbook_free(handbook);
}

static void
count_entry(void *arg, const char *key, const char *text, int line)
{
	int *count = arg;

	if (*key == '\0' || *text == '\0' || line < 1)
		abort();
	++*count;
}

static void
try_catalogue(const char *bytes, size_t len)
{
	struct error err = ERROR_INIT;
	int count = 0;
	int status = catalogue_file_parse(
	    "f.yaml", bytes, len, count_entry, &count, &err);

	check_refusal(status, &err);
	if (status < 0 && count > 0)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	static void (*const tries[])(const char *, size_t) = {try_config,
	    try_programme, try_handbook, try_catalogue, try_overlay,
	    try_condition, try_survey};

	if (len > 0)
		tries[bytes[0] % ARRAY_LEN(tries)](
		    (const char *)bytes + 1, len - 1);
	return 0;
}
