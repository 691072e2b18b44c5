/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/mail_records.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"

#define SPF_LOOKUPS_MAX 10 /* RFC 7208, 4.6.4 */
/* Bytes of a public key with its wrapping, RSA of 1024 and 2048 bits. */
#define RSA_1024_BYTES 160
#define RSA_2048_BYTES 290

const char *
mail_records_state_name(enum mail_record_state state)
{
	static const char *const names[] = {
	    [MAIL_RECORD_OK] = "ok",
	    [MAIL_RECORD_DOUBTFUL] = "doubtful",
	    [MAIL_RECORD_WRONG] = "wrong",
	    [MAIL_RECORD_MISSING] = "missing",
	    [MAIL_RECORD_UNKNOWN] = "unknown",
	};

	return names[state];
}

static struct mail_finding
finding(enum mail_record_state state, const char *text, const char *used)
{
	return (struct mail_finding){state, text, used};
}

/* The version must end there: "v=spf10" is something else. */
static bool
begins(const char *text, const char *version, const char *ends)
{
	size_t len = strlen(version);

	return strncasecmp(text, version, len) == 0 &&
	       (text[len] == '\0' || strchr(ends, text[len]) != NULL);
}

/* The only one of its version; *ret_count says how many there are. */
static const char *
find_version(const char *const *texts, size_t count, const char *version,
    const char *ends, size_t *ret_count)
{
	const char *found = NULL;

	*ret_count = 0;
	for (size_t i = 0; i < count; i++) {
		if (!begins(texts[i], version, ends))
			continue;
		found = texts[i];
		(*ret_count)++;
	}
	return found;
}

/* What the terms of an SPF record come to. */
struct spf {
	int lookups;
	char all; /* its qualifier; '\0' without */
	bool has_redirect;
};

/* Terms that ask the domain name system. */
static bool
asks(const char *mechanism, size_t len)
{
	static const char *const names[] = {
	    "include", "a", "mx", "ptr", "exists"};

	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		if (strlen(names[i]) == len &&
		    strncasecmp(mechanism, names[i], len) == 0)
			return true;
	}
	return false;
}

static void
read_spf_term(const char *term, size_t len, struct spf *spf)
{
	bool is_qualified = strchr("+-~?", term[0]) != NULL;
	const char *name = is_qualified ? term + 1 : term;
	size_t rest = len - (size_t)(name - term);
	size_t name_len = strcspn(name, ":/= ");

	if (name_len > rest)
		name_len = rest;
	if (name_len == 8 && strncasecmp(name, "redirect", 8) == 0) {
		spf->has_redirect = true;
		spf->lookups++;
	} else if (name_len == 3 && strncasecmp(name, "all", 3) == 0) {
		spf->all = *(is_qualified ? term : "+");
	} else if (asks(name, name_len)) {
		spf->lookups++;
	}
}

static struct spf
read_spf(const char *record)
{
	struct spf spf = {0, '\0', false};
	const char *at = record + strlen("v=spf1");

	while (*at != '\0') {
		size_t len;

		at += strspn(at, " ");
		len = strcspn(at, " ");
		if (len > 0)
			read_spf_term(at, len, &spf);
		at += len;
	}
	return spf;
}

struct mail_finding
mail_records_spf(const char *const *texts, size_t count)
{
	size_t found = 0;
	const char *record = find_version(texts, count, "v=spf1", " ", &found);
	struct spf spf;

	if (found == 0)
		return finding(MAIL_RECORD_MISSING,
		    "no SPF record says which servers send for the domain",
		    NULL);
	if (found > 1)
		return finding(MAIL_RECORD_WRONG,
		    "there are several SPF records; receivers then ignore "
		    "them all",
		    record);
	spf = read_spf(record);
	if (spf.lookups > SPF_LOOKUPS_MAX)
		return finding(MAIL_RECORD_WRONG,
		    "it needs more than ten look-ups; receivers then ignore it",
		    record);
	if (spf.all == '+')
		return finding(
		    MAIL_RECORD_WRONG, "it lets everybody send", record);
	if (spf.all == '?' || (spf.all == '\0' && !spf.has_redirect))
		return finding(MAIL_RECORD_DOUBTFUL,
		    "it says nothing of all other servers; end it with -all "
		    "or ~all",
		    record);
	return finding(MAIL_RECORD_OK,
	    "it names the servers that send; see that the relay is among "
	    "them",
	    record);
}

/* The value of a tag in "a=b; c=d", owned and without blanks; or NULL. */
static char *
tag_of(const char *record, const char *tag)
{
	const char *at = record;

	while (at != NULL) {
		size_t len;
		size_t used = 0;
		char *value;

		at += strspn(at, "; \t");
		len = strcspn(at, "=; \t");
		if (len != strlen(tag) || strncasecmp(at, tag, len) != 0) {
			at = strchr(at, ';');
			continue;
		}
		at += len;
		at += strspn(at, " \t=");
		value = memory_alloc(strcspn(at, ";") + 1);
		for (; *at != ';' && *at != '\0'; at++) {
			if (!isspace((unsigned char)*at))
				value[used++] = *at;
		}
		return value;
	}
	return NULL;
}

/* A key record needs no version, but a key. */
static const char *
find_key(const char *const *texts, size_t count, size_t *ret_count)
{
	const char *found = NULL;

	*ret_count = 0;
	for (size_t i = 0; i < count; i++) {
		cleanup_(memory_free_ptr) char *version = tag_of(texts[i], "v");
		cleanup_(memory_free_ptr) char *key = tag_of(texts[i], "p");

		if (key == NULL ||
		    (version != NULL && strcmp(version, "DKIM1") != 0))
			continue;
		found = texts[i];
		(*ret_count)++;
	}
	return found;
}

/* Of base64; 0 when it is none. */
static size_t
decoded_len(const char *text)
{
	size_t len = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				  "abcdefghijklmnopqrstuvwxyz0123456789+/");

	return text[len + strspn(text + len, "=")] == '\0' ? len * 3 / 4 : 0;
}

static struct mail_finding
judge_key(const char *record, const char *type, const char *key)
{
	size_t len = decoded_len(key);

	if (key[0] == '\0')
		return finding(MAIL_RECORD_WRONG,
		    "the key was withdrawn: its p= is empty", record);
	if (type != NULL && strcasecmp(type, "ed25519") == 0)
		return finding(MAIL_RECORD_DOUBTFUL,
		    "not every receiver knows ed25519; sign with an RSA key, "
		    "too",
		    record);
	if (type != NULL && strcasecmp(type, "rsa") != 0)
		return finding(MAIL_RECORD_WRONG,
		    "its k= is neither rsa nor ed25519", record);
	if (len < RSA_1024_BYTES)
		return finding(MAIL_RECORD_WRONG,
		    "the key is broken or shorter than 1024 bits; receivers "
		    "ignore it",
		    record);
	if (len < RSA_2048_BYTES)
		return finding(MAIL_RECORD_DOUBTFUL,
		    "the key is shorter than 2048 bits", record);
	return finding(
	    MAIL_RECORD_OK, "the key can verify what the relay signs", record);
}

struct mail_finding
mail_records_dkim(const char *const *texts, size_t count)
{
	size_t found = 0;
	const char *record = find_key(texts, count, &found);
	cleanup_(memory_free_ptr) char *flags = NULL;
	cleanup_(memory_free_ptr) char *type = NULL;
	cleanup_(memory_free_ptr) char *key = NULL;
	struct mail_finding result;

	if (found == 0)
		return finding(MAIL_RECORD_MISSING,
		    "no key stands there by which a signature could be "
		    "verified",
		    NULL);
	if (found > 1)
		return finding(MAIL_RECORD_WRONG,
		    "several keys stand under one selector", record);
	flags = tag_of(record, "t");
	type = tag_of(record, "k");
	key = tag_of(record, "p");
	result = judge_key(record, type, key);
	if (result.state == MAIL_RECORD_OK && flags != NULL &&
	    strchr(flags, 'y') != NULL)
		return finding(MAIL_RECORD_DOUBTFUL,
		    "its t=y says that signing is only being tested", record);
	return result;
}

/* tag: where the policy for the domain stands, before p=. */
static struct mail_finding
judge_dmarc(const char *const *texts, size_t count, const char *tag)
{
	size_t found = 0;
	const char *record =
	    find_version(texts, count, "v=DMARC1", "; \t", &found);
	cleanup_(memory_free_ptr) char *policy = NULL;

	if (found == 0)
		return finding(MAIL_RECORD_MISSING,
		    "no DMARC record says what to do with forged mail", NULL);
	if (found > 1)
		return finding(MAIL_RECORD_WRONG,
		    "there are several DMARC records; receivers then ignore "
		    "them all",
		    record);
	policy = tag_of(record, tag);
	if (policy == NULL)
		policy = tag_of(record, "p");
	if (policy != NULL && strcasecmp(policy, "none") == 0)
		return finding(MAIL_RECORD_DOUBTFUL,
		    "its policy none only watches; quarantine or reject "
		    "protects",
		    record);
	if (policy == NULL || (strcasecmp(policy, "quarantine") != 0 &&
				  strcasecmp(policy, "reject") != 0))
		return finding(MAIL_RECORD_WRONG,
		    "its policy is neither none, quarantine nor reject",
		    record);
	return finding(
	    MAIL_RECORD_OK, "forged mail is kept from receivers", record);
}

struct mail_finding
mail_records_dmarc(const char *const *texts, size_t count)
{
	return judge_dmarc(texts, count, "p");
}

struct mail_finding
mail_records_dmarc_above(const char *const *texts, size_t count)
{
	return judge_dmarc(texts, count, "sp");
}

struct mail_finding
mail_records_mx(const char *const *texts, size_t count)
{
	if (count == 0)
		return finding(MAIL_RECORD_MISSING,
		    "no server takes answers and bounces", NULL);
	for (size_t i = 0; i < count; i++) {
		const char *host = strchr(texts[i], ' ');

		if (host != NULL && strcmp(host, " .") == 0)
			return finding(MAIL_RECORD_WRONG,
			    "it says that the domain takes no mail: answers "
			    "and bounces are lost",
			    texts[i]);
	}
	return finding(
	    MAIL_RECORD_OK, "answers and bounces have a server", texts[0]);
}
