/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_STORE_NETWORK_STORE_H
#define ONBOARD_STORE_NETWORK_STORE_H

#include <stddef.h>

#include "base/error.h"
#include "model/network.h"

struct store;

/* Leader networks and who is in them. */

int network_store_add(struct store *store, const struct network *network,
    int64_t *ret_id, struct error *err) OB_MUST_CHECK;

/* All but id and created_at. */
int network_store_update(struct store *store, const struct network *network,
    struct error *err) OB_MUST_CHECK;
int network_store_find(struct store *store, int64_t id,
    struct network *ret_network, struct error *err) OB_MUST_CHECK;

/* An open one. */
int network_store_find_name(struct store *store, const char *name,
    struct network *ret_network, struct error *err) OB_MUST_CHECK;

/* The open ones first, each by name. */
int network_store_list(struct store *store, struct network **ret_networks,
    size_t *ret_count, struct error *err) OB_MUST_CHECK;

/*
 * The open ones with which the person has to do on the day: as a member or
 * as their contact; by name.
 */
int network_store_list_of(struct store *store, int64_t person_id,
    struct date day, struct network **ret_networks, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

void network_store_release(struct network *network);
void network_store_free(struct network *networks, size_t count);

/* Who was a member from that day on is it again. */
int network_store_set_member(struct store *store,
    const struct network_member *member, struct error *err) OB_MUST_CHECK;

/* The one that is not over on the day. */
int network_store_find_member(struct store *store, int64_t network_id,
    int64_t person_id, struct date day, struct network_member *ret_member,
    struct error *err) OB_MUST_CHECK;

/* Also those that are over, the earliest first. */
int network_store_list_members(struct store *store, int64_t network_id,
    struct network_member **ret_members, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;
int network_store_list_memberships(struct store *store, int64_t person_id,
    struct network_member **ret_members, size_t *ret_count,
    struct error *err) OB_MUST_CHECK;

#endif
