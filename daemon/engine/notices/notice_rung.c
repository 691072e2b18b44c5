/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/notices/notice_rung.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NOTICE "notice"
#define HANDOVER "notice-handover"

char *
notice_rung_name(const struct notice_rung *rung, char name[NOTICE_RUNG_SIZE])
{
	const char *word = rung->is_handover ? HANDOVER : NOTICE;

	if (rung->owner_id == 0)
		(void)snprintf(name, NOTICE_RUNG_SIZE, "%s", word);
	else
		(void)snprintf(name, NOTICE_RUNG_SIZE, "%s %" PRId64, word,
		    rung->owner_id);
	return name;
}

bool
notice_rung_parse(const char *name, struct notice_rung *ret_rung)
{
	size_t len = strcspn(name, " ");
	bool is_handover =
	    len == strlen(HANDOVER) && strncmp(name, HANDOVER, len) == 0;

	if (!is_handover &&
	    (len != strlen(NOTICE) || strncmp(name, NOTICE, len) != 0))
		return false;
	*ret_rung = (struct notice_rung){
	    .is_handover = is_handover,
	    .owner_id = name[len] == '\0' ? 0 : strtoll(name + len, NULL, 10),
	};
	return true;
}
