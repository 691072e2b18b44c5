/* SPDX-License-Identifier: EUPL-1.2 */
#include "formats/document.h"

#include <assert.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "formats/printable.h"

#define MAX_PARTS 16
#define MAX_LINE 256
#define UNKNOWN_KEY "Unexpected key: "

/*
 * What libcyaml logs about a failure: one line that says what, then the way
 * from the value outwards, "in mapping field 'due'", "in sequence entry '3'".
 */
struct failure {
	char what[MAX_LINE];
	char parts[MAX_PARTS][MAX_LINE];
	int part_count;
	bool in_backtrace;
};

static void *
resize_memory(void *arg, void *old, size_t size)
{
	(void)arg;
	if (size == 0) {
		free(old);
		return NULL;
	}
	return memory_resize(old, 1, size);
}

static void take_log_line(cyaml_log_t level, void *arg, const char *format,
    va_list args) OB_PRINTF(3, 0);

static void
take_log_line(cyaml_log_t level, void *arg, const char *format, va_list args)
{
	struct failure *failure = arg;
	char line[MAX_LINE];

	(void)level;
	(void)vsnprintf(line, sizeof(line), format, args);
	line[strcspn(line, "\n")] = '\0';
	if (strstr(line, "Backtrace") != NULL)
		failure->in_backtrace = true;
	else if (!failure->in_backtrace)
		memcpy(failure->what, line, sizeof(line));
	else if (failure->part_count < MAX_PARTS)
		memcpy(
		    failure->parts[failure->part_count++], line, sizeof(line));
}

/*
 * The word after "marker" in "in mapping field 'due' (line: 3, column: 4)",
 * or in "in mapping field: due" of other releases; "" when it is not there.
 */
static void
read_word(const char *line, const char *marker, char ret_word[MAX_LINE])
{
	const char *found = strstr(line, marker);
	size_t len;

	ret_word[0] = '\0';
	if (found == NULL)
		return;
	found += strlen(marker);
	found += strspn(found, ": '");
	len = strcspn(found, "' (");
	memcpy(ret_word, found, len);
	ret_word[len] = '\0';
}

static void
add_part(struct strbuf *path, const char *line)
{
	char field[MAX_LINE];
	char entry[MAX_LINE];

	read_word(line, "in mapping field", field);
	read_word(line, "in sequence entry", entry);
	if (field[0] != '\0')
		strbuf_add_format(
		    path, "%s%s", path->len > 0 ? "." : "", field);
	/* libcyaml has counted the entry it is reading. */
	if (entry[0] != '\0') {
		unsigned long count = strtoul(entry, NULL, 10);

		strbuf_add_format(path, "[%lu]", count > 0 ? count - 1 : 0);
	}
}

static const cyaml_schema_value_t *
find_field(const cyaml_schema_value_t *schema, const char *key)
{
	const cyaml_schema_field_t *field;

	if (schema == NULL || schema->type != CYAML_MAPPING)
		return NULL;
	for (field = schema->mapping.fields; field->key != NULL; field++)
		if (strcmp(field->key, key) == 0)
			return &field->value;
	return NULL;
}

static const cyaml_schema_value_t *
find_schema(const cyaml_schema_value_t *schema, const struct failure *failure,
    int first)
{
	char field[MAX_LINE];

	for (int i = failure->part_count - 1; i >= first && schema != NULL;
	     i--) {
		const char *line = failure->parts[i];

		read_word(line, "in mapping field", field);
		if (field[0] != '\0')
			schema = find_field(schema, field);
		else if (strstr(line, "in sequence entry") != NULL &&
			 schema->type == CYAML_SEQUENCE)
			schema = schema->sequence.entry;
	}
	return schema;
}

static void
describe_choice(struct strbuf *out, const cyaml_schema_value_t *schema)
{
	strbuf_add_str(out, "must be one of ");
	for (uint32_t i = 0; i < schema->enumeration.count; i++)
		strbuf_add_format(out, "%s'%s'", i > 0 ? ", " : "",
		    schema->enumeration.strings[i].str);
}

static void
describe_value(struct strbuf *out, const cyaml_schema_value_t *schema)
{
	if (schema == NULL)
		strbuf_add_str(out, "this value does not belong here");
	else if (schema->type == CYAML_ENUM)
		describe_choice(out, schema);
	else if (schema->type == CYAML_SEQUENCE)
		strbuf_add_str(out, "must be a list: [...]");
	else if (schema->type == CYAML_MAPPING)
		strbuf_add_str(out, "must be keys with values: {key: value}");
	else
		strbuf_add_str(out, "must be a single text");
}

static void
describe(
    struct strbuf *out, cyaml_err_t status, const cyaml_schema_value_t *schema)
{
	if (status == CYAML_ERR_STRING_LENGTH_MIN)
		strbuf_add_str(out, "must not be empty");
	else if (status == CYAML_ERR_STRING_LENGTH_MAX && schema != NULL)
		strbuf_add_format(
		    out, "must be at most %u bytes long", schema->string.max);
	else if (status == CYAML_ERR_SEQUENCE_ENTRIES_MAX && schema != NULL)
		strbuf_add_format(
		    out, "must have at most %u entries", schema->sequence.max);
	else if (status == CYAML_ERR_SEQUENCE_ENTRIES_MIN && schema != NULL)
		strbuf_add_format(out, "must have at least %u %s",
		    schema->sequence.min,
		    schema->sequence.min == 1 ? "entry" : "entries");
	else
		describe_value(out, schema);
}

static int
refuse_at(const struct document *document, struct position at,
    struct error *err, struct strbuf *text)
{
	printable_clean(text->buf);
	return error_set(err, OB_EINVALID, "%.200s:%d:%d: %s",
	    document->file_name, at.line, at.column, text->buf);
}

static int
refuse_unknown_key(const struct document *document, const struct strbuf *path,
    const char *key, struct error *err)
{
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;

	strbuf_add_format(&text, "unknown key '%s'", key);
	if (path->len > 0)
		strbuf_add_format(&text, " in '%s'", path->buf);
	return refuse_at(document,
	    position_map_find_key(document->map, path->buf, key), err, &text);
}

/*
 * Innermost in the way there may be something beside the mistake: the last
 * key that was read before one was missing, the last entry of a list with
 * too many or too few.
 */
static int
first_part(const struct failure *failure, cyaml_err_t status)
{
	bool is_beside = status == CYAML_ERR_MAPPING_FIELD_MISSING ||
			 status == CYAML_ERR_SEQUENCE_ENTRIES_MAX ||
			 status == CYAML_ERR_SEQUENCE_ENTRIES_MIN;

	return is_beside && failure->part_count > 0 ? 1 : 0;
}

static int
refuse(const struct document *document, const struct failure *failure,
    cyaml_err_t status, struct error *err)
{
	cleanup_(strbuf_release) struct strbuf path = STRBUF_INIT;
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;
	const char *unknown = strstr(failure->what, UNKNOWN_KEY);
	int first = first_part(failure, status);
	char missing[MAX_LINE];

	read_word(failure->what, "mapping field", missing);
	for (int i = failure->part_count - 1; i >= first; i--)
		add_part(&path, failure->parts[i]);
	if (status == CYAML_ERR_INVALID_KEY && unknown != NULL)
		return refuse_unknown_key(
		    document, &path, unknown + strlen(UNKNOWN_KEY), err);
	if (status == CYAML_ERR_MAPPING_FIELD_MISSING) {
		strbuf_add_format(&text, "'%s%s%s' is missing", path.buf,
		    path.len > 0 ? "." : "", missing);
	} else {
		if (path.len > 0)
			strbuf_add_format(&text, "'%s' ", path.buf);
		describe(&text, status,
		    find_schema(document->schema, failure, first));
	}
	return refuse_at(
	    document, position_map_find(document->map, path.buf), err, &text);
}

static cyaml_config_t
reader(struct failure *failure)
{
	return (cyaml_config_t){
	    .log_fn = take_log_line,
	    .log_ctx = failure,
	    .mem_fn = resize_memory,
	    .log_level = CYAML_LOG_ERROR,
	    .flags = CYAML_CFG_NO_ALIAS,
	};
}

int
document_parse(const char *file_name, const char *bytes, size_t len,
    const cyaml_schema_value_t *schema, struct document *ret_document,
    struct error *err)
{
	cleanup_(document_release) struct document document = {
	    .file_name = file_name, .schema = schema};
	struct failure failure = {0};
	cyaml_config_t config = reader(&failure);
	cyaml_err_t loaded;
	int status;

	status = position_map_new(file_name, bytes, len, &document.map, err);
	if (status < 0)
		return status;
	loaded = cyaml_load_data((const uint8_t *)bytes, len, &config, schema,
	    &document.values, NULL);
	if (loaded != CYAML_OK)
		return refuse(&document, &failure, loaded, err);
	*ret_document = document;
	document = (struct document)DOCUMENT_INIT;
	return 0;
}

void
document_release(struct document *document)
{
	struct failure failure = {0};
	cyaml_config_t config = reader(&failure);

	if (document->values != NULL)
		(void)cyaml_free(
		    &config, document->schema, document->values, 0);
	document->values = NULL;
	position_map_free(document->map);
	document->map = NULL;
}
