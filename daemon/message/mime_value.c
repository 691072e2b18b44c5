/* SPDX-License-Identifier: EUPL-1.2 */
#include "message/mime_value.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

static bool
is_token_octet(char c)
{
	return c > ' ' && c < 0x7f && strchr("()<>@,;:\\\"/[]?=", c) == NULL;
}

static void
lower(char *text)
{
	for (; *text != '\0'; text++) {
		if (*text >= 'A' && *text <= 'Z')
			*text = (char)(*text - 'A' + 'a');
	}
}

static char *
skip_blanks(char *at)
{
	return at + strspn(at, " \t");
}

/* Behind the opening quote; the value is undone in place. */
static char *
take_quoted(char *at, struct mime_parameter *parameter)
{
	char *out = at;

	parameter->value = at;
	parameter->is_quoted = true;
	for (; *at != '"'; at++) {
		if (*at == '\\' && at[1] != '\0')
			at++;
		if (*at == '\0')
			return NULL;
		*out++ = *at;
	}
	*out = '\0';
	return at + 1;
}

static char *
take_token(char *at, struct mime_parameter *parameter)
{
	parameter->value = at;
	while (is_token_octet(*at))
		at++;
	return at == parameter->value ? NULL : at;
}

/*
 * From behind a ';' on: "name=value".  Returns what is behind it, with the
 * value's end not yet set, or NULL.
 */
static char *
take_parameter(char *at, struct mime_parameter *parameter)
{
	char *name = skip_blanks(at);

	at = name;
	while (is_token_octet(*at))
		at++;
	if (at == name || *at != '=')
		return NULL;
	*at++ = '\0';
	lower(name);
	parameter->name = name;
	return *at == '"' ? take_quoted(at + 1, parameter)
			  : take_token(at, parameter);
}

static void
parse_parameters(char *at, struct mime_value *value)
{
	while (true) {
		struct mime_parameter parameter = {.name = NULL};
		char *end;

		at = skip_blanks(at);
		if (*at == '\0')
			return;
		value->fault = "has something else than '; name=value'";
		if (*at != ';')
			return;
		*at = '\0';
		end = take_parameter(at + 1, &parameter);
		if (end == NULL)
			return;
		value->fault = "has too many parameters";
		if (value->count == MIME_VALUE_PARAMETERS_MAX)
			return;
		value->parameters[value->count++] = parameter;
		value->fault = NULL;
		at = skip_blanks(end);
		if (at > end)
			*end = '\0';
	}
}

void
mime_value_parse(const char *text, struct mime_value *ret_value)
{
	struct mime_value value = {.text = memory_strdup(text)};
	char *at = value.text;

	while (is_token_octet(*at) || *at == '/')
		at++;
	value.kind = value.text;
	if (at == value.text)
		value.fault = "is empty";
	else
		parse_parameters(at, &value);
	*at = '\0';
	lower(value.text);
	*ret_value = value;
}

void
mime_value_release(struct mime_value *value)
{
	free(value->text);
	*value = (struct mime_value){.text = NULL};
}

const char *
mime_value_parameter(const struct mime_value *value, const char *name)
{
	for (size_t i = 0; i < value->count; i++) {
		if (strcmp(value->parameters[i].name, name) == 0)
			return value->parameters[i].value;
	}
	return "";
}

bool
mime_value_has(const struct mime_value *value, const char *name)
{
	for (size_t i = 0; i < value->count; i++) {
		if (strcmp(value->parameters[i].name, name) == 0)
			return true;
	}
	return false;
}
