/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/outbox/return_path.h"

#include <assert.h>
#include <string.h>

#include "base/memory.h"
#include "crypto/token.h"
#include "engine/core/core.h"
#include "message/address.h"

#define KIND "bounce"
#define MARK "+b"
#define MAX_NUMBER 18 /* digits: fits int64_t */
#define PROOF_LEN ((size_t)TOKEN_SHORT_SIZE - 1)

void
return_path_make(
    const struct engine *engine, int64_t mail_id, char **ret_address)
{
	const char *mailbox = engine->return_path;
	const char *domain = address_domain(mailbox);
	char proof[TOKEN_SHORT_SIZE];

	assert(mail_id > 0);
	if (!engine->settings->mail.verp) {
		*ret_address = memory_strdup(mailbox);
		return;
	}
	token_make_short(engine->key, KIND, mail_id, proof);
	*ret_address =
	    memory_printf("%.*s" MARK "%lld-%s@%s", (int)(domain - 1 - mailbox),
		mailbox, (long long)mail_id, proof, domain);
}

/* Reads the digits at *at up to the hyphen; 0 when there is no number. */
static int64_t
read_number(const char **at)
{
	size_t len = strspn(*at, "0123456789");
	int64_t number = 0;

	if (len == 0 || len > MAX_NUMBER || (*at)[0] == '0')
		return 0;
	for (size_t i = 0; i < len; i++)
		number = number * 10 + ((*at)[i] - '0');
	*at += len;
	return number;
}

/* Whether the address begins with the mailbox's part before @ and the mark. */
static bool
is_of_mailbox(const char *key, const char *mailbox, size_t local_len)
{
	return strncmp(key, mailbox, local_len) == 0 &&
	       strncmp(key + local_len, MARK, strlen(MARK)) == 0;
}

bool
return_path_read(
    const struct engine *engine, const char *address, int64_t *ret_mail_id)
{
	cleanup_(memory_free_ptr) char *key = address_key(address);
	cleanup_(memory_free_ptr) char *mailbox =
	    address_key(engine->return_path);
	size_t local_len = (size_t)(address_domain(mailbox) - 1 - mailbox);
	char proof[TOKEN_SHORT_SIZE];
	const char *at;
	int64_t mail_id;

	if (!is_of_mailbox(key, mailbox, local_len))
		return false;
	at = key + local_len + strlen(MARK);
	mail_id = read_number(&at);
	if (mail_id == 0 || *at++ != '-' || strlen(at) <= PROOF_LEN ||
	    strcmp(at + PROOF_LEN, mailbox + local_len) != 0)
		return false;
	token_make_short(engine->key, KIND, mail_id, proof);
	if (!digest_equal(at, proof, PROOF_LEN))
		return false;
	*ret_mail_id = mail_id;
	return true;
}
