/* SPDX-License-Identifier: EUPL-1.2 */
#include "openid.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/strbuf.h"
#include "identity/identity.h"

#define SECRET_MAX ((size_t)4096)
#define KEY "sign_in.openid_connect.client_secret_file"

struct openid {
	struct event_base *base;
	const struct clock *clock;
	struct identity *identity; /* NULL: nobody signs in by it */
};

static void
wipe(struct strbuf *secret)
{
	if (secret->size > 0)
		explicit_bzero(secret->buf, secret->size);
	strbuf_release(secret);
}

static int
read_secret(
    const struct settings *settings, struct strbuf *secret, struct error *err)
{
	int status = file_read_secret(
	    settings->sign_in.openid_connect.client_secret_file, SECRET_MAX,
	    secret, err);

	if (status != OB_OK)
		return err == NULL ? status : error_wrap(err, "%s", KEY);
	while (secret->len > 0 && (secret->buf[secret->len - 1] == '\n' ||
				      secret->buf[secret->len - 1] == '\r'))
		strbuf_truncate(secret, secret->len - 1);
	if (secret->len == 0 || strlen(secret->buf) != secret->len)
		return error_set(err, OB_EINVALID,
		    "'%s' names a file without a secret", KEY);
	return OB_OK;
}

static bool
is_on(const struct settings *settings)
{
	return settings->sign_in.openid_connect.issuer[0] != '\0';
}

int
openid_check(const struct settings *settings, struct error *err)
{
	cleanup_(wipe) struct strbuf secret = STRBUF_INIT;

	return is_on(settings) ? read_secret(settings, &secret, err) : OB_OK;
}

static int
start(struct openid *openid, const struct settings *settings,
    const char *secret, struct error *err)
{
	cleanup_(memory_free_ptr) char *redirect =
	    memory_printf("%s/sign-in/openid/callback", settings->public_url);
	cleanup_(memory_free_ptr) char *left =
	    memory_printf("%s/sign-in", settings->public_url);
	const struct identity_options options = {
	    .issuer = settings->sign_in.openid_connect.issuer,
	    .client_id = settings->sign_in.openid_connect.client_id,
	    .client_secret = secret,
	    .scopes = settings->sign_in.openid_connect.scopes,
	    .claim = settings->sign_in.openid_connect.claim,
	    .redirect_url = redirect,
	    .left_url = left,
	    .ca_file = settings->sign_in.openid_connect.ca_file,
	    .acr = &settings->sign_in.openid_connect.acr,
	    .amr = &settings->sign_in.openid_connect.amr,
	    .is_trusted = settings->sign_in.openid_connect.trusted,
	    .clock = openid->clock,
	};

	return identity_start(openid->base, &options, &openid->identity, err);
}

int
openid_restart(
    struct openid *openid, const struct settings *settings, struct error *err)
{
	cleanup_(wipe) struct strbuf secret = STRBUF_INIT;
	int status;

	identity_stop(TAKE_PTR(openid->identity));
	if (!is_on(settings))
		return OB_OK;
	status = read_secret(settings, &secret, err);
	return status == OB_OK ? start(openid, settings, secret.buf, err)
			       : status;
}

int
openid_start(struct event_base *base, const struct clock *clock,
    const struct settings *settings, struct openid **ret_openid,
    struct error *err)
{
	struct openid *openid = memory_alloc(sizeof(*openid));
	int status;

	openid->base = base;
	openid->clock = clock;
	status = openid_restart(openid, settings, err);
	if (status != OB_OK) {
		openid_stop(openid);
		return status;
	}
	*ret_openid = openid;
	return OB_OK;
}

int
openid_ask(void *arg, const struct openid_request *request,
    openid_done_fn *done, void *done_arg, struct error *err)
{
	const struct openid *openid = arg;

	if (openid->identity == NULL)
		return error_set(err, OB_ECONFLICT,
		    "nobody signs in by OpenID Connect here");
	return identity_ask(openid->identity, request, done, done_arg, err);
}

void
openid_forget(void *arg, const void *done_arg)
{
	const struct openid *openid = arg;

	if (openid->identity != NULL)
		identity_forget(openid->identity, done_arg);
}

void
openid_interrupt(struct openid *openid)
{
	identity_stop(TAKE_PTR(openid->identity));
}

void
openid_stop(struct openid *openid)
{
	if (openid == NULL)
		return;
	identity_stop(openid->identity);
	free(openid);
}
