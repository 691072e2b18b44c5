/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/programmes/handbook_correction.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "engine/core/core.h"
#include "engine/people/groups.h"
#include "engine/people/people.h"
#include "message/address.h"

#define HELP_CHARS 10000 /* as in a file */

static const char *
given(const char *text)
{
	return text == NULL ? "" : text;
}

static void
replace(char **text, char *wanted)
{
	free(*text);
	*text = wanted;
}

static int
set_line(const char *field, const char *text, size_t max_chars, char **target,
    struct error *err)
{
	int status = OB_OK;

	if (given(text)[0] != '\0')
		status = utf8_check_line(field, text, max_chars, err);
	if (status == OB_OK)
		replace(target, memory_strdup(given(text)));
	return status;
}

/* A form's line ends are not ours. */
static int
set_help(const char *field, const char *text, char **target, struct error *err)
{
	struct strbuf clean = STRBUF_INIT;
	int status;

	for (const char *at = given(text); *at != '\0'; at++) {
		if (at[0] != '\r')
			strbuf_add_char(&clean, at[0]);
		else if (at[1] != '\n')
			strbuf_add_char(&clean, '\n');
	}
	status = utf8_check_text(field, clean.buf, HELP_CHARS, err);
	if (status == OB_OK)
		replace(target, strbuf_detach(&clean));
	strbuf_release(&clean);
	return status;
}

static bool
is_domain_of(const char *address, const char *domain)
{
	return address[0] != '\0' &&
	       strcasecmp(address_domain(address), domain) == 0;
}

/* The entry is still as it was before the correction. */
static bool
is_known_domain(const struct engine *engine, const struct handbook_entry *entry,
    const char *address)
{
	const char *domain = address_domain(address);

	return is_domain_of(engine->from_address, domain) ||
	       is_domain_of(entry->contact_email, domain) ||
	       is_domain_of(entry->deputy_email, domain) ||
	       is_domain_of(entry->mail, domain);
}

static int
read_address(const struct engine *engine, const struct handbook_entry *entry,
    const char *field, const char *text, char **ret_address, struct error *err)
{
	char *bare = NULL;
	int status;

	if (given(text)[0] == '\0') {
		*ret_address = memory_strdup("");
		return OB_OK;
	}
	status = address_parse_bare(field, text, &bare, err);
	if (status != OB_OK)
		return status;
	if (!is_known_domain(engine, entry, bare)) {
		free(bare);
		return error_refuse(err, OB_EINVALID, field, "entry_domain",
		    "'%.80s' is no address of the municipality", text);
	}
	*ret_address = bare;
	return OB_OK;
}

/* Of a place the next entry's contact is asked, of a group its members. */
bool
handbook_correction_may_lack_contact(const struct handbook_entry *entry)
{
	return handbook_is_local(entry) || groups_owns(entry);
}

/* Read together, before any of them is in the entry. */
struct addresses {
	char *contact;
	char *deputy;
	char *mail;
};

static void
addresses_release(struct addresses *addresses)
{
	free(addresses->contact);
	free(addresses->deputy);
	free(addresses->mail);
}

static int
read_addresses(const struct engine *engine, const struct handbook_entry *entry,
    const struct handbook_correction *wanted, struct addresses *addresses,
    struct error *err)
{
	int status = read_address(engine, entry, "contact_email",
	    wanted->contact_email, &addresses->contact, err);

	if (status == OB_OK)
		status = read_address(engine, entry, "deputy_email",
		    wanted->deputy_email, &addresses->deputy, err);
	if (status == OB_OK)
		status = read_address(
		    engine, entry, "mail", wanted->mail, &addresses->mail, err);
	if (status == OB_OK && given(addresses->contact)[0] == '\0' &&
	    !handbook_correction_may_lack_contact(entry))
		return error_refuse(err, OB_EINVALID, "contact_email",
		    "entry_contact", "somebody must be there to ask");
	return status;
}

static int
set_person(const char *field, const char *name, char **address,
    char **target_name, char **target_address, struct error *err)
{
	int status;

	if ((given(name)[0] == '\0') != (given(*address)[0] == '\0'))
		return error_refuse(err, OB_EINVALID, field, "entry_person",
		    "a person has a name and an address");
	status = set_line(field, name, PEOPLE_NAME_MAX, target_name, err);
	if (status == OB_OK)
		replace(target_address, TAKE_PTR(*address));
	return status;
}

int
handbook_correction_apply(const struct engine *engine,
    const struct handbook_correction *wanted, struct handbook_entry *entry,
    struct error *err)
{
	cleanup_(addresses_release) struct addresses addresses = {
	    .contact = NULL};
	int status = read_addresses(engine, entry, wanted, &addresses, err);

	if (status == OB_OK)
		status = set_person("contact_name", wanted->contact_name,
		    &addresses.contact, &entry->contact_name,
		    &entry->contact_email, err);
	if (status == OB_OK)
		status = set_person("deputy_name", wanted->deputy_name,
		    &addresses.deputy, &entry->deputy_name,
		    &entry->deputy_email, err);
	if (status == OB_OK)
		status = set_line("phone", wanted->phone, PEOPLE_PHONE_MAX,
		    &entry->phone, err);
	if (status == OB_OK)
		status = set_help("helps_da", wanted->helps_da,
		    &entry->helps_with.in[LANGUAGE_DA], err);
	if (status == OB_OK)
		status = set_help("helps_en", wanted->helps_en,
		    &entry->helps_with.in[LANGUAGE_EN], err);
	if (status == OB_OK)
		replace(&entry->mail, TAKE_PTR(addresses.mail));
	return status;
}
