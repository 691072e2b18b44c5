/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_FORMATS_PROGRAMME_FILE_PRIVATE_H
#define ONBOARD_FORMATS_PROGRAMME_FILE_PRIVATE_H

#include "base/error.h"
#include "base/strbuf.h"
#include "formats/document.h"
#include "formats/programme_file.h"

/* Reads a programme's or an overlay's values; a mistake goes to report too. */
int programme_file_open(const struct programme_source *source,
    const cyaml_schema_value_t *schema, struct document *ret_document,
    struct strbuf *report, struct error *err) OB_MUST_CHECK;

#endif
