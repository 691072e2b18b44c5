/* SPDX-License-Identifier: EUPL-1.2 */
#include "formats/programme_file.h"

#include <assert.h>
#include <string.h>

#include "base/embedded.h"
#include "base/file.h"
#include "base/memory.h"
#include "formats/document.h"
#include "formats/mistakes.h"
#include "formats/programme_build.h"
#include "formats/programme_file_private.h"
#include "formats/step_guide.h"

#define EMBEDDED_PROGRAMMES "config/programmes/"
#define EMBEDDED_GUIDES "config/guides"
#define MAX_FOLDER 3000

static void
report_check(void *arg, int step, const char *key, const char *text)
{
	struct programme_build *build = arg;
	char path[STEP_BUILD_PATH];

	if (step_build_is_about_unknown(text))
		return;
	programme_build_path(build, step, key, path);
	if (step < 0)
		mistakes_add(build->mistakes, path, "%s", text);
	else
		mistakes_add(build->mistakes, path, "step '%s': %s",
		    build->programme->steps[step].id, text);
}

/* Only good ids reach the callback: it may build a path of them. */
static void
take_guides(
    struct programme_build *build, const struct programme_source *source)
{
	char path[STEP_BUILD_PATH];

	if (!step_build_is_id(build->programme->id))
		return;
	for (size_t i = 0; i < build->programme->step_count; i++) {
		struct step *step = &build->programme->steps[i];

		programme_build_path(build, (int)i, "id", path);
		if (position_map_has(build->mistakes->map, path) &&
		    step_build_is_id(step->id))
			step_guide_take(build->mistakes, path, source,
			    build->programme->id, step);
	}
}

static int
build_programme(const struct programme_source *source,
    const struct document *document, struct programme **ret_programme,
    struct strbuf *report, struct error *err)
{
	cleanup_(mistakes_release) struct mistakes mistakes;
	cleanup_(programme_build_release) struct programme_build build;
	int status;

	mistakes_init(&mistakes, source->file_name, document->map);
	programme_build_init(&build, document->values, &mistakes);
	programme_build_run(&build);
	(void)programme_check(build.programme, report_check, &build);
	take_guides(&build, source);
	status = mistakes_settle(&mistakes, report, err);
	if (status < 0)
		return status;
	*ret_programme = TAKE_PTR(build.programme);
	return 0;
}

int
programme_file_open(const struct programme_source *source,
    const cyaml_schema_value_t *schema, struct document *ret_document,
    struct strbuf *report, struct error *err)
{
	struct error mistake = ERROR_INIT;
	int status;

	assert(source->guide != NULL);
	if (source->len > PROGRAMME_MAX_BYTES)
		return error_set(err, OB_ELIMIT,
		    "'%.200s' is larger than %d KiB", source->file_name,
		    PROGRAMME_MAX_BYTES / 1024);
	status = document_parse(source->file_name, source->bytes, source->len,
	    schema, ret_document, &mistake);
	if (status < 0) {
		if (report != NULL)
			strbuf_add_format(report, "%s\n", mistake.text);
		return error_set(err, status, "%s", mistake.text);
	}
	return 0;
}

int
programme_file_parse(const struct programme_source *source,
    struct programme **ret_programme, struct strbuf *report, struct error *err)
{
	cleanup_(document_release) struct document document = DOCUMENT_INIT;
	int status = programme_file_open(
	    source, &programme_schema, &document, report, err);

	if (status < 0)
		return status;
	return build_programme(source, &document, ret_programme, report, err);
}

static bool
read_guide(const char *folder, const char *name, struct strbuf *out)
{
	cleanup_(memory_free_ptr) char *path = NULL;

	if (folder == NULL || strlen(folder) > MAX_FOLDER)
		return false;
	path = memory_printf("%s/%s", folder, name);
	return file_read(path, PROGRAMME_MAX_GUIDE_BYTES, out, NULL) == 0;
}

bool
programme_file_guide(void *arg, const char *programme_id, const char *step_id,
    enum language language, struct strbuf *ret_markdown)
{
	cleanup_(memory_free_ptr) char *name = memory_printf(
	    "%s/%s.%s.md", programme_id, step_id, language_code(language));
	cleanup_(memory_free_ptr) char *path = NULL;
	const struct embedded_file *embedded;

	if (read_guide(arg, name, ret_markdown))
		return true;
	path = memory_printf("%s/%s", EMBEDDED_GUIDES, name);
	embedded = embedded_find(path);
	if (embedded == NULL)
		return false;
	strbuf_add(ret_markdown, embedded->bytes, embedded->len);
	return true;
}

char *
programme_file_guide_folder(const char *path)
{
	const char *slash = strrchr(path, '/');
	int len = slash != NULL ? (int)(slash - path) : 1;

	return memory_printf("%.*s/../guides", len, slash != NULL ? path : ".");
}

int
programme_file_load(const char *path, struct programme **ret_programme,
    struct strbuf *report, struct error *err)
{
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	cleanup_(memory_free_ptr) char *folder = NULL;
	struct programme_source source = {.file_name = path};
	int status = file_read(path, PROGRAMME_MAX_BYTES, &bytes, err);

	if (status < 0)
		return status;
	folder = programme_file_guide_folder(path);
	source.bytes = bytes.buf;
	source.len = bytes.len;
	source.guide = programme_file_guide;
	source.guide_arg = folder;
	return programme_file_parse(&source, ret_programme, report, err);
}

const struct embedded_file *
programme_file_embedded(const char *id)
{
	cleanup_(memory_free_ptr) char *path =
	    memory_printf("%s%.64s.yaml", EMBEDDED_PROGRAMMES, id);

	return embedded_find(path);
}

int
programme_file_load_embedded(
    const char *id, struct programme **ret_programme, struct error *err)
{
	const struct embedded_file *file = programme_file_embedded(id);
	struct programme_source source = {.guide = programme_file_guide};

	if (file == NULL)
		return error_set(err, OB_ENOTFOUND,
		    "there is no built-in programme '%.64s'", id);
	source.file_name = file->path;
	source.bytes = file->bytes;
	source.len = file->len;
	return programme_file_parse(&source, ret_programme, NULL, err);
}

size_t
programme_file_embedded_ids(char ***ret_ids)
{
	const size_t prefix = strlen(EMBEDDED_PROGRAMMES);
	const size_t suffix = strlen(".yaml");
	char **ids = NULL;
	size_t count = 0;

	for (size_t i = 0; i < embedded_file_count; i++) {
		const char *path = embedded_files[i].path;
		size_t len = strlen(path);

		if (strncmp(path, EMBEDDED_PROGRAMMES, prefix) != 0 ||
		    len <= prefix + suffix ||
		    strcmp(path + len - suffix, ".yaml") != 0)
			continue;
		ids = memory_resize(ids, count + 1, sizeof(*ids));
		ids[count++] =
		    memory_strndup(path + prefix, len - prefix - suffix);
	}
	*ret_ids = ids;
	return count;
}
