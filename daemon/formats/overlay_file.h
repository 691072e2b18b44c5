/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_FORMATS_OVERLAY_FILE_H
#define ONBOARD_FORMATS_OVERLAY_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/strbuf.h"
#include "formats/programme_file.h"
#include "model/overlay.h"

/*
 * An overlay file: what an area or a workplace does otherwise than the
 * programme that it names as its base.  The guides of the steps that it adds
 * are asked for with the overlay's id in place of the programme's.
 */

/* Whether the file is an overlay: it has the key "overlay" at its top. */
bool overlay_file_is_one(const char *bytes, size_t len);

/*
 * Gives what the overlay is laid over, borrowed, or NULL when there is none: a
 * workplace's lies over its area's, an area's over everybody's.
 */
struct overlay_base {
	const struct programme *(*find)(
	    void *arg, const struct overlay *overlay);
	void *arg;
};

/*
 * Reads the overlay, lays it over its base and checks the outcome: all
 * mistakes in one run, as programme_file_parse() tells them.  base and
 * ret_merged may both be NULL: then the overlay is checked by itself.
 */
int overlay_file_parse(const struct programme_source *source,
    const struct overlay_base *base, struct overlay **ret_overlay,
    struct programme **ret_merged, struct strbuf *report,
    struct error *err) OB_MUST_CHECK;

#endif
