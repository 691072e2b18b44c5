/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_FORMATS_SURVEY_FILE_H
#define ONBOARD_FORMATS_SURVEY_FILE_H

#include <stddef.h>

#include "base/error.h"
#include "base/strbuf.h"
#include "model/settings.h"
#include "model/survey.h"

/*
 * A survey file (config/surveys/NAME.yaml).  A survey that is returned has
 * passed survey_check().
 */
#define SURVEY_FILE_MAX_BYTES (256 * 1024)

struct survey_source {
	const char *file_name; /* for messages; "puls-1.yaml" */
	const char *bytes;     /* borrows */
	size_t len;
};

/*
 * On OB_EINVALID the report (may be NULL) gets each mistake as a line
 * "file:line:column: text\n" and err as many of them as it holds; a syntax
 * or type mistake comes alone.  Returns owned.
 */
int survey_file_parse(const struct survey_source *source,
    struct survey **ret_survey, struct strbuf *report,
    struct error *err) OB_MUST_CHECK;

int survey_file_load(const char *path, struct survey **ret_survey,
    struct strbuf *report, struct error *err) OB_MUST_CHECK;

/* Surveys of different ids, in the order in which they were found. */
struct survey_set {
	struct survey **items;
	size_t count;
};

/* Those at the paths; without any, the embedded ones. */
int survey_file_load_set(const struct settings_list *paths,
    struct survey_set *ret_set, struct error *err) OB_MUST_CHECK;
void survey_file_release_set(struct survey_set *set);

#endif
