/* SPDX-License-Identifier: EUPL-1.2 */
#include "text/markdown_parse.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "text/markdown.h"
#include "text/markdown_entity.h"

/* A table of empty cells can become thousands of times its source. */
#define OUTPUT_MAX ((size_t)1 << 20)
#define MD4C_BLANKS_MAX 16

enum stop { GO_ON, STOP_LARGE, STOP_DEEP, STOP_BROKEN };

struct run {
	const struct markdown_writer *writer;
	void *arg;
	const char *source;
	size_t len;
	const struct strbuf *out;
	size_t start;
	int depth;
	enum stop stop;
};

/* md4c ends only for what is below zero. */
static int
look_at_size(struct run *run)
{
	if (run->out->len - run->start <= OUTPUT_MAX)
		return 0;
	run->stop = STOP_LARGE;
	return -1;
}

static int
enter_block(MD_BLOCKTYPE type, void *detail, void *arg)
{
	struct run *run = arg;

	if (++run->depth > MARKDOWN_NESTING_MAX) {
		run->stop = STOP_DEEP;
		return -1;
	}
	run->writer->enter_block(run->arg, type, detail);
	return look_at_size(run);
}

static int
leave_block(MD_BLOCKTYPE type, void *detail, void *arg)
{
	struct run *run = arg;

	run->depth--;
	run->writer->leave_block(run->arg, type, detail);
	return look_at_size(run);
}

static int
enter_span(MD_SPANTYPE type, void *detail, void *arg)
{
	struct run *run = arg;

	run->writer->enter_span(run->arg, type, detail);
	return look_at_size(run);
}

static int
leave_span(MD_SPANTYPE type, void *detail, void *arg)
{
	struct run *run = arg;

	run->writer->leave_span(run->arg, type, detail);
	return look_at_size(run);
}

/* Hands over the text but for its control characters. */
static void
write_clean(const struct run *run, const char *text, size_t len)
{
	size_t done = 0;
	size_t i = 0;

	while (i < len) {
		size_t size = utf8_char_len(text + i, len - i);
		bool is_kept =
		    size > 0 && (text[i] == '\n' || text[i] == '\t' ||
				    !utf8_is_control(text + i));

		if (size == 0)
			size = 1;
		if (!is_kept && i > done)
			run->writer->text(run->arg, text + done, i - done);
		i += size;
		if (!is_kept)
			done = i;
	}
	if (len > done)
		run->writer->text(run->arg, text + done, len - done);
}

/*
 * md4c up to 0.4.8 loses count where links overlap, and then hands over a
 * text of four thousand million bytes.  A text lies in the source, or is a
 * line end or a short run of blanks that md4c owns.
 */
static bool
is_sound(const struct run *run, const char *text, size_t len)
{
	uintptr_t at = (uintptr_t)text;
	uintptr_t start = (uintptr_t)run->source;

	if (at >= start && at <= start + run->len)
		return len <= start + run->len - at;
	return len <= MD4C_BLANKS_MAX;
}

static int
write_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE len, void *arg)
{
	cleanup_(strbuf_release) struct strbuf entity = STRBUF_INIT;
	struct run *run = arg;

	if (!is_sound(run, text, len)) {
		run->stop = STOP_BROKEN;
		return -1;
	}
	switch (type) {
	case MD_TEXT_BR:
	case MD_TEXT_SOFTBR:
		run->writer->line_break(run->arg, type == MD_TEXT_BR);
		break;
	case MD_TEXT_NULLCHAR:
		run->writer->text(run->arg, "\ufffd", strlen("\ufffd"));
		break;
	case MD_TEXT_ENTITY:
		markdown_entity_decode(text, len, &entity);
		run->writer->text(run->arg, entity.buf, entity.len);
		break;
	case MD_TEXT_NORMAL:
	case MD_TEXT_CODE:
	case MD_TEXT_HTML:
	case MD_TEXT_LATEXMATH:
		write_clean(run, text, len);
		break;
	}
	return look_at_size(run);
}

static int
explain(enum stop stop, struct error *err)
{
	switch (stop) {
	case GO_ON:
	case STOP_BROKEN:
		break;
	case STOP_LARGE:
		return error_set(err, OB_ELIMIT,
		    "the text becomes larger than %zu KiB", OUTPUT_MAX >> 10);
	case STOP_DEEP:
		return error_set(err, OB_ELIMIT,
		    "the text has lists or quotations more than %d levels "
		    "within each other",
		    MARKDOWN_NESTING_MAX / 2);
	}
	return error_set(err, OB_EINVALID,
	    "the text cannot be read as Markdown; look for links within "
	    "links");
}

int
markdown_parse(const char *source, size_t len,
    const struct markdown_writer *writer, void *arg, struct strbuf *out,
    struct error *err)
{
	static const MD_PARSER parser = {
	    .flags = MD_FLAG_NOHTML | MD_FLAG_TABLES,
	    .enter_block = enter_block,
	    .leave_block = leave_block,
	    .enter_span = enter_span,
	    .leave_span = leave_span,
	    .text = write_text,
	};
	cleanup_(memory_free_ptr) char *copy = NULL;
	struct run run = {.writer = writer,
	    .arg = arg,
	    .len = len,
	    .out = out,
	    .start = out->len};
	if (len > MARKDOWN_MAX)
		return error_set(err, OB_ELIMIT,
		    "the text is larger than %zu KiB", MARKDOWN_MAX >> 10);
	if (!utf8_is_valid(source, len))
		return error_set(err, OB_EINVALID, "the text is not UTF-8");
	/* md4c looks a few characters past the end of some half marks. */
	copy = memory_alloc(len + MD4C_BLANKS_MAX);
	if (len > 0)
		memcpy(copy, source, len);
	run.source = copy;
	if (md_parse(copy, (MD_SIZE)len, &parser, &run) == 0)
		return OB_OK;
	strbuf_truncate(out, run.start);
	return explain(run.stop, err);
}

static enum markdown_link
look_at_address(const char *address, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)address[i];

		if (c <= ' ' || c == 0x7f || c == '\\')
			return MARKDOWN_LINK_NONE;
	}
	if (strncasecmp(address, "https://", 8) == 0 && len > 8)
		return MARKDOWN_LINK_WEB;
	if (strncasecmp(address, "mailto:", 7) == 0 && len > 7)
		return MARKDOWN_LINK_MAIL;
	if (address[0] == '/' && address[1] != '/')
		return MARKDOWN_LINK_PATH;
	return MARKDOWN_LINK_NONE;
}

enum markdown_link
markdown_parse_link(const MD_ATTRIBUTE *address, struct strbuf *out)
{
	size_t start = out->len;

	if (address->size > MARKDOWN_MAX)
		return MARKDOWN_LINK_NONE;
	for (size_t i = 0; address->substr_offsets[i] < address->size; i++) {
		MD_OFFSET from = address->substr_offsets[i];
		MD_OFFSET to = address->substr_offsets[i + 1];

		if (address->substr_types[i] == MD_TEXT_ENTITY)
			markdown_entity_decode(
			    address->text + from, to - from, out);
		else
			strbuf_add(out, address->text + from, to - from);
	}
	return look_at_address(out->buf + start, out->len - start);
}
