/* SPDX-License-Identifier: EUPL-1.2 */
#include "formats/handbook_file.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "base/embedded.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "formats/document.h"
#include "formats/mailbox.h"
#include "formats/mistakes.h"

#define DEFAULT_PATH "config/handbook.yaml"
#define PATH_SIZE 64
#define MAX_ENTRIES 500
#define MAX_MEMBERS 20
#define MAX_LINE_CHARS 200
#define MAX_HELP_CHARS 10000

struct pair_values {
	char *da;
	char *en;
};

struct entry_values {
	char *function;
	char *area;
	char *workplace;
	struct pair_values title;
	char *contact;
	char *deputy;
	char *phone;
	char *mail;
	char **members;
	size_t member_count;
	struct pair_values helps_with;
};

struct handbook_values {
	struct entry_values *entries;
	size_t count;
};

#define TEXT(key, flags, owner, member, least, most)                           \
	CYAML_FIELD_STRING_PTR(key, flags, struct owner, member, least, most)
#define LINE_BYTES (MAX_LINE_CHARS * 4)
#define HELP_BYTES (MAX_HELP_CHARS * 4)

static const cyaml_schema_field_t title_keys[] = {
    TEXT("da", CYAML_FLAG_DEFAULT, pair_values, da, 1, LINE_BYTES),
    TEXT("en", CYAML_FLAG_DEFAULT, pair_values, en, 1, LINE_BYTES),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t help_keys[] = {
    TEXT("da", CYAML_FLAG_DEFAULT, pair_values, da, 1, HELP_BYTES),
    TEXT("en", CYAML_FLAG_DEFAULT, pair_values, en, 1, HELP_BYTES),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t member = {
    CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char *, 1, LINE_BYTES)};

static const cyaml_schema_field_t entry_keys[] = {
    TEXT("function", CYAML_FLAG_DEFAULT, entry_values, function, 1, 64),
    TEXT("area", CYAML_FLAG_OPTIONAL, entry_values, area, 0, LINE_BYTES),
    TEXT("workplace", CYAML_FLAG_OPTIONAL, entry_values, workplace, 0,
	LINE_BYTES),
    CYAML_FIELD_MAPPING(
	"title", CYAML_FLAG_DEFAULT, struct entry_values, title, title_keys),
    TEXT("contact", CYAML_FLAG_OPTIONAL, entry_values, contact, 0, LINE_BYTES),
    TEXT("deputy", CYAML_FLAG_OPTIONAL, entry_values, deputy, 0, LINE_BYTES),
    TEXT("phone", CYAML_FLAG_OPTIONAL, entry_values, phone, 0, LINE_BYTES),
    TEXT("mail", CYAML_FLAG_OPTIONAL, entry_values, mail, 0, LINE_BYTES),
    CYAML_FIELD_SEQUENCE_COUNT("members",
	CYAML_FLAG_OPTIONAL | CYAML_FLAG_POINTER, struct entry_values, members,
	member_count, &member, 0, MAX_MEMBERS),
    CYAML_FIELD_MAPPING("helps_with", CYAML_FLAG_DEFAULT, struct entry_values,
	helps_with, help_keys),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t entry_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct entry_values, entry_keys)};

static const cyaml_schema_field_t top_keys[] = {
    CYAML_FIELD_SEQUENCE_COUNT("functions", CYAML_FLAG_POINTER,
	struct handbook_values, entries, count, &entry_schema, 0, MAX_ENTRIES),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t handbook_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct handbook_values, top_keys)};

static void
entry_path(size_t index, const char *key, char ret_path[PATH_SIZE])
{
	(void)snprintf(ret_path, PATH_SIZE, "functions[%zu].%s", index, key);
}

static char *
take_line(
    struct mistakes *mistakes, size_t index, const char *key, const char *text)
{
	char path[PATH_SIZE];
	struct error err = ERROR_INIT;

	if (text == NULL || *text == '\0')
		return memory_strdup("");
	entry_path(index, key, path);
	if (utf8_check_line(path, text, MAX_LINE_CHARS, &err) < 0)
		mistakes_add(mistakes, path, "%s", err.text);
	return memory_strdup(text);
}

static char *
take_email(struct mistakes *mistakes, size_t index, const char *text)
{
	char path[PATH_SIZE];
	struct error err = ERROR_INIT;

	if (text == NULL || *text == '\0')
		return memory_strdup("");
	entry_path(index, "mail", path);
	if (mailbox_check_email(text, &err) < 0)
		mistakes_add(mistakes, path, "'%s': %s", path, err.text);
	return memory_strdup(text);
}

static void
take_person(struct mistakes *mistakes, const char *path, const char *text,
    char **ret_name, char **ret_email)
{
	struct error err = ERROR_INIT;

	if (text != NULL && *text != '\0') {
		if (mailbox_split(text, ret_name, ret_email, &err) == 0)
			return;
		mistakes_add(mistakes, path, "'%s': %s", path, err.text);
	}
	*ret_name = memory_strdup("");
	*ret_email = memory_strdup("");
}

/* "Name <address>", one a line, however the file writes them. */
static char *
take_members(
    struct mistakes *mistakes, size_t index, const struct entry_values *values)
{
	struct strbuf lines = STRBUF_INIT;

	for (size_t i = 0; i < values->member_count; i++) {
		cleanup_(memory_free_ptr) char *name = NULL;
		cleanup_(memory_free_ptr) char *email = NULL;
		cleanup_(memory_free_ptr) char *mailbox = NULL;
		char path[PATH_SIZE];

		(void)snprintf(
		    path, PATH_SIZE, "functions[%zu].members[%zu]", index, i);
		take_person(mistakes, path, values->members[i], &name, &email);
		mailbox = handbook_mailbox(name, email);
		strbuf_add_format(&lines, "%s%s", i > 0 ? "\n" : "", mailbox);
	}
	return strbuf_detach(&lines);
}

static void
take_help(struct mistakes *mistakes, const char *path, const char *text)
{
	struct error err = ERROR_INIT;

	if (utf8_check_text(path, text, MAX_HELP_CHARS, &err) < 0)
		mistakes_add(mistakes, path, "%s", err.text);
}

/* Which entry it is: of what, and for which place. */
static void
take_name(struct mistakes *mistakes, size_t index,
    const struct entry_values *values, struct handbook_entry *entry)
{
	char name[HANDBOOK_NAME_SIZE];

	entry->function = memory_strdup(values->function);
	entry->area = take_line(mistakes, index, "area", values->area);
	entry->workplace =
	    take_line(mistakes, index, "workplace", values->workplace);
	entry->name = memory_strdup(handbook_name(values->function,
	    &(struct programme_scope){entry->area, entry->workplace}, name));
	entry->is_filed = true;
}

static void
take_entry(struct mistakes *mistakes, size_t index,
    const struct entry_values *values, struct handbook_entry *entry)
{
	char path[PATH_SIZE];

	take_name(mistakes, index, values, entry);
	entry->title.in[LANGUAGE_DA] =
	    take_line(mistakes, index, "title.da", values->title.da);
	entry->title.in[LANGUAGE_EN] =
	    take_line(mistakes, index, "title.en", values->title.en);
	entry_path(index, "contact", path);
	take_person(mistakes, path, values->contact, &entry->contact_name,
	    &entry->contact_email);
	entry_path(index, "deputy", path);
	take_person(mistakes, path, values->deputy, &entry->deputy_name,
	    &entry->deputy_email);
	entry->phone = take_line(mistakes, index, "phone", values->phone);
	entry->mail = take_email(mistakes, index, values->mail);
	entry->members = take_members(mistakes, index, values);
	entry->helps_with.in[LANGUAGE_DA] =
	    memory_strdup(values->helps_with.da);
	entry->helps_with.in[LANGUAGE_EN] =
	    memory_strdup(values->helps_with.en);
	entry_path(index, "helps_with.da", path);
	take_help(mistakes, path, values->helps_with.da);
	entry_path(index, "helps_with.en", path);
	take_help(mistakes, path, values->helps_with.en);
}

static void
check_function(
    struct mistakes *mistakes, const struct handbook *handbook, size_t index)
{
	const struct handbook_entry *entry = &handbook->entries[index];
	const struct handbook before = {handbook->entries, index};
	const char *function = entry->function;
	char path[PATH_SIZE];

	entry_path(index, "function", path);
	if (!handbook_function_is_known(function))
		mistakes_add(mistakes, path,
		    "'%s' is not a function; use it, legal, hr, recruitment, "
		    "payroll, management_information, procurement, finance, "
		    "facilities, wellbeing, absence or supervision",
		    function);
	if (handbook_at(&before, function,
		&(struct programme_scope){entry->area, entry->workplace}) !=
	    NULL)
		mistakes_add(mistakes, path,
		    "the function '%s' stands twice for one place", function);
}

static struct handbook *
build_handbook(const struct handbook_values *values, struct mistakes *mistakes)
{
	struct handbook *handbook = memory_alloc(sizeof(*handbook));

	if (values->count == 0)
		return handbook;
	handbook->entries =
	    memory_alloc(values->count * sizeof(*handbook->entries));
	handbook->count = values->count;
	for (size_t i = 0; i < values->count; i++) {
		take_entry(
		    mistakes, i, &values->entries[i], &handbook->entries[i]);
		check_function(mistakes, handbook, i);
	}
	return handbook;
}

int
handbook_file_parse(const char *file_name, const char *bytes, size_t len,
    struct handbook **ret_handbook, struct error *err)
{
	cleanup_(document_release) struct document document = DOCUMENT_INIT;
	cleanup_(mistakes_release) struct mistakes mistakes = {0};
	cleanup_(handbook_free_ptr) struct handbook *handbook = NULL;
	int status;

	if (len > HANDBOOK_MAX_BYTES)
		return error_set(err, OB_ELIMIT,
		    "'%.200s' is larger than %d KiB", file_name,
		    HANDBOOK_MAX_BYTES / 1024);
	status = document_parse(
	    file_name, bytes, len, &handbook_schema, &document, err);
	if (status < 0)
		return status;
	mistakes_init(&mistakes, file_name, document.map);
	handbook = build_handbook(document.values, &mistakes);
	status = mistakes_settle(&mistakes, NULL, err);
	if (status < 0)
		return status;
	*ret_handbook = TAKE_PTR(handbook);
	return 0;
}

int
handbook_file_load(
    const char *path, struct handbook **ret_handbook, struct error *err)
{
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	int status = file_read(path, HANDBOOK_MAX_BYTES, &bytes, err);

	if (status < 0)
		return status;
	return handbook_file_parse(
	    path, bytes.buf, bytes.len, ret_handbook, err);
}

int
handbook_file_load_default(struct handbook **ret_handbook, struct error *err)
{
	const struct embedded_file *file = embedded_find(DEFAULT_PATH);

	assert(file != NULL);
	return handbook_file_parse(
	    DEFAULT_PATH, file->bytes, file->len, ret_handbook, err);
}
