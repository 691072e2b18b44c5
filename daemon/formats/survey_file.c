/* SPDX-License-Identifier: EUPL-1.2 */
#include "formats/survey_file.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/embedded.h"
#include "base/file.h"
#include "base/memory.h"
#include "formats/document.h"
#include "formats/mistakes.h"
#include "formats/survey_build.h"
#include "formats/survey_schema.h"

#define EMBEDDED_SURVEYS "config/surveys/"
#define PATH_SIZE 128

struct checking {
	struct mistakes *mistakes;
	const struct survey *survey;
};

static void
report_check(void *arg, int question, const char *key, const char *text)
{
	struct checking *checking = arg;
	char path[PATH_SIZE];

	if (question < 0) {
		mistakes_add(checking->mistakes, key, "%s", text);
		return;
	}
	(void)snprintf(path, sizeof(path), "questions[%d].%s", question, key);
	mistakes_add(checking->mistakes, path, "question '%.64s': %s",
	    checking->survey->questions[question].id, text);
}

static int
build(const struct survey_source *source, const struct document *document,
    struct survey **ret_survey, struct strbuf *report, struct error *err)
{
	cleanup_(mistakes_release) struct mistakes mistakes;
	cleanup_(survey_free_ptr) struct survey *survey = NULL;
	struct checking checking;
	int status;

	mistakes_init(&mistakes, source->file_name, document->map);
	survey = survey_build_run(document->values, &mistakes);
	checking = (struct checking){&mistakes, survey};
	(void)survey_check(survey, report_check, &checking);
	status = mistakes_settle(&mistakes, report, err);
	if (status < 0)
		return status;
	*ret_survey = TAKE_PTR(survey);
	return OB_OK;
}

int
survey_file_parse(const struct survey_source *source,
    struct survey **ret_survey, struct strbuf *report, struct error *err)
{
	cleanup_(document_release) struct document document = DOCUMENT_INIT;
	struct error mistake = ERROR_INIT;
	int status;

	if (source->len > SURVEY_FILE_MAX_BYTES)
		return error_set(err, OB_ELIMIT,
		    "'%.200s' is larger than %d KiB", source->file_name,
		    SURVEY_FILE_MAX_BYTES / 1024);
	status = document_parse(source->file_name, source->bytes, source->len,
	    &survey_schema, &document, &mistake);
	if (status == OB_OK)
		return build(source, &document, ret_survey, report, err);
	if (report != NULL)
		strbuf_add_format(report, "%s\n", mistake.text);
	return error_set(err, status, "%s", mistake.text);
}

int
survey_file_load(const char *path, struct survey **ret_survey,
    struct strbuf *report, struct error *err)
{
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	int status = file_read(path, SURVEY_FILE_MAX_BYTES, &bytes, err);

	if (status < 0)
		return status;
	return survey_file_parse(
	    &(struct survey_source){path, bytes.buf, bytes.len}, ret_survey,
	    report, err);
}

/* Takes the survey; file_name is for the message only. */
static int
add_survey(struct survey_set *set, struct survey *survey, const char *file_name,
    struct error *err)
{
	assert(survey != NULL);
	for (size_t i = 0; i < set->count; i++) {
		if (strcmp(set->items[i]->id, survey->id) != 0)
			continue;
		(void)error_set(err, OB_EINVALID,
		    "'%.200s': another file has the survey '%.64s' already; "
		    "give each its own id",
		    file_name, survey->id);
		survey_free(survey);
		return OB_EINVALID;
	}
	set->items =
	    memory_resize(set->items, set->count + 1, sizeof(*set->items));
	set->items[set->count++] = survey;
	return OB_OK;
}

static int
load_paths(const struct settings_list *paths, struct survey_set *set,
    struct error *err)
{
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < paths->count; i++) {
		struct survey *survey = NULL;

		status = survey_file_load(paths->items[i], &survey, NULL, err);
		if (status == OB_OK)
			status = add_survey(set, survey, paths->items[i], err);
	}
	return status;
}

static int
load_embedded(struct survey_set *set, struct error *err)
{
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < embedded_file_count; i++) {
		const struct embedded_file *file = &embedded_files[i];
		struct survey *survey = NULL;

		if (strncmp(file->path, EMBEDDED_SURVEYS,
			strlen(EMBEDDED_SURVEYS)) != 0)
			continue;
		status = survey_file_parse(
		    &(struct survey_source){file->path, file->bytes, file->len},
		    &survey, NULL, err);
		if (status == OB_OK)
			status = add_survey(set, survey, file->path, err);
	}
	return status;
}

int
survey_file_load_set(const struct settings_list *paths,
    struct survey_set *ret_set, struct error *err)
{
	cleanup_(survey_file_release_set) struct survey_set set = {NULL, 0};
	int status = paths->count > 0 ? load_paths(paths, &set, err)
				      : load_embedded(&set, err);

	if (status < 0)
		return status;
	*ret_set = set;
	set = (struct survey_set){NULL, 0};
	return OB_OK;
}

void
survey_file_release_set(struct survey_set *set)
{
	for (size_t i = 0; i < set->count; i++)
		survey_free(set->items[i]);
	free(set->items);
	set->items = NULL;
	set->count = 0;
}
