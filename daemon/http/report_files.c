/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/report_files.h"

#include <stdint.h>
#include <string.h>

#include "base/log.h"
#include "base/memory.h"
#include "base/strbuf.h"
#include "engine/engine.h"
#include "engine/reports/report_sheets.h"
#include "http/exchange.h"
#include "model/fraction.h"
#include "text/csv_text.h"
#include "text/spreadsheet.h"

#define PERMILLE 1000

static const char *
text_of(const json_t *object, const char *name)
{
	const char *text = json_string_value(json_object_get(object, name));

	return text == NULL ? "" : text;
}

static enum language
language_of(const json_t *report)
{
	return strcmp(text_of(report, "language"), "en") == 0 ? LANGUAGE_EN
							      : LANGUAGE_DA;
}

/* ---- CSV ---- */

typedef void add_fn(struct strbuf *out, size_t column, const char *text);

/*
 * A share as its reader takes it for a number: "61,4%" in a Danish spreadsheet,
 * "0.614" elsewhere; a day as all take it for one: "2027-03-01".  Owned.
 */
static char *
cell_text(const json_t *cell, add_fn *add)
{
	const json_t *permille = json_object_get(cell, "permille");
	const json_t *number = json_object_get(cell, "number");
	char percent[FRACTION_TEXT_SIZE];
	int value = (int)json_integer_value(permille);

	if (json_is_integer(number))
		return memory_printf(
		    "%" JSON_INTEGER_FORMAT, json_integer_value(number));
	if (!json_is_integer(permille) || value < 0)
		return memory_strdup(text_of(cell,
		    json_is_string(json_object_get(cell, "date")) ? "date"
								  : "text"));
	if (add == csv_text_add)
		return memory_printf(
		    "%s%%", fraction_format(value, ',', percent));
	return memory_printf(
	    "%d.%03d", value / PERMILLE, (int)((unsigned)value % PERMILLE));
}

static void
add_csv(const json_t *lines, add_fn *add, struct strbuf *out)
{
	size_t y;
	size_t x;
	const json_t *item;
	const json_t *row;

	json_array_foreach(json_object_get(lines, "columns"), x, item)
	{
		add(out, x, text_of(item, "label"));
	}
	csv_text_end_row(out);
	json_array_foreach(json_object_get(lines, "rows"), y, row)
	{
		json_array_foreach((json_t *)(uintptr_t)row, x, item)
		{
			cleanup_(memory_free_ptr) char *text =
			    cell_text(item, add);

			add(out, x, text);
		}
		csv_text_end_row(out);
	}
}

static int
make_csv(const struct engine *engine, const json_t *report, struct strbuf *out,
    struct error *err)
{
	json_auto_t *lines =
	    report_sheets_lines(engine, language_of(report), report);

	(void)err;
	strbuf_add_str(out, CSV_TEXT_MARK);
	add_csv(lines, csv_text_add, out);
	return OB_OK;
}

static int
make_plain(const struct engine *engine, const json_t *report,
    struct strbuf *out, struct error *err)
{
	json_auto_t *lines =
	    report_sheets_lines(engine, language_of(report), report);

	(void)err;
	add_csv(lines, csv_text_add_plain, out);
	return OB_OK;
}

/* ---- XLSX ---- */

static int
make_xlsx(const struct engine *engine, const json_t *report, struct strbuf *out,
    struct error *err)
{
	json_auto_t *sheets =
	    report_sheets_view(engine, language_of(report), report);

	return spreadsheet_write(
	    sheets, text_of(report, "title"), engine_now(engine), out, err);
}

static const struct {
	const char *format;
	const char *ending;
	const char *type;
	int (*make)(const struct engine *engine, const json_t *report,
	    struct strbuf *out, struct error *err);
} forms[] = {
    {REPORT_FILES_CSV, "csv", "text/csv; charset=utf-8", make_csv},
    {REPORT_FILES_PLAIN, "csv", "text/csv; charset=utf-8", make_plain},
    {REPORT_FILES_XLSX, "xlsx", SPREADSHEET_TYPE, make_xlsx},
};

int
report_files_reply(struct exchange *exchange, const struct engine *engine,
    const json_t *report, const char *format, struct error *err)
{
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	cleanup_(memory_free_ptr) char *disposition = NULL;
	size_t i = 0;
	int status;

	while (i < ARRAY_LEN(forms) && strcmp(forms[i].format, format) != 0)
		i++;
	if (i == ARRAY_LEN(forms))
		return error_set_field(err, OB_EINVALID, "format",
		    "there is no format '%.20s': there are csv, plain and xlsx",
		    format);
	status = forms[i].make(engine, report, &bytes, err);
	if (status != OB_OK)
		return status;
	disposition = memory_printf("attachment; filename=\"onboard-%s.%s\"",
	    text_of(report, "period"), forms[i].ending);
	exchange_add_header(exchange, "Content-Disposition", disposition);
	log_info("list.exported", "list=report-%s actor=%s",
	    text_of(report, "period"), exchange_actor(exchange));
	exchange_reply(exchange, 200, forms[i].type, bytes.buf, bytes.len);
	return OB_OK;
}
