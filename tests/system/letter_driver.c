/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Builds letters from standard input, for tests that read them back:
 *
 *	FIELD HEX    sets a field to bytes written in hexadecimal
 *	build        prints "ok HEX" or "refused FIELD TEXT"; forgets the fields
 */
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "message/letter.h"

#define REFERENCES_MAX 40

struct letter_fields {
	struct letter_content content;
	char *date;
	char *utc_offset;
	char *references[REFERENCES_MAX + 1];
	size_t reference_count;
};

struct field {
	const char *name;
	size_t offset;
};

#define FIELD(name)                                                            \
	{                                                                      \
#name, offsetof(struct letter_fields, content.name)            \
	}

static const struct field fields[] = {
    FIELD(from_name),
    FIELD(from_address),
    FIELD(to_name),
    FIELD(to_address),
    FIELD(reply_to_name),
    FIELD(reply_to_address),
    FIELD(subject),
    FIELD(text_plain),
    FIELD(text_html),
    FIELD(language),
    FIELD(message_id),
    FIELD(unsubscribe_url),
    FIELD(list_id),
    FIELD(calendar),
    FIELD(calendar_method),
    {"date", offsetof(struct letter_fields, date)},
    {"utc_offset", offsetof(struct letter_fields, utc_offset)},
};

static char **
place_of(struct letter_fields *letter, const struct field *field)
{
	return (char **)(void *)((char *)letter + field->offset);
}

static int
hex_digit(char c)
{
	return c <= '9' ? c - '0' : c - 'a' + 10;
}

static char *
from_hex(const char *hex)
{
	size_t len = strlen(hex) / 2;
	char *bytes = memory_alloc(len + 1);

	for (size_t i = 0; i < len; i++)
		bytes[i] = (char)(hex_digit(hex[2 * i]) * 16 +
				  hex_digit(hex[2 * i + 1]));
	return bytes;
}

static bool
set_field(struct letter_fields *letter, const char *name, const char *hex)
{
	if (strcmp(name, "reference") == 0 &&
	    letter->reference_count < REFERENCES_MAX) {
		letter->references[letter->reference_count++] = from_hex(hex);
		return true;
	}
	for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
		if (strcmp(fields[i].name, name) == 0) {
			*place_of(letter, &fields[i]) = from_hex(hex);
			return true;
		}
	}
	return false;
}

static void
forget(struct letter_fields *letter)
{
	for (size_t i = 0; i < ARRAY_LEN(fields); i++)
		free(*place_of(letter, &fields[i]));
	for (size_t i = 0; i < letter->reference_count; i++)
		free(letter->references[i]);
	*letter = (struct letter_fields){.reference_count = 0};
}

static void
build(struct letter_fields *letter)
{
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	struct error err = ERROR_INIT;

	if (letter->date != NULL)
		letter->content.date = strtoll(letter->date, NULL, 10);
	if (letter->utc_offset != NULL)
		letter->content.utc_offset =
		    (int)strtol(letter->utc_offset, NULL, 10);
	letter->content.references =
	    (const char *const *)(const void *)letter->references;
	if (letter_build(&letter->content, &bytes, &err) < 0) {
		(void)printf("refused %s %s\n", err.field, err.text);
	} else {
		(void)printf("ok ");
		for (size_t i = 0; i < bytes.len; i++)
			(void)printf("%02x", (unsigned char)bytes.buf[i]);
		(void)printf("\n");
	}
	(void)fflush(stdout);
	forget(letter);
}

int
main(void)
{
	struct letter_fields letter = {.reference_count = 0};
	char *line = NULL;
	size_t size = 0;

	while (getline(&line, &size, stdin) > 0) {
		char *rest = NULL;
		char *name = strtok_r(line, " \n", &rest);
		char *hex = strtok_r(NULL, " \n", &rest);

		if (name == NULL)
			continue;
		if (strcmp(name, "build") == 0)
			build(&letter);
		else if (!set_field(&letter, name, hex != NULL ? hex : ""))
			return 2;
	}
	free(line);
	forget(&letter);
	return 0;
}
