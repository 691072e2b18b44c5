/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_LETTERS_ADDRESS_H
#define ONBOARD_ENGINE_LETTERS_ADDRESS_H

#include <stdint.h>

#include "base/error.h"
#include "model/records.h"

struct change;
struct engine;

/*
 * The work address when there is one, but for a leader whose first day is
 * still to come when the mail goes: then the private one.  Borrows from the
 * person.
 */
int letters_address_choose(const struct engine *engine,
    const struct person *person, int64_t at, const char **ret_address,
    struct error *err) OB_MUST_CHECK;

/*
 * A mail that is about to leave goes to the address that its person has now.
 * One that may have arrived already goes as it was.
 */
int letters_address_renew(
    struct change *change, struct mail *mail, struct error *err) OB_MUST_CHECK;

#endif
