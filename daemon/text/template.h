/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_TEXT_TEMPLATE_H
#define ONBOARD_TEXT_TEMPLATE_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/strbuf.h"

/*
 * Mustache (spec 1.4: interpolation, sections, inverted, delimiters,
 * comments, partials, inheritance, dynamic names; no lambdas) over jansson
 * values.  A template is immutable after template_parse(); it knows nothing
 * of files.  Errors read "name:line: text".
 *
 * false, null, "", 0 and [] are false in a section; a missing name is too.
 */
struct template;

enum template_mode {
	TEMPLATE_PLAIN, /* mail text: nothing is escaped */
	TEMPLATE_HTML,	/* {{x}} is escaped, {{{x}}} and {{&x}} are not */
	TEMPLATE_PAGE	/* as HTML, and {{{x}}} is refused at parse, but for
			   names that end in "_html": only text that
			   markdown_to_html() made goes by such a name */
};

#define TEMPLATE_SOURCE_MAX ((size_t)1 << 20)
#define TEMPLATE_OUTPUT_MAX ((size_t)4 << 20)
#define TEMPLATE_DEPTH_MAX 50 /* partials in partials, sections in sections */

/* A partial or parent by name, or NULL; borrowed, must outlive the render. */
typedef const struct template *(*template_find_fn)(void *arg, const char *name);

struct template_options {
	template_find_fn find; /* may be NULL: there are no partials */
	void *find_arg;
	bool strict; /* {{name}} that the view lacks is an error */
};

int template_parse(const char *name, enum template_mode mode,
    const char *source, size_t len, struct template **ret_template,
    struct error *err) OB_MUST_CHECK;
void template_free(struct template *template);	    /* accepts NULL */
void template_free_ptr(struct template **template); /* for cleanup_ */

const char *template_name(const struct template *template);

/*
 * Appends to out; on failure out is as it was.  options may be NULL.  A
 * partial must have the mode of the template that is rendered; a missing
 * partial is empty.  OB_ELIMIT over the limits; OB_EINVALID where a list or
 * an object stands for a text.
 */
int template_render(const struct template *template, const json_t *view,
    const struct template_options *options, struct strbuf *out,
    struct error *err) OB_MUST_CHECK;

/*
 * Walks the template and its partials against a sample view that holds every
 * name that there can be: lists with one element, falsy values included.
 * The first unknown name or partial is the error.
 */
int template_check(const struct template *template, const json_t *sample,
    const struct template_options *options, struct error *err) OB_MUST_CHECK;

/* Calls fn with each name that the template (not its partials) uses. */
typedef void (*template_name_fn)(void *arg, const char *name, int line);
void template_each_name(
    const struct template *template, template_name_fn fn, void *arg);

#endif
