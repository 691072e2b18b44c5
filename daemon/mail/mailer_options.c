/* SPDX-License-Identifier: EUPL-1.2 */
#include "mail/mailer_options.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define HOST_MAX 253
#define SECRET_MAX 1024
#define URL_MAX 2000
#define TIMEOUT_MAX_MS (7200 * 1000)

void
mailer_options_init(struct mailer_options *options)
{
	*options = (struct mailer_options){
	    .transport = TRANSPORT_MAILDIR,
	    .tls = MAIL_TLS_REQUIRED,
	    .sessions = 2,
	    .connect_timeout_ms = 15 * 1000,
	    /* RFC 5321, 4.5.3.2: a server may take long after the last dot. */
	    .response_timeout_ms = 300 * 1000,
	    .final_timeout_ms = 600 * 1000,
	    .total_timeout_ms = 1500 * 1000,
	    .idle_timeout_ms = 60 * 1000,
	    .stop_timeout_ms = 20 * 1000,
	};
}

static bool
is_set(const char *text)
{
	return text != NULL && *text != '\0';
}

static bool
is_host_name(const char *host, size_t len)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyz"
				      "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-";

	return len > 0 && len <= HOST_MAX && *host != '-' && *host != '.' &&
	       strspn(host, allowed) >= len;
}

/* The length of the host in "host:port", "[v6]:port"; 0 if it is none. */
static size_t
host_length(const char *text)
{
	static const char v6[] = "0123456789abcdefABCDEF:.";
	size_t len;

	if (*text == '[') {
		len = 1 + strspn(text + 1, v6);
		return len > 1 && text[len] == ']' ? len + 1 : 0;
	}
	len = strcspn(text, ":/");
	return is_host_name(text, len) ? len : 0;
}

static bool
is_port(const char *text)
{
	size_t len = strspn(text, "0123456789");
	long port;

	if (len == 0 || len > 5 || text[len] != '\0')
		return false;
	port = strtol(text, NULL, 10);
	return port > 0 && port <= 65535;
}

/* Addresses by their number only: a name could be made to mean another host. */
static bool
is_loopback(const char *host, size_t len)
{
	if (strncmp(host, "127.", 4) == 0)
		return strspn(host, "0123456789.") >= len;
	return (len == strlen("[::1]") && strncmp(host, "[::1]", len) == 0) ||
	       (len == strlen("localhost") &&
		   strncmp(host, "localhost", len) == 0);
}

/* The text after the scheme; NULL for another one. */
static const char *
after_scheme(const char *url)
{
	if (strncmp(url, "smtp://", strlen("smtp://")) == 0)
		return url + strlen("smtp://");
	if (strncmp(url, "smtps://", strlen("smtps://")) == 0)
		return url + strlen("smtps://");
	return NULL;
}

static int
check_tls(const struct mailer_options *options, const char *host, size_t len,
    struct error *err)
{
	if (options->tls == MAIL_TLS_REQUIRED)
		return 0;
	if (strncmp(options->smtp_url, "smtps://", strlen("smtps://")) == 0)
		return error_set_field(err, OB_EINVALID, "mail.smtp.tls",
		    "tls 'none' does not fit the address '%s': write smtp:// "
		    "or tls 'required'",
		    options->smtp_url);
	if (!is_loopback(host, len))
		return error_set_field(err, OB_EINVALID, "mail.smtp.tls",
		    "mail to '%s' would travel unencrypted: tls 'none' is "
		    "accepted for this machine only (127.0.0.1, ::1, "
		    "localhost); write tls 'required'",
		    options->smtp_url);
	if (is_set(options->user))
		return error_set_field(err, OB_EINVALID, "mail.smtp.user",
		    "the password for '%s' would travel unencrypted: write "
		    "tls 'required' or leave out the user",
		    options->user);
	return 0;
}

static int
check_url(const struct mailer_options *options, struct error *err)
{
	const char *url = options->smtp_url;
	const char *host = is_set(url) ? after_scheme(url) : NULL;
	size_t len = host != NULL ? host_length(host) : 0;

	if (len == 0 || (host[len] != '\0' &&
			    (host[len] != ':' || !is_port(host + len + 1))))
		return error_set_field(err, OB_EINVALID, "mail.smtp.url",
		    "'%.200s' is not the address of a mail server: write "
		    "smtp://host:port or smtps://host:port",
		    url != NULL ? url : "");
	return check_tls(options, host, len, err);
}

static bool
is_secret(const char *text)
{
	if (strnlen(text, SECRET_MAX + 1) > SECRET_MAX)
		return false;
	for (; *text != '\0'; text++) {
		if ((unsigned char)*text < ' ' || *text == 0x7f)
			return false;
	}
	return true;
}

static int
check_password(const struct mailer_options *options, struct error *err)
{
	if (is_set(options->user) != is_set(options->password))
		return error_set_field(err, OB_EINVALID, "mail.smtp.user",
		    "mail.smtp.user and mail.smtp.password_file belong "
		    "together: give both or none");
	if (is_set(options->user) &&
	    (!is_secret(options->user) || !is_secret(options->password)))
		return error_set_field(err, OB_EINVALID, "mail.smtp.user",
		    "the user or the password for the mail server holds a "
		    "control character or is longer than %d bytes",
		    SECRET_MAX);
	return 0;
}

/* The client's secret goes there, so http is for this machine alone. */
static bool
is_token_url(const char *url)
{
	static const char plain[] = "http://";

	if (strnlen(url, URL_MAX + 1) > URL_MAX || !is_secret(url))
		return false;
	if (strncmp(url, plain, strlen(plain)) == 0)
		return is_loopback(
		    url + strlen(plain), strcspn(url + strlen(plain), ":/?#"));
	return strncmp(url, "https://", strlen("https://")) == 0;
}

static int
check_token(const struct mailer_options *options, struct error *err)
{
	if (!is_set(options->user) || !is_set(options->client_id) ||
	    !is_set(options->client_secret))
		return error_set_field(err, OB_EINVALID, "mail.smtp.auth",
		    "a login by token needs mail.smtp.user, "
		    "mail.smtp.client_id and mail.smtp.client_secret_file");
	if (!is_secret(options->user) || !is_secret(options->client_id) ||
	    !is_secret(options->client_secret) ||
	    (is_set(options->scope) && !is_secret(options->scope)))
		return error_set_field(err, OB_EINVALID, "mail.smtp.auth",
		    "the user, the client or its secret or scope holds a "
		    "control character or is longer than %d bytes",
		    SECRET_MAX);
	if (!is_set(options->token_url) || !is_token_url(options->token_url))
		return error_set_field(err, OB_EINVALID, "mail.smtp.token_url",
		    "'%.200s' is not where a token can be fetched: write an "
		    "address that begins with https://",
		    is_set(options->token_url) ? options->token_url : "");
	return 0;
}

static int
check_login(const struct mailer_options *options, struct error *err)
{
	int result = 0;

	if (is_set(options->helo_name) &&
	    !is_host_name(options->helo_name, strlen(options->helo_name)))
		return error_set_field(err, OB_EINVALID, "mail.smtp.helo",
		    "'%.200s' is not a host name", options->helo_name);
	if (options->auth == SMTP_AUTH_XOAUTH2)
		result = check_token(options, err);
	else if (options->auth != SMTP_AUTH_NONE)
		result = check_password(options, err);
	return result;
}

static int
check_numbers(const struct mailer_options *options, struct error *err)
{
	const int timeouts[] = {options->connect_timeout_ms,
	    options->response_timeout_ms, options->final_timeout_ms,
	    options->total_timeout_ms, options->idle_timeout_ms,
	    options->stop_timeout_ms};

	if (options->sessions < 1 || options->sessions > MAILER_SESSIONS_MAX)
		return error_set_field(err, OB_EINVALID, "mail.smtp.sessions",
		    "mail.smtp.sessions is %d: write 1 to %d",
		    options->sessions, MAILER_SESSIONS_MAX);
	for (size_t i = 0; i < sizeof(timeouts) / sizeof(timeouts[0]); i++) {
		if (timeouts[i] < 1 || timeouts[i] > TIMEOUT_MAX_MS)
			return error_set(err, OB_EINVALID,
			    "a mail time-out is %d ms: write 1 to %d",
			    timeouts[i], TIMEOUT_MAX_MS);
	}
	return 0;
}

int
mailer_options_check(const struct mailer_options *options, struct error *err)
{
	int result = check_numbers(options, err);

	if (result < 0)
		return result;
	if (options->transport == TRANSPORT_MAILDIR) {
		if (!is_set(options->maildir))
			return error_set_field(err, OB_EINVALID, "mail.maildir",
			    "mail.maildir is empty: name the directory for "
			    "letters");
		return 0;
	}
	result = check_url(options, err);
	return result < 0 ? result : check_login(options, err);
}
