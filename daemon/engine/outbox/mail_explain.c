/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/outbox/mail_explain.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "base/zone.h"
#include "engine/core/core.h"
#include "engine/digests/digests_recall.h"
#include "engine/digests/reminders.h"
#include "engine/dossier/dossier.h"
#include "engine/invitations/invitations_check.h"
#include "engine/notices/notice_waiting.h"
#include "engine/outbox/outbox.h"
#include "engine/outbox/outbox_state.h"
#include "engine/outbox/outbox_view.h"
#include "engine/outbox/outbox_window.h"
#include "engine/people/people.h"
#include "model/role.h"
#include "store/mail_store.h"
#include "store/person_store.h"
#include "store/reminder_store.h"
#include "text/catalogue.h"
#include "text/dates_text.h"

/* What the sentences are made of. */
struct explainer {
	struct engine *engine;
	const struct mail *mail;
	struct person person;
	struct dossier dossier; /* of the mail's journey, if it has one */
	json_t *view;		/* the values of the placeholders */
	json_t *lines;		/* {"reason","text"} */
	json_t *reminders;	/* what a digest or a notice told */
};

static void
explainer_release(struct explainer *explainer)
{
	person_store_release(&explainer->person);
	dossier_release(&explainer->dossier);
	json_decref(explainer->view);
	json_decref(explainer->lines);
	json_decref(explainer->reminders);
}

/* "torsdag den 8. oktober kl. 9.00" */
static char *
moment(const struct engine *engine, int64_t at)
{
	enum language language = engine->settings->language;
	struct local_time local;
	char day[DATES_TEXT_SIZE];
	char time[DATES_TEXT_SIZE];

	if (at == INSTANT_NONE)
		return memory_strdup("");
	local = zone_to_local(engine->zone, at);
	return memory_printf("%s %s",
	    dates_text_long(language, local.date, day),
	    dates_text_time(language, local.second / 60, time));
}

static int
add_line(struct explainer *explainer, const char *group, const char *reason,
    struct error *err)
{
	const struct engine *engine = explainer->engine;
	const struct catalogue *catalogue =
	    engine->catalogues[engine->settings->language];
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;
	cleanup_(memory_free_ptr) char *key =
	    memory_printf("%s.%s", group, reason);
	int status;

	/* A kind of mail that is no longer written has no words here. */
	if (!catalogue_has(catalogue, key))
		return OB_OK;
	status = catalogue_format(catalogue, key, explainer->view, &text, err);
	if (status == OB_OK)
		(void)json_array_append_new(
		    explainer->lines, json_pack("{s:s, s:s}", "reason", reason,
					  "text", text.buf));
	return status;
}

/* What is to be said of the activity of a mail step. */
static void
add_cause(struct explainer *explainer)
{
	const struct dossier *dossier = &explainer->dossier;
	enum language language = explainer->engine->settings->language;
	const struct activity *activity =
	    dossier_activity_by_id(dossier, explainer->mail->activity_id);

	if (activity == NULL)
		return;
	(void)json_object_set_new(explainer->view, "activity",
	    json_string(dossier_step(dossier, activity)->title.in[language]));
	(void)json_object_set_new(explainer->view, "is_settled",
	    json_boolean(!activity_is_open(dossier_state(activity))));
}

static int
make_view(struct explainer *explainer, struct error *err)
{
	struct engine *engine = explainer->engine;
	const struct mail *mail = explainer->mail;
	bool is_sent = mail->sent_at != INSTANT_NONE;
	cleanup_(memory_free_ptr) char *when = moment(
	    engine, is_sent ? mail->sent_at : outbox_view_next(engine, mail));
	int status = person_store_find(
	    engine->store, mail->person_id, &explainer->person, err);

	if (status != OB_OK)
		return status;
	explainer->view = json_pack("{s:s, s:s, s:s, s:i, s:i, s:s, s:b}",
	    "name", explainer->person.name, "when", when, "reply",
	    mail->last_reply, "limit", engine->settings->mail.limit_per_day,
	    "days", engine->settings->invitations.days_ahead, "activity", "",
	    "is_settled", 0);
	if (mail->journey_id == 0)
		return OB_OK;
	status =
	    dossier_load(engine, mail->journey_id, &explainer->dossier, err);
	if (status == OB_OK)
		add_cause(explainer);
	return status;
}

/* One activity's title and what its reminder says. */
static int
add_reminder(struct explainer *explainer, const struct reminder *reminder,
    struct error *err)
{
	struct engine *engine = explainer->engine;
	enum language language = engine->settings->language;
	cleanup_(activity_store_release) struct activity row = {0};
	cleanup_(dossier_release) struct dossier dossier = {0};
	cleanup_(memory_free_ptr) char *text = NULL;
	const struct activity *activity;
	int status = activity_store_find(
	    engine->store, reminder->activity_id, &row, err);

	if (status == OB_OK)
		status = dossier_load(engine, row.journey_id, &dossier, err);
	if (status == OB_OK)
		status = reminders_text(engine, reminder, &text, err);
	if (status != OB_OK)
		return status;
	activity = dossier_activity_by_id(&dossier, row.id);
	(void)json_array_append_new(explainer->reminders,
	    json_pack("{s:I, s:I, s:s, s:s, s:s, s:s, s:s, s:s}", "activity",
		(json_int_t)row.id, "leader", (json_int_t)row.journey_id,
		"step", row.step, "title",
		dossier_step(&dossier, activity)->title.in[language],
		"leader_name", dossier_role(&dossier, ROLE_LEADER)->name,
		"rung", reminders_word(reminder->rung), "outcome",
		reminder->outcome, "text", text));
	return OB_OK;
}

static int
add_reminders(struct explainer *explainer, struct error *err)
{
	struct reminder *reminders = NULL;
	size_t count = 0;
	int status = reminder_store_list_mail(explainer->engine->store,
	    explainer->mail->id, &reminders, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = add_reminder(explainer, &reminders[i], err);
	reminder_store_free(reminders, count);
	return status;
}

/* What stands behind an outcome in the history, or NULL. */
static const char *
reply_of(const json_t *attempts, const char *outcome)
{
	const json_t *attempt;
	size_t i;

	json_array_foreach(attempts, i, attempt)
	{
		if (strcmp(
			json_string_value(json_object_get(attempt, "outcome")),
			outcome) == 0)
			return json_string_value(
			    json_object_get(attempt, "reply"));
	}
	return NULL;
}

static bool
has_outcome(const json_t *attempts, const char *outcome)
{
	return reply_of(attempts, outcome) != NULL;
}

/* What a waiting mail waits for. */
static const char *
wait_reason(const struct explainer *explainer)
{
	struct engine *engine = explainer->engine;
	const struct mail *mail = explainer->mail;
	int64_t now = core_now(engine);
	int64_t opens = INSTANT_NONE;

	if (mail->journey_id != 0 && !mail->urgent &&
	    mail->next_attempt_at > now &&
	    strcmp(explainer->dossier.journey.state, "paused") == 0)
		return "pause";
	if (mail->next_attempt_at <= now &&
	    relay_closed_until(&engine->outbox->relay, now) != 0)
		return engine->outbox->relay.state == RELAY_PAUSED
			   ? "relay-refuses"
			   : "relay-away";
	if (strcmp(mail->state, "queued") != 0)
		return mail->state;
	if (mail->next_attempt_at <= now &&
	    outbox_window_opens(engine, mail, &opens, NULL) == OB_OK &&
	    opens == now)
		return "queued";
	return "window";
}

/* A pause began while the mail waited. */
static bool
met_pause(const struct explainer *explainer)
{
	const struct dossier *dossier = &explainer->dossier;
	const struct mail *mail = explainer->mail;
	const struct zone *zone = explainer->engine->zone;
	struct date from = zone_to_local(zone, mail->created_at).date;
	struct date until = zone_to_local(zone, mail->next_attempt_at).date;

	for (size_t i = 0; i < dossier->pause_count; i++) {
		const struct journey_pause *pause = &dossier->pauses[i];

		if (!date_before(until, pause->from_day) &&
		    !date_before(pause->until_day, from))
			return true;
	}
	return false;
}

/* A mail step's mail gave its key to the next one. */
static bool
is_replaced(const struct mail *mail)
{
	cleanup_(memory_free_ptr) char *key =
	    memory_printf("step:%" PRId64, mail->activity_id);

	return mail->activity_id != 0 && strcmp(mail->dedup_key, key) != 0;
}

static const char *
cancel_reason(const struct explainer *explainer, const json_t *attempts)
{
	const struct mail *mail = explainer->mail;

	bool is_invitation = invitations_check_is_kind(mail->kind);
	bool is_sign_in = strcmp(mail->kind, "sign-in") == 0;
	bool is_digest =
	    mail->not_after != INSTANT_NONE && !is_invitation && !is_sign_in;

	if (has_outcome(attempts, MAIL_STORE_CANCELLED))
		return is_digest ? "cancelled-digest" : "cancelled-by-hand";
	if (has_outcome(attempts, MAIL_STORE_SUPERSEDED))
		return "superseded";
	if (json_object_get(explainer->view, "into") != NULL)
		return "merged";
	if (has_outcome(attempts, DIGESTS_RECALL_OUTCOME))
		return "recalled";
	if (has_outcome(attempts, MAIL_STORE_OVER))
		return "journey-over";
	if (mail->not_after != INSTANT_NONE && is_sign_in)
		return "link-over";
	if (mail->not_after != INSTANT_NONE)
		return is_invitation ? "begun" : "day-over";
	if (is_replaced(mail))
		return "replaced";
	if (json_is_true(json_object_get(explainer->view, "is_settled")))
		return "settled";
	if (strcmp(mail->kind, "notice") == 0 && met_pause(explainer))
		return "pause-began";
	return "cancelled";
}

static int
add_state(
    struct explainer *explainer, const json_t *attempts, struct error *err)
{
	const char *state = explainer->mail->state;
	bool is_waiting = strcmp(state, "queued") == 0 ||
			  strcmp(state, "deferred") == 0 ||
			  strcmp(state, "ambiguous") == 0;
	const char *into = reply_of(attempts, NOTICE_WAITING_MERGED);
	const char *reason = reply_of(attempts, MAIL_STORE_CANCELLED);
	int status = OB_OK;

	if (into != NULL)
		(void)json_object_set_new(
		    explainer->view, "into", json_string(into));
	if (reason != NULL) {
		(void)json_object_set_new(
		    explainer->view, "reason", json_string(reason));
		(void)json_object_set_new(explainer->view, "has_reason",
		    json_boolean(reason[0] != '\0'));
	}
	if (has_outcome(attempts, MAIL_STORE_LIMIT))
		status = add_line(explainer, "mail_state", "limit", err);
	if (status == OB_OK && explainer->mail->urgent)
		status = add_line(explainer, "mail_state", "urgent", err);
	if (status != OB_OK)
		return status;
	if (is_waiting)
		return add_line(
		    explainer, "mail_state", wait_reason(explainer), err);
	if (strcmp(state, "cancelled") == 0)
		return add_line(explainer, "mail_state",
		    cancel_reason(explainer, attempts), err);
	return add_line(explainer, "mail_state", state, err);
}

int
mail_explain(
    struct engine *engine, int64_t id, json_t **ret_view, struct error *err)
{
	cleanup_(mail_store_release) struct mail mail = {0};
	cleanup_(explainer_release) struct explainer explainer = {
	    .engine = engine,
	    .mail = &mail,
	    .lines = json_array(),
	    .reminders = json_array(),
	};
	json_t *view = NULL;
	int status = outbox_show(engine, id, &view, err);

	if (status != OB_OK)
		return status;
	status = mail_store_find(engine->store, id, &mail, err);
	if (status == OB_OK)
		status = make_view(&explainer, err);
	if (status == OB_OK)
		status = add_line(&explainer, "mail_why", mail.kind, err);
	if (status == OB_OK)
		status = add_reminders(&explainer, err);
	if (status == OB_OK)
		status = add_state(
		    &explainer, json_object_get(view, "attempts"), err);
	if (status != OB_OK) {
		json_decref(view);
		return status;
	}
	(void)json_object_set(view, "reminders", explainer.reminders);
	(void)json_object_set(view, "explanation", explainer.lines);
	*ret_view = view;
	return OB_OK;
}
