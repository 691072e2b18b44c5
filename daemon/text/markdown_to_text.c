/* SPDX-License-Identifier: EUPL-1.2 */
#include "text/markdown.h"

#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "text/markdown_parse.h"

/* A list item or a quotation, which puts something before each line. */
struct level {
	char marker[16]; /* before its first line */
	char prefix[16]; /* before the others */
	bool has_begun;
};

struct list {
	bool is_ordered;
	bool is_tight;
	unsigned int number; /* of the next item */
};

struct plain {
	struct strbuf *out;
	size_t start;
	bool is_line_open;
	bool is_blank_wanted; /* an empty line before the next text */
	struct level levels[MARKDOWN_NESTING_MAX];
	size_t level_count;
	struct list lists[MARKDOWN_NESTING_MAX];
	size_t list_count;
	size_t cell_count;
	size_t link_start;
};

static void
start_line(struct plain *plain)
{
	if (plain->is_line_open)
		return;
	if (plain->is_blank_wanted && plain->out->len > plain->start)
		strbuf_add_char(plain->out, '\n');
	plain->is_blank_wanted = false;
	plain->is_line_open = true;
	for (size_t i = 0; i < plain->level_count; i++) {
		struct level *level = &plain->levels[i];

		strbuf_add_str(plain->out,
		    level->has_begun ? level->prefix : level->marker);
		level->has_begun = true;
	}
}

static void
end_line(struct plain *plain)
{
	struct strbuf *out = plain->out;
	size_t len = out->len;

	if (!plain->is_line_open)
		return;
	while (len > plain->start &&
	       (out->buf[len - 1] == ' ' || out->buf[len - 1] == '\t'))
		len--;
	strbuf_truncate(out, len);
	strbuf_add_char(out, '\n');
	plain->is_line_open = false;
}

static void
end_block(struct plain *plain)
{
	end_line(plain);
	plain->is_blank_wanted = true;
}

static struct level *
push_level(struct plain *plain)
{
	struct level *level = &plain->levels[plain->level_count++];

	*level = (struct level){.has_begun = false};
	return level;
}

static void
enter_quote(struct plain *plain, const void *detail)
{
	struct level *level = push_level(plain);

	(void)detail;
	(void)snprintf(level->marker, sizeof(level->marker), "> ");
	(void)snprintf(level->prefix, sizeof(level->prefix), "> ");
}

static void
leave_level(struct plain *plain)
{
	if (!plain->levels[plain->level_count - 1].has_begun)
		start_line(plain);
	end_line(plain);
	plain->level_count--;
}

static void
leave_quote(struct plain *plain)
{
	leave_level(plain);
	plain->is_blank_wanted = true;
}

static void
enter_bullets(struct plain *plain, const void *detail)
{
	const MD_BLOCK_UL_DETAIL *list = detail;

	end_line(plain);
	plain->lists[plain->list_count++] =
	    (struct list){.is_tight = list->is_tight != 0};
}

static void
enter_numbers(struct plain *plain, const void *detail)
{
	const MD_BLOCK_OL_DETAIL *list = detail;

	end_line(plain);
	plain->lists[plain->list_count++] =
	    (struct list){.is_tight = list->is_tight != 0,
		.is_ordered = true,
		.number = list->start};
}

static void
leave_list(struct plain *plain)
{
	plain->list_count--;
	plain->is_blank_wanted = plain->list_count == 0 ||
				 !plain->lists[plain->list_count - 1].is_tight;
}

static void
enter_item(struct plain *plain, const void *detail)
{
	struct list *list = &plain->lists[plain->list_count - 1];
	struct level *level = push_level(plain);

	(void)detail;
	if (list->is_ordered)
		(void)snprintf(level->marker, sizeof(level->marker), "%u. ",
		    list->number++);
	else
		(void)snprintf(level->marker, sizeof(level->marker), "- ");
	memset(level->prefix, ' ', strlen(level->marker));
}

static void
write_rule(struct plain *plain, const void *detail)
{
	(void)detail;
	start_line(plain);
	strbuf_add_str(plain->out, "---");
}

static void
enter_row(struct plain *plain, const void *detail)
{
	(void)detail;
	plain->cell_count = 0;
}

static void
enter_cell(struct plain *plain, const void *detail)
{
	(void)detail;
	start_line(plain);
	if (plain->cell_count++ > 0)
		strbuf_add_str(plain->out, " | ");
}

static void
enter_block(void *arg, MD_BLOCKTYPE type, const void *detail)
{
	static void (*const enters[])(struct plain *, const void *) = {
	    [MD_BLOCK_QUOTE] = enter_quote,
	    [MD_BLOCK_UL] = enter_bullets,
	    [MD_BLOCK_OL] = enter_numbers,
	    [MD_BLOCK_LI] = enter_item,
	    [MD_BLOCK_HR] = write_rule,
	    [MD_BLOCK_TR] = enter_row,
	    [MD_BLOCK_TH] = enter_cell,
	    [MD_BLOCK_TD] = enter_cell,
	};

	/* The text of a tight item has no block that would end its line. */
	if (type != MD_BLOCK_TH && type != MD_BLOCK_TD)
		end_line(arg);
	if (enters[type] != NULL)
		enters[type](arg, detail);
}

static void
leave_block(void *arg, MD_BLOCKTYPE type, const void *detail)
{
	static void (*const leaves[])(struct plain *) = {
	    [MD_BLOCK_DOC] = end_line,
	    [MD_BLOCK_QUOTE] = leave_quote,
	    [MD_BLOCK_UL] = leave_list,
	    [MD_BLOCK_OL] = leave_list,
	    [MD_BLOCK_LI] = leave_level,
	    [MD_BLOCK_HR] = end_block,
	    [MD_BLOCK_H] = end_block,
	    [MD_BLOCK_CODE] = end_block,
	    [MD_BLOCK_P] = end_block,
	    [MD_BLOCK_TABLE] = end_block,
	    [MD_BLOCK_TR] = end_line,
	    [MD_BLOCK_TD] = NULL,
	};

	(void)detail;
	if (leaves[type] != NULL)
		leaves[type](arg);
}

static void
enter_span(void *arg, MD_SPANTYPE type, const void *detail)
{
	struct plain *plain = arg;

	(void)detail;
	if (type != MD_SPAN_A)
		return;
	start_line(plain);
	plain->link_start = plain->out->len;
}

/* The address after the text, unless the text is the address. */
static void
leave_span(void *arg, MD_SPANTYPE type, const void *detail)
{
	struct plain *plain = arg;
	const MD_SPAN_A_DETAIL *link = detail;
	cleanup_(strbuf_release) struct strbuf address = STRBUF_INIT;
	const char *shown;
	enum markdown_link kind;

	if (type != MD_SPAN_A)
		return;
	kind = markdown_parse_link(&link->href, &address);
	if (kind != MARKDOWN_LINK_WEB && kind != MARKDOWN_LINK_MAIL)
		return;
	shown = address.buf;
	if (kind == MARKDOWN_LINK_MAIL)
		shown += strlen("mailto:");
	if (strcmp(plain->out->buf + plain->link_start, shown) != 0)
		strbuf_add_format(plain->out, " (%s)", shown);
}

static void
write_text(void *arg, const char *text, size_t len)
{
	struct plain *plain = arg;

	while (len > 0) {
		const char *newline = memchr(text, '\n', len);
		size_t part = newline == NULL ? len : (size_t)(newline - text);

		start_line(plain);
		strbuf_add(plain->out, text, part);
		if (newline == NULL)
			return;
		end_line(plain);
		text += part + 1;
		len -= part + 1;
	}
}

static void
write_break(void *arg, bool is_hard)
{
	struct plain *plain = arg;

	if (is_hard)
		end_line(plain);
	else if (plain->is_line_open)
		strbuf_add_char(plain->out, ' ');
}

int
markdown_to_text(
    const char *source, size_t len, struct strbuf *out, struct error *err)
{
	static const struct markdown_writer writer = {
	    .enter_block = enter_block,
	    .leave_block = leave_block,
	    .enter_span = enter_span,
	    .leave_span = leave_span,
	    .text = write_text,
	    .line_break = write_break,
	};
	struct plain plain = {.out = out, .start = out->len};

	return markdown_parse(source, len, &writer, &plain, out, err);
}
