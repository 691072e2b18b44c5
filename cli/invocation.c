/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/invocation.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "cli/nearest.h"

struct reader {
	int argc;
	char *const *argv;
	int place;
	bool options_ended;
	struct invocation *invocation;
};

static int
refuse_unknown_option(
    const struct reader *reader, const char *typed, struct error *err)
{
	const struct command *command = reader->invocation->command;
	const char *plain = typed + strspn(typed, "-");
	const char *near = nearest_option(command, plain);

	if (near != NULL)
		return error_set(err, OB_EINVALID,
		    "unknown option '%s'; did you mean '--%s'?", typed, near);
	return error_set(err, OB_EINVALID, "unknown option '%s'", typed);
}

static const char *
name_in_api(const struct option_rule *rule)
{
	return rule->key != NULL ? rule->key : rule->name;
}

static bool
is_blank(const char *text)
{
	return text[strspn(text, " \t\r\n")] == '\0';
}

static bool
is_number(const char *text)
{
	size_t digits = strspn(text, "0123456789");

	return digits > 0 && digits <= 18 && text[digits] == '\0';
}

static int
check_value(const char *shown, const char *field, enum option_kind kind,
    const char *value, struct error *err)
{
	if (kind == KIND_SWITCH)
		return OB_OK;
	if (kind == KIND_CLEARABLE && value[0] == '\0')
		return OB_OK;
	if (is_blank(value))
		return error_set_field(
		    err, OB_EINVALID, field, "%s is empty", shown);
	if (!utf8_is_valid(value, strlen(value)))
		return error_set_field(
		    err, OB_EINVALID, field, "%s is not UTF-8 text", shown);
	if (kind == KIND_NUMBER && !is_number(value))
		return error_set_field(err, OB_EINVALID, field,
		    "%s wants a whole number, not '%s'", shown, value);
	return OB_OK;
}

static int
add_option(struct invocation *invocation, const struct option_rule *rule,
    const char *value, struct error *err)
{
	cleanup_(memory_free_ptr) char *shown =
	    memory_printf("--%s", rule->name);
	struct invocation_option *option;
	int status;

	if (invocation_has(invocation, rule->name))
		return error_set_field(err, OB_EINVALID, name_in_api(rule),
		    "%s is given twice", shown);
	status = check_value(shown, name_in_api(rule), rule->kind, value, err);
	if (status < 0)
		return status;
	assert(invocation->option_count < COMMAND_MAX_OPTIONS);
	option = &invocation->options[invocation->option_count++];
	option->rule = rule;
	option->value = value;
	return OB_OK;
}

static const struct option_rule *
find_rule(const struct invocation *invocation, const char *name)
{
	const struct option_rule *rule =
	    command_find_option(command_common_options, name);

	if (rule != NULL)
		return rule;
	return command_find_option(invocation->command != NULL
				       ? invocation->command->options
				       : command_alone_options,
	    name);
}

/* A value that begins with "--" is more often a forgotten value. */
static int
take_next(struct reader *reader, const struct option_rule *rule,
    const char **ret_value, struct error *err)
{
	const char *next =
	    reader->place < reader->argc ? reader->argv[reader->place] : NULL;

	if (next == NULL)
		return error_set_field(err, OB_EINVALID, name_in_api(rule),
		    "--%s needs a value, %s", rule->name, rule->metavar);
	if (strncmp(next, "--", 2) == 0)
		return error_set_field(err, OB_EINVALID, name_in_api(rule),
		    "--%s needs a value, %s; write --%s=%s if that is it",
		    rule->name, rule->metavar, rule->name, next);
	*ret_value = next;
	reader->place++;
	return OB_OK;
}

static int
read_option(struct reader *reader, const char *typed, struct error *err)
{
	const char *equals = strchr(typed, '=');
	size_t name_len =
	    equals != NULL ? (size_t)(equals - typed) - 2 : strlen(typed) - 2;
	const struct option_rule *rule = NULL;
	const char *value = "";
	char name[64];
	int status = OB_OK;

	if (name_len < sizeof(name)) {
		memcpy(name, typed + 2, name_len);
		name[name_len] = '\0';
		rule = find_rule(reader->invocation, name);
	}
	if (rule == NULL)
		return refuse_unknown_option(reader, typed, err);
	if (rule->kind == KIND_SWITCH && equals != NULL)
		return error_set_field(err, OB_EINVALID, name_in_api(rule),
		    "--%s takes no value", rule->name);
	if (equals != NULL)
		value = equals + 1;
	else if (rule->kind != KIND_SWITCH)
		status = take_next(reader, rule, &value, err);
	if (status < 0)
		return status;
	return add_option(reader->invocation, rule, value, err);
}

static int
read_command(struct reader *reader, const char *typed, struct error *err)
{
	const char *near;

	reader->invocation->command = command_find(typed);
	if (reader->invocation->command != NULL)
		return OB_OK;
	near = nearest_command(typed);
	if (near != NULL)
		return error_set(err, OB_EINVALID,
		    "unknown command '%s'; did you mean '%s'?", typed, near);
	return error_set(err, OB_EINVALID, "unknown command '%s'", typed);
}

/* "explain mail:12" is another request than "explain 12". */
static const char *
choose_variant(struct invocation *invocation, const char *typed)
{
	const struct command *command = invocation->command;
	size_t len = command->prefix == NULL ? 0 : strlen(command->prefix);

	if (len == 0 || invocation->argument_count > 0 ||
	    strncmp(typed, command->prefix, len) != 0)
		return typed;
	invocation->command = command->variant;
	return typed + len;
}

static int
read_argument(struct reader *reader, const char *typed, struct error *err)
{
	struct invocation *invocation = reader->invocation;
	size_t count = invocation->argument_count;
	const struct argument_rule *rule;
	int status;

	if (invocation->command == NULL)
		return read_command(reader, typed, err);
	typed = choose_variant(invocation, typed);
	rule = &invocation->command->arguments[count];
	if (count == COMMAND_MAX_ARGUMENTS || rule->metavar == NULL)
		return error_set(
		    err, OB_EINVALID, "extra argument '%s'", typed);
	status =
	    check_value(rule->metavar, rule->metavar, rule->kind, typed, err);
	if (status < 0)
		return status;
	invocation->arguments[count] = typed;
	invocation->argument_count++;
	return OB_OK;
}

static int
read_word(struct reader *reader, struct error *err)
{
	const char *word = reader->argv[reader->place++];

	if (reader->options_ended || word[0] != '-' || word[1] == '\0')
		return read_argument(reader, word, err);
	if (strcmp(word, "--") == 0) {
		reader->options_ended = true;
		return OB_OK;
	}
	if (word[1] != '-')
		return refuse_unknown_option(reader, word, err);
	return read_option(reader, word, err);
}

static int
check_options(const struct invocation *invocation, struct error *err)
{
	const struct option_rule *rule = invocation->command->options;
	bool has_own = false;

	for (; rule->name != NULL; rule++) {
		bool is_given = invocation_has(invocation, rule->name);

		if (strcmp(rule->name, COMMAND_YES) != 0)
			has_own = has_own || is_given;
		if (rule->is_required && !is_given)
			return error_set_field(err, OB_EINVALID,
			    name_in_api(rule), "--%s is missing", rule->name);
	}
	if (invocation->command->wants_an_option && !has_own)
		return error_set(
		    err, OB_EINVALID, "there is no option that says what");
	if (invocation_has(invocation, "raw") &&
	    invocation_has(invocation, "json"))
		return error_set(err, OB_EINVALID,
		    "--raw and --json cannot be given together");
	return OB_OK;
}

static int
check_complete(const struct invocation *invocation, struct error *err)
{
	const struct argument_rule *rule;

	if (invocation->command == NULL || invocation_has(invocation, "help"))
		return OB_OK;
	rule = invocation->command->arguments + invocation->argument_count;
	if (invocation->argument_count < COMMAND_MAX_ARGUMENTS &&
	    rule->metavar != NULL && !rule->is_optional)
		return error_set_field(err, OB_EINVALID, rule->metavar,
		    "%s is missing", rule->metavar);
	return check_options(invocation, err);
}

int
invocation_parse(int argc, char *const *argv, struct invocation *ret_invocation,
    struct error *err)
{
	struct reader reader = {.argc = argc,
	    .argv = argv,
	    .place = 1,
	    .invocation = ret_invocation};

	memset(ret_invocation, 0, sizeof(*ret_invocation));
	while (reader.place < argc) {
		int status = read_word(&reader, err);

		if (status < 0)
			return status;
	}
	return check_complete(ret_invocation, err);
}

const char *
invocation_value(const struct invocation *invocation, const char *name)
{
	for (size_t i = 0; i < invocation->option_count; i++) {
		if (strcmp(invocation->options[i].rule->name, name) == 0)
			return invocation->options[i].value;
	}
	return NULL;
}

bool
invocation_has(const struct invocation *invocation, const char *name)
{
	return invocation_value(invocation, name) != NULL;
}

bool
invocation_wants_json(int argc, char *const *argv)
{
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		if (strcmp(argv[i], "--json") == 0)
			return true;
	}
	return false;
}
