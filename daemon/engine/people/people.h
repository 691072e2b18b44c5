/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PEOPLE_PEOPLE_H
#define ONBOARD_ENGINE_PEOPLE_PEOPLE_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "model/programme.h"
#include "model/records.h"

struct change;
struct engine;

/* Limits of what a user may give, in characters. */
#define PEOPLE_NAME_MAX 200
#define PEOPLE_PHONE_MAX 40

/* {"id","name","email","work_email","phone","language","bad_addresses"} */
json_t *people_view(const struct person *person);

/* Appends {"name","email"} for each address that mail servers refuse. */
void people_add_bad_addresses(const struct person *person, json_t *list);

/* {"name","email"} */
json_t *people_brief(const struct person *person);

/*
 * For verbs: the person of "Name <addr>" (or of a bare address), added with
 * the instance's language when new.  A known person keeps the stored name;
 * a bare mailbox may be a group's.  field names the input in errors.
 */
int people_ensure(struct change *change, const char *field, const char *text,
    struct person *ret_person, struct error *err) OB_MUST_CHECK;

/* As people_ensure, from parts that are checked here. */
struct person_request {
	const char *name;
	const char *email;
	const char *work_email; /* may be NULL */
	const char *phone;	/* may be NULL */
	const char *language;	/* may be NULL: the instance's */
};

int people_ensure_leader(struct change *change,
    const struct person_request *request, struct person *ret_person,
    struct error *err) OB_MUST_CHECK;

/* Looks an address up: OB_ENOTFOUND tells that nobody has it. */
int people_find(struct engine *engine, const char *address,
    struct person *ret_person, struct error *err) OB_MUST_CHECK;

/* Whether the person has an account that is open. */
int people_may_sign_in(struct engine *engine, int64_t person_id, bool *ret_may,
    struct error *err) OB_MUST_CHECK;

/*
 * For verbs: gives the person an address; kind is "main" or "work".
 * OB_ECONFLICT when somebody else has it; OB_EDENIED for a page's actor when
 * it is another address of somebody who signs in.
 */
int people_set_address(struct change *change, struct person *person,
    const char *kind, const char *field, const char *text,
    struct error *err) OB_MUST_CHECK;
int people_read_language(const char *code, enum language *ret_language,
    struct error *err) OB_MUST_CHECK;

/*
 * Where the person's invitations go has changed, or whether there are any: the
 * next tick looks at all that the person is to be at or is invited to.
 */
int people_touch_meetings(
    struct engine *engine, int64_t person_id, struct error *err) OB_MUST_CHECK;

/* Who wants the overview once a week. */
bool people_is_weekly(const struct person *person);

/*
 * The first word of the name, or of what follows the comma where the surname
 * stands first, as in "Holm, Ida Marie"; a group's whole name.  Owned.
 */
char *people_first_name(const struct person *person);

#endif
