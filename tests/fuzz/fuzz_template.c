/* SPDX-License-Identifier: EUPL-1.2 */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "text/template.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static const char view_text[] =
    "{\"a\": \"<&>\", \"b\": [{\"c\": 1}, {\"c\": 2.5}], \"d\": {\"e\": "
    "true}, \"f\": false, \"g\": null, \"h\": [[\"x\"], []], \"p\": \"p\"}";

/* The template is its own partial, the worst that a partial can be. */
static const struct template *
find(void *arg, const char *name)
{
	return strcmp(name, "p") == 0 ? arg : NULL;
}

static void
use(struct template *template, const json_t *view)
{
	struct template_options options = {.find = find, .find_arg = template};
	cleanup_(strbuf_release) struct strbuf out = STRBUF_INIT;
	struct error err = ERROR_INIT;

	if (template_render(template, view, &options, &out, &err) < 0 &&
	    (out.len > 0 || err.text[0] == '\0'))
		abort();
	if (out.len > TEMPLATE_OUTPUT_MAX)
		abort();
	(void)!template_check(template, view, &options, &err);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct template *template = NULL;
	struct error err = ERROR_INIT;
	enum template_mode mode;
	json_t *view;

	if (size == 0)
		return 0;
	mode = (enum template_mode)(bytes[0] % 3);
	if (template_parse("t", mode, (const char *)bytes + 1, size - 1,
		&template, &err) < 0) {
		if (template != NULL || err.text[0] == '\0')
			abort();
		return 0;
	}
	view = json_loads(view_text, 0, NULL);
	use(template, view);
	json_decref(view);
	template_free(template);
	return 0;
}
