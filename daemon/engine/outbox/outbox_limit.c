/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/outbox/outbox_limit.h"

#include <string.h>

#include "base/memory.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "store/mail_store.h"

/* The store's count leaves out the same. */
static const char *const free_kinds[] = {"digest", "welcome", "welcome-pack",
    "practical", "invitation", "invitation-cancelled"};

static bool
is_counted(const struct mail *mail)
{
	for (size_t i = 0; i < ARRAY_LEN(free_kinds); i++) {
		if (strcmp(mail->kind, free_kinds[i]) == 0)
			return false;
	}
	/* One that may have arrived already was counted when it was claimed. */
	return !mail->urgent && strcmp(mail->state, "ambiguous") != 0;
}

int
outbox_limit_is_over(struct engine *engine, const struct mail *mail,
    bool *ret_over, struct error *err)
{
	int64_t count = 0;
	int status = OB_OK;

	if (is_counted(mail))
		status = mail_store_count_day(engine->store, mail->person_id,
		    core_instant(engine, core_today(engine), 0), &count, err);
	if (status == OB_OK)
		*ret_over = count >= engine->settings->mail.limit_per_day - 1;
	return status;
}

static int
add_history(struct engine *engine, const struct mail *mail, struct error *err)
{
	struct mail_attempt *attempts = NULL;
	size_t count = 0;
	bool is_told = false;
	char outcome[] = MAIL_STORE_LIMIT;
	char reply[] = "";
	const struct mail_attempt attempt = {
	    mail->id, core_now(engine), outcome, reply};
	int status = mail_store_list_attempts(
	    engine->store, mail->id, &attempts, &count, err);

	for (size_t i = 0; i < count; i++)
		is_told = is_told || strcmp(attempts[i].outcome, outcome) == 0;
	mail_store_free_attempts(attempts, count);
	if (status == OB_OK && !is_told)
		status = mail_store_add_attempt(engine->store, &attempt, err);
	return status;
}

int
outbox_limit_put_off(
    struct change *change, struct mail *mail, struct error *err)
{
	struct engine *engine = change->engine;
	int status;

	mail->next_attempt_at = core_window(engine,
	    core_instant(engine, date_add_days(core_today(engine), 1), 0));
	status = mail_store_update(engine->store, mail, mail->state, err);
	if (status == OB_OK)
		status = add_history(engine, mail, err);
	return status;
}
