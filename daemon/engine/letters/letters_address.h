/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_LETTERS_LETTERS_ADDRESS_H
#define ONBOARD_ENGINE_LETTERS_LETTERS_ADDRESS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "model/records.h"

struct change;
struct engine;

/*
 * The work address when there is one, but for a leader whose first day is
 * still to come when the mail goes: then the private one.  The other one
 * instead of one that mail servers refuse for good; the same when both are
 * refused.  Borrows from the person.
 */
int letters_address_choose(const struct engine *engine,
    const struct person *person, int64_t at, const char **ret_address,
    struct error *err) OB_MUST_CHECK;

/* Whether the address is one of the person's, in whatever case it is written.
 */
bool letters_address_is_own(const struct person *person, const char *address);

/* Whether this address of the person is refused for good. */
bool letters_address_is_bad(const struct person *person, const char *address);

/* Whether every address is: no mail can reach the person. */
bool letters_address_is_cut_off(const struct person *person);

/* What a mail's row says that was not sent for that reason. */
#define LETTERS_ADDRESS_BAD                                                    \
	"not sent: mail servers refuse this address; give the person another " \
	"one by 'edit-person', then use 'retry-mail'"

/*
 * A mail that is about to leave goes to the address that its person has now.
 * One that may have arrived already goes as it was.  *ret_is_bad: it cannot
 * leave, because that address is refused for good.
 */
int letters_address_renew(struct change *change, struct mail *mail,
    bool *ret_is_bad, struct error *err) OB_MUST_CHECK;

#endif
