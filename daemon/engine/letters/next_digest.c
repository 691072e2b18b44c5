/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/letters/next_digest.h"

#include "base/instant.h"
#include "engine/core/core.h"

#define URGENT_SECONDS (48 * (int64_t)3600)

int64_t
next_digest_at(const struct engine *engine, bool is_weekly)
{
	return is_weekly ? engine->next_weekly : engine->next_digest;
}

bool
next_digest_is_late_for(
    const struct engine *engine, int64_t next_digest, int64_t at)
{
	int64_t now = core_now(engine);
	/* Before the first pass nobody knows of it yet. */
	int64_t heard = next_digest < now ? now : next_digest;

	return at != INSTANT_NONE && at >= now && at < heard + URGENT_SECONDS;
}
