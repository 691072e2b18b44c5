/* SPDX-License-Identifier: EUPL-1.2 */
#include "languages.h"

#include <stdio.h>

#include "base/embedded.h"
#include "base/file.h"
#include "base/memory.h"
#include "formats/catalogue_file.h"
#include "text/catalogue.h"

static void
add_text(void *arg, const char *key, const char *text, int line)
{
	(void)line;
	/* The file was checked whole: no key stands twice. */
	(void)!catalogue_add(arg, key, text, NULL);
}

static int
load_built_in(struct catalogue *catalogue, struct error *err)
{
	cleanup_(memory_free_ptr) char *path =
	    memory_printf("config/language/%s.yaml",
		language_code(catalogue_language(catalogue)));
	const struct embedded_file *file = embedded_find(path);

	if (file == NULL)
		return error_set(
		    err, OB_ENOTFOUND, "the program has no file '%s'", path);
	return catalogue_file_parse(
	    path, file->bytes, file->len, add_text, catalogue, err);
}

struct own_texts {
	struct catalogue *catalogue;
	const char *path;
	int status; /* of the first that was refused */
	struct error *err;
};

static void
replace_text(void *arg, const char *key, const char *text, int line)
{
	struct own_texts *own = arg;
	struct error mistake = ERROR_INIT;

	if (own->status != OB_OK ||
	    catalogue_replace(own->catalogue, key, text, &mistake) == OB_OK)
		return;
	own->status = error_set(own->err, OB_EINVALID, "%.400s:%d: %s",
	    own->path, line, mistake.text);
}

/* What the municipality has not written itself stays as it is built in. */
static int
lay_over(struct catalogue *catalogue, const char *directory, struct error *err)
{
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	cleanup_(memory_free_ptr) char *path =
	    memory_printf("%s/language/%s.yaml", directory,
		language_code(catalogue_language(catalogue)));
	struct own_texts own = {catalogue, path, OB_OK, err};
	int status = file_read(path, CATALOGUE_MAX_BYTES, &bytes, err);

	if (status == OB_ENOTFOUND)
		return OB_OK;
	if (status == OB_OK)
		status = catalogue_file_parse(
		    path, bytes.buf, bytes.len, replace_text, &own, err);
	return status == OB_OK ? own.status : status;
}

static int
load(enum language language, const char *directory,
    struct catalogue **ret_catalogue, struct error *err)
{
	cleanup_(catalogue_free_ptr) struct catalogue *catalogue =
	    catalogue_new(language);
	int status = load_built_in(catalogue, err);

	if (status == OB_OK && directory[0] != '\0')
		status = lay_over(catalogue, directory, err);
	if (status == OB_OK)
		*ret_catalogue = TAKE_PTR(catalogue);
	return status;
}

struct first_difference {
	char text[256];
};

static void
note_difference(void *arg, const char *key, const char *text)
{
	struct first_difference *first = arg;

	if (first->text[0] == '\0')
		(void)snprintf(
		    first->text, sizeof(first->text), "'%s': %s", key, text);
}

int
languages_load(const char *directory,
    struct catalogue *ret_catalogues[LANGUAGE_COUNT], struct error *err)
{
	cleanup_(catalogue_free_ptr) struct catalogue *danish = NULL;
	cleanup_(catalogue_free_ptr) struct catalogue *english = NULL;
	struct first_difference first = {""};
	int status = load(LANGUAGE_DA, directory, &danish, err);

	if (status == OB_OK)
		status = load(LANGUAGE_EN, directory, &english, err);
	if (status != OB_OK)
		return status;
	/* Own texts cannot make them differ: this finds a mistake built in. */
	if (catalogue_compare(danish, english, note_difference, &first) > 0)
		return error_set(err, OB_EINVALID,
		    "language/da.yaml and language/en.yaml differ: %s",
		    first.text);
	ret_catalogues[LANGUAGE_DA] = TAKE_PTR(danish);
	ret_catalogues[LANGUAGE_EN] = TAKE_PTR(english);
	return OB_OK;
}
