/* SPDX-License-Identifier: EUPL-1.2 */
#include "identity/authorization.h"

#include <string.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "crypto/digest.h"

#define UNRESERVED                                                             \
	"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"

static void
add_escaped(struct strbuf *out, const char *text)
{
	for (; *text != '\0'; text++) {
		if (strchr(UNRESERVED, *text) != NULL)
			strbuf_add_char(out, *text);
		else
			strbuf_add_format(out, "%%%02X", (unsigned char)*text);
	}
}

char *
authorization_escape(const char *text)
{
	struct strbuf out = STRBUF_INIT;

	strbuf_add_str(&out, "");
	add_escaped(&out, text);
	return strbuf_detach(&out);
}

static void
add_field(struct strbuf *out, const char *name, const char *value)
{
	strbuf_add_format(out, "&%s=", name);
	add_escaped(out, value);
}

/* An endpoint may have a query of its own, which stays (RFC 6749, 3.1). */
static void
begin_query(struct strbuf *out, const char *endpoint, const char *first)
{
	strbuf_add_format(out, "%s%c%s", endpoint,
	    strchr(endpoint, '?') == NULL ? '?' : '&', first);
}

static void
add_challenge(struct strbuf *out, const char *verifier)
{
	unsigned char digest[DIGEST_SIZE];
	char text[DIGEST_BASE64URL_SIZE];

	digest_sha256(verifier, strlen(verifier), digest);
	add_field(out, "code_challenge",
	    digest_base64url(digest, sizeof(digest), text));
	add_field(out, "code_challenge_method", "S256");
}

static void
add_acr(struct strbuf *out, const struct settings_list *acr)
{
	struct strbuf words = STRBUF_INIT;

	for (size_t i = 0; i < acr->count; i++)
		strbuf_add_format(
		    &words, "%s%s", i == 0 ? "" : " ", acr->items[i]);
	if (acr->count > 0)
		add_field(out, "acr_values", words.buf);
	strbuf_release(&words);
}

char *
authorization_url(const struct provider *provider,
    const struct identity_options *options,
    const struct openid_request *request)
{
	struct strbuf out = STRBUF_INIT;

	begin_query(
	    &out, provider->authorization_endpoint, "response_type=code");
	add_field(&out, "client_id", options->client_id);
	add_field(&out, "redirect_uri", options->redirect_url);
	add_field(&out, "scope", options->scopes);
	add_field(&out, "state", request->state);
	add_field(&out, "nonce", request->nonce);
	add_challenge(&out, request->verifier);
	add_acr(&out, options->acr);
	return strbuf_detach(&out);
}

char *
authorization_leave_url(
    const struct provider *provider, const struct identity_options *options)
{
	struct strbuf out = STRBUF_INIT;
	cleanup_(memory_free_ptr) char *first = NULL;
	cleanup_(memory_free_ptr) char *client = NULL;

	if (provider->end_session_endpoint == NULL)
		return NULL;
	client = authorization_escape(options->client_id);
	first = memory_printf("client_id=%s", client);
	begin_query(&out, provider->end_session_endpoint, first);
	add_field(&out, "post_logout_redirect_uri", options->left_url);
	return strbuf_detach(&out);
}

char *
authorization_form(const struct provider *provider,
    const struct identity_options *options,
    const struct openid_request *request)
{
	struct strbuf out = STRBUF_INIT;

	/* Room for all: one that grows leaves copies of the secret behind. */
	strbuf_grow(
	    &out, 3 * (strlen(request->code) + strlen(options->redirect_url) +
			  strlen(options->client_id) +
			  strlen(options->client_secret)) +
		      512);
	strbuf_add_str(&out, "grant_type=authorization_code");
	add_field(&out, "code", request->code);
	add_field(&out, "redirect_uri", options->redirect_url);
	add_field(&out, "code_verifier", request->verifier);
	if (!provider->takes_basic) {
		add_field(&out, "client_id", options->client_id);
		add_field(&out, "client_secret", options->client_secret);
	}
	return strbuf_detach(&out);
}
