/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/answers/answers.h"

#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "engine/answers/offers.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "store/invitation_store.h"

#define COMMENT_MAX 1000

static const char *const partstats[] = {
    "accepted", "declined", "tentative", "delegated"};

static bool
is_partstat(const char *text)
{
	for (size_t i = 0; i < ARRAY_LEN(partstats); i++) {
		if (strcmp(partstats[i], text) == 0)
			return true;
	}
	return false;
}

static int
check(const struct answer *answer, struct error *err)
{
	if (!is_partstat(answer->partstat))
		return error_set_field(err, OB_EINVALID, "partstat",
		    "'%s' is not an answer", answer->partstat);
	if (answer->comment == NULL || answer->comment[0] == '\0')
		return OB_OK;
	return utf8_check_text("comment", answer->comment, COMMENT_MAX, err);
}

static int
find(struct engine *engine, const struct answer *answer,
    struct invitation *ret_row, struct error *err)
{
	int status = invitation_store_find_person(engine->store,
	    answer->activity_id, answer->person_id, ret_row, err);

	if (status == OB_ENOTFOUND)
		return error_set(err, OB_ENOTFOUND,
		    "the person is not invited to this activity");
	if (status == OB_OK && strcmp(ret_row->method, "cancel") == 0)
		return error_set(err, OB_ECONFLICT,
		    "cannot answer the invitation: it was withdrawn");
	return status;
}

/* Some mail programs write an unbreakable blank when there is no comment. */
static const char *
comment_of(const struct answer *answer)
{
	const char *comment = answer->comment;

	return comment != NULL && utf8_is_blank(comment, strlen(comment))
		   ? ""
		   : comment;
}

/*
 * What has no version or stamp of its own is given now, and to what was told
 * last; a mail whose sender's clock is ahead does not stand above it.
 */
static void
fill_in(const struct engine *engine, const struct invitation *row,
    struct answer *answer)
{
	int64_t now = core_now(engine);

	if (answer->stamp == INSTANT_NONE)
		answer->stamp =
		    row->answer_stamp > now ? row->answer_stamp : now;
	if (answer->sequence < 0)
		answer->sequence = row->sequence;
}

/*
 * How the answer stands to the one that is known.  Whoever only claims to be
 * the participant neither silences nor replaces what the participant says.
 */
static enum answer_outcome
compare(const struct invitation *row, const struct answer *answer)
{
	bool is_same = strcmp(answer->partstat, row->partstat) == 0;
	bool is_surer = answer->is_verified && !row->answer_verified;
	bool is_less_sure = !answer->is_verified && row->answer_verified;

	if (row->answered_at == INSTANT_NONE ||
	    answer->sequence > row->answer_sequence)
		return ANSWER_APPLIED;
	if (answer->sequence < row->answer_sequence)
		return ANSWER_OUTDATED;
	if (is_surer)
		return ANSWER_APPLIED;
	if (answer->stamp < row->answer_stamp || (is_less_sure && !is_same))
		return ANSWER_OUTDATED;
	return is_same && (is_less_sure || answer->comment == NULL ||
			      strcmp(answer->comment, row->comment) == 0)
		   ? ANSWER_REPEATED
		   : ANSWER_APPLIED;
}

static json_t *
audit_view(const struct invitation *row)
{
	return json_pack("{s:s, s:s, s:b}", "partstat", row->partstat, "by",
	    row->answer_by, "verified", (int)row->answer_verified);
}

static void
set_text(char **text, const char *value)
{
	free(*text);
	*text = memory_strdup(value);
}

static int
write_answer(struct change *change, struct invitation *row,
    const struct answer *answer, struct error *err)
{
	json_t *before = audit_view(row);
	int status;

	set_text(&row->partstat, answer->partstat);
	set_text(&row->answer_by, answer->by);
	set_text(&row->comment, answer->comment == NULL ? "" : answer->comment);
	row->answered_at = core_now(change->engine);
	row->answer_stamp = answer->stamp;
	row->answer_sequence = answer->sequence;
	row->answer_verified = answer->is_verified;
	row->was_answered = true;
	status = invitation_store_update(change->engine->store, row, err);
	if (status != OB_OK) {
		json_decref(before);
		return status;
	}
	return change_audit(change, "answer-invitation",
	    SUBJECT("invitation", row->id), before, audit_view(row), err);
}

int
answers_set(struct change *change, struct dossier *dossier,
    const struct answer *answer, enum answer_outcome *ret_outcome,
    struct error *err)
{
	cleanup_(invitation_store_release) struct invitation row = {0};
	struct answer whole = *answer;
	enum answer_outcome outcome;
	int status;

	whole.comment = comment_of(answer);
	status = check(&whole, err);
	if (status == OB_OK)
		status = find(change->engine, answer, &row, err);
	if (status != OB_OK)
		return status;
	fill_in(change->engine, &row, &whole);
	outcome = compare(&row, &whole);
	if (outcome == ANSWER_APPLIED)
		status = write_answer(change, &row, &whole, err);
	if (status == OB_OK && outcome == ANSWER_APPLIED &&
	    strcmp(answer->partstat, "declined") == 0)
		status = offers_decline(change,
		    &(struct offer){
			.dossier = dossier,
			.activity = dossier_activity_by_id(
			    dossier, answer->activity_id),
			.about_id = answer->person_id,
			.is_unsure = !answer->is_verified,
		    },
		    err);
	if (status != OB_OK)
		return status;
	core_touch(change->engine, dossier->journey.id);
	*ret_outcome = outcome;
	return OB_OK;
}
