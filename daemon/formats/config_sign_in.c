/* SPDX-License-Identifier: EUPL-1.2 */
#include "formats/config_sign_in.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <string.h>

#include "base/memory.h"
#include "formats/config_smtp.h"

/* Over a network a mailbox alone must not open everything. */
static void
check_totp(struct mistakes *mistakes, const struct settings *settings)
{
	if (settings->sign_in.totp == SIGN_IN_TOTP_OPTIONAL &&
	    !config_smtp_is_here(settings->public_url))
		mistakes_add(mistakes, "sign_in.totp",
		    "'sign_in.totp' can be 'optional' only where 'public_url' "
		    "points to this machine itself; leave it out");
}

static bool
is_network_address(const char *text)
{
	unsigned char bytes[sizeof(struct in6_addr)];

	return inet_pton(AF_INET, text, bytes) == 1 ||
	       inet_pton(AF_INET6, text, bytes) == 1;
}

/* A header that nobody is named for would be believed from everybody. */
static void
check_proxy(struct mistakes *mistakes, const struct settings *settings)
{
	const char *address = settings->sign_in.proxy.address;
	const char *header = settings->sign_in.proxy.header;

	if (address[0] != '\0' && !is_network_address(address))
		mistakes_add(mistakes, "sign_in.proxy.address",
		    "'%s' is no network address; write it without a port, as "
		    "'127.0.0.1' or '::1'",
		    address);
	if (header[strspn(header, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				  "abcdefghijklmnopqrstuvwxyz"
				  "0123456789-")] != '\0')
		mistakes_add(mistakes, "sign_in.proxy.header",
		    "'%s' is no name of a header; use letters, digits and '-'",
		    header);
	if (header[0] != '\0' && address[0] == '\0')
		mistakes_add(mistakes, "sign_in.proxy.header",
		    "'sign_in.proxy.header' needs 'sign_in.proxy.address', the "
		    "one that the header is taken from");
}

static bool
has_word(const char *text, const char *word)
{
	size_t len = strlen(word);

	while (*text != '\0') {
		size_t next = strcspn(text, " ");

		if (next == len && strncmp(text, word, len) == 0)
			return true;
		text += next + strspn(text + next, " ");
	}
	return false;
}

/* Whoever can stand between could sign in as anybody. */
static void
check_issuer(struct mistakes *mistakes, const struct settings *settings)
{
	const char *issuer = settings->sign_in.openid_connect.issuer;

	if (strncmp(issuer, "http:", 5) == 0 &&
	    (settings->production || !config_smtp_is_here(issuer)))
		mistakes_add(mistakes, "sign_in.openid_connect.issuer",
		    "'sign_in.openid_connect.issuer' must begin with "
		    "'https://'; 'http://' is for trying out on this machine "
		    "only");
	if (strpbrk(issuer, "?#") != NULL)
		mistakes_add(mistakes, "sign_in.openid_connect.issuer",
		    "'sign_in.openid_connect.issuer' must not hold '?' or "
		    "'#'");
}

static void
check_openid(struct mistakes *mistakes, const struct settings *settings)
{
	const struct {
		const char *path;
		const char *text;
	} needed[] = {
	    {"sign_in.openid_connect.client_id",
		settings->sign_in.openid_connect.client_id},
	    {"sign_in.openid_connect.client_secret_file",
		settings->sign_in.openid_connect.client_secret_file},
	};

	if (settings->sign_in.openid_connect.issuer[0] == '\0')
		return;
	check_issuer(mistakes, settings);
	for (size_t i = 0; i < ARRAY_LEN(needed); i++) {
		if (needed[i].text[0] == '\0')
			mistakes_add(mistakes, needed[i].path,
			    "'sign_in.openid_connect.issuer' needs '%s'",
			    needed[i].path);
	}
	if (!has_word(settings->sign_in.openid_connect.scopes, "openid"))
		mistakes_add(mistakes, "sign_in.openid_connect.scopes",
		    "'sign_in.openid_connect.scopes' must hold 'openid'");
}

void
config_sign_in_check(struct mistakes *mistakes, const struct settings *settings)
{
	check_totp(mistakes, settings);
	check_proxy(mistakes, settings);
	check_openid(mistakes, settings);
}
