/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/people/people.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/people/groups.h"
#include "message/address.h"
#include "store/account_store.h"
#include "store/acting_store.h"
#include "store/person_store.h"

static void
add_bad_address(const struct person *person, const char *address, json_t *list)
{
	(void)json_array_append_new(list,
	    json_pack("{s:s, s:s}", "name", person->name, "email", address));
}

void
people_add_bad_addresses(const struct person *person, json_t *list)
{
	if (person->email_is_bad)
		add_bad_address(person, person->email, list);
	if (person->work_email_is_bad)
		add_bad_address(person, person->work_email, list);
}

json_t *
people_view(const struct person *person)
{
	json_t *bad = json_array();

	people_add_bad_addresses(person, bad);
	return json_pack("{s:I, s:s, s:s, s:s, s:s, s:s, s:o}", "id",
	    (json_int_t)person->id, "name", person->name, "email",
	    person->email, "work_email", person->work_email, "phone",
	    person->phone, "language", person->language, "bad_addresses", bad);
}

json_t *
people_brief(const struct person *person)
{
	return json_pack(
	    "{s:s, s:s}", "name", person->name, "email", person->email);
}

bool
people_is_weekly(const struct person *person)
{
	return person->digest != NULL && strcmp(person->digest, "weekly") == 0;
}

/* What follows a comma: a first name, and not a title as "cand.scient.". */
static bool
is_first_name(const char *word, size_t len)
{
	return len > 0 && (word[0] < 'a' || word[0] > 'z') &&
	       memchr(word, '.', len) == NULL;
}

char *
people_first_name(const struct person *person)
{
	const char *name = person->name;
	const char *comma = strchr(name, ',');

	if (person->is_group)
		return memory_strdup(name);
	if (comma != NULL) {
		const char *word = comma + 1 + strspn(comma + 1, " ");
		size_t len = strcspn(word, " ,");

		if (is_first_name(word, len))
			return memory_strndup(word, len);
	}
	return memory_strndup(name, strcspn(name, " ,"));
}

int
people_find(struct engine *engine, const char *address,
    struct person *ret_person, struct error *err)
{
	cleanup_(memory_free_ptr) char *bare = NULL;
	cleanup_(memory_free_ptr) char *key = NULL;
	int status = address_parse_bare("email", address, &bare, err);

	if (status != OB_OK)
		return status;
	key = address_key(bare);
	status = person_store_find_by_key(engine->store, key, ret_person, err);
	if (status == OB_ENOTFOUND)
		return error_set(err, OB_ENOTFOUND,
		    "nobody here has the address '%s'", bare);
	return status;
}

/* A page's change: of who is signed in, or of whose page it is. */
static bool
is_of_a_page(const struct change *change)
{
	return strncmp(change->actor, "account:", strlen("account:")) == 0 ||
	       strncmp(change->actor, "person:", strlen("person:")) == 0;
}

int
people_may_sign_in(
    struct engine *engine, int64_t person_id, bool *ret_may, struct error *err)
{
	cleanup_(account_store_release) struct account account = {0};
	int status =
	    account_store_find_person(engine->store, person_id, &account, err);

	if (status != OB_OK && status != OB_ENOTFOUND)
		return status;
	*ret_may = status == OB_OK && strcmp(account.state, "active") == 0;
	return OB_OK;
}

/*
 * A link to sign in goes to any address of the person: whoever could give one
 * on a page could sign in as somebody else, or keep who it is out.
 */
static int
check_may_set(struct change *change, const struct person *person,
    const char *field, struct error *err)
{
	bool may_sign_in = false;
	int status = OB_OK;

	if (is_of_a_page(change))
		status = people_may_sign_in(
		    change->engine, person->id, &may_sign_in, err);
	if (status == OB_OK && may_sign_in)
		return error_refuse(err, OB_EDENIED, field, "address_account",
		    "'%s' signs in here, so that no page changes the address; "
		    "the system administrator does, with onboardctl "
		    "edit-person",
		    person->name);
	return status;
}

static bool
has_address(const struct person *person, const char *kind, const char *address)
{
	const char *now =
	    strcmp(kind, "main") == 0 ? person->email : person->work_email;

	return now != NULL && strcmp(now, address) == 0;
}

int
people_set_address(struct change *change, struct person *person,
    const char *kind, const char *field, const char *text, struct error *err)
{
	struct engine *engine = change->engine;
	cleanup_(memory_free_ptr) char *bare = NULL;
	cleanup_(memory_free_ptr) char *key = NULL;
	cleanup_(person_store_release) struct person other = {0};
	int status = address_parse_bare(field, text, &bare, err);

	if (status == OB_OK && !has_address(person, kind, bare))
		status = check_may_set(change, person, field, err);
	if (status != OB_OK)
		return status;
	key = address_key(bare);
	status = person_store_find_by_key(engine->store, key, &other, err);
	if (status == OB_OK && other.id != person->id)
		return error_refuse(err, OB_ECONFLICT, field, "address_taken",
		    "the address '%s' belongs to '%s' already", bare,
		    other.name);
	if (status != OB_OK && status != OB_ENOTFOUND)
		return status;
	if (status == OB_OK &&
	    strcmp(strcmp(kind, "main") == 0 ? other.work_email : other.email,
		bare) == 0)
		return error_refuse(err, OB_ECONFLICT, field, "address_other",
		    "'%s' is the person's other address already", bare);
	return person_store_set_address(
	    engine->store, person->id, kind, bare, key, err);
}

int
people_read_language(
    const char *code, enum language *ret_language, struct error *err)
{
	if (language_parse(code, ret_language, NULL) == OB_OK)
		return OB_OK;
	return error_refuse(err, OB_EINVALID, "language", "language_unknown",
	    "'%.40s' is not a language; use da or en", code);
}

static int
add(struct change *change, const struct person_request *request,
    const char *name_field, const char *email_field, struct person *ret_person,
    struct error *err)
{
	struct engine *engine = change->engine;
	enum language language = engine->settings->language;
	cleanup_(person_store_release) struct person person = {0};
	int status =
	    utf8_check_line(name_field, request->name, PEOPLE_NAME_MAX, err);

	if (status == OB_OK && request->language != NULL)
		status =
		    people_read_language(request->language, &language, err);
	if (status == OB_OK && request->phone != NULL)
		status = utf8_check_line(
		    "phone", request->phone, PEOPLE_PHONE_MAX, err);
	if (status != OB_OK)
		return status;
	person.name = memory_strdup(request->name);
	person.language = memory_strdup(language_code(language));
	person.phone =
	    memory_strdup(request->phone == NULL ? "" : request->phone);
	person.created_at = core_now(engine);
	person.zone = memory_strdup("");
	person.away_from = DATE_NONE;
	person.away_until = DATE_NONE;
	status = person_store_add(engine->store, &person, &person.id, err);
	if (status == OB_OK)
		status = people_set_address(
		    change, &person, "main", email_field, request->email, err);
	if (status == OB_OK && request->work_email != NULL)
		status = people_set_address(change, &person, "work",
		    "work_email", request->work_email, err);
	if (status == OB_OK)
		status = person_store_find(
		    engine->store, person.id, ret_person, err);
	if (status != OB_OK)
		return status;
	return change_audit(change, "add-person", SUBJECT("person", person.id),
	    NULL, people_view(ret_person), err);
}

int
people_ensure(struct change *change, const char *field, const char *text,
    struct person *ret_person, struct error *err)
{
	cleanup_(address_release) struct address address = ADDRESS_INIT;
	cleanup_(memory_free_ptr) char *key = NULL;
	struct person_request request = {0};
	int status = address_parse_field(field, text, &address, err);

	if (status != OB_OK)
		return status;
	key = address_key(address.address);
	status = person_store_find_by_key(
	    change->engine->store, key, ret_person, err);
	if (status != OB_ENOTFOUND)
		return status;
	if (address.name[0] == '\0')
		status = groups_find(
		    change->engine, address.address, ret_person, err);
	if (status == OB_ECONFLICT)
		return error_name_field(err, field);
	if (status != OB_ENOTFOUND)
		return status;
	if (address.name[0] == '\0')
		return error_refuse(err, OB_EINVALID, field, "person_new",
		    "'%s' is new here; write it with a name, \"Name <%s>\", "
		    "or add the person first",
		    address.address, address.address);
	request.name = address.name;
	request.email = address.address;
	return add(change, &request, field, field, ret_person, err);
}

static int
refresh_lines(const struct person_request *request, struct person *person,
    struct error *err)
{
	enum language language;
	int status = OB_OK;

	if (request->phone != NULL) {
		status = utf8_check_line(
		    "phone", request->phone, PEOPLE_PHONE_MAX, err);
		free(person->phone);
		person->phone = memory_strdup(request->phone);
	}
	if (status == OB_OK && request->language != NULL) {
		status =
		    people_read_language(request->language, &language, err);
		if (status != OB_OK)
			return status;
		free(person->language);
		person->language = memory_strdup(language_code(language));
	}
	return status;
}

/* What a second journey of a known person brings along. */
static int
refresh(struct change *change, const struct person_request *request,
    struct person *person, struct error *err)
{
	int status = refresh_lines(request, person, err);

	if (status == OB_OK)
		status =
		    person_store_update(change->engine->store, person, err);
	if (status == OB_OK && request->work_email != NULL)
		status = people_set_address(change, person, "work",
		    "work_email", request->work_email, err);
	return status;
}

int
people_ensure_leader(struct change *change,
    const struct person_request *request, struct person *ret_person,
    struct error *err)
{
	struct engine *engine = change->engine;
	cleanup_(memory_free_ptr) char *bare = NULL;
	cleanup_(memory_free_ptr) char *key = NULL;
	cleanup_(person_store_release) struct person known = {0};
	int status =
	    utf8_check_line("name", request->name, PEOPLE_NAME_MAX, err);

	if (status == OB_OK)
		status =
		    address_parse_bare("email", request->email, &bare, err);
	if (status != OB_OK)
		return status;
	key = address_key(bare);
	status = person_store_find_by_key(engine->store, key, &known, err);
	if (status == OB_ENOTFOUND)
		return add(change, request, "name", "email", ret_person, err);
	if (status == OB_OK)
		status = refresh(change, request, &known, err);
	if (status != OB_OK)
		return status;
	return person_store_find(engine->store, known.id, ret_person, err);
}

int
people_touch_meetings(
    struct engine *engine, int64_t person_id, struct error *err)
{
	cleanup_(memory_free_ptr) int64_t *ids = NULL;
	size_t count = 0;
	int status = acting_store_list_attended(
	    engine->store, person_id, &ids, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++)
		core_touch(engine, ids[i]);
	return status;
}
