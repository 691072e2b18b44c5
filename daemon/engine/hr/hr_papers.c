/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/hr/hr_papers.h"

#include <inttypes.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "base/zone.h"
#include "engine/core/core.h"
#include "engine/core/phrases.h"
#include "text/catalogue.h"

#define MINUTE 60

char *
hr_papers_when(
    const struct engine *engine, const struct hr_scope *scope, int64_t at)
{
	struct local_time local;

	if (at == INSTANT_NONE)
		return memory_strdup("");
	local = zone_to_local(engine->zone, at);
	return phrases_moment(
	    scope->language, local.date, local.second / MINUTE);
}

static bool
is_one_of(const char *state, const char *const *states)
{
	for (size_t i = 0; states[i] != NULL; i++) {
		if (strcmp(state, states[i]) == 0)
			return true;
	}
	return false;
}

/* As outbox.h's verbs take them. */
static const char *const waiting[] = {"queued", "deferred", "ambiguous", NULL};
static const char *const retried[] = {
    "failed", "deferred", "ambiguous", "held", NULL};
static const char *const cancelled[] = {
    "queued", "deferred", "ambiguous", "held", NULL};

static json_t *
mail_view(const struct engine *engine, const struct hr_scope *scope,
    const struct log_mail *mail)
{
	const struct catalogue *words = engine->catalogues[scope->language];
	cleanup_(memory_free_ptr) char *state_key =
	    memory_printf("hr_mail.%s", mail->state);
	cleanup_(memory_free_ptr) char *when = hr_papers_when(engine, scope,
	    mail->sent_at != INSTANT_NONE ? mail->sent_at : mail->created_at);
	cleanup_(memory_free_ptr) char *url =
	    memory_printf("/hr/mail/%" PRId64, mail->id);
	cleanup_(memory_free_ptr) char *leader_url =
	    memory_printf("/hr/leaders/%" PRId64, mail->journey_id);

	return json_pack("{s:I, s:s, s:s, s:s, s:s, s:s, s:b, s:s, s:s, s:s, "
			 "s:s, s:i, s:s, s:b, s:b, s:b, s:b, s:s}",
	    "id", (json_int_t)mail->id, "subject", mail->subject, "kind",
	    mail->kind, "address", mail->address, "person", mail->person,
	    "leader", mail->leader, "has_leader", (int)(mail->journey_id != 0),
	    "leader_url", leader_url, "state", mail->state, "state_text",
	    catalogue_get(words, state_key), "when", when, "attempts",
	    mail->attempts, "last_reply", mail->last_reply, "is_failed",
	    (int)(strcmp(mail->state, "failed") == 0), "can_hold",
	    (int)is_one_of(mail->state, waiting), "can_retry",
	    (int)is_one_of(mail->state, retried), "can_cancel",
	    (int)is_one_of(mail->state, cancelled), "url", url);
}

int
hr_papers_mails(struct engine *engine, const struct hr_scope *scope,
    const struct log_scope *log, const char *state, json_t **ret_list,
    struct error *err)
{
	struct log_mail *mails = NULL;
	size_t count = 0;
	int status =
	    log_store_list_mail(engine->store, log, state, &mails, &count, err);

	if (status != OB_OK)
		return status;
	*ret_list = json_array();
	for (size_t i = 0; i < count; i++)
		(void)json_array_append_new(
		    *ret_list, mail_view(engine, scope, &mails[i]));
	log_store_free_mail(mails, count);
	return OB_OK;
}

int
hr_papers_audit(struct engine *engine, const struct hr_scope *scope,
    const struct log_scope *log, json_t **ret_list, struct error *err)
{
	struct log_entry *entries = NULL;
	size_t count = 0;
	int status =
	    log_store_list_audit(engine->store, log, &entries, &count, err);

	if (status != OB_OK)
		return status;
	*ret_list = json_array();
	for (size_t i = 0; i < count; i++) {
		cleanup_(memory_free_ptr) char *when =
		    hr_papers_when(engine, scope, entries[i].at);
		char iso[INSTANT_TEXT_SIZE];

		(void)json_array_append_new(*ret_list,
		    json_pack("{s:I, s:s, s:s, s:s, s:s, s:s, s:I}", "id",
			(json_int_t)entries[i].id, "when", when, "at_iso",
			instant_format(engine->zone, entries[i].at, iso),
			"actor", entries[i].actor, "verb", entries[i].verb,
			"entity", entries[i].entity, "entity_id",
			(json_int_t)entries[i].entity_id));
	}
	log_store_free_audit(entries, count);
	return OB_OK;
}
