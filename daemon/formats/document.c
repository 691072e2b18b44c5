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

#define MAX_PARTS 16
#define MAX_LINE 256

/*
 * What libcyaml logs about a failure: one line that says what, then the way
 * from the value outwards, "in mapping field: due", "in sequence entry: 3".
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

/* The text after "marker", or NULL. */
static const char *
text_after(const char *line, const char *marker)
{
	const char *found = strstr(line, marker);

	return found != NULL ? found + strlen(marker) : NULL;
}

static void
add_part(struct strbuf *path, const char *line)
{
	const char *field = text_after(line, "mapping field: ");
	const char *entry = text_after(line, "sequence entry: ");

	if (field != NULL)
		strbuf_add_format(
		    path, "%s%s", path->len > 0 ? "." : "", field);
	/* libcyaml has counted the entry it is reading. */
	if (entry != NULL) {
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
find_schema(const cyaml_schema_value_t *schema, const struct failure *failure)
{
	for (int i = failure->part_count - 1; i >= 0 && schema != NULL; i--) {
		const char *line = failure->parts[i];
		const char *field = text_after(line, "mapping field: ");

		if (field != NULL)
			schema = find_field(schema, field);
		else if (text_after(line, "sequence entry: ") != NULL &&
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
		strbuf_add_format(
		    out, "must have at least %u entries", schema->sequence.min);
	else
		describe_value(out, schema);
}

static int
refuse_at(const struct document *document, struct position at,
    struct error *err, const char *text)
{
	return error_set(err, OB_EINVALID, "%.200s:%d:%d: %s",
	    document->file_name, at.line, at.column, text);
}

static int
refuse_unknown_key(const struct document *document, struct strbuf *path,
    const char *key, struct error *err)
{
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;

	strbuf_add_format(&text, "unknown key '%s'", key);
	if (path->len > 0)
		strbuf_add_format(&text, " in '%s'", path->buf);
	strbuf_add_format(path, "%s%s", path->len > 0 ? "." : "", key);
	return refuse_at(document,
	    position_map_find_key(document->map, path->buf), err, text.buf);
}

static int
refuse(const struct document *document, const struct failure *failure,
    cyaml_err_t status, struct error *err)
{
	cleanup_(strbuf_release) struct strbuf path = STRBUF_INIT;
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;
	const char *unknown = text_after(failure->what, "Unexpected key: ");
	const char *missing = text_after(failure->what, "mapping field: ");
	int first = 0;

	/* Behind a missing key stands the last key that was there. */
	if (status == CYAML_ERR_MAPPING_FIELD_MISSING)
		first = 1;
	for (int i = failure->part_count - 1; i >= first; i--)
		add_part(&path, failure->parts[i]);
	if (status == CYAML_ERR_INVALID_KEY && unknown != NULL)
		return refuse_unknown_key(document, &path, unknown, err);
	if (status == CYAML_ERR_MAPPING_FIELD_MISSING && missing != NULL) {
		strbuf_add_format(&text, "'%s%s%s' is missing", path.buf,
		    path.len > 0 ? "." : "", missing);
	} else {
		if (path.len > 0)
			strbuf_add_format(&text, "'%s' ", path.buf);
		describe(&text, status, find_schema(document->schema, failure));
	}
	return refuse_at(document, position_map_find(document->map, path.buf),
	    err, text.buf);
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
