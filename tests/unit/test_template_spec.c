/* SPDX-License-Identifier: EUPL-1.2 */
#include "text/template.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"

#define PARTIALS_MAX 8
#define CASES_MAX 256

/* The number of cases that each file of the specification must hold. */
static const struct {
	const char *file;
	size_t count;
} modules[] = {
    {"comments", 12},
    {"delimiters", 14},
    {"dynamic-names", 21},
    {"inheritance", 27},
    {"interpolation", 42},
    {"inverted", 22},
    {"partials", 12},
    {"sections", 34},
};

struct partials {
	const char *names[PARTIALS_MAX];
	struct template *templates[PARTIALS_MAX];
	size_t count;
};

static const struct template *
find(void *arg, const char *name)
{
	const struct partials *partials = arg;

	for (size_t i = 0; i < partials->count; i++)
		if (strcmp(partials->names[i], name) == 0)
			return partials->templates[i];
	return NULL;
}

static struct template *
parse(const char *name, const char *source)
{
	struct template *template = NULL;
	struct error err = ERROR_INIT;

	if (template_parse(name, TEMPLATE_HTML, source, strlen(source),
		&template, &err) < 0)
		fail_msg("%s", err.text);
	return template;
}

static void
parse_partials(struct partials *partials, json_t *sources)
{
	const char *name;
	json_t *source;

	json_object_foreach(sources, name, source)
	{
		assert_true(partials->count < PARTIALS_MAX);
		partials->names[partials->count] = name;
		partials->templates[partials->count++] =
		    parse(name, json_string_value(source));
	}
}

/* state is one case of the specification. */
static void
test_the_case_renders_as_specified(void **state)
{
	json_t *item = *state;
	struct partials partials = {.count = 0};
	struct template_options options = {.find = find, .find_arg = &partials};
	cleanup_(strbuf_release) struct strbuf out = STRBUF_INIT;
	struct error err = ERROR_INIT;
	struct template *template =
	    parse("case", json_string_value(json_object_get(item, "template")));

	parse_partials(&partials, json_object_get(item, "partials"));
	if (template_render(template, json_object_get(item, "data"), &options,
		&out, &err) < 0)
		fail_msg("%s", err.text);
	assert_string_equal(
	    out.buf, json_string_value(json_object_get(item, "expected")));
	template_free(template);
	for (size_t i = 0; i < partials.count; i++)
		template_free(partials.templates[i]);
}

static json_t *
load(const char *file)
{
	cleanup_(memory_free_ptr) char *path =
	    memory_printf("%s/data/mustache/%s.json", TESTS_DIR, file);
	json_error_t error;
	json_t *module = json_load_file(path, 0, &error);

	if (module == NULL)
		fail_msg("cannot read '%s': %s", path, error.text);
	return module;
}

static int
run_module(const char *file, size_t count)
{
	static struct CMUnitTest tests[CASES_MAX];
	static char names[CASES_MAX][128];
	json_t *module = load(file);
	json_t *items = json_object_get(module, "tests");
	size_t i;
	json_t *item;
	int failed;

	if (json_array_size(items) != count || count > CASES_MAX)
		fail_msg("'%s' does not hold %zu cases", file, count);
	memset(tests, 0, sizeof(tests));
	json_array_foreach(items, i, item)
	{
		(void)snprintf(names[i], sizeof(names[i]), "%s: %s", file,
		    json_string_value(json_object_get(item, "name")));
		tests[i].name = names[i];
		tests[i].test_func = test_the_case_renders_as_specified;
		tests[i].initial_state = item;
	}
	failed = _cmocka_run_group_tests(file, tests, count, NULL, NULL);
	json_decref(module);
	return failed;
}

int
main(void)
{
	int failed = 0;

	for (size_t i = 0; i < ARRAY_LEN(modules); i++)
		failed += run_module(modules[i].file, modules[i].count);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
