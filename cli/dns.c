/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/dns.h"

#include <arpa/inet.h>
#include <arpa/nameser.h>
#include <netdb.h>
#include <netinet/in.h>
#include <resolv.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/strbuf.h"

#define ANSWER_MAX 65535
#define TRY_SECONDS 2
#define TRIES 2

struct dns {
	struct __res_state state;
};

static const ns_type types[] = {
    [DNS_A] = ns_t_a,
    [DNS_AAAA] = ns_t_aaaa,
    [DNS_MX] = ns_t_mx,
    [DNS_TXT] = ns_t_txt,
};

static int
use_server(struct dns *dns, const char *server, struct error *err)
{
	const char *colon = strrchr(server, ':');
	cleanup_(memory_free_ptr) char *address = NULL;
	struct sockaddr_in socket = {.sin_family = AF_INET};
	char *end = NULL;
	long port = colon == NULL ? 0 : strtol(colon + 1, &end, 10);

	if (colon != NULL)
		address = memory_strndup(server, (size_t)(colon - server));
	if (address == NULL || end == colon + 1 || *end != '\0' || port < 1 ||
	    port > 65535 || inet_pton(AF_INET, address, &socket.sin_addr) != 1)
		return error_set_field(err, OB_EINVALID, "dns",
		    "'%.80s' is no name server; give it as 192.0.2.1:53",
		    server);
	socket.sin_port = htons((uint16_t)port);
	dns->state.nscount = 1;
	dns->state.nsaddr_list[0] = socket;
	return OB_OK;
}

int
dns_open(const char *server, struct dns **ret_dns, struct error *err)
{
	struct dns *dns = memory_alloc(sizeof(*dns));
	int status = OB_OK;

	if (res_ninit(&dns->state) != 0) {
		free(dns);
		return error_set(
		    err, OB_EIO, "the resolver could not be set up");
	}
	dns->state.retrans = TRY_SECONDS;
	dns->state.retry = TRIES;
	if (server != NULL)
		status = use_server(dns, server, err);
	if (status != OB_OK) {
		dns_close(dns);
		return status;
	}
	*ret_dns = dns;
	return OB_OK;
}

void
dns_close(struct dns *dns)
{
	if (dns == NULL)
		return;
	res_nclose(&dns->state);
	free(dns);
}

/* "10 mail.example.org"; false for a broken record. */
static bool
read_mx(const ns_msg *message, const ns_rr *record, struct strbuf *text)
{
	char name[NS_MAXDNAME];

	if (ns_rr_rdlen(*record) < NS_INT16SZ ||
	    dn_expand(ns_msg_base(*message), ns_msg_end(*message),
		ns_rr_rdata(*record) + NS_INT16SZ, name, sizeof(name)) < 0)
		return false;
	strbuf_add_format(text, "%u %s", ns_get16(ns_rr_rdata(*record)),
	    name[0] == '\0' ? "." : name);
	return true;
}

/* Strings of a length and so many bytes each. */
static bool
read_txt(const ns_msg *message, const ns_rr *record, struct strbuf *text)
{
	const unsigned char *at = ns_rr_rdata(*record);
	const unsigned char *end = at + ns_rr_rdlen(*record);

	(void)message;
	while (at < end) {
		size_t len = *at++;

		if (len > (size_t)(end - at) || memchr(at, '\0', len) != NULL)
			return false;
		strbuf_add(text, at, len);
		at += len;
	}
	return true;
}

static bool
read_address(const ns_msg *message, const ns_rr *record, struct strbuf *text)
{
	bool is_old = ns_rr_type(*record) == ns_t_a;
	char address[INET6_ADDRSTRLEN];

	(void)message;
	if (ns_rr_rdlen(*record) != (is_old ? NS_INADDRSZ : NS_IN6ADDRSZ) ||
	    inet_ntop(is_old ? AF_INET : AF_INET6, ns_rr_rdata(*record),
		address, sizeof(address)) == NULL)
		return false;
	strbuf_add_str(text, address);
	return true;
}

typedef bool (*read_fn)(
    const ns_msg *message, const ns_rr *record, struct strbuf *text);

static const read_fn readers[] = {
    [DNS_A] = read_address,
    [DNS_AAAA] = read_address,
    [DNS_MX] = read_mx,
    [DNS_TXT] = read_txt,
};

static int
broken(const char *name, struct error *err)
{
	return error_set(
	    err, OB_EIO, "the name server's answer of '%s' is broken", name);
}

static int
add_record(ns_msg *message, const ns_rr *record, enum dns_type type,
    struct dns_answer *answer)
{
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;

	if (ns_rr_type(*record) != types[type] ||
	    ns_rr_class(*record) != ns_c_in)
		return OB_OK;
	if (answer->count == DNS_RECORDS_MAX ||
	    !readers[type](message, record, &text))
		return OB_EIO;
	answer->texts = memory_resize(
	    answer->texts, answer->count + 1, sizeof(*answer->texts));
	answer->texts[answer->count++] =
	    text.len == 0 ? memory_strdup("") : strbuf_detach(&text);
	return OB_OK;
}

static int
read_answer(const char *name, enum dns_type type, const unsigned char *bytes,
    int len, struct dns_answer *ret_answer, struct error *err)
{
	cleanup_(dns_release) struct dns_answer answer = {NULL, 0};
	ns_msg message;
	int status = OB_OK;

	if (ns_initparse(bytes, len, &message) != 0)
		return broken(name, err);
	for (int i = 0; status == OB_OK && i < ns_msg_count(message, ns_s_an);
	     i++) {
		ns_rr record;

		status = ns_parserr(&message, ns_s_an, i, &record) != 0
			     ? OB_EIO
			     : add_record(&message, &record, type, &answer);
	}
	if (status != OB_OK)
		return broken(name, err);
	*ret_answer = answer;
	answer = (struct dns_answer){NULL, 0};
	return OB_OK;
}

int
dns_query(struct dns *dns, const char *name, enum dns_type type,
    struct dns_answer *ret_answer, struct error *err)
{
	cleanup_(memory_free_ptr) unsigned char *bytes =
	    memory_alloc(ANSWER_MAX);
	int len = res_nquery(
	    &dns->state, name, ns_c_in, (int)types[type], bytes, ANSWER_MAX);

	if (len >= 0)
		return read_answer(name, type, bytes,
		    len < ANSWER_MAX ? len : ANSWER_MAX, ret_answer, err);
	if (dns->state.res_h_errno != HOST_NOT_FOUND &&
	    dns->state.res_h_errno != NO_DATA)
		return error_set(err, OB_ETIMEOUT,
		    "the name server does not say what '%s' has", name);
	*ret_answer = (struct dns_answer){NULL, 0};
	return OB_OK;
}

void
dns_release(struct dns_answer *answer)
{
	for (size_t i = 0; i < answer->count; i++)
		free(answer->texts[i]);
	free(answer->texts);
	*answer = (struct dns_answer){NULL, 0};
}
