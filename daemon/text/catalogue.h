/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_TEXT_CATALOGUE_H
#define ONBOARD_TEXT_CATALOGUE_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/strbuf.h"
#include "model/programme.h"

/*
 * The texts of one language by key ("mail.digest.subject").  A text may hold
 * {{name}} placeholders and is then a PLAIN template (text/template.h).
 * Keys are [a-z0-9_.-], and no key is the group of another: "a" and "a.b"
 * cannot both be.
 */
struct catalogue;

struct catalogue *catalogue_new(enum language language);
void catalogue_free(struct catalogue *catalogue);      /* accepts NULL */
void catalogue_free_ptr(struct catalogue **catalogue); /* for cleanup_ */

enum language catalogue_language(const struct catalogue *catalogue);

/* OB_EEXISTS for a second text of a key, OB_EINVALID for a bad one. */
int catalogue_add(struct catalogue *catalogue, const char *key,
    const char *text, struct error *err) OB_MUST_CHECK;

/*
 * Puts another text in the place of the key's.  OB_ENOTFOUND for an unknown
 * key, and names the most alike; OB_EINVALID for a bad text and for one whose
 * placeholders are not those of the text that it replaces.
 */
int catalogue_replace(struct catalogue *catalogue, const char *key,
    const char *text, struct error *err) OB_MUST_CHECK;

bool catalogue_has(const struct catalogue *catalogue, const char *key);

/* The text as it was added.  Must hit: an unknown key comes back itself. */
const char *catalogue_get(const struct catalogue *catalogue, const char *key);

/* Appends the text with its placeholders filled; each must be in view. */
int catalogue_format(const struct catalogue *catalogue, const char *key,
    const json_t *view, struct strbuf *out, struct error *err) OB_MUST_CHECK;

/* Entries in the order of their keys; i < catalogue_count(). */
size_t catalogue_count(const struct catalogue *catalogue);
const char *catalogue_key_at(const struct catalogue *catalogue, size_t i);
const char *catalogue_text_at(const struct catalogue *catalogue, size_t i);

/*
 * All texts as objects nested by the dots of their keys, so that a page says
 * {{t.menu.handbook}} when it is put in the view as "t".  A new reference.
 */
json_t *catalogue_to_json(const struct catalogue *catalogue);

/*
 * Reports each key that only one of the two has, and each text whose
 * placeholders are not those of the other.  Returns the number of reports.
 */
typedef void (*catalogue_report_fn)(
    void *arg, const char *key, const char *text);
size_t catalogue_compare(const struct catalogue *a, const struct catalogue *b,
    catalogue_report_fn report, void *arg);

#endif
