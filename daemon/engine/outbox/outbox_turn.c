/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/outbox/outbox_turn.h"

static bool
is_empty(const struct outbox_queue *queue)
{
	return queue->taken == queue->count;
}

static bool
is_urgent(const struct outbox_queue *queue)
{
	return !is_empty(queue) && queue->mails[queue->taken].urgent;
}

bool
outbox_turn_take(struct outbox_queue *fresh, struct outbox_queue *backlog,
    bool *backlog_is_next, struct mail *ret_mail)
{
	bool takes_backlog = *backlog_is_next;
	struct outbox_queue *queue;

	if (is_empty(fresh) && is_empty(backlog))
		return false;
	if (is_empty(fresh) || is_empty(backlog))
		takes_backlog = is_empty(fresh);
	else if (is_urgent(fresh) != is_urgent(backlog))
		takes_backlog = is_urgent(backlog);
	queue = takes_backlog ? backlog : fresh;
	*ret_mail = queue->mails[queue->taken];
	queue->mails[queue->taken++] = (struct mail){0};
	*backlog_is_next = !takes_backlog;
	return true;
}
