/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_HTTP_HR_FORM_VIEW_H
#define ONBOARD_HTTP_HR_FORM_VIEW_H

#include <jansson.h>

#include "http/hr_form.h"

/* What config/pages/hr-form.html shows of a form. */

struct hr_mistake {
	const char *field; /* "": of the whole form */
	const char *text;
	const char *detail; /* the verb's own words, or "" */
};

struct hr_mistakes {
	struct hr_mistake items[HR_FIELDS_MAX + 1];
	size_t count;
};

/* All is borrowed. */
void hr_form_view_add_mistake(struct hr_mistakes *mistakes, const char *field,
    const char *text, const char *detail);

/* preview: hr_preview_view(), borrowed, or NULL.  Returns owned. */
json_t *hr_form_view(const struct hr_call *call,
    const struct hr_mistakes *mistakes, const json_t *preview);

#endif
