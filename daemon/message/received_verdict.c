/* SPDX-License-Identifier: EUPL-1.2 */
#include "message/received_verdict.h"

#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "base/strbuf.h"

#define MAX_VALUE 4096
#define WHITE " \t\r\n"
#define MARKS "; \t\r\n()=@"

struct stripper {
	struct strbuf *text;
	int depth; /* of comments */
	bool is_quoted;
};

static void
add_octet(struct stripper *stripper, char octet, bool is_escaped)
{
	if (octet == '"' && !is_escaped)
		stripper->is_quoted = !stripper->is_quoted;
	else if (stripper->is_quoted && stripper->depth == 0)
		strbuf_add_char(
		    stripper->text, strchr(MARKS, octet) == NULL ? octet : '_');
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
 * the value nor the comment.  false: a quote or a comment does not end.
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
	return *value != '\0' || (!stripper.is_quoted && stripper.depth == 0);
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

static bool
has_aligned_property(char *properties, const char *from_domain)
{
	static const char *const names[] = {
	    "header.d=", "header.i=", "smtp.mailfrom=", "smtp.mail="};
	char *rest = NULL;

	for (char *word = strtok_r(properties, WHITE, &rest); word != NULL;
	     word = strtok_r(NULL, WHITE, &rest)) {
		for (size_t i = 0; i < ARRAY_LEN(names); i++) {
			size_t len = strlen(names[i]);

			if (strncasecmp(word, names[i], len) == 0 &&
			    is_aligned(domain_of(word + len), from_domain))
				return true;
		}
	}
	return false;
}

/* One "method=result property=value ..." */
static void
add_result(
    char *text, const char *from_domain, struct received_results *results)
{
	char *rest = NULL;
	char *word = strtok_r(text, WHITE, &rest);
	bool is_pass;
	bool is_fail;
	char *result;

	if (word == NULL || (result = strchr(word, '=')) == NULL)
		return;
	*result++ = '\0';
	word[strcspn(word, "/")] = '\0';
	is_pass = strcasecmp(result, "pass") == 0;
	is_fail = strcasecmp(result, "fail") == 0;
	if (strcasecmp(word, "dmarc") == 0) {
		results->dmarc_pass |= is_pass;
		results->dmarc_fail |= is_fail;
	} else if (strcasecmp(word, "dkim") == 0 ||
		   strcasecmp(word, "spf") == 0) {
		results->other_fail |= is_fail;
		results->aligned_pass |=
		    is_pass && rest != NULL &&
		    has_aligned_property(rest, from_domain);
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
