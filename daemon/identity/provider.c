/* SPDX-License-Identifier: EUPL-1.2 */
#include "identity/provider.h"

#include <curl/curl.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

#define URL_LEN_MAX 2000
#define WELL_KNOWN "/.well-known/openid-configuration"

/* The parts of an address that decide whether it may be asked. */
struct parts {
	char *scheme;
	char *host;
	char *user;
	char *password;
	char *fragment;
};

static void
release_parts(struct parts *parts)
{
	curl_free(parts->scheme);
	curl_free(parts->host);
	curl_free(parts->user);
	curl_free(parts->password);
	curl_free(parts->fragment);
}

static void
clean_up_url(CURLU **url)
{
	curl_url_cleanup(*url);
}

static bool
split(const char *text, struct parts *parts)
{
	cleanup_(clean_up_url) CURLU *url = curl_url();

	if (url == NULL || curl_url_set(url, CURLUPART_URL, text, 0) != 0)
		return false;
	(void)curl_url_get(url, CURLUPART_USER, &parts->user, 0);
	(void)curl_url_get(url, CURLUPART_PASSWORD, &parts->password, 0);
	(void)curl_url_get(url, CURLUPART_FRAGMENT, &parts->fragment, 0);
	return curl_url_get(url, CURLUPART_SCHEME, &parts->scheme, 0) == 0 &&
	       curl_url_get(url, CURLUPART_HOST, &parts->host, 0) == 0;
}

static bool
is_loopback(const char *host)
{
	return strcmp(host, "127.0.0.1") == 0 || strcmp(host, "[::1]") == 0 ||
	       strcmp(host, "localhost") == 0;
}

/* What may stand in an address: nothing that a page or a line could break. */
static bool
is_plain(const char *url)
{
	size_t len = 0;

	for (; url[len] != '\0'; len++) {
		if (url[len] <= ' ' || url[len] > '~' ||
		    strchr("\"'<>\\^`{|}", url[len]) != NULL)
			return false;
	}
	return len <= URL_LEN_MAX;
}

bool
provider_is_here(const char *url)
{
	cleanup_(release_parts) struct parts parts = {.scheme = NULL};

	return split(url, &parts) && is_loopback(parts.host);
}

bool
provider_is_allowed_url(const char *url, bool may_be_http)
{
	cleanup_(release_parts) struct parts parts = {.scheme = NULL};

	if (!is_plain(url) || !split(url, &parts) || parts.user != NULL ||
	    parts.password != NULL || parts.fragment != NULL)
		return false;
	/* libcurl is content with one slash, too. */
	if (strncmp(url, "https://", strlen("https://")) == 0)
		return true;
	return may_be_http && strncmp(url, "http://", strlen("http://")) == 0 &&
	       is_loopback(parts.host);
}

char *
provider_document_url(const char *issuer)
{
	size_t len = strlen(issuer);

	/* One that ends in a slash has none before the path (Discovery, 4). */
	if (len > 0 && issuer[len - 1] == '/')
		len--;
	return memory_printf("%.*s" WELL_KNOWN, (int)len, issuer);
}

static int
take_url(const json_t *document, const char *name, const char *issuer,
    char **ret_url, struct error *err)
{
	const char *url = json_string_value(json_object_get(document, name));

	if (url == NULL)
		return error_set(err, OB_EPROTO,
		    "the provider's document does not name its '%s'", name);
	if (!provider_is_allowed_url(url, provider_is_here(issuer)))
		return error_set(err, OB_EPROTO,
		    "the provider's '%s' is no address that begins with "
		    "'https://'",
		    name);
	*ret_url = memory_strdup(url);
	return OB_OK;
}

static bool
has_word(const json_t *list, const char *word)
{
	for (size_t i = 0; i < json_array_size(list); i++) {
		const char *item = json_string_value(json_array_get(list, i));

		if (item != NULL && strcmp(item, word) == 0)
			return true;
	}
	return false;
}

/* Where the document says nothing, basic it is (Discovery, 3). */
static int
take_methods(
    const json_t *document, struct provider *provider, struct error *err)
{
	const json_t *methods =
	    json_object_get(document, "token_endpoint_auth_methods_supported");

	provider->takes_basic =
	    methods == NULL || has_word(methods, "client_secret_basic");
	if (!provider->takes_basic && !has_word(methods, "client_secret_post"))
		return error_set(err, OB_EPROTO,
		    "the provider takes neither 'client_secret_basic' nor "
		    "'client_secret_post'");
	if (!has_word(
		json_object_get(document, "response_types_supported"), "code"))
		return error_set(err, OB_EPROTO,
		    "the provider does not offer the response type 'code'");
	return OB_OK;
}

static int
take_issuer(const json_t *document, const char *issuer,
    struct provider *provider, struct error *err)
{
	const char *named =
	    json_string_value(json_object_get(document, "issuer"));

	if (named == NULL || strcmp(named, issuer) != 0)
		return error_set(err, OB_EPROTO,
		    "the provider's document is of another issuer than "
		    "'sign_in.openid_connect.issuer' says, to the letter");
	provider->issuer = memory_strdup(named);
	provider->names_issuer = json_is_true(json_object_get(
	    document, "authorization_response_iss_parameter_supported"));
	return OB_OK;
}

static int
take(const json_t *document, const char *issuer, struct provider *provider,
    struct error *err)
{
	int status = take_issuer(document, issuer, provider, err);

	if (status == OB_OK)
		status = take_url(document, "authorization_endpoint", issuer,
		    &provider->authorization_endpoint, err);
	if (status == OB_OK)
		status = take_url(document, "token_endpoint", issuer,
		    &provider->token_endpoint, err);
	if (status == OB_OK)
		status = take_url(
		    document, "jwks_uri", issuer, &provider->jwks_uri, err);
	if (status == OB_OK &&
	    json_object_get(document, "end_session_endpoint") != NULL)
		status = take_url(document, "end_session_endpoint", issuer,
		    &provider->end_session_endpoint, err);
	return status == OB_OK ? take_methods(document, provider, err) : status;
}

int
provider_read(const char *bytes, size_t len, const char *issuer,
    struct provider *ret_provider, struct error *err)
{
	json_auto_t *document =
	    json_loadb(bytes, len, JSON_REJECT_DUPLICATES, NULL);
	cleanup_(provider_release) struct provider provider = {.issuer = NULL};
	int status;

	if (!json_is_object(document))
		return error_set(err, OB_EPROTO,
		    "the provider's document is no JSON object");
	status = take(document, issuer, &provider, err);
	if (status != OB_OK)
		return status;
	*ret_provider = provider;
	provider = (struct provider){.issuer = NULL};
	return OB_OK;
}

void
provider_release(struct provider *provider)
{
	free(provider->issuer);
	free(provider->authorization_endpoint);
	free(provider->token_endpoint);
	free(provider->jwks_uri);
	free(provider->end_session_endpoint);
	*provider = (struct provider){.issuer = NULL};
}

int
provider_check_issuer(
    const struct provider *provider, const char *issuer, struct error *err)
{
	if (issuer == NULL && !provider->names_issuer)
		return OB_OK;
	if (issuer == NULL || strcmp(issuer, provider->issuer) != 0)
		return error_set(err, OB_EDENIED,
		    "the browser came back from another provider than it was "
		    "sent to");
	return OB_OK;
}
