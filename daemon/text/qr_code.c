/* SPDX-License-Identifier: EUPL-1.2 */
#include "text/qr_code.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <qrencode.h>

#include "base/memory.h"

#define QUIET 4 /* units around the squares, as the standard wants */
#define IS_DARK 1

static void
code_release(QRcode **code)
{
	if (*code != NULL)
		QRcode_free(*code);
}

/* One run of dark squares is one rectangle, so that the page stays small. */
static void
add_row(struct strbuf *path, const QRcode *code, int row)
{
	const unsigned char *squares = code->data + row * code->width;
	int column = 0;

	while (column < code->width) {
		int from = column;

		while (column < code->width && (squares[column] & IS_DARK) != 0)
			column++;
		if (column > from)
			strbuf_add_format(path, "M%d %dh%dv1h-%dz",
			    from + QUIET, row + QUIET, column - from,
			    column - from);
		else
			column++;
	}
}

int
qr_code_add_path(
    struct strbuf *ret_path, const char *text, int *ret_size, struct error *err)
{
	cleanup_(code_release) QRcode *code = NULL;
	size_t len = strnlen(text, QR_CODE_TEXT_MAX + 1);

	if (len == 0 || len > QR_CODE_TEXT_MAX)
		return error_set(err, OB_ELIMIT,
		    "cannot draw a QR code of %zu bytes; 1 to %d fit", len,
		    QR_CODE_TEXT_MAX);
	code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
	if (code == NULL && errno == ENOMEM)
		abort();
	if (code == NULL)
		return error_set(
		    err, OB_EINTERNAL, "the QR code could not be drawn");
	for (int row = 0; row < code->width; row++)
		add_row(ret_path, code, row);
	*ret_size = code->width + 2 * QUIET;
	return OB_OK;
}
