/* SPDX-License-Identifier: EUPL-1.2 */
#include "formats/config_smtp.h"

#include <string.h>

#include "base/memory.h"
#include "formats/config_schema.h"
#include "formats/url.h"

bool
config_smtp_is_here(const char *text)
{
	struct url url;

	return url_split(text, &url, NULL) == 0 &&
	       url_host_is_loopback(url.host);
}

void
config_smtp_default(struct settings *settings)
{
	if (settings->mail.smtp.auth == SMTP_AUTH_DEFAULT)
		settings->mail.smtp.auth =
		    settings->mail.smtp.user[0] != '\0' ||
			    settings->mail.smtp.password_file[0] != '\0'
			? SMTP_AUTH_PASSWORD
			: SMTP_AUTH_NONE;
}

static void
check_tls(struct mistakes *mistakes, const struct settings *settings)
{
	const char *url = settings->mail.smtp.url;

	if (settings->mail.smtp.tls == SMTP_TLS_NONE &&
	    !config_smtp_is_here(url))
		mistakes_add(mistakes, "mail.smtp.tls",
		    "'mail.smtp.tls' may be 'none' only for a server on "
		    "this machine (127.0.0.1, ::1, localhost)");
	if (settings->mail.smtp.tls == SMTP_TLS_NONE &&
	    strncmp(url, "smtps:", 6) == 0)
		mistakes_add(mistakes, "mail.smtp.tls",
		    "'mail.smtp.tls' cannot be 'none' with 'smtps://'");
	if (settings->mail.smtp.tls == SMTP_TLS_IMPLICIT &&
	    strncmp(url, "smtp:", 5) == 0)
		mistakes_add(mistakes, "mail.smtp.tls",
		    "'mail.smtp.tls' may be 'implicit' only with 'smtps://'; "
		    "with 'smtp://' it is 'required'");
	if (settings->mail.smtp.tls == SMTP_TLS_NONE &&
	    settings->mail.smtp.auth != SMTP_AUTH_NONE)
		mistakes_add(mistakes, "mail.smtp.tls",
		    "'mail.smtp.tls' cannot be 'none' with a login, which "
		    "would travel unencrypted");
}

/* What a way to log in needs, and what is of no use with it. */
enum use { UNUSED, NEEDED, ALLOWED };

#define AUTH_COUNT 4

struct login_key {
	const char *path;
	const char *text;
	enum use uses[AUTH_COUNT]; /* by enum smtp_auth */
};

static void
check_key(
    struct mistakes *mistakes, enum smtp_auth auth, const struct login_key *key)
{
	enum use use = key->uses[auth];

	if (use == NEEDED && key->text[0] == '\0')
		mistakes_add(mistakes, key->path,
		    "'mail.smtp.auth' '%s' needs '%s'",
		    config_schema_auth(auth), key->path);
	if (use == UNUSED && key->text[0] != '\0')
		mistakes_add(mistakes, key->path,
		    "'%s' has no use when 'mail.smtp.auth' is '%s'", key->path,
		    config_schema_auth(auth));
}

static void
check_login(struct mistakes *mistakes, const struct settings *settings)
{
	const struct login_key keys[] = {
	    {"mail.smtp.user", settings->mail.smtp.user,
		{UNUSED, UNUSED, NEEDED, NEEDED}},
	    {"mail.smtp.password_file", settings->mail.smtp.password_file,
		{UNUSED, UNUSED, NEEDED, UNUSED}},
	    {"mail.smtp.token_url", settings->mail.smtp.token_url,
		{UNUSED, UNUSED, UNUSED, NEEDED}},
	    {"mail.smtp.client_id", settings->mail.smtp.client_id,
		{UNUSED, UNUSED, UNUSED, NEEDED}},
	    {"mail.smtp.client_secret_file",
		settings->mail.smtp.client_secret_file,
		{UNUSED, UNUSED, UNUSED, NEEDED}},
	    {"mail.smtp.scope", settings->mail.smtp.scope,
		{UNUSED, UNUSED, UNUSED, ALLOWED}},
	};

	for (size_t i = 0; i < ARRAY_LEN(keys); i++)
		check_key(mistakes, settings->mail.smtp.auth, &keys[i]);
}

/* The client's secret goes there. */
static void
check_token_url(struct mistakes *mistakes, const struct settings *settings)
{
	const char *url = settings->mail.smtp.token_url;

	if (strncmp(url, "http:", 5) == 0 &&
	    (settings->production || !config_smtp_is_here(url)))
		mistakes_add(mistakes, "mail.smtp.token_url",
		    "'mail.smtp.token_url' must begin with 'https://'; "
		    "'http://' is for trying out on this machine only");
}

void
config_smtp_check(struct mistakes *mistakes, const struct settings *settings)
{
	check_tls(mistakes, settings);
	check_login(mistakes, settings);
	check_token_url(mistakes, settings);
}
