/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/handbook.h"

#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"

const char *const handbook_functions[] = {"it", "legal", "hr", "recruitment",
    "payroll", "management_information", "procurement", "finance", "facilities",
    "wellbeing", "absence", "supervision", NULL};

bool
handbook_function_is_known(const char *function)
{
	for (size_t i = 0; handbook_functions[i] != NULL; i++) {
		if (strcmp(handbook_functions[i], function) == 0)
			return true;
	}
	return false;
}

static void
release_entry(struct handbook_entry *entry)
{
	free(entry->function);
	text_pair_release(&entry->title);
	free(entry->contact_name);
	free(entry->contact_email);
	free(entry->deputy_name);
	free(entry->deputy_email);
	free(entry->phone);
	free(entry->mail);
	free(entry->members);
	text_pair_release(&entry->helps_with);
}

void
handbook_free(struct handbook *handbook)
{
	if (handbook == NULL)
		return;
	for (size_t i = 0; i < handbook->count; i++)
		release_entry(&handbook->entries[i]);
	free(handbook->entries);
	free(handbook);
}

void
handbook_free_ptr(struct handbook **handbook)
{
	handbook_free(*handbook);
	*handbook = NULL;
}

const struct handbook_entry *
handbook_find(const struct handbook *handbook, const char *function)
{
	for (size_t i = 0; i < handbook->count; i++)
		if (strcmp(handbook->entries[i].function, function) == 0)
			return &handbook->entries[i];
	return NULL;
}

char *
handbook_mailbox(const char *name, const char *address)
{
	struct strbuf out = STRBUF_INIT;

	strbuf_add_char(&out, '"');
	for (; *name != '\0'; name++) {
		if (*name == '"' || *name == '\\')
			strbuf_add_char(&out, '\\');
		strbuf_add_char(&out, *name);
	}
	strbuf_add_format(&out, "\" <%s>", address);
	return strbuf_detach(&out);
}
