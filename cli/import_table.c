/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/import_table.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "cli/expand.h"
#include "cli/failure.h"
#include "cli/invocation.h"
#include "cli/output.h"
#include "cli/print_import.h"
#include "cli/remote.h"
#include "cli/request.h"
#include "cli/view.h"
#include "formats/import_file.h"

#define PATH "/api/v1/import"
#define PORTION_ROWS 50 /* so that others are answered in between */
#define ENVELOPE_BYTES 100

/* A file on its way to the daemon. */
struct transfer {
	const struct invocation *invocation;
	struct import_file *file;
	bool dry_run;
	json_t **results;  /* of each row, NULL while it is not known */
	json_t *portion;   /* rows to be sent */
	size_t bytes;	   /* of the portion */
	size_t told;	   /* rows before this one have their results */
	json_t *to_review; /* of the last answer, or NULL */
};

static const char *const outcomes[] = {
    "added", "changed", "unchanged", "failed"};

static void
release_transfer(struct transfer *transfer)
{
	for (size_t i = 0; i < transfer->file->count; i++)
		json_decref(transfer->results[i]);
	free(transfer->results);
	json_decref(transfer->portion);
	json_decref(transfer->to_review);
}

/* What the file itself shows to be wrong never gets to the daemon. */
static json_t *
make_fault(const struct import_row *row)
{
	return json_pack("{s:i, s:s, s:s, s:[], s:{s:s, s:s, s:s}}", "line",
	    row->line, "key", "", "outcome", "failed", "changes", "error",
	    "code", error_code(OB_EINVALID), "message", row->fault, "field",
	    "");
}

static char *
make_body(const struct transfer *transfer)
{
	json_t *body = json_pack("{s:s, s:b, s:O}", "kind",
	    import_form_kind_name(transfer->file->kind), "dry_run",
	    (int)transfer->dry_run, "rows", transfer->portion);
	char *text = json_dumps(body, JSON_COMPACT);

	json_decref(body);
	if (text == NULL)
		abort();
	return text;
}

static bool
take_answer(struct transfer *transfer, json_t *answer, struct failure *failure)
{
	json_t *rows = json_object_get(answer, "rows");
	size_t index;
	json_t *row;

	if (json_array_size(rows) != json_array_size(transfer->portion)) {
		failure_set(failure, EXIT_REFUSED, error_code(OB_EPROTO), "",
		    "the daemon's answer does not tell of every row");
		return false;
	}
	json_decref(transfer->to_review);
	transfer->to_review = json_incref(json_object_get(answer, "to_review"));
	json_array_foreach(rows, index, row)
	{
		while (transfer->results[transfer->told] != NULL)
			transfer->told++;
		transfer->results[transfer->told++] = json_incref(row);
	}
	return true;
}

static bool
send_portion(struct transfer *transfer, struct failure *failure)
{
	struct request request = {
	    .method = "POST", .target = STRBUF_INIT, .is_patient = true};
	json_t *answer = NULL;
	bool is_done = true;

	if (json_array_size(transfer->portion) > 0) {
		strbuf_add_str(&request.target, PATH);
		request.body = make_body(transfer);
		is_done = remote_ask(transfer->invocation, &request, &answer,
			      failure) &&
			  take_answer(transfer, answer, failure);
	}
	(void)json_array_clear(transfer->portion);
	transfer->bytes = ENVELOPE_BYTES;
	json_decref(answer);
	request_release(&request);
	return is_done;
}

/* The row as the API wants it; NULL when it is too large for a request. */
static json_t *
make_row(struct import_row *row, size_t *ret_bytes)
{
	json_t *item =
	    json_pack("{s:i, s:O}", "line", row->line, "fields", row->fields);
	size_t len = json_dumpb(item, NULL, 0, JSON_COMPACT) + 1;

	if (len <= IMPORT_REQUEST_BYTES - ENVELOPE_BYTES) {
		*ret_bytes = len;
		return item;
	}
	json_decref(item);
	free(row->fault);
	row->fault = memory_strdup("the row holds more than 2 MiB");
	return NULL;
}

/* Rows that build on one another must stand in one trial. */
static bool
refuse_trial(struct failure *failure)
{
	cleanup_(memory_free_ptr) char *why = memory_printf(
	    "a dry run takes at most %d rows and %zu MiB; split the file",
	    IMPORT_REQUEST_ROWS, IMPORT_REQUEST_BYTES >> 20);

	failure_set(failure, EXIT_REFUSED, error_code(OB_ELIMIT), "", why);
	return false;
}

static bool
is_full(const struct transfer *transfer, size_t bytes)
{
	size_t most = transfer->dry_run ? IMPORT_REQUEST_ROWS : PORTION_ROWS;

	return json_array_size(transfer->portion) >= most ||
	       transfer->bytes + bytes > IMPORT_REQUEST_BYTES;
}

static bool
add_row(struct transfer *transfer, json_t *item, size_t bytes,
    struct failure *failure)
{
	if (is_full(transfer, bytes)) {
		if (transfer->dry_run)
			return refuse_trial(failure);
		if (!send_portion(transfer, failure))
			return false;
	}
	(void)json_array_append(transfer->portion, item);
	transfer->bytes += bytes;
	return true;
}

static bool
send_rows(struct transfer *transfer, struct failure *failure)
{
	bool is_done = true;

	for (size_t i = 0; is_done && i < transfer->file->count; i++) {
		struct import_row *row = &transfer->file->rows[i];
		size_t bytes = 0;
		json_t *item =
		    row->fault == NULL ? make_row(row, &bytes) : NULL;

		if (item == NULL)
			transfer->results[i] = make_fault(row);
		else
			is_done = add_row(transfer, item, bytes, failure);
		json_decref(item);
	}
	return is_done && send_portion(transfer, failure);
}

static json_t *
make_result(const struct transfer *transfer)
{
	json_t *rows = json_array();
	json_t *result = json_pack("{s:s, s:b}", "kind",
	    import_form_kind_name(transfer->file->kind), "dry_run",
	    (int)transfer->dry_run);

	for (size_t i = 0; i < transfer->file->count; i++) {
		if (transfer->results[i] != NULL)
			(void)json_array_append(rows, transfer->results[i]);
	}
	for (size_t i = 0; i < ARRAY_LEN(outcomes); i++) {
		size_t count = 0;

		for (size_t k = 0; k < json_array_size(rows); k++)
			count += strcmp(view_text(
					    json_array_get(rows, k), "outcome"),
				     outcomes[i]) == 0;
		(void)json_object_set_new(
		    result, outcomes[i], json_integer((json_int_t)count));
	}
	if (transfer->to_review != NULL)
		(void)json_object_set(result, "to_review", transfer->to_review);
	(void)json_object_set_new(result, "rows", rows);
	return result;
}

static void
count_failures(const struct transfer *transfer, const json_t *result,
    struct failure *failure)
{
	json_int_t failed =
	    json_integer_value(json_object_get(result, "failed"));
	cleanup_(memory_free_ptr) char *why = NULL;

	if (failed == 0)
		return;
	why = memory_printf("%d of %zu rows failed, listed above%s",
	    (int)failed, transfer->file->count,
	    (size_t)failed == transfer->file->count ? ""
	    : transfer->dry_run ? "; the others can be imported"
				: "; the others are imported");
	failure_set(failure, EXIT_REFUSED, error_code(OB_EINVALID), "", why);
}

/* The JSON says it all; another object behind it would spoil it. */
static int
report(const struct invocation *invocation, const struct failure *failure,
    bool as_json)
{
	cleanup_(strbuf_release) struct strbuf doing = STRBUF_INIT;

	if (failure->exit_status == EXIT_DONE)
		return EXIT_DONE;
	expand_text(invocation, invocation->command->doing, &doing);
	return (int)failure_report(
	    failure, invocation->command, doing.buf, as_json);
}

static int
transfer_file(const struct invocation *invocation, struct import_file *file,
    struct output *output)
{
	cleanup_(failure_release) struct failure failure = FAILURE_INIT;
	cleanup_(release_transfer) struct transfer transfer = {
	    .invocation = invocation,
	    .file = file,
	    .dry_run = invocation_has(invocation, "dry-run"),
	    .results = memory_alloc((file->count + 1) * sizeof(json_t *)),
	    .portion = json_array(),
	    .bytes = ENVELOPE_BYTES,
	};
	const char *file_name = invocation->arguments[0];
	json_t *result;
	bool is_done = send_rows(&transfer, &failure);

	if (!is_done && transfer.told == 0)
		return report(invocation, &failure, output->as_json);
	result = make_result(&transfer);
	print_import_result(file_name, file, result, output);
	print_import_failures(file_name, file, result);
	if (is_done)
		count_failures(&transfer, result, &failure);
	json_decref(result);
	return report(invocation, &failure, false);
}

int
import_table_run(const struct invocation *invocation,
    const struct strbuf *bytes, struct output *output)
{
	cleanup_(import_file_release) struct import_file file =
	    IMPORT_FILE_INIT;
	cleanup_(failure_release) struct failure failure = FAILURE_INIT;
	struct error err = ERROR_INIT;

	if (import_file_parse(invocation->arguments[0], bytes,
		invocation_value(invocation, "kind"), &file, &err) == OB_OK)
		return transfer_file(invocation, &file, output);
	failure_set_error(&failure, &err);
	return report(invocation, &failure, output->as_json);
}
