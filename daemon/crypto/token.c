/* SPDX-License-Identifier: EUPL-1.2 */
#include "crypto/token.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/strbuf.h"
#include "crypto/random.h"

#define KIND_MAX 32

static void
close_ptr(const int *fd)
{
	if (*fd >= 0)
		(void)close(*fd);
}

static int
check_file(const char *path, int fd, struct error *err)
{
	struct stat status;

	if (fstat(fd, &status) < 0)
		return error_set(err, OB_EIO, "cannot read token key '%s': %s",
		    path, strerror(errno));
	if (!S_ISREG(status.st_mode))
		return error_set(err, OB_EINVALID,
		    "cannot read token key '%s': it is not a regular file",
		    path);
	if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0)
		return error_set(err, OB_EDENIED,
		    "cannot use token key '%s': others than its owner may "
		    "open it; run 'chmod 600' on it",
		    path);
	if (status.st_size != TOKEN_KEY_SIZE)
		return error_set(err, OB_EINVALID,
		    "cannot use token key '%s': it has %lld bytes instead "
		    "of %d; restore it from the backup",
		    path, (long long)status.st_size, TOKEN_KEY_SIZE);
	return OB_OK;
}

static int
read_key(const char *path, struct token_key *ret_key, struct error *err)
{
	cleanup_(close_ptr) int fd =
	    open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	struct token_key key;
	size_t len = 0;
	int status;

	if (fd < 0)
		return error_set(err, errno == ENOENT ? OB_ENOTFOUND : OB_EIO,
		    "cannot read token key '%s': %s", path, strerror(errno));
	status = check_file(path, fd, err);
	if (status < 0)
		return status;
	while (len < sizeof(key.bytes)) {
		ssize_t got =
		    read(fd, key.bytes + len, sizeof(key.bytes) - len);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return error_set(err, OB_EIO,
			    "cannot read token key '%s': %s", path,
			    got < 0 ? strerror(errno) : "it became shorter");
		len += (size_t)got;
	}
	*ret_key = key;
	token_key_forget(&key);
	return OB_OK;
}

static int
create_key(const char *path, struct error *err)
{
	struct token_key key;
	int status;

	random_bytes(key.bytes, sizeof(key.bytes));
	status = file_create_durable(path, key.bytes, sizeof(key.bytes), err);
	token_key_forget(&key);
	return status;
}

int
token_key_load(const char *path, struct token_key *ret_key, struct error *err)
{
	struct error local = ERROR_INIT;
	int status = read_key(path, ret_key, &local);

	if (status == OB_ENOTFOUND) {
		status = create_key(path, &local);
		/* Another process may have been faster: its key counts. */
		if (status == OB_OK || status == OB_EEXISTS)
			return read_key(path, ret_key, err);
		(void)error_wrap(&local, "cannot create token key '%s'", path);
	}
	if (status < 0 && err != NULL)
		*err = local;
	return status;
}

void
token_key_forget(struct token_key *key)
{
	OPENSSL_cleanse(key->bytes, sizeof(key->bytes));
}

static unsigned char *
put_big_endian(unsigned char *at, int64_t number)
{
	for (int shift = 56; shift >= 0; shift -= 8)
		*at++ = (unsigned char)((uint64_t)number >> shift & 0xff);
	return at;
}

static void
sign(const struct token_key *key, const void *message, size_t len,
    unsigned char ret_mac[DIGEST_SIZE])
{
	unsigned int mac_len = DIGEST_SIZE;

	if (HMAC(EVP_sha256(), key->bytes, sizeof(key->bytes), message, len,
		ret_mac, &mac_len) == NULL)
		abort();
}

static void
make_mac(const struct token_key *key, const char *kind, int64_t id,
    int64_t generation, unsigned char ret_mac[DIGEST_SIZE])
{
	unsigned char message[KIND_MAX + 1 + 8 + 8];
	unsigned char *at = message;
	size_t kind_len = strlen(kind);

	assert(kind_len > 0 && kind_len <= KIND_MAX);
	memcpy(at, kind, kind_len);
	at += kind_len;
	*at++ = 0;
	at = put_big_endian(at, id);
	at = put_big_endian(at, generation);
	sign(key, message, (size_t)(at - message), ret_mac);
}

void
token_make(const struct token_key *key, const char *kind, int64_t id,
    int64_t generation, char ret_token[TOKEN_TEXT_SIZE])
{
	unsigned char mac[DIGEST_SIZE];

	make_mac(key, kind, id, generation, mac);
	digest_base64url(mac, sizeof(mac), ret_token);
}

void
token_make_secret(const struct token_key *key, const char *kind, int64_t id,
    int64_t generation, unsigned char ret_secret[DIGEST_SIZE])
{
	make_mac(key, kind, id, generation, ret_secret);
}

void
token_make_short(const struct token_key *key, const char *kind, int64_t id,
    char ret_digits[TOKEN_SHORT_SIZE])
{
	unsigned char mac[DIGEST_SIZE];

	make_mac(key, kind, id, 0, mac);
	digest_hex(mac, (TOKEN_SHORT_SIZE - 1) / 2, ret_digits);
}

void
token_make_name(const struct token_key *key, const char *kind, const char *text,
    char ret_digits[TOKEN_NAME_SIZE])
{
	cleanup_(strbuf_release) struct strbuf message = STRBUF_INIT;
	unsigned char mac[DIGEST_SIZE];

	strbuf_add(&message, kind, strlen(kind) + 1);
	strbuf_add_str(&message, text);
	sign(key, message.buf, message.len, mac);
	digest_hex(mac, (TOKEN_NAME_SIZE - 1) / 2, ret_digits);
}

void
token_random(char ret_token[TOKEN_TEXT_SIZE])
{
	unsigned char bytes[DIGEST_SIZE];

	random_bytes(bytes, sizeof(bytes));
	digest_base64url(bytes, sizeof(bytes), ret_token);
	OPENSSL_cleanse(bytes, sizeof(bytes));
}

void
token_hash(const char *token, char ret_hex[TOKEN_HASH_SIZE])
{
	unsigned char hash[DIGEST_SIZE];

	digest_sha256(token, strlen(token), hash);
	digest_hex(hash, sizeof(hash), ret_hex);
}

bool
token_has_hash(const char *token, const char *hash)
{
	char hex[TOKEN_HASH_SIZE];

	if (token == NULL)
		return false;
	token_hash(token, hex);
	return digest_equal_text(hex, hash);
}

bool
token_is_wellformed(const char *token)
{
	size_t len = strspn(token, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				   "abcdefghijklmnopqrstuvwxyz0123456789-_");

	return len == TOKEN_TEXT_SIZE - 1 && token[len] == '\0';
}
