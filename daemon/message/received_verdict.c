/* SPDX-License-Identifier: EUPL-1.2 */
#include "message/received_verdict.h"

#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "message/address.h"

#define MAX_VALUE ((size_t)16 << 10)
#define WHITE " \t\r\n"
#define MARKS "; \t\r\n()=@"

struct stripper {
	struct strbuf *text;
	int depth; /* of comments */
	bool is_quoted;
};

static void
add_quoted(struct strbuf *text, char octet)
{
	if (strchr(MARKS, octet) != NULL)
		octet = '_';
	strbuf_add_char(text, octet);
}

static void
add_octet(struct stripper *stripper, char octet, bool is_escaped)
{
	if (octet == '"' && !is_escaped)
		stripper->is_quoted = !stripper->is_quoted;
	else if (stripper->is_quoted && stripper->depth == 0)
		add_quoted(stripper->text, octet);
	else if (octet == '(' && !stripper->is_quoted && !is_escaped)
		stripper->depth++;
	else if (octet == ')' && !stripper->is_quoted && !is_escaped &&
		 stripper->depth > 0)
		stripper->depth--;
	else if (stripper->depth == 0)
		strbuf_add_char(stripper->text, octet);
}

/*
 * The value without comments and quotes.  What the sender chose, as the local
 * part of an address, stands in both: it may hold anything, and ends neither
 * the value nor the comment.  false: a quote or a comment does not end, or the
 * value is so long that it would be cut.
 */
static bool
strip(const char *value, struct strbuf *ret_text)
{
	struct stripper stripper = {.text = ret_text};

	for (; *value != '\0' && ret_text->len < MAX_VALUE; value++) {
		bool is_escaped = value[0] == '\\' && value[1] != '\0' &&
				  (stripper.is_quoted || stripper.depth > 0);

		value += is_escaped ? 1 : 0;
		add_octet(&stripper, *value, is_escaped);
	}
	return *value == '\0' && !stripper.is_quoted && stripper.depth == 0;
}

static bool
is_domain_of(const char *domain, const char *of)
{
	size_t len = strlen(domain);
	size_t of_len = strlen(of);

	return len == of_len  ? strcasecmp(domain, of) == 0
	       : len > of_len ? domain[len - of_len - 1] == '.' &&
				    strcasecmp(domain + len - of_len, of) == 0
			      : false;
}

/* In whichever form the server writes one of other letters than ASCII. */
static bool
is_same_domain(const char *domain, const char *from_domain)
{
	cleanup_(memory_free_ptr) char *text = memory_printf("x@%s", domain);
	cleanup_(memory_free_ptr) char *address = NULL;

	return address_parse_bare(NULL, text, &address, NULL) == OB_OK &&
	       strcasecmp(address_domain(address), from_domain) == 0;
}

/* The relaxed alignment of DMARC, but for the list of public suffixes. */
static bool
is_aligned(const char *domain, const char *from_domain)
{
	return strchr(domain, '.') != NULL &&
	       strchr(from_domain, '.') != NULL &&
	       (is_domain_of(domain, from_domain) ||
		   is_domain_of(from_domain, domain));
}

/* What a property names: "ida@example.org", "@example.org" or a domain. */
static const char *
domain_of(const char *value)
{
	const char *at = strrchr(value, '@');

	return at != NULL ? at + 1 : value;
}

struct method {
	const char *name;
	const char *properties[2];
};

/* What each method has found the sender's domain in. */
static const struct method methods[] = {
    {"dkim", {"header.d=", "header.i="}},
    {"spf", {"smtp.mailfrom=", "smtp.mail="}},
};

static bool
has_aligned_property(
    char *properties, const struct method *method, const char *from_domain)
{
	char *rest = NULL;

	for (char *word = strtok_r(properties, WHITE, &rest); word != NULL;
	     word = strtok_r(NULL, WHITE, &rest)) {
		for (size_t i = 0; i < ARRAY_LEN(method->properties); i++) {
			const char *name = method->properties[i];
			size_t len = strlen(name);

			if (strncasecmp(word, name, len) == 0 &&
			    is_aligned(domain_of(word + len), from_domain))
				return true;
		}
	}
	return false;
}

/* The server may have read another From than we do: then it says nothing. */
static bool
is_of_from(char *properties, const char *from_domain)
{
	static const char name[] = "header.from=";
	char *rest = NULL;

	for (char *word = strtok_r(properties, WHITE, &rest); word != NULL;
	     word = strtok_r(NULL, WHITE, &rest)) {
		if (strncasecmp(word, name, sizeof(name) - 1) == 0)
			return is_same_domain(
			    domain_of(word + sizeof(name) - 1), from_domain);
	}
	return true;
}

static void
add_dmarc(const char *result, char *properties, const char *from_domain,
    struct received_results *results)
{
	if (strcasecmp(result, "fail") == 0)
		results->dmarc_fail = true;
	else if (strcasecmp(result, "pass") == 0 &&
		 is_of_from(properties, from_domain))
		results->dmarc_pass = true;
}

static void
add_method(const struct method *method, const char *result, char *properties,
    const char *from_domain, struct received_results *results)
{
	if (strcasecmp(result, "fail") == 0)
		results->other_fail = true;
	else if (strcasecmp(result, "pass") == 0 &&
		 has_aligned_property(properties, method, from_domain))
		results->aligned_pass = true;
}

/* One "method=result property=value ..."; blanks may stand around its "=". */
static void
add_result(
    char *text, const char *from_domain, struct received_results *results)
{
	char *result = strchr(text, '=');
	char *properties;

	if (result == NULL)
		return;
	*result++ = '\0';
	text += strspn(text, WHITE);
	text[strcspn(text, WHITE "/")] = '\0';
	result += strspn(result, WHITE);
	properties = result + strcspn(result, WHITE);
	if (*properties != '\0')
		*properties++ = '\0';
	if (strcasecmp(text, "dmarc") == 0)
		add_dmarc(result, properties, from_domain, results);
	for (size_t i = 0; i < ARRAY_LEN(methods); i++) {
		if (strcasecmp(text, methods[i].name) == 0)
			add_method(&methods[i], result, properties, from_domain,
			    results);
	}
}

void
received_verdict_add(const char *value, const char *host,
    const char *from_domain, struct received_results *results)
{
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;
	char *rest = NULL;
	char *server;

	if (!strip(value, &text))
		return;
	server = strtok_r(text.buf, ";", &rest);
	if (server == NULL)
		return;
	server += strspn(server, WHITE);
	server[strcspn(server, WHITE)] = '\0';
	if (strcasecmp(server, host) != 0)
		return;
	for (char *part = strtok_r(NULL, ";", &rest); part != NULL;
	     part = strtok_r(NULL, ";", &rest))
		add_result(part, from_domain, results);
}

enum received_verdict
received_verdict_of(const struct received_results *results)
{
	if (results->dmarc_fail)
		return RECEIVED_FAIL;
	if (results->dmarc_pass || results->aligned_pass)
		return RECEIVED_PASS;
	return results->other_fail ? RECEIVED_FAIL : RECEIVED_SILENT;
}
