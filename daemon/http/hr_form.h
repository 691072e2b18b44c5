/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_HTTP_HR_FORM_H
#define ONBOARD_HTTP_HR_FORM_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "http/hr_site.h"

/*
 * A verb as a form: a row in a table says which fields it has and what is run.
 * GET shows it; POST runs it and goes back, or shows it again with what was
 * typed and what is wrong.  One with a preview is run without keeping anything
 * first, and once more when its difference was seen.
 *
 * Texts are the catalogue's: hr_form.NAME is the title, hr_lead.NAME what it
 * is for, hr_button.NAME the button; hr_field.FIELD and hr_hint.FIELD, the
 * latter where there is one; hr_choice.WORD what a choice is called.
 */
enum hr_field_kind {
	HR_FIELD_LINE,
	HR_FIELD_TEXT, /* several lines */
	HR_FIELD_DAY,
	HR_FIELD_TIME,
	HR_FIELD_MOMENT, /* day and time */
	HR_FIELD_NUMBER,
	HR_FIELD_ADDRESS,
	HR_FIELD_CHOICE,
	HR_FIELD_HIDDEN,   /* what another page chose */
	HR_FIELD_MARKDOWN, /* many lines */
	/*
	 * Not seen: what the form was made of.  When the verb says that it is
	 * no longer so (OB_ECONFLICT), it becomes what fill() gives now, and
	 * what was typed stays.
	 */
	HR_FIELD_SHOWN
};

struct hr_field {
	const char *name; /* as errors of the verb name it */
	enum hr_field_kind kind;
	bool is_required;
	const char *const *choices; /* words; ends with NULL */
};

#define HR_FIELDS_MAX 20

/* A form on its way through a handler. */
struct hr_call {
	struct hr_reader *reader;
	const struct hr_form *form;
	int64_t journey_id; /* 0 where the path names none */
	int64_t item_id;    /* activity, call, mail, ...; 0 for none */
	const char *values[HR_FIELDS_MAX]; /* NULL: not sent */
	json_t *initial; /* what the fields hold at first, or NULL */
	char *about;	 /* whom it is about, or NULL; owned */
	bool is_locked;	 /* addresses are shown, but not to be changed */
	/* Required fields that may be empty here, ending in NULL; or NULL. */
	const char *const *optional;
};

/* Whether the field must be filled in this form. */
bool hr_form_is_required(
    const struct hr_call *call, const struct hr_field *field);

/* The value of a field; NULL when it was left empty. */
const char *hr_form_value(const struct hr_call *call, const char *name);

/* A number, checked; none is what stands for an empty one. */
int64_t hr_form_number(
    const struct hr_call *call, const char *name, int64_t none);

/* What the verbs of the engine want first; both borrowed. */
struct engine *hr_form_engine(const struct hr_call *call);
const char *hr_form_actor(const struct hr_call *call);

struct hr_form {
	const char *name;
	const struct hr_field *fields;
	size_t count;
	bool has_preview;
	/*
	 * Whether the reader may; OB_ENOTFOUND also for another area's.  May
	 * say whom the form is about.
	 */
	int (*admit)(struct hr_call *call, struct error *err);
	/* What the fields hold at first; may be NULL. */
	int (*fill)(
	    struct hr_call *call, json_t **ret_values, struct error *err);
	/* dry_run only with a preview. */
	int (*run)(struct hr_call *call, bool dry_run, json_t **ret_view,
	    struct error *err);
	/* Where to go when it is done, or back; owned. */
	char *(*back)(const struct hr_call *call, const json_t *view);
};

/* Both answer the request; the call has its reader, form and ids. */
void hr_form_show(struct hr_call *call);
void hr_form_submit(struct hr_call *call);

/* What the path calls the ids of a form; NULL for one that it has not. */
struct hr_form_path {
	const char *journey;
	const char *item;
};

/*
 * Finds the reader and the ids and hands them to one of the two above.  No form
 * is answered as a page that is not there.
 */
void hr_form_open(struct site *site, struct exchange *exchange,
    const struct hr_form *form, const struct hr_form_path *path,
    void (*handle)(struct hr_call *call));

/* Two handlers of routes for a form: it, and what comes back of it. */
#define HR_FORM_HANDLERS(name, form, journey, item)                            \
	static const struct hr_form_path name##_path = {journey, item};        \
	static void show_##name(struct exchange *exchange, void *arg)          \
	{                                                                      \
		hr_form_open(arg, exchange, form, &name##_path, hr_form_show); \
	}                                                                      \
	static void submit_##name(struct exchange *exchange, void *arg)        \
	{                                                                      \
		hr_form_open(                                                  \
		    arg, exchange, form, &name##_path, hr_form_submit);        \
	}

#endif
