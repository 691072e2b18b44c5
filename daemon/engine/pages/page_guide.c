/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/pages/page_guide.h"

#include <string.h>

#include "base/memory.h"
#include "engine/dossier/naming.h"
#include "engine/pages/page_activity.h"
#include "model/guide.h"
#include "text/markdown.h"

/* A purpose has no headings; what has, stands below an activity's. */
#define PURPOSE_SHIFT 3

static const char *
guide_of(const struct dossier *dossier, const struct activity *activity,
    const struct page_reader *reader)
{
	const char *guide =
	    dossier_step(dossier, activity)->guide.in[reader->language];

	return guide == NULL ? "" : guide;
}

static bool
is_of_leader(const struct page_reader *reader)
{
	return strcmp(reader->folder, "l") == 0;
}

static int
add(const char *text, size_t len, int shift, const char *const names[2],
    json_t *view, struct error *err)
{
	cleanup_(strbuf_release) struct strbuf html = STRBUF_INIT;
	int status =
	    len == 0 ? OB_OK : markdown_to_html(text, len, shift, &html, err);

	if (status != OB_OK)
		return status;
	(void)json_object_set_new(view, names[0], json_boolean(len > 0));
	(void)json_object_set_new(view, names[1], json_string(html.buf));
	return OB_OK;
}

int
page_guide_add_purpose(const struct dossier *dossier,
    const struct activity *activity, const struct page_reader *reader,
    json_t *view, struct error *err)
{
	static const char *const names[] = {"has_purpose", "purpose_html"};
	const char *guide = guide_of(dossier, activity, reader);
	size_t len = 0;
	const char *text = guide_for_leader(guide, reader->language, &len);

	if (len == 0 && page_activity_is_own(reader, activity))
		text = guide_purpose(guide, &len);
	return add(text, len, PURPOSE_SHIFT, names, view, err);
}

int
page_guide_add(const struct dossier *dossier, const struct activity *activity,
    const struct page_reader *reader, int heading_shift, json_t *view,
    struct error *err)
{
	static const char *const names[] = {"has_guide", "guide_html"};
	const char *guide = guide_of(dossier, activity, reader);
	cleanup_(memory_free_ptr) char *text = NULL;

	if (naming_is_cohort(dossier) &&
	    !page_activity_is_own(reader, activity))
		guide = "";
	text = is_of_leader(reader)
		   ? guide_without_leader(guide, reader->language)
		   : memory_strdup(guide);
	return add(text, strlen(text), heading_shift, names, view, err);
}
