/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/pages/public_courses.h"

#include <stdbool.h>
#include <string.h>

#include "base/folded.h"
#include "base/memory.h"
#include "engine/cohorts/cohort_sessions.h"
#include "engine/core/core.h"
#include "engine/programmes/programmes.h"
#include "engine/programmes/terms.h"
#include "store/programme_store.h"
#include "text/catalogue.h"
#include "text/markdown.h"

#define HEADING_SHIFT 0 /* both texts begin at level 2, below the title */

static int
lacks(const char *programme, struct error *err)
{
	return error_set(err, OB_ENOTFOUND,
	    "there is no course '%.64s' to nominate for", programme);
}

static const char *
guide_of(const struct programme *programme, enum language language)
{
	int index = programme_find_step(programme, COHORT_SESSIONS_NOMINATION);

	return programme->kind != PROGRAMME_COHORT || index < 0
		   ? NULL
		   : programme->steps[index].guide.in[language];
}

/* The guide is borrowed as long as the programme is. */
static int
find(struct engine *engine, const char *id, enum language language,
    const struct programme **ret_programme, const char **ret_guide,
    struct error *err)
{
	static const struct programme_scope everybody = {"", ""};
	const char *guide = NULL;
	int status =
	    programmes_base(engine, id, &everybody, ret_programme, err);

	if (status == OB_OK)
		guide = guide_of(*ret_programme, language);
	if (status == OB_ENOTFOUND || (status == OB_OK && guide == NULL))
		return lacks(id, err);
	if (status == OB_OK)
		*ret_guide = guide;
	return status;
}

/* By its title, the heading of the list, and what people call courses. */
static bool
fits(const struct engine *engine, const struct programme *programme,
    const char *wanted)
{
	static const char *const keys[] = {
	    "page.courses_heading", "handbook.words.course"};
	cleanup_(strbuf_release) struct strbuf words = STRBUF_INIT;
	cleanup_(memory_free_ptr) char *folded = NULL;

	for (int i = 0; i < LANGUAGE_COUNT; i++) {
		strbuf_add_str(&words, programme->title.in[i]);
		for (size_t k = 0; k < ARRAY_LEN(keys); k++)
			strbuf_add_format(&words, " %s ",
			    catalogue_get(engine->catalogues[i], keys[k]));
	}
	folded = folded_text(words.buf);
	return folded_has(folded, wanted);
}

/* What is looked for, folded. */
struct search {
	enum language language;
	const char *wanted;
};

static int
append(struct engine *engine, const char *id, const struct search *search,
    json_t *list, struct error *err)
{
	enum language language = search->language;
	const struct programme *programme = NULL;
	const char *guide = "";
	struct error none = ERROR_INIT;
	int status = find(engine, id, language, &programme, &guide, &none);

	if (status == OB_ENOTFOUND)
		return OB_OK;
	if (status != OB_OK) {
		if (err != NULL)
			*err = none;
		return status;
	}
	if (fits(engine, programme, search->wanted))
		(void)json_array_append_new(
		    list, json_pack("{s:s, s:s}", "programme", programme->id,
			      "title", programme->title.in[language]));
	return OB_OK;
}

int
public_courses_list(struct engine *engine, enum language language,
    const char *text, json_t **ret_list, struct error *err)
{
	cleanup_(memory_free_ptr) char *wanted =
	    folded_text(text == NULL ? "" : text);
	const struct search search = {language, wanted};
	struct programme_version *rows = NULL;
	json_t *list = json_array();
	size_t count = 0;
	int status = programme_store_list(engine->store, &rows, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		if (i == 0 || strcmp(rows[i].key, rows[i - 1].key) != 0)
			status =
			    append(engine, rows[i].key, &search, list, err);
	}
	programme_store_free(rows, count);
	if (status != OB_OK) {
		json_decref(list);
		return status;
	}
	*ret_list = list;
	return OB_OK;
}

static int
add_html(const char *name, const char *markdown, size_t len, json_t *view,
    struct error *err)
{
	cleanup_(strbuf_release) struct strbuf html = STRBUF_INIT;
	int status = markdown_to_html(markdown, len, HEADING_SHIFT, &html, err);

	if (status == OB_OK)
		(void)json_object_set_new(view, name, json_string(html.buf));
	return status;
}

/* A course that nobody was nominated for yet may be without them. */
static int
add_terms(struct engine *engine, const char *programme, enum language language,
    json_t *view, struct error *err)
{
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;
	struct error none = ERROR_INIT;
	int status = terms_read(engine, programme, language, &text, &none);

	(void)json_object_set_new(
	    view, "has_terms", json_boolean(status == OB_OK));
	if (status == OB_EINVALID)
		return OB_OK;
	if (status == OB_OK)
		return add_html("terms_html", text.buf, text.len, view, err);
	if (err != NULL)
		*err = none;
	return status;
}

int
public_courses_view(struct engine *engine, const char *programme,
    enum language language, json_t **ret_view, struct error *err)
{
	const struct programme *found = NULL;
	const char *guide = "";
	json_auto_t *view = NULL;
	int status = find(engine, programme, language, &found, &guide, err);

	if (status != OB_OK)
		return status;
	view = json_pack("{s:s}", "course", found->title.in[language]);
	status = add_html("guide_html", guide, strlen(guide), view, err);
	if (status == OB_OK)
		status = add_terms(engine, programme, language, view, err);
	if (status == OB_OK)
		*ret_view = json_incref(view);
	return status;
}
