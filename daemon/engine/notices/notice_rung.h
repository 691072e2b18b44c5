/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_NOTICES_NOTICE_RUNG_H
#define ONBOARD_ENGINE_NOTICES_NOTICE_RUNG_H

#include <stdbool.h>
#include <stdint.h>

/*
 * The reminder's name of a notice: "notice", "notice-handover" when somebody
 * else had been told before, and with " 17" behind it when its person was told
 * for the owner 17.  So a notice that has not left can be written anew.
 */
#define NOTICE_RUNG_SIZE 48

struct notice_rung {
	bool is_handover;
	int64_t owner_id; /* 0: the person who was told */
};

char *notice_rung_name(
    const struct notice_rung *rung, char name[NOTICE_RUNG_SIZE]);

/* Whether it is one of a notice. */
bool notice_rung_parse(const char *name, struct notice_rung *ret_rung);

#endif
