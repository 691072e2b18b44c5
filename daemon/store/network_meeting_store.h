/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_STORE_NETWORK_MEETING_STORE_H
#define ONBOARD_STORE_NETWORK_MEETING_STORE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "model/network.h"

struct store;

/* When networks meet, who came, and who was told of it. */

int network_meeting_store_add(struct store *store,
    const struct network_meeting *meeting, int64_t *ret_id,
    struct error *err) OB_MUST_CHECK;

/* All but id, network and uid. */
int network_meeting_store_update(struct store *store,
    const struct network_meeting *meeting, struct error *err) OB_MUST_CHECK;
int network_meeting_store_find(struct store *store, int64_t id,
    struct network_meeting *ret_meeting, struct error *err) OB_MUST_CHECK;

/* Those of a network in the days from..until, both included, by time. */
struct network_meeting_filter {
	int64_t network_id;
	struct date from;  /* DATE_NONE: no bound */
	struct date until; /* DATE_NONE: no bound */
};

int network_meeting_store_list(struct store *store,
    const struct network_meeting_filter *filter,
    struct network_meeting **ret_meetings, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

void network_meeting_store_release(struct network_meeting *meeting);
void network_meeting_store_free(struct network_meeting *meetings, size_t count);

struct network_attendance {
	int64_t meeting_id;
	int64_t person_id;
	bool attended;
};

int network_meeting_store_set_attendance(struct store *store,
    const struct network_attendance *attendance,
    struct error *err) OB_MUST_CHECK;

/* Of all meetings of the network that took place; free() the array. */
int network_meeting_store_list_attendance(struct store *store,
    int64_t network_id, struct network_attendance **ret_rows, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

/* A sequence of a meeting that somebody was told of. */
struct network_told {
	int64_t meeting_id;
	int64_t person_id;
	int sequence;
	int64_t mail_id; /* 0: it was the person's own doing */
};

int network_meeting_store_set_told(struct store *store,
    const struct network_told *told, struct error *err) OB_MUST_CHECK;

/* The highest one; OB_ENOTFOUND when the person knows of none. */
int network_meeting_store_find_told(struct store *store, int64_t meeting_id,
    int64_t person_id, struct network_told *ret_told,
    struct error *err) OB_MUST_CHECK;

/* The mail never left: nobody was told by it. */
int network_meeting_store_untell(
    struct store *store, int64_t mail_id, struct error *err) OB_MUST_CHECK;

/*
 * Who may have something to hear: members on the day, and contacts, of
 * networks with a meeting on it or later, but for leaders whose journey is
 * paused; free() the array.
 */
int network_meeting_store_list_hearers(struct store *store, struct date day,
    int64_t **ret_people, size_t *ret_count, struct error *err) OB_MUST_CHECK;

/*
 * The networks, closed ones too, that the person is or was a member of or is
 * the contact of; free() the array.
 */
int network_meeting_store_list_networks(struct store *store, int64_t person_id,
    int64_t **ret_ids, size_t *ret_count, struct error *err) OB_MUST_CHECK;

#endif
