/* SPDX-License-Identifier: EUPL-1.2 */
#include "assets.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/embedded.h"
#include "base/file.h"
#include "base/log.h"
#include "base/memory.h"
#include "engine/programmes.h"
#include "formats/catalogue_file.h"
#include "formats/handbook_file.h"
#include "formats/programme_file.h"
#include "text/catalogue.h"

#define ACTOR "configuration"
#define ASSET_MAX ((size_t)1 << 20)
#define EMBEDDED_PREFIX "config/"

int
assets_source(
    void *arg, const char *path, struct strbuf *ret_bytes, struct error *err)
{
	const char *directory = arg;
	const char *name = path + strlen(EMBEDDED_PREFIX);
	cleanup_(memory_free_ptr) char *own =
	    memory_printf("%s/%s", directory, name);
	const struct embedded_file *file;
	int status = OB_ENOTFOUND;

	if (directory[0] != '\0')
		status = file_read(own, ASSET_MAX, ret_bytes, err);
	if (status != OB_ENOTFOUND)
		return status;
	file = embedded_find(path);
	if (file == NULL)
		return error_set(
		    err, OB_ENOTFOUND, "the program has no file '%s'", path);
	strbuf_add(ret_bytes, file->bytes, file->len);
	return OB_OK;
}

static void
add_text(void *arg, const char *key, const char *text, int line)
{
	(void)line;
	/* The file was checked whole: no key stands twice. */
	(void)!catalogue_add(arg, key, text, NULL);
}

static int
load_catalogue(char *directory, enum language language,
    struct catalogue **ret_catalogue, struct error *err)
{
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	cleanup_(catalogue_free_ptr) struct catalogue *catalogue =
	    catalogue_new(language);
	cleanup_(memory_free_ptr) char *path = memory_printf(
	    EMBEDDED_PREFIX "language/%s.yaml", language_code(language));
	int status = assets_source(directory, path, &bytes, err);

	if (status == OB_OK)
		status = catalogue_file_parse(
		    path, bytes.buf, bytes.len, add_text, catalogue, err);
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
assets_load_catalogues(char *directory,
    struct catalogue *ret_catalogues[LANGUAGE_COUNT], struct error *err)
{
	cleanup_(catalogue_free_ptr) struct catalogue *danish = NULL;
	cleanup_(catalogue_free_ptr) struct catalogue *english = NULL;
	struct first_difference first = {""};
	int status = load_catalogue(directory, LANGUAGE_DA, &danish, err);

	if (status == OB_OK)
		status = load_catalogue(directory, LANGUAGE_EN, &english, err);
	if (status != OB_OK)
		return status;
	if (catalogue_compare(danish, english, note_difference, &first) > 0)
		return error_set(err, OB_EINVALID,
		    "language/da.yaml and language/en.yaml differ: %s",
		    first.text);
	ret_catalogues[LANGUAGE_DA] = TAKE_PTR(danish);
	ret_catalogues[LANGUAGE_EN] = TAKE_PTR(english);
	return OB_OK;
}

/* All programmes of the configuration, read. */
struct programmes {
	struct programme **items;
	size_t count;
};

static void
programmes_release(struct programmes *programmes)
{
	for (size_t i = 0; i < programmes->count; i++)
		programme_free(programmes->items[i]);
	free(programmes->items);
}

static int
load_programmes(const struct settings *settings, struct programmes *programmes,
    struct error *err)
{
	size_t wanted = settings->programmes.count;
	int status = OB_OK;

	programmes->items =
	    memory_alloc((wanted + 1) * sizeof(programmes->items[0]));
	if (wanted == 0) {
		status =
		    programme_file_load_default(&programmes->items[0], err);
		programmes->count = status == OB_OK ? 1 : 0;
		return status;
	}
	for (size_t i = 0; status == OB_OK && i < wanted; i++) {
		status = programme_file_load(settings->programmes.items[i],
		    &programmes->items[i], NULL, err);
		if (status == OB_OK)
			programmes->count++;
	}
	return status;
}

static int
load_handbook(const struct settings *settings, struct handbook **ret_handbook,
    struct error *err)
{
	if (settings->handbook[0] == '\0')
		return handbook_file_load_default(ret_handbook, err);
	return handbook_file_load(settings->handbook, ret_handbook, err);
}

static int
import_programme(
    struct engine *engine, const struct programme *programme, struct error *err)
{
	bool is_new = false;
	int version = 0;
	int status =
	    programmes_import(engine, ACTOR, programme, &version, &is_new, err);

	if (status == OB_OK && is_new)
		log_info("programme.imported", "programme=%s version=%d",
		    programme->id, version);
	return status;
}

int
assets_import(
    struct engine *engine, const struct settings *settings, struct error *err)
{
	cleanup_(programmes_release) struct programmes programmes = {NULL, 0};
	struct handbook *handbook = NULL;
	bool changed = false;
	int status = load_programmes(settings, &programmes, err);

	if (status == OB_OK)
		status = load_handbook(settings, &handbook, err);
	if (status == OB_OK)
		status = programmes_import_handbook(
		    engine, ACTOR, handbook, &changed, err);
	handbook_free(handbook);
	if (status == OB_OK && changed)
		log_info("handbook.imported", NULL);
	for (size_t i = 0; status == OB_OK && i < programmes.count; i++)
		status = import_programme(engine, programmes.items[i], err);
	return status;
}
