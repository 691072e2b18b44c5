/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_ANSWERS_RECEIVED_PRIVATE_H
#define ONBOARD_ENGINE_ANSWERS_RECEIVED_PRIVATE_H

#include <stdbool.h>

#include "engine/answers/received.h"
#include "engine/dossier/dossier.h"
#include "engine/invitations/received_waiting.h"
#include "model/records.h"

struct change;

/* What the files of received.h share: one fact on its way to its row. */
struct received_case {
	struct change *change;
	struct engine *engine;
	const struct received_fact *fact;
	struct received_mail row;
	struct dossier dossier; /* once the meeting is known */
	bool has_dossier;
	struct person person; /* the attendee */
	struct invitation invitation;
};

#define RECEIVED_APPLIED "applied"
#define RECEIVED_REPEATED "repeated"
#define RECEIVED_OUTDATED "outdated"
#define RECEIVED_IGNORED "ignored"

/* Sets what becomes of it, once; reason is a word of the catalogue. */
void received_decide(
    struct received_case *item, const char *outcome, const char *reason);
bool received_is_decided(const struct received_case *item);

/* item->person becomes who wrote it; OB_ENOTFOUND: a stranger. */
int received_find_sender(
    struct received_case *item, struct error *err) OB_MUST_CHECK;

/*
 * Finds meeting, attendee and invitation of an answer, and whether to believe
 * it (row.is_verified); decides the case when one of them is not as it must
 * be.
 */
int received_attend(
    struct received_case *item, struct error *err) OB_MUST_CHECK;

/* One for each kind. */
int received_reply(struct received_case *item, struct error *err) OB_MUST_CHECK;
int received_counter(
    struct received_case *item, struct error *err) OB_MUST_CHECK;
int received_refresh(
    struct received_case *item, struct error *err) OB_MUST_CHECK;
int received_bounce(
    struct received_case *item, struct error *err) OB_MUST_CHECK;

/* The journeys that a list speaks of, each read once. */
struct received_shelf {
	struct engine *engine;
	struct dossier *items;
	size_t count;
};

void received_shelf_release(struct received_shelf *shelf);

/* {"id","received","kind",...} */
int received_view_on(struct received_shelf *shelf,
    const struct received_mail *row, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;
int received_view(struct engine *engine, const struct received_mail *row,
    json_t **ret_view, struct error *err) OB_MUST_CHECK;

#endif
