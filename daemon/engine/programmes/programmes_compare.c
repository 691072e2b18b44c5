/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/programmes/programme_decisions.h"
#include "engine/programmes/programmes.h"
#include "model/programme_difference.h"
#include "store/programme_store.h"
#include "text/catalogue.h"

struct telling {
	const struct catalogue *words;
	json_t *list;
	struct strbuf text;
};

static const char *
key_of(const struct programme_difference *difference)
{
	const char *field = difference->field;

	if (strcmp(field, "added") == 0)
		return "difference.added";
	if (strcmp(field, "removed") == 0)
		return "difference.removed";
	if (strcmp(field, "moved") == 0)
		return difference->after[0] == '\0' ? "difference.moved-first"
						    : "difference.moved";
	if (difference->before[0] == '\0' && difference->after[0] == '\0')
		return "difference.guide";
	return "difference.changed";
}

static const char *
or_nothing(const struct telling *telling, const char *text)
{
	return text[0] != '\0'
		   ? text
		   : catalogue_get(telling->words, "difference.nothing");
}

static void
tell(void *arg, const struct programme_difference *difference)
{
	struct telling *telling = arg;
	bool of_all = difference->step[0] == '\0';
	json_auto_t *words = json_pack("{s:s, s:s, s:s, s:s}", "step",
	    of_all ? catalogue_get(telling->words, "difference.programme")
		   : difference->step,
	    "field", difference->field, "before",
	    or_nothing(telling, difference->before), "after",
	    or_nothing(telling, difference->after));
	int status;

	(void)json_array_append_new(telling->list,
	    json_pack("{s:s, s:s, s:s, s:s}", "step", difference->step, "field",
		difference->field, "before", difference->before, "after",
		difference->after));
	status = catalogue_format(
	    telling->words, key_of(difference), words, &telling->text, NULL);
	if (status == OB_OK)
		strbuf_add_char(&telling->text, '\n');
}

json_t *
programmes_differences(const struct engine *engine,
    const struct programme *from, const struct programme *to)
{
	enum language language = engine->settings->language;
	struct telling telling = {
	    .words = engine->catalogues[language],
	    .list = json_array(),
	    .text = STRBUF_INIT,
	};
	json_t *view;

	if (programme_difference_find(from, to, language, tell, &telling) == 0)
		strbuf_add_format(&telling.text, "%s\n",
		    catalogue_get(telling.words, "difference.none"));
	view = json_pack("{s:o, s:s}", "differences", telling.list, "text",
	    telling.text.buf);
	strbuf_release(&telling.text);
	return view;
}

static int
load_version(struct engine *engine, const char *id, int version,
    const struct programme **ret_programme, json_t **ret_decision,
    struct error *err)
{
	cleanup_(programme_store_release) struct programme_version row = {0};
	int status = programmes_find_version(engine, id, version, &row, err);

	if (status == OB_OK)
		status = programmes_get(engine, row.id, ret_programme, err);
	return status == OB_OK
		   ? programme_decisions_find(engine, row.id, ret_decision, err)
		   : status;
}

int
programmes_compare(struct engine *engine, const char *id, int from, int to,
    json_t **ret_view, struct error *err)
{
	const struct programme *before = NULL;
	const struct programme *after = NULL;
	json_auto_t *of_before = NULL;
	json_auto_t *of_after = NULL;
	json_t *view;
	int status = load_version(engine, id, from, &before, &of_before, err);

	if (status == OB_OK)
		status = load_version(engine, id, to, &after, &of_after, err);
	if (status != OB_OK)
		return status;
	view = json_pack("{s:s, s:i, s:i, s:O}", "programme", id, "from", from,
	    "to", to, "decision", to < from ? of_before : of_after);
	(void)json_object_update_new(
	    view, programmes_differences(engine, before, after));
	*ret_view = view;
	return OB_OK;
}
