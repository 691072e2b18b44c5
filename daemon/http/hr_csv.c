/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/hr_csv.h"

#include <stdint.h>
#include <string.h>

#include "base/log.h"
#include "base/memory.h"
#include "base/strbuf.h"
#include "http/exchange.h"
#include "text/csv_text.h"

/* The members of the cells, or of the columns, that the file has. */
static void
add_row(const json_t *cells, const char *name, struct strbuf *out)
{
	size_t i;
	const json_t *cell;

	json_array_foreach((json_t *)(uintptr_t)cells, i, cell)
	{
		csv_text_add(
		    out, i, json_string_value(json_object_get(cell, name)));
	}
	csv_text_end_row(out);
}

/* For who asks later where a table of people came from. */
static void
log_export(const struct exchange *exchange, const char *name)
{
	log_info("list.exported", "list=%s actor=%s", name,
	    exchange_actor(exchange));
}

void
hr_csv_send(struct exchange *exchange, const char *list, const char *file,
    const struct strbuf *text)
{
	cleanup_(memory_free_ptr) char *disposition =
	    memory_printf("attachment; filename=\"%s.csv\"", file);

	exchange_add_header(exchange, "Content-Disposition", disposition);
	log_export(exchange, list);
	exchange_reply(
	    exchange, 200, "text/csv; charset=utf-8", text->buf, text->len);
}

void
hr_csv_reply(struct exchange *exchange, const json_t *view)
{
	cleanup_(strbuf_release) struct strbuf out = STRBUF_INIT;
	size_t i;
	const json_t *row;

	strbuf_add_str(&out, CSV_TEXT_MARK);
	add_row(json_object_get(view, "columns"), "label", &out);
	json_array_foreach(json_object_get(view, "rows"), i, row)
	{
		add_row(json_object_get(row, "cells"), "text", &out);
	}
	hr_csv_send(exchange, json_string_value(json_object_get(view, "name")),
	    json_string_value(json_object_get(view, "file")), &out);
}
