/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_FORMATS_PROGRAMME_FILE_H
#define ONBOARD_FORMATS_PROGRAMME_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/strbuf.h"
#include "model/programme.h"

/*
 * A programme file (config/programmes/NAME.yaml) with the guides of its
 * steps.  Group steps come out as one step per row.  A programme that is
 * returned has passed programme_check().
 */
#define PROGRAMME_MAX_BYTES (4 * 1024 * 1024)
#define PROGRAMME_MAX_STEPS 500
#define PROGRAMME_MAX_GUIDE_BYTES (64 * 1024)

/* Finds a step's guide (Markdown); false when there is none. */
typedef bool (*programme_guide_fn)(void *arg, const char *programme_id,
    const char *step_id, enum language language, struct strbuf *ret_markdown);

struct programme_source {
	const char *file_name; /* for messages; "ny-leder.yaml" */
	const char *bytes;     /* borrows */
	size_t len;
	programme_guide_fn guide;
	void *guide_arg;
};

/*
 * On OB_EINVALID the report (may be NULL) gets each mistake as a line
 * "file:line:column: text\n" and err as many of them as it holds; a syntax
 * or type mistake comes alone.  Returns owned.
 */
int programme_file_parse(const struct programme_source *source,
    struct programme **ret_programme, struct strbuf *report,
    struct error *err) OB_MUST_CHECK;

/*
 * Reads the file; its guides from ../guides/ID/STEP.{da,en}.md as seen from
 * the file's folder, or else the embedded ones.
 */
int programme_file_load(const char *path, struct programme **ret_programme,
    struct strbuf *report, struct error *err) OB_MUST_CHECK;

struct embedded_file;

/* The embedded file of a programme, or NULL. */
const struct embedded_file *programme_file_embedded(const char *id);

/* An embedded programme by its id, with the embedded guides. */
int programme_file_load_embedded(const char *id,
    struct programme **ret_programme, struct error *err) OB_MUST_CHECK;

/* The ids of all of them; both the array and the texts are owned. */
size_t programme_file_embedded_ids(char ***ret_ids);

/*
 * A programme_guide_fn: arg is the folder that holds ID/STEP.da.md, or NULL;
 * what is not there comes from the embedded config/guides/.
 */
bool programme_file_guide(void *arg, const char *programme_id,
    const char *step_id, enum language language, struct strbuf *ret_markdown);

/* ../guides as seen from a file: programme_file_guide()'s arg; owned. */
char *programme_file_guide_folder(const char *path);

#endif
