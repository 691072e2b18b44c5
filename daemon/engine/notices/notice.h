/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_NOTICES_NOTICE_H
#define ONBOARD_ENGINE_NOTICES_NOTICE_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "engine/dossier/dossier.h"

struct change;

/* No mail speaks of more journeys. */
#define NOTICE_JOURNEYS_MAX 200

/* Of more than these a mail tells the numbers and leaves the tasks to the page.
 */
#define NOTICE_JOURNEYS_IN_FULL 20

struct notice_task {
	struct dossier *dossier;
	struct activity *activity;
	int64_t owner_id;
	bool is_handover; /* somebody else had been told before */
};

/* All that one person is newly to do, or to do for others, in one mail. */
struct notice {
	int64_t person_id;
	struct notice_task *tasks; /* in the order in which they are read */
	size_t count;
};

/* Dossier and activity are borrowed. */
void notice_add(struct notice *notice, const struct notice_task *task);
void notice_release(struct notice *notice);

/* How many journeys it speaks of. */
size_t notice_journeys(const struct notice *notice);

/* Puts the mail into the outbox, and its id into the tasks' reminders. */
int notice_queue(struct change *change, const struct notice *notice,
    int64_t *ret_mail_id, struct error *err) OB_MUST_CHECK;

/* What the mail's template sees; the tasks of each journey stand together. */
int notice_view(const struct notice *notice, const struct person *reader,
    json_t **ret_view, struct error *err) OB_MUST_CHECK;

#endif
