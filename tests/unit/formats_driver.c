/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * formats_driver FORMAT FILE...: one line "good FILE" or "bad FILE" each, and
 * the mistakes on standard error.  FORMAT is config, programme, overlay,
 * handbook, events, survey or catalogue.  Every step of a programme has a guide
 * here.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/memory.h"
#include "formats/catalogue_file.h"
#include "formats/config.h"
#include "formats/event_file.h"
#include "formats/handbook_file.h"
#include "formats/overlay_file.h"
#include "formats/programme_file.h"
#include "formats/survey_file.h"

static int
read_config(const char *name, const struct strbuf *bytes, struct error *err)
{
	struct settings *settings = NULL;
	int status = config_parse(name, bytes->buf, bytes->len, &settings, err);

	settings_free(settings);
	return status;
}

static bool
any_guide(void *arg, const char *programme_id, const char *step_id,
    enum language language, struct strbuf *ret_markdown)
{
	(void)arg;
	(void)programme_id;
	(void)language;
	strbuf_add_str(ret_markdown, step_id);
	return true;
}

static int
read_programme(const char *name, const struct strbuf *bytes, struct error *err)
{
	const struct programme_source source = {.file_name = name,
	    .bytes = bytes->buf,
	    .len = bytes->len,
	    .guide = any_guide};
	struct programme *programme = NULL;
	int status = programme_file_parse(&source, &programme, NULL, err);

	programme_free(programme);
	return status;
}

static int
read_overlay(const char *name, const struct strbuf *bytes, struct error *err)
{
	const struct programme_source source = {.file_name = name,
	    .bytes = bytes->buf,
	    .len = bytes->len,
	    .guide = any_guide};
	struct overlay *overlay = NULL;
	int status =
	    overlay_file_parse(&source, NULL, &overlay, NULL, NULL, err);

	overlay_free(overlay);
	return status;
}

static int
read_handbook(const char *name, const struct strbuf *bytes, struct error *err)
{
	struct handbook *handbook = NULL;
	int status =
	    handbook_file_parse(name, bytes->buf, bytes->len, &handbook, err);

	handbook_free(handbook);
	return status;
}

/* What the calendar would say of a rule is not looked at here. */
static int
any_rule(const char *rule, struct error *err)
{
	if (rule[0] != '\0')
		return OB_OK;
	return error_set(err, OB_EINVALID, "no rule");
}

static int
read_events(const char *name, const struct strbuf *bytes, struct error *err)
{
	struct annual_events *events = NULL;
	int status =
	    event_file_parse(&(struct event_file){name, bytes->buf, bytes->len},
		any_rule, &events, err);

	annual_events_free(events);
	return status;
}

static int
read_survey(const char *name, const struct strbuf *bytes, struct error *err)
{
	struct survey *survey = NULL;
	int status = survey_file_parse(
	    &(struct survey_source){name, bytes->buf, bytes->len}, &survey,
	    NULL, err);

	survey_free(survey);
	return status;
}

static void
ignore_entry(void *arg, const char *key, const char *text, int line)
{
	(void)arg;
	(void)key;
	(void)text;
	(void)line;
}

static int
read_catalogue(const char *name, const struct strbuf *bytes, struct error *err)
{
	return catalogue_file_parse(
	    name, bytes->buf, bytes->len, ignore_entry, NULL, err);
}

static const struct {
	const char *name;
	int (*read)(
	    const char *name, const struct strbuf *bytes, struct error *err);
} formats[] = {
    {"config", read_config},
    {"programme", read_programme},
    {"overlay", read_overlay},
    {"handbook", read_handbook},
    {"events", read_events},
    {"survey", read_survey},
    {"catalogue", read_catalogue},
};

static int
drive(size_t format, const char *path)
{
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	struct error err = ERROR_INIT;

	if (file_read(path, PROGRAMME_MAX_BYTES, &bytes, &err) < 0) {
		(void)fprintf(stderr, "formats_driver: %s\n", err.text);
		return EXIT_FAILURE;
	}
	if (formats[format].read(path, &bytes, &err) < 0) {
		(void)fprintf(stderr, "%s\n", err.text);
		(void)printf("bad %s\n", path);
	} else {
		(void)printf("good %s\n", path);
	}
	return EXIT_SUCCESS;
}

int
main(int argc, char **argv)
{
	int status = EXIT_SUCCESS;

	for (size_t i = 0; argc > 2 && i < ARRAY_LEN(formats); i++) {
		if (strcmp(formats[i].name, argv[1]) != 0)
			continue;
		for (int file = 2; file < argc; file++)
			if (drive(i, argv[file]) != EXIT_SUCCESS)
				status = EXIT_FAILURE;
		return status;
	}
	(void)fprintf(stderr, "usage: formats_driver "
			      "config|programme|overlay|handbook|"
			      "events|survey|catalogue FILE...\n");
	return 2;
}
