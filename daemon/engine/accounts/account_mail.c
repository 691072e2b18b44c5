/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/accounts/account_mail.h"

#include <inttypes.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "engine/accounts/accounts.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/letters/letters_address.h"
#include "engine/letters/letters_alone.h"
#include "model/account.h"
#include "store/account_store.h"
#include "store/person_store.h"

#define HELPFUL_SECONDS (7 * 24 * 60 * 60)

static const char *const event_names[] = {
    [ACCOUNT_CHANGED] = "changed",
    [ACCOUNT_REMOVED] = "removed",
    [ACCOUNT_RESET] = "reset",
    [ACCOUNT_SET_UP] = "set-up",
    [ACCOUNT_ADDRESS] = "address",
    [ACCOUNT_LINKED] = "linked",
    [ACCOUNT_UNLINKED] = "unlinked",
};

static bool
is_role(const struct account *account, enum account_role role)
{
	return strcmp(account->role, account_role_name(role)) == 0;
}

static json_t *
view_of(const struct account *account, enum account_event event)
{
	return json_pack(
	    "{s:b, s:b, s:b, s:b, s:b, s:b, s:b, s:b, s:b, s:b, s:b, s:s}",
	    "is_changed", (int)(event == ACCOUNT_CHANGED), "is_removed",
	    (int)(event == ACCOUNT_REMOVED), "is_reset",
	    (int)(event == ACCOUNT_RESET), "is_set_up",
	    (int)(event == ACCOUNT_SET_UP), "is_address",
	    (int)(event == ACCOUNT_ADDRESS), "is_linked",
	    (int)(event == ACCOUNT_LINKED), "is_unlinked",
	    (int)(event == ACCOUNT_UNLINKED), "signs_in_as_coordinator",
	    (int)is_role(account, ACCOUNT_COORDINATOR), "signs_in_as_director",
	    (int)is_role(account, ACCOUNT_DIRECTOR),
	    "signs_in_as_administrator",
	    (int)is_role(account, ACCOUNT_ADMINISTRATOR), "has_area",
	    (int)(account->area[0] != '\0'), "area", account->area);
}

/* The same twice within a second is one mail. */
static int
queue(struct change *change, const struct account *account,
    const struct person *person, const char *address, enum account_event event,
    struct error *err)
{
	int64_t now = core_now(change->engine);
	cleanup_(memory_free_ptr) char *key = memory_printf(
	    "account:%s:%" PRId64 ":%" PRId64 ":%s:%s:%s", event_names[event],
	    account->id, now, account->role, account->area, address);
	const struct letter_alone letter = {
	    .kind = MAIL_ACCOUNT,
	    .dedup_key = key,
	    .to = person,
	    .address = address,
	    .not_after = now + HELPFUL_SECONDS,
	    .view = view_of(account, event),
	};
	int64_t id = 0;
	int status = letters_alone_queue(change, &letter, &id, err);

	return status == OB_EEXISTS ? OB_OK : status;
}

int
account_mail_tell(struct change *change, const struct account *account,
    enum account_event event, struct error *err)
{
	struct engine *engine = change->engine;
	cleanup_(person_store_release) struct person person = {0};
	const char *address = NULL;
	int status =
	    person_store_find(engine->store, account->person_id, &person, err);

	if (status == OB_OK)
		status = letters_address_choose(
		    engine, &person, core_now(engine), &address, err);
	return status == OB_OK
		   ? queue(change, account, &person, address, event, err)
		   : status;
}

static bool
is_among(const char *address, const char *const addresses[2])
{
	return address[0] == '\0' || strcasecmp(addresses[0], address) == 0 ||
	       strcasecmp(addresses[1], address) == 0;
}

int
account_mail_tell_address(struct change *change, const char *const before[2],
    const struct person *after, struct error *err)
{
	const char *const now[2] = {after->email, after->work_email};
	struct engine *engine = change->engine;
	cleanup_(account_store_release) struct account known = {0};
	cleanup_(account_store_release) struct account account = {0};
	int status;

	if (is_among(now[0], before) && is_among(now[1], before) &&
	    is_among(before[0], now) && is_among(before[1], now))
		return OB_OK;
	status =
	    account_store_find_person(engine->store, after->id, &known, err);
	if (status == OB_OK)
		status = accounts_find_active(engine, known.id, &account, err);
	if (status != OB_OK)
		return status == OB_ENOTFOUND ? OB_OK : status;
	for (int i = 0; status == OB_OK && i < 2; i++) {
		if (before[i][0] != '\0' &&
		    (i == 0 || strcasecmp(before[0], before[1]) != 0))
			status = queue(change, &account, after, before[i],
			    ACCOUNT_ADDRESS, err);
	}
	return status;
}
