/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>

#include "engine/core/core.h"
#include "engine/outbox/outbox.h"
#include "store/mail_queue_store.h"

#define FIRST_LIMIT 300

int64_t
outbox_age_limit(size_t at)
{
	return at + 1 < OUTBOX_AGE_COUNT ? (int64_t)FIRST_LIMIT << at
					 : INT64_MAX;
}

static void
add(struct outbox_ages *ages, int64_t age)
{
	size_t at = 0;

	while (age > outbox_age_limit(at))
		at++;
	ages->counts[at]++;
	ages->count++;
	ages->sum += age;
	if (age > ages->oldest)
		ages->oldest = age;
}

int
outbox_ages(
    struct engine *engine, struct outbox_ages *ret_ages, struct error *err)
{
	struct outbox_ages ages = {.count = 0};
	struct mail_age *mails = NULL;
	size_t count = 0;
	int64_t now = core_now(engine);
	int status =
	    mail_queue_store_list_ages(engine->store, &mails, &count, err);

	if (status != OB_OK)
		return status;
	/* A clock that was set back makes nothing younger than new. */
	for (size_t i = 0; i < count; i++)
		add(&ages,
		    now > mails[i].created_at ? now - mails[i].created_at : 0);
	free(mails);
	*ret_ages = ages;
	return OB_OK;
}
