/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/programmes/programme_decisions.h"

#include "base/date.h"
#include "base/instant.h"
#include "base/memory.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/programmes/programmes.h"
#include "store/programme_decision_store.h"
#include "store/programme_store.h"
#include "text/dates_text.h"

static const char *
or_empty(const char *text)
{
	return text == NULL ? "" : text;
}

static int
read_day(const struct engine *engine, const char *text, struct date *ret_day,
    struct error *err)
{
	struct date day = core_today(engine);

	if (text[0] != '\0' && date_parse(text, &day, err) != OB_OK)
		return error_name_field(err, "decided");
	if (date_before(core_today(engine), day))
		return error_refuse(err, OB_EINVALID, "decided", "not_yet",
		    "'%s' has not come yet; say when it was", text);
	*ret_day = day;
	return OB_OK;
}

static int
check(const struct engine *engine,
    const struct programme_decisions_request *request, struct date *ret_day,
    struct error *err)
{
	int status = utf8_check_line(
	    "by", or_empty(request->by), PROGRAMME_DECISIONS_BY_MAX, err);

	if (status == OB_OK)
		status =
		    read_day(engine, or_empty(request->decided), ret_day, err);
	if (status == OB_OK)
		status = utf8_check_line("reason", or_empty(request->reason),
		    PROGRAMME_DECISIONS_REASON_MAX, err);
	return status;
}

static json_t *
decision_view(
    const struct engine *engine, const struct programme_decision *decision)
{
	char day[DATE_TEXT_SIZE];
	char recorded[INSTANT_TEXT_SIZE];

	return json_pack("{s:s, s:s, s:s, s:s, s:s}", "decided",
	    date_format(decision->decided_on, day), "by", decision->decided_by,
	    "reason", decision->reason, "recorded_by", decision->recorded_by,
	    "recorded",
	    instant_format(engine->zone, decision->recorded_at, recorded));
}

int
programme_decisions_find(struct engine *engine, int64_t programme_id,
    json_t **ret_decision, struct error *err)
{
	cleanup_(programme_decision_store_release) struct programme_decision
	    decision = {.programme_id = 0};
	int status = programme_decision_store_find(
	    engine->store, programme_id, &decision, err);

	if (status != OB_OK && status != OB_ENOTFOUND)
		return status;
	*ret_decision =
	    status == OB_OK ? decision_view(engine, &decision) : json_null();
	return OB_OK;
}

/* As the audit keeps it; NULL for none. */
static json_t *
values_of(const struct programme_decisions_request *request, json_t *decision)
{
	json_t *values;

	if (json_is_null(decision))
		return NULL;
	values = json_pack("{s:s, s:i}", "id", request->programme, "version",
	    request->version);
	(void)json_object_update(values, decision);
	return values;
}

/* Whose decision it is. */
static int
find_version(struct engine *engine,
    const struct programme_decisions_request *request, int64_t *ret_id,
    struct error *err)
{
	cleanup_(programme_store_release) struct programme_version version = {
	    .id = 0};
	int status = programmes_find_version(
	    engine, request->programme, request->version, &version, err);

	if (status == OB_OK)
		*ret_id = version.id;
	return status;
}

static int
change_decision(struct engine *engine, const char *actor,
    const struct programme_decisions_request *request,
    struct programme_decision *decision, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	json_auto_t *before = NULL;
	json_auto_t *after = decision_view(engine, decision);
	int status = change_begin(&change, engine, actor, err);

	if (status == OB_OK)
		status =
		    find_version(engine, request, &decision->programme_id, err);
	if (status == OB_OK)
		status = programme_decisions_find(
		    engine, decision->programme_id, &before, err);
	if (status == OB_OK)
		status =
		    programme_decision_store_set(engine->store, decision, err);
	if (status == OB_OK)
		status = change_audit(&change, "set-programme-decision",
		    SUBJECT("programme", decision->programme_id),
		    values_of(request, before), values_of(request, after), err);
	return status == OB_OK ? change_commit(&change, err) : status;
}

int
programme_decisions_set(struct engine *engine, const char *actor,
    const struct programme_decisions_request *request, json_t **ret_view,
    struct error *err)
{
	/* Borrowed: nothing here changes or frees what a record owns. */
	struct programme_decision decision = {
	    .decided_by = (char *)(uintptr_t)request->by,
	    .reason = (char *)(uintptr_t)request->reason,
	    .recorded_by = (char *)(uintptr_t)actor,
	    .recorded_at = core_now(engine)};
	int status = check(engine, request, &decision.decided_on, err);

	if (status == OB_OK)
		status =
		    change_decision(engine, actor, request, &decision, err);
	if (status == OB_OK)
		*ret_view = json_pack("{s:s, s:i, s:o}", "programme",
		    request->programme, "version", request->version, "decision",
		    decision_view(engine, &decision));
	return status;
}

char *
programme_decisions_told(const struct catalogue *words, const json_t *decision)
{
	const char *decided =
	    json_string_value(json_object_get(decision, "decided"));
	struct strbuf told = STRBUF_INIT;
	struct date day = DATE_NONE;
	char text[DATES_TEXT_SIZE];
	json_auto_t *view = NULL;

	if (decided == NULL || date_parse(decided, &day, NULL) != OB_OK)
		return memory_strdup("");
	view = json_pack("{s:s, s:O, s:O}", "day",
	    dates_text_day(catalogue_language(words), day, text), "by",
	    json_object_get(decision, "by"), "reason",
	    json_object_get(decision, "reason"));
	(void)!catalogue_format(
	    words, "hr_programme.decided", view, &told, NULL);
	return strbuf_detach(&told);
}
