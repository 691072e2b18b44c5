/* SPDX-License-Identifier: EUPL-1.2 */
#include "formats/bundle.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/embedded.h"
#include "base/file.h"
#include "base/memory.h"
#include "formats/overlay_file.h"

#define MAX_GUIDES (2 * PROGRAMME_MAX_STEPS)
#define MAX_NAME 1000

void
bundle_release(struct bundle *bundle)
{
	for (size_t i = 0; i < bundle->guide_count; i++) {
		free(bundle->guides[i].step);
		free(bundle->guides[i].text);
	}
	free(bundle->guides);
	free(bundle->name);
	free(bundle->text);
	*bundle = (struct bundle)BUNDLE_INIT;
}

static void
add_guide(struct bundle *bundle, const char *step, enum language language,
    const char *text)
{
	struct bundle_guide *guide;

	bundle->guides = memory_resize(
	    bundle->guides, bundle->guide_count + 1, sizeof(*guide));
	guide = &bundle->guides[bundle->guide_count++];
	guide->step = memory_strdup(step);
	guide->language = language;
	guide->text = memory_strdup(text);
}

/* While a file is read: where its guides lie. */
struct collection {
	struct bundle *bundle;
	const char *folder;
};

/* A programme_guide_fn that keeps what lies beside the file. */
static bool
collect_guide(void *arg, const char *owner, const char *step,
    enum language language, struct strbuf *ret_markdown)
{
	const struct collection *collection = arg;
	cleanup_(memory_free_ptr) char *path = memory_printf("%s/%s/%s.%s.md",
	    collection->folder, owner, step, language_code(language));

	if (collection->bundle->guide_count < MAX_GUIDES &&
	    file_read(path, PROGRAMME_MAX_GUIDE_BYTES, ret_markdown, NULL) == 0)
		add_guide(
		    collection->bundle, step, language, ret_markdown->buf);
	return true;
}

/* Only to be asked for the guides; mistakes are told by who parses it. */
static void
collect_guides(struct bundle *bundle, const char *folder)
{
	struct collection collection = {bundle, folder};
	struct programme_source source = bundle_source(bundle);
	struct programme *programme = NULL;
	struct overlay *overlay = NULL;
	int status;

	source.guide = collect_guide;
	source.guide_arg = &collection;
	if (bundle_is_overlay(bundle))
		status = overlay_file_parse(
		    &source, NULL, &overlay, NULL, NULL, NULL);
	else
		status = programme_file_parse(&source, &programme, NULL, NULL);
	(void)status;
	overlay_free(overlay);
	programme_free(programme);
}

int
bundle_read(const char *path, struct bundle *ret_bundle, struct error *err)
{
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	cleanup_(memory_free_ptr) char *folder = NULL;
	struct bundle bundle = BUNDLE_INIT;
	int status = file_read(path, PROGRAMME_MAX_BYTES, &bytes, err);

	if (status < 0)
		return status;
	if (strlen(bytes.buf) != bytes.len)
		return error_set(err, OB_EINVALID,
		    "'%.200s' holds a NUL byte, so it is no text", path);
	folder = programme_file_guide_folder(path);
	bundle.name = memory_strdup(path);
	bundle.text = strbuf_detach(&bytes);
	collect_guides(&bundle, folder);
	*ret_bundle = bundle;
	return OB_OK;
}

int
bundle_read_embedded(
    const char *id, struct bundle *ret_bundle, struct error *err)
{
	const struct embedded_file *file = programme_file_embedded(id);

	if (file == NULL)
		return error_set(err, OB_ENOTFOUND,
		    "there is no built-in programme '%.64s'", id);
	*ret_bundle = (struct bundle){
	    .name = memory_strdup(file->path),
	    .text = memory_strdup(file->bytes),
	};
	return OB_OK;
}

bool
bundle_is_overlay(const struct bundle *bundle)
{
	return overlay_file_is_one(bundle->text, strlen(bundle->text));
}

json_t *
bundle_to_json(const struct bundle *bundle)
{
	json_t *guides = json_array();

	for (size_t i = 0; i < bundle->guide_count; i++)
		(void)json_array_append_new(guides,
		    json_pack("{s:s, s:s, s:s}", "step", bundle->guides[i].step,
			"language", language_code(bundle->guides[i].language),
			"text", bundle->guides[i].text));
	return json_pack("{s:s, s:s, s:o}", "name", bundle->name, "text",
	    bundle->text, "guides", guides);
}

static const char *
text_at(const json_t *object, const char *key)
{
	return json_string_value(json_object_get(object, key));
}

static int
take_guides(const json_t *list, struct bundle *bundle, struct error *err)
{
	size_t i;
	json_t *item;

	if (list != NULL && !json_is_array(list))
		return error_set_field(
		    err, OB_EINVALID, "guides", "'guides' must be a list");
	if (json_array_size(list) > MAX_GUIDES)
		return error_set_field(err, OB_ELIMIT, "guides",
		    "'guides' has more than %d entries", MAX_GUIDES);
	json_array_foreach(list, i, item)
	{
		const char *step = text_at(item, "step");
		const char *text = text_at(item, "text");
		const char *code = text_at(item, "language");
		enum language language = LANGUAGE_DA;

		if (step == NULL || text == NULL || code == NULL ||
		    language_parse(code, &language, NULL) != OB_OK)
			return error_set_field(err, OB_EINVALID, "guides",
			    "each of 'guides' has a step, a language (da or "
			    "en) and a text");
		add_guide(bundle, step, language, text);
	}
	return OB_OK;
}

int
bundle_from_json(
    const json_t *value, struct bundle *ret_bundle, struct error *err)
{
	cleanup_(bundle_release) struct bundle bundle = BUNDLE_INIT;
	const char *name = text_at(value, "name");
	const char *text = text_at(value, "text");
	int status;

	if (name == NULL || name[0] == '\0' || strlen(name) > MAX_NAME)
		return error_set_field(err, OB_EINVALID, "name",
		    "'name' must be the file's name, of at most %d bytes",
		    MAX_NAME);
	if (text == NULL)
		return error_set_field(err, OB_EINVALID, "text",
		    "'text' must be what the file holds");
	bundle.name = memory_strdup(name);
	bundle.text = memory_strdup(text);
	status = take_guides(json_object_get(value, "guides"), &bundle, err);
	if (status != OB_OK)
		return status;
	*ret_bundle = bundle;
	bundle = (struct bundle)BUNDLE_INIT;
	return OB_OK;
}

/* A programme_guide_fn over a bundle. */
static bool
give_guide(void *arg, const char *owner, const char *step,
    enum language language, struct strbuf *ret_markdown)
{
	const struct bundle *bundle = arg;

	for (size_t i = 0; i < bundle->guide_count; i++) {
		const struct bundle_guide *guide = &bundle->guides[i];

		if (guide->language != language ||
		    strcmp(guide->step, step) != 0)
			continue;
		strbuf_add_str(ret_markdown, guide->text);
		return true;
	}
	return programme_file_guide(NULL, owner, step, language, ret_markdown);
}

struct programme_source
bundle_source(const struct bundle *bundle)
{
	return (struct programme_source){
	    .file_name = bundle->name,
	    .bytes = bundle->text,
	    .len = strlen(bundle->text),
	    .guide = give_guide,
	    .guide_arg = (void *)(uintptr_t)bundle,
	};
}
