/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PEOPLE_GROUPS_H
#define ONBOARD_ENGINE_PEOPLE_GROUPS_H

#include <stdint.h>

#include "base/error.h"
#include "model/handbook.h"
#include "model/records.h"

struct change;
struct engine;

/*
 * A function that several own together is held by a group: a person with the
 * function's mailbox, or an address that no mail can reach, and members who
 * act for it (acting.h).  It is known by its entry: the mailbox may be
 * somebody's own address, or another function's as well.
 */

/* Whether the handbook gives the function to a group. */
bool groups_owns(const struct handbook_entry *entry);

/* The group of an entry that has members, made or brought up to date. */
int groups_ensure(struct change *change, const struct handbook_entry *entry,
    int64_t *ret_id, struct error *err) OB_MUST_CHECK;

/*
 * Whoever has the address, else the one group whose mailbox it is:
 * OB_ENOTFOUND, OB_ECONFLICT when it is several functions'.
 */
int groups_find(struct engine *engine, const char *address,
    struct person *ret_person, struct error *err) OB_MUST_CHECK;

/*
 * Brings all groups up to date with a new handbook: one whose entry names no
 * members any more is left to the contact.
 */
int groups_sync(struct change *change, const struct handbook *handbook,
    struct error *err) OB_MUST_CHECK;

#endif
