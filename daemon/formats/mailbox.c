/* SPDX-License-Identifier: EUPL-1.2 */
#include "formats/mailbox.h"

#include <stdbool.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"

#define MAX_MAILBOX_CHARS 400
#define MAX_EMAIL_BYTES 254
#define MAX_LOCAL_BYTES 64

static bool
has_bad_character(const char *email)
{
	for (; *email != '\0'; email++)
		if ((unsigned char)*email <= ' ' ||
		    strchr("<>()[],;:\"\\", *email) != NULL)
			return true;
	return false;
}

/* "a.b" yes; "", ".a", "a.", "a..b" no. */
static bool
has_whole_parts(const char *text, size_t len)
{
	if (len == 0 || text[0] == '.' || text[len - 1] == '.')
		return false;
	for (size_t i = 1; i < len; i++)
		if (text[i] == '.' && text[i - 1] == '.')
			return false;
	return true;
}

int
mailbox_check_email(const char *email, struct error *err)
{
	const char *at = strchr(email, '@');
	size_t local = at != NULL ? (size_t)(at - email) : 0;

	if (at == NULL || strchr(at + 1, '@') != NULL ||
	    strlen(email) > MAX_EMAIL_BYTES || local > MAX_LOCAL_BYTES ||
	    has_bad_character(email) || !has_whole_parts(email, local) ||
	    strchr(at + 1, '.') == NULL ||
	    !has_whole_parts(at + 1, strlen(at + 1)))
		return error_set(err, OB_EINVALID,
		    "'%.100s' is not a mail address, as 'ida@example.org'",
		    email);
	return 0;
}

static int
refuse_form(const char *text, struct error *err)
{
	return error_set(err, OB_EINVALID,
	    "'%.100s' must be written as 'Name <name@example.org>'", text);
}

int
mailbox_split(
    const char *text, char **ret_name, char **ret_email, struct error *err)
{
	cleanup_(memory_free_ptr) char *name = NULL;
	cleanup_(memory_free_ptr) char *email = NULL;
	const char *open = strchr(text, '<');
	const char *start = text;
	size_t len = strlen(text);
	size_t name_len;
	int status;

	if (utf8_check_line("name", text, MAX_MAILBOX_CHARS, NULL) < 0 ||
	    open == NULL || text[len - 1] != '>')
		return refuse_form(text, err);
	name_len = (size_t)(open - text);
	while (name_len > 0 && start[name_len - 1] == ' ')
		name_len--;
	if (name_len > 2 && start[0] == '"' && start[name_len - 1] == '"') {
		start++;
		name_len -= 2;
	}
	name = memory_strndup(start, name_len);
	email = memory_strndup(open + 1, len - (size_t)(open - text) - 2);
	if (strpbrk(name, "\"<>@") != NULL || strspn(name, " ") == strlen(name))
		return refuse_form(text, err);
	status = mailbox_check_email(email, err);
	if (status < 0)
		return status;
	*ret_name = TAKE_PTR(name);
	*ret_email = TAKE_PTR(email);
	return 0;
}
