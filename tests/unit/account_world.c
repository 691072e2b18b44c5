/* SPDX-License-Identifier: EUPL-1.2 */
#include "account_world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "engine/accounts/accounts.h"

int
account_world_set_up(void **state)
{
	struct world *world;
	struct error err = ERROR_INIT;
	int status = world_case_open(state, "", "2026-10-01T08:00");

	if (status != 0)
		return status;
	world = *state;
	world_case_check(accounts_ensure_configured(world->engine, &err), &err);
	return 0;
}

size_t
account_world_count_told(
    struct world *world, const char *address, const char *text)
{
	size_t count = 0;
	struct error err = ERROR_INIT;

	world_case_check(world_wake(world, &err), &err);
	for (size_t i = 0; i < world->delivery_count; i++) {
		const struct delivery *delivery = &world->deliveries[i];

		if (strcmp(delivery->kind, "account") == 0 &&
		    strcmp(delivery->to, address) == 0 &&
		    strstr(delivery->text, text) != NULL)
			count++;
	}
	return count;
}
