/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/accounts/rate_limits.h"

#include "base/memory.h"
#include "crypto/token.h"
#include "engine/core/core.h"
#include "store/sign_in_store.h"

#define WINDOW_SECONDS ((int64_t)3600)

static const struct {
	const char *name;
	int64_t most;
} rules[] = {
    [RATE_LIMIT_ADDRESS] = {"sign-in-address", 5},
    [RATE_LIMIT_PEER] = {"sign-in-peer", 20},
    [RATE_LIMIT_OPENID] = {"sign-in-openid", 60},
};

int
rate_limits_count(struct engine *engine, enum rate_limit_kind kind,
    const char *text, bool *ret_is_over, struct error *err)
{
	int64_t now = core_now(engine);
	char name[TOKEN_NAME_SIZE];
	cleanup_(memory_free_ptr) char *subject = NULL;
	struct rate_limit limit = {.since = now, .count = 1};
	int64_t count = 0;
	int status;

	token_make_name(engine->key, rules[kind].name, text, name);
	subject = memory_printf("%s:%s", rules[kind].name, name);
	limit.subject = subject;
	status = sign_in_store_count_limit(
	    engine->store, &limit, now - WINDOW_SECONDS, &count, err);
	if (status == OB_OK)
		*ret_is_over = count > rules[kind].most;
	return status;
}

int
rate_limits_sweep(struct engine *engine, struct error *err)
{
	return sign_in_store_sweep_limits(
	    engine->store, core_now(engine) - WINDOW_SECONDS, err);
}
