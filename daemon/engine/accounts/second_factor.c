/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/accounts/second_factor.h"

#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "base/strbuf.h"
#include "crypto/random.h"
#include "crypto/totp.h"
#include "engine/accounts/account_mail.h"
#include "engine/accounts/accounts.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "store/account_store.h"
#include "store/person_store.h"
#include "store/session_store.h"
#include "text/qr_code.h"

#define MAX_TRIES 10
#define RECOVERY_CODES 10
#define RECOVERY_CHARS 12 /* of 32: 60 bits */
#define RECOVERY_GROUP 4
#define RECOVERY_SIZE (RECOVERY_CHARS + 1)
#define TYPED_MAX 40

/* No letter that is taken for a digit or for another (Crockford's). */
static const char recovery_alphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";

static int
not_found(struct error *err)
{
	return error_set(err, OB_ENOTFOUND, "the sign-in is over");
}

int
second_factor_stage(struct change *change, int64_t account_id,
    enum session_stage *ret_stage, struct error *err)
{
	const struct engine *engine = change->engine;
	struct authenticator authenticator = {
	    .account_id = account_id,
	    .generation = 1,
	    .confirmed_at = INSTANT_NONE,
	};
	int status = account_store_find_authenticator(
	    engine->store, account_id, &authenticator, err);

	if (status == OB_OK && authenticator.confirmed_at != INSTANT_NONE) {
		*ret_stage = SESSION_CODE;
		return OB_OK;
	}
	if (status != OB_OK && status != OB_ENOTFOUND)
		return status;
	*ret_stage = engine->settings->sign_in.totp == SIGN_IN_TOTP_REQUIRED
			 ? SESSION_ENROL
			 : SESSION_FULL;
	if (*ret_stage == SESSION_FULL || status == OB_OK)
		return OB_OK;
	return account_store_set_authenticator(
	    engine->store, &authenticator, err);
}

int
second_factor_note_sign_in(struct change *change, int64_t account_id,
    const char *verb, struct error *err)
{
	struct store *store = change->engine->store;
	cleanup_(account_store_release) struct account account = {0};
	int status =
	    accounts_find_active(change->engine, account_id, &account, err);

	if (status != OB_OK)
		return status;
	account.signed_in_at = core_now(change->engine);
	status = account_store_update(store, &account, err);
	if (status != OB_OK)
		return status;
	return change_audit(
	    change, verb, SUBJECT("account", account_id), NULL, NULL, err);
}

/* As it is kept: "ABCD efgh-1234" is "abcdefgh1234", and o is 0, i and l 1. */
static void
fold_recovery(const char *typed, char folded[TYPED_MAX + 1])
{
	size_t len = 0;

	for (; *typed != '\0' && len < TYPED_MAX; typed++) {
		char c = *typed;

		if (c == ' ' || c == '-')
			continue;
		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if (c == 'o')
			c = '0';
		if (c == 'i' || c == 'l')
			c = '1';
		folded[len++] = c;
	}
	folded[len] = '\0';
}

static void
hash_recovery(const struct engine *engine, const char *code,
    char ret_hash[TOKEN_NAME_SIZE])
{
	token_make_name(engine->key, "recovery-code", code, ret_hash);
}

static int
use_recovery(struct change *change, int64_t account_id, const char *typed,
    struct error *err)
{
	struct engine *engine = change->engine;
	char code[TYPED_MAX + 1];
	char hash[TOKEN_NAME_SIZE];
	int status;

	fold_recovery(typed, code);
	hash_recovery(engine, code, hash);
	explicit_bzero(code, sizeof(code));
	status = account_store_use_recovery(
	    engine->store, account_id, hash, core_now(engine), err);
	return status == OB_ECONFLICT ? error_set(err, OB_EDENIED,
					    "the code is wrong, or was used")
				      : status;
}

static int
use_totp(struct change *change, const struct authenticator *authenticator,
    const char *code, struct error *err)
{
	struct engine *engine = change->engine;
	unsigned char secret[TOTP_SECRET_SIZE];
	int64_t step = 0;
	int status;

	totp_make_secret(engine->key, authenticator->account_id,
	    authenticator->generation, secret);
	status = totp_check(secret, code, core_now(engine),
	    authenticator->last_step, &step, err);
	totp_forget(secret);
	if (status == OB_OK)
		status = account_store_use_step(
		    engine->store, authenticator->account_id, step, err);
	return status == OB_ECONFLICT ? error_set(err, OB_EDENIED,
					    "the code is wrong, or was used")
				      : status;
}

/* People type "123 456"; anything but six digits is a recovery code. */
static bool
read_digits(const char *typed, char digits[TOTP_DIGITS + 1])
{
	size_t len = 0;

	for (; *typed != '\0'; typed++) {
		if (*typed == ' ')
			continue;
		if (len == TOTP_DIGITS || *typed < '0' || *typed > '9')
			return false;
		digits[len++] = *typed;
	}
	digits[len] = '\0';
	return len == TOTP_DIGITS;
}

static int
use_code(struct change *change, const struct session *session,
    const char *typed, struct error *err)
{
	struct authenticator authenticator = {0};
	char digits[TOTP_DIGITS + 1] = "";
	int status = account_store_find_authenticator(
	    change->engine->store, session->account_id, &authenticator, err);

	if (status != OB_OK)
		return status == OB_ENOTFOUND ? not_found(err) : status;
	if (read_digits(typed, digits))
		return use_totp(change, &authenticator, digits, err);
	if (session->stage == SESSION_ENROL)
		return error_set(err, OB_EDENIED, "the code is wrong");
	return use_recovery(change, session->account_id, typed, err);
}

/* Outside the change, which is rolled back. */
static int
note_wrong(
    struct engine *engine, const struct session *session, struct error *err)
{
	cleanup_(session_store_release) struct session_record record = {0};
	int status = session_store_count_try(engine->store, session->id, err);

	if (status == OB_OK)
		status = session_store_find(
		    engine->store, session->id, &record, err);
	if (status != OB_OK)
		return status;
	if (record.tries < MAX_TRIES)
		return error_set_field(
		    err, OB_EDENIED, "code", "the code is wrong, or was used");
	status = session_store_end(engine->store, session->id, err);
	return status == OB_OK ? not_found(err) : status;
}

/* The half session's token is over, so nobody who saw it is in. */
static int
go_on(struct change *change, const struct session *session,
    const struct session_browser *browser, struct sign_in_result *result,
    struct error *err)
{
	struct engine *engine = change->engine;
	cleanup_(session_store_release) struct session_record record = {0};
	struct session_start start = {
	    .account_id = session->account_id,
	    .stage = SESSION_FULL,
	    .browser = *browser,
	};
	int status =
	    session_store_find(engine->store, session->id, &record, err);

	if (status == OB_OK)
		status = session_store_end(engine->store, session->id, err);
	if (status != OB_OK)
		return status == OB_ENOTFOUND ? not_found(err) : status;
	start.next_path = record.next_path;
	start.is_openid = record.is_openid;
	return sign_in_result_begin_session(change, &start, result, err);
}

int
second_factor_check(struct engine *engine, const struct session *session,
    const char *code, const struct session_browser *browser,
    struct sign_in_result *ret_result, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	struct sign_in_result result = {.next_path = NULL};
	int status;

	if (session->stage != SESSION_CODE)
		return not_found(err);
	status = change_begin(&change, engine, "sign-in", err);
	if (status == OB_OK)
		status = use_code(&change, session, code, err);
	if (status == OB_EDENIED) {
		change_release(&change);
		return note_wrong(engine, session, err);
	}
	if (status == OB_OK)
		status = go_on(&change, session, browser, &result, err);
	if (status == OB_OK)
		status = second_factor_note_sign_in(
		    &change, session->account_id, "sign-in", err);
	return sign_in_result_settle(&change, status, &result, ret_result, err);
}

/* As a part of a URI. */
static void
add_escaped(struct strbuf *out, const char *text)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "abcdefghijklmnopqrstuvwxyz"
				    "0123456789-._~";

	for (; *text != '\0'; text++) {
		if (strchr(plain, *text) != NULL)
			strbuf_add_char(out, *text);
		else
			strbuf_add_format(out, "%%%02X", (unsigned char)*text);
	}
}

/* otpauth://totp/ISSUER:ADDRESS?secret=...&issuer=ISSUER */
static void
add_uri(const struct engine *engine, const struct person *person,
    const char *secret, struct strbuf *uri)
{
	const char *issuer = engine->settings->municipality.name;

	strbuf_add_str(uri, "otpauth://totp/");
	add_escaped(uri, issuer);
	strbuf_add_char(uri, ':');
	add_escaped(uri, person->email);
	strbuf_add_format(uri, "?secret=%s&issuer=", secret);
	add_escaped(uri, issuer);
}

static void
add_groups(struct strbuf *out, const char *text)
{
	for (size_t i = 0; text[i] != '\0'; i++) {
		if (i > 0 && i % 4 == 0)
			strbuf_add_char(out, ' ');
		strbuf_add_char(out, text[i]);
	}
}

static int
read_enrolling(struct engine *engine, const struct session *session,
    struct authenticator *ret_authenticator, struct error *err)
{
	int status;

	if (session->stage != SESSION_ENROL)
		return not_found(err);
	status = account_store_find_authenticator(
	    engine->store, session->account_id, ret_authenticator, err);
	if (status == OB_ENOTFOUND ||
	    (status == OB_OK &&
		ret_authenticator->confirmed_at != INSTANT_NONE))
		return not_found(err);
	return status;
}

static void
wipe(struct strbuf *text)
{
	explicit_bzero(text->buf, text->len);
	strbuf_release(text);
}

int
second_factor_enrol_view(struct engine *engine, const struct session *session,
    json_t **ret_view, struct error *err)
{
	cleanup_(person_store_release) struct person person = {0};
	cleanup_(wipe) struct strbuf uri = STRBUF_INIT;
	cleanup_(wipe) struct strbuf typed = STRBUF_INIT;
	cleanup_(wipe) struct strbuf path = STRBUF_INIT;
	struct authenticator authenticator = {0};
	unsigned char secret[TOTP_SECRET_SIZE];
	char text[TOTP_BASE32_SIZE];
	int size = 0;
	int status = read_enrolling(engine, session, &authenticator, err);

	if (status == OB_OK)
		status = person_store_find(
		    engine->store, session->person_id, &person, err);
	if (status != OB_OK)
		return status;
	totp_make_secret(
	    engine->key, session->account_id, authenticator.generation, secret);
	totp_base32(secret, text);
	totp_forget(secret);
	add_uri(engine, &person, text, &uri);
	add_groups(&typed, text);
	explicit_bzero(text, sizeof(text));
	status = qr_code_add_path(&path, uri.buf, &size, err);
	if (status == OB_OK)
		*ret_view = json_pack("{s:s, s:s, s:i}", "secret", typed.buf,
		    "qr_path", path.buf, "qr_size", size);
	return status;
}

static void
make_recovery(char code[RECOVERY_SIZE])
{
	unsigned char bytes[RECOVERY_CHARS];

	random_bytes(bytes, sizeof(bytes));
	for (size_t i = 0; i < RECOVERY_CHARS; i++)
		code[i] = recovery_alphabet[bytes[i] & 31];
	code[RECOVERY_CHARS] = '\0';
	explicit_bzero(bytes, sizeof(bytes));
}

static int
add_recovery(
    struct change *change, int64_t account_id, json_t *codes, struct error *err)
{
	struct engine *engine = change->engine;
	cleanup_(wipe) struct strbuf shown = STRBUF_INIT;
	char code[RECOVERY_SIZE];
	char hash[TOKEN_NAME_SIZE];

	make_recovery(code);
	hash_recovery(engine, code, hash);
	for (size_t i = 0; i < RECOVERY_CHARS; i++) {
		if (i > 0 && i % RECOVERY_GROUP == 0)
			strbuf_add_char(&shown, '-');
		strbuf_add_char(&shown, code[i]);
	}
	explicit_bzero(code, sizeof(code));
	(void)json_array_append_new(
	    codes, json_pack("{s:s}", "code", shown.buf));
	return account_store_add_recovery(engine->store, account_id, hash, err);
}

static int
tell(struct change *change, int64_t account_id, struct error *err)
{
	cleanup_(account_store_release) struct account account = {0};
	int status =
	    accounts_find_active(change->engine, account_id, &account, err);

	return status == OB_OK
		   ? account_mail_tell(change, &account, ACCOUNT_SET_UP, err)
		   : status;
}

static int
confirm(struct change *change, const struct session *session, json_t *codes,
    struct error *err)
{
	struct store *store = change->engine->store;
	struct authenticator authenticator = {0};
	int status = account_store_find_authenticator(
	    store, session->account_id, &authenticator, err);

	authenticator.confirmed_at = core_now(change->engine);
	if (status == OB_OK)
		status =
		    account_store_set_authenticator(store, &authenticator, err);
	if (status == OB_OK)
		status = account_store_drop_recovery(
		    store, session->account_id, err);
	for (int i = 0; status == OB_OK && i < RECOVERY_CODES; i++)
		status = add_recovery(change, session->account_id, codes, err);
	if (status == OB_OK)
		status = tell(change, session->account_id, err);
	if (status != OB_OK)
		return status;
	return second_factor_note_sign_in(
	    change, session->account_id, "set-up-totp", err);
}

int
second_factor_enrol(struct engine *engine, const struct session *session,
    const char *code, const struct session_browser *browser,
    struct sign_in_result *ret_result, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	struct sign_in_result result = {.codes = json_array()};
	struct authenticator authenticator = {0};
	int status = read_enrolling(engine, session, &authenticator, err);

	if (status == OB_OK)
		status = change_begin(&change, engine, "sign-in", err);
	if (status == OB_OK)
		status = use_code(&change, session, code, err);
	if (status == OB_EDENIED) {
		change_release(&change);
		sign_in_result_release(&result);
		return note_wrong(engine, session, err);
	}
	if (status == OB_OK)
		status = confirm(&change, session, result.codes, err);
	if (status == OB_OK)
		status = go_on(&change, session, browser, &result, err);
	return sign_in_result_settle(&change, status, &result, ret_result, err);
}
