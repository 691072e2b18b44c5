/* SPDX-License-Identifier: EUPL-1.2 */
#include "message/message_id.h"

#include <string.h>

#define ATOM_OCTETS                                                            \
	"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"       \
	"!#$%&'*+-/=?^_`{|}~"

/* Atoms with single dots between them; 0 for none. */
static size_t
dot_atom_len(const char *text)
{
	size_t len = strspn(text, ATOM_OCTETS);

	while (len > 0 && text[len] == '.') {
		size_t more = strspn(text + len + 1, ATOM_OCTETS);

		if (more == 0)
			return 0;
		len += 1 + more;
	}
	return len;
}

/* "[127.0.0.1]" */
static size_t
literal_len(const char *text)
{
	size_t len;

	if (text[0] != '[')
		return 0;
	len = strcspn(text, "]<> \t");
	return text[len] == ']' ? len + 1 : 0;
}

bool
message_id_take(const char **at, const char **ret_id, size_t *ret_len)
{
	const char *start = *at + strspn(*at, " \t");
	const char *end = start;
	size_t left = *end == '<' ? dot_atom_len(end + 1) : 0;
	size_t right;

	if (left == 0 || end[1 + left] != '@')
		return false;
	end += 1 + left + 1;
	right = dot_atom_len(end);
	if (right == 0)
		right = literal_len(end);
	if (right == 0 || end[right] != '>')
		return false;
	end += right + 1;
	*ret_id = start;
	*ret_len = (size_t)(end - start);
	*at = end + strspn(end, " \t");
	return true;
}
