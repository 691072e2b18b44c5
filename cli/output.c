/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/output.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/glyph.h"

#define LABEL_WIDTH 13
#define USUAL_WIDTH 80
#define GREATEST_WIDTH 10000

static size_t
terminal_width(void)
{
	const char *columns = getenv("COLUMNS");
	struct winsize size;
	long told = columns != NULL ? strtol(columns, NULL, 10) : 0;

	if (told > 0 && told <= GREATEST_WIDTH)
		return (size_t)told;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		return size.ws_col;
	return USUAL_WIDTH;
}

void
output_init(struct output *output)
{
	memset(output, 0, sizeof(*output));
	strbuf_init(&output->text);
	if (isatty(STDOUT_FILENO))
		output->width = terminal_width();
}

void
output_release(struct output *output)
{
	strbuf_release(&output->text);
}

void
output_add(struct output *output, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	strbuf_add_vformat(&output->text, format, args);
	va_end(args);
}

void
output_add_value(struct output *output, const char *value)
{
	glyph_add_line(&output->text, value);
}

void
output_add_field(struct output *output, const char *label, const char *value)
{
	if (value[0] == '\0')
		return;
	output_add(output, "%-*s ", LABEL_WIDTH - 1, label);
	output_add_value(output, value);
	output_add(output, "\n");
}

void
output_add_heading(struct output *output, const char *heading)
{
	if (output->text.len > 0)
		output_add(output, "\n");
	output_add(output, "%s\n", heading);
}

static int
write_all(FILE *file, const struct output *output)
{
	size_t len = output->text.len;

	return fwrite(output->text.buf, 1, len, file) == len &&
		       fflush(file) == 0
		   ? 0
		   : -1;
}

/* What is there already is somebody's: it is not written over. */
static int
write_file(const struct output *output, const char *path, struct error *err)
{
	FILE *file = fopen(path, "wbx");
	int failure;

	if (file == NULL)
		return error_set_field(err, OB_EIO, COMMAND_OUTPUT,
		    "cannot make '%s': %s", path, strerror(errno));
	failure = write_all(file, output);
	if (fclose(file) != 0 || failure != 0)
		return error_set_field(err, OB_EIO, COMMAND_OUTPUT,
		    "cannot write '%s': %s", path, strerror(errno));
	return OB_OK;
}

int
output_write(const struct output *output, const char *path, struct error *err)
{
	if (path != NULL)
		return write_file(output, path, err);
	if (output->width > 0 &&
	    memchr(output->text.buf, '\0', output->text.len) != NULL)
		return error_set_field(err, OB_EINVALID, COMMAND_OUTPUT,
		    "a terminal cannot show this: name a file by --output, or "
		    "redirect");
	if (write_all(stdout, output) == 0)
		return OB_OK;
	return error_set(err, OB_EIO, "cannot write to standard output: %s",
	    strerror(errno));
}
