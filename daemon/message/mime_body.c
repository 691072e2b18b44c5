/* SPDX-License-Identifier: EUPL-1.2 */
#include "message/mime_body.h"

#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "base/octet_line.h"

#define LINE_MAX_OCTETS 76
#define PADDING 64 /* the value of '=' in base64 */

enum fault {
	FAULT_LONG,
	FAULT_ESCAPE,
	FAULT_LOWER,
	FAULT_BLANK,
	FAULT_OCTET,
	FAULT_TRANSPORT,
	FAULT_COUNT
};

static const struct {
	enum finding_severity severity;
	const char *rule;
	const char *text; /* of one line */
	const char *rest; /* of many */
} faults[] = {
    [FAULT_LONG] = {FINDING_ERROR, "64", "encoded line of more than 76 octets",
	"have more than 76 octets"},
    [FAULT_ESCAPE] = {FINDING_ERROR, "64",
	"'=' begins neither =XX nor a soft line end", "hold a bad '='"},
    [FAULT_LOWER] = {FINDING_WARNING, "RFC 2045 6.7",
	"=XX is written with small letters", "hold =XX in small letters"},
    [FAULT_BLANK] = {FINDING_ERROR, "RFC 2045 6.7",
	"encoded line ends with a blank", "end with a blank"},
    [FAULT_OCTET] = {FINDING_ERROR, "64",
	"line holds an octet that its transfer encoding does not have",
	"hold an octet that their transfer encoding does not have"},
    [FAULT_TRANSPORT] = {FINDING_WARNING, "64",
	"encoded line begins with a dot or 'From ', which mail servers "
	"change",
	"begin with a dot or 'From '"},
};

struct decoder {
	struct findings *findings;
	struct findings_tally tallies[FAULT_COUNT];
	struct strbuf *bytes;
	unsigned int bits; /* of base64, not yet written */
	size_t digits;	   /* in a group of four */
	size_t padding;
};

static void
tell(struct decoder *decoder, enum fault fault, size_t line)
{
	if (findings_tally(&decoder->tallies[fault], line))
		findings_add(decoder->findings, faults[fault].severity, line,
		    faults[fault].rule, "%s", faults[fault].text);
}

static int
hex_digit(char c, bool *ret_is_lower)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	*ret_is_lower = true;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* What stands behind '='; returns the octets taken. */
static size_t
take_escape(struct decoder *decoder, const struct octet_line *line, size_t at)
{
	bool is_lower = false;
	int high =
	    at + 1 < line->len ? hex_digit(line->start[at + 1], &is_lower) : -1;
	int low =
	    at + 2 < line->len ? hex_digit(line->start[at + 2], &is_lower) : -1;

	if (high < 0 || low < 0) {
		tell(decoder, FAULT_ESCAPE, line->number);
		strbuf_add_char(decoder->bytes, '=');
		return 1;
	}
	if (is_lower)
		tell(decoder, FAULT_LOWER, line->number);
	strbuf_add_char(decoder->bytes, (char)(high * 16 + low));
	return 3;
}

static void
check_transport(struct decoder *decoder, const struct octet_line *line)
{
	if (line->len > LINE_MAX_OCTETS)
		tell(decoder, FAULT_LONG, line->number);
	if ((line->len > 0 && line->start[0] == '.') ||
	    (line->len >= 5 && memcmp(line->start, "From ", 5) == 0))
		tell(decoder, FAULT_TRANSPORT, line->number);
}

static void
take_quoted_printable(struct decoder *decoder, const struct octet_line *line)
{
	size_t len = line->len;
	bool is_soft = len > 0 && line->start[len - 1] == '=';

	check_transport(decoder, line);
	if (is_soft)
		len--;
	else if (len > 0 && strchr(" \t", line->start[len - 1]) != NULL)
		tell(decoder, FAULT_BLANK, line->number);
	for (size_t at = 0; at < len;) {
		unsigned char octet = (unsigned char)line->start[at];

		if (octet == '=') {
			at += take_escape(decoder,
			    &(struct octet_line){
				line->start, len, line->number, line->end},
			    at);
			continue;
		}
		if (octet >= 0x7f || (octet < ' ' && octet != '\t'))
			tell(decoder, FAULT_OCTET, line->number);
		strbuf_add_char(decoder->bytes, (char)octet);
		at++;
	}
	if (!is_soft && line->end != OCTET_LINE_NONE)
		strbuf_add_str(decoder->bytes, "\r\n");
}

/* -1 for what is no digit. */
static int
base64_digit(char c)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				     "abcdefghijklmnopqrstuvwxyz"
				     "0123456789+/=";
	const char *found = c == '\0' ? NULL : strchr(digits, c);

	return found == NULL ? -1 : (int)(found - digits);
}

static void
end_group(struct decoder *decoder)
{
	for (size_t i = 0; i + decoder->padding < 3; i++)
		strbuf_add_char(decoder->bytes,
		    (char)((decoder->bits >> (16 - 8 * i)) & 0xff));
	decoder->digits = 0;
	decoder->bits = 0;
}

static void
take_base64(struct decoder *decoder, const struct octet_line *line)
{
	if (line->len > LINE_MAX_OCTETS)
		tell(decoder, FAULT_LONG, line->number);
	for (size_t at = 0; at < line->len; at++) {
		int digit = base64_digit(line->start[at]);
		bool is_padding = digit == PADDING;

		if (digit < 0 || (decoder->padding > 0 && !is_padding) ||
		    (is_padding && decoder->digits < 2)) {
			tell(decoder, FAULT_OCTET, line->number);
			continue;
		}
		decoder->padding += is_padding ? 1 : 0;
		decoder->bits = (decoder->bits << 6) |
				(is_padding ? 0 : (unsigned int)digit);
		if (++decoder->digits == 4)
			end_group(decoder);
	}
}

static void
take_plain(struct decoder *decoder, const struct octet_line *line)
{
	for (size_t at = 0; at < line->len; at++) {
		if ((unsigned char)line->start[at] < 0x80)
			continue;
		tell(decoder, FAULT_OCTET, line->number);
		break;
	}
	strbuf_add(decoder->bytes, line->start, line->len);
	if (line->end != OCTET_LINE_NONE)
		strbuf_add_str(decoder->bytes, "\r\n");
}

static void
take_octets(struct decoder *decoder, const struct octet_line *line)
{
	strbuf_add(decoder->bytes, line->start, line->len);
	if (line->end != OCTET_LINE_NONE)
		strbuf_add_str(decoder->bytes, "\r\n");
}

static const struct {
	const char *name;
	void (*take)(struct decoder *decoder, const struct octet_line *line);
} encodings[] = {
    [MIME_ENCODING_7BIT] = {"7bit", take_plain},
    [MIME_ENCODING_8BIT] = {"8bit", take_octets},
    [MIME_ENCODING_BINARY] = {"binary", take_octets},
    [MIME_ENCODING_QUOTED_PRINTABLE] = {"quoted-printable",
	take_quoted_printable},
    [MIME_ENCODING_BASE64] = {"base64", take_base64},
    [MIME_ENCODING_UNKNOWN] = {"", take_octets},
};

enum mime_encoding
mime_body_encoding(const struct mime_part *part)
{
	const char *name =
	    header_field_value(&part->fields, "Content-Transfer-Encoding");

	if (name[0] == '\0')
		return MIME_ENCODING_7BIT;
	for (size_t i = 0; i < MIME_ENCODING_UNKNOWN; i++) {
		if (strcasecmp(encodings[i].name, name) == 0)
			return (enum mime_encoding)i;
	}
	return MIME_ENCODING_UNKNOWN;
}

void
mime_body_decode(const struct mime_part *part, struct findings *findings,
    struct strbuf *ret_bytes)
{
	enum mime_encoding encoding = mime_body_encoding(part);
	struct decoder decoder = {.findings = findings, .bytes = ret_bytes};
	struct octet_lines lines =
	    octet_line_begin(part->body.bytes, part->body.len);
	struct octet_line line;

	strbuf_clear(ret_bytes);
	lines.number = part->body.number - 1;
	while (octet_line_next(&lines, &line))
		encodings[encoding].take(&decoder, &line);
	if (decoder.digits > 0)
		findings_add(findings, FINDING_ERROR, lines.number, "64",
		    "base64 ends within a group of four");
	for (size_t i = 0; i < FAULT_COUNT; i++)
		findings_add_rest(findings, faults[i].severity,
		    &decoder.tallies[i], faults[i].rule, faults[i].rest);
}
