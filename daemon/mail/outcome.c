/* SPDX-License-Identifier: EUPL-1.2 */
#include "mail/outcome.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"

const char *
outcome_name(enum mail_outcome outcome)
{
	static const char *const names[] = {
	    [MAIL_SENT] = "sent",
	    [MAIL_TRANSIENT] = "transient",
	    [MAIL_PERMANENT] = "permanent",
	    [MAIL_UNKNOWN] = "unknown",
	    [MAIL_RELAY_DOWN] = "relay-down",
	    [MAIL_RELAY_REFUSED] = "relay-refused",
	    [MAIL_NOT_TRIED] = "not-tried",
	};

	return names[outcome];
}

void
outcome_trace_init(
    struct outcome_trace *trace, bool uses_starttls, bool uses_auth)
{
	*trace = (struct outcome_trace){
	    .stage = STAGE_MAIL,
	    .uses_starttls = uses_starttls,
	    .uses_auth = uses_auth,
	    .reused = true,
	};
}

void
outcome_trace_connect(struct outcome_trace *trace)
{
	trace->stage = STAGE_CONNECT;
	trace->reused = false;
	trace->has_smtputf8 = false;
}

/* In which stage a reply from low to high leads to which next stage. */
struct advance {
	enum mail_stage stage;
	int low, high;
	enum mail_stage next;
};

static const struct advance advances[] = {
    {STAGE_CONNECT, 220, 220, STAGE_EHLO},
    {STAGE_EHLO, 200, 299, STAGE_MAIL},
    {STAGE_STARTTLS, 220, 220, STAGE_EHLO},
    {STAGE_AUTH, 235, 235, STAGE_MAIL},
    /* The server offers no AUTH, so libcurl went on to MAIL. */
    {STAGE_AUTH, 250, 299, STAGE_RCPT},
    {STAGE_MAIL, 200, 299, STAGE_RCPT},
    {STAGE_RCPT, 200, 299, STAGE_DATA},
    {STAGE_DATA, 354, 354, STAGE_BODY},
    {STAGE_BODY, 200, 299, STAGE_ACCEPTED},
};

static enum mail_stage
next_stage(const struct outcome_trace *trace)
{
	for (size_t i = 0; i < ARRAY_LEN(advances); i++) {
		if (advances[i].stage == trace->stage &&
		    trace->code >= advances[i].low &&
		    trace->code <= advances[i].high)
			return advances[i].next;
	}
	return trace->stage;
}

static void
advance(struct outcome_trace *trace)
{
	enum mail_stage before = trace->stage;

	trace->stage = next_stage(trace);
	if (before == STAGE_STARTTLS && trace->stage == STAGE_EHLO)
		trace->encrypted = true;
	if (before != STAGE_EHLO || trace->stage != STAGE_MAIL)
		return;
	if (trace->uses_starttls && !trace->encrypted)
		trace->stage = STAGE_STARTTLS;
	else if (trace->uses_auth)
		trace->stage = STAGE_AUTH;
}

/* The server's bytes go to logs, pages and JSON: printable ASCII only. */
static void
keep_text(struct outcome_trace *trace, const char *text, size_t len)
{
	size_t at = strlen(trace->reply);

	for (size_t i = 0; i < len && at + 1 < sizeof(trace->reply); i++) {
		bool is_printable = text[i] >= ' ' && text[i] <= '~';

		trace->reply[at++] = (char)(is_printable ? text[i] : '?');
	}
	trace->reply[at] = '\0';
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/*
 * "250", "250 text" or "250-text"; 0 for anything else, also a code of no kind
 * that there is (RFC 5321, 4.2): it refuses nothing for good.
 */
static int
read_code(const char *line, size_t len)
{
	if (len < 3 || line[0] < '2' || line[0] > '5' || !is_digit(line[1]) ||
	    !is_digit(line[2]))
		return 0;
	if (len > 3 && line[3] != ' ' && line[3] != '-')
		return 0;
	return (line[0] - '0') * 100 + (line[1] - '0') * 10 + line[2] - '0';
}

/* The subject of "X.subject.detail" after the code; 0 if it has none. */
static int
read_enhanced(const char *line, size_t len)
{
	char text[16] = "";
	char *end = NULL;
	long subject;

	if (len <= 4)
		return 0;
	len = len - 4 < sizeof(text) - 1 ? len - 4 : sizeof(text) - 1;
	memcpy(text, line + 4, len);
	if (text[0] != line[0] || text[1] != '.' || !is_digit(text[2]))
		return 0;
	subject = strtol(text + 2, &end, 10);
	if (end[0] != '.' || !is_digit(end[1]) || subject > 999)
		return 0;
	return (int)subject;
}

/*
 * libcurl says QUIT after a refusal: the answer to that must not hide why.
 * It may be a 221 or, from odd servers, anything else.
 */
static bool
is_over(const struct outcome_trace *trace, int code)
{
	return code == 221 || trace->stage == STAGE_ACCEPTED ||
	       (trace->stage >= STAGE_MAIL && trace->code >= 400);
}

/* A keyword of its own line: "250-SMTPUTF8". */
static bool
is_keyword(const char *line, size_t len, const char *keyword)
{
	size_t keyword_len = strlen(keyword);

	return len >= 4 + keyword_len &&
	       strncasecmp(line + 4, keyword, keyword_len) == 0 &&
	       (len == 4 + keyword_len || line[4 + keyword_len] == ' ');
}

bool
outcome_trace_line(struct outcome_trace *trace, const char *line, size_t len)
{
	enum mail_stage before = trace->stage;
	int code;

	while (len > 0 && (line[len - 1] == '\n' || line[len - 1] == '\r'))
		len--;
	code = read_code(line, len);
	if (code == 0 || is_over(trace, code))
		return false;
	if (before == STAGE_EHLO)
		trace->has_smtputf8 =
		    (trace->continued && trace->has_smtputf8) ||
		    is_keyword(line, len, "SMTPUTF8");
	if (trace->continued) {
		keep_text(trace, " ", 1);
		keep_text(
		    trace, line + (len > 4 ? 4 : len), len > 4 ? len - 4 : 0);
	} else {
		trace->reply[0] = '\0';
		keep_text(trace, line, len);
	}
	trace->continued = len > 3 && line[3] == '-';
	if (trace->continued)
		return false;
	trace->code = code;
	trace->enhanced = read_enhanced(line, len);
	advance(trace);
	return before == STAGE_EHLO && trace->stage > STAGE_STARTTLS;
}

static bool
is_tls_failure(int curl_code)
{
	static const int codes[] = {CURLE_SSL_CONNECT_ERROR,
	    CURLE_PEER_FAILED_VERIFICATION, CURLE_USE_SSL_FAILED,
	    CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_SSL_CACERT_BADFILE,
	    CURLE_SSL_ISSUER_ERROR, CURLE_SSL_PINNEDPUBKEYNOTMATCH,
	    CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_ENGINE_INITFAILED};

	for (size_t i = 0; i < ARRAY_LEN(codes); i++) {
		if (codes[i] == curl_code)
			return true;
	}
	return false;
}

static bool
mentions(const char *text, const char *word)
{
	for (; *text != '\0'; text++) {
		if (strncasecmp(text, word, strlen(word)) == 0)
			return true;
	}
	return false;
}

/*
 * The relay's answer to any letter of ours, not to this one.  Postfix says at
 * RCPT what it holds against the client and the sender, others say it behind
 * the dot.  A refusal to relay need not have a code: every common server says
 * the word.
 */
static bool
refuses_us(const struct outcome_trace *trace)
{
	if (trace->stage <= STAGE_AUTH)
		return true;
	if (trace->code == 530 || trace->code == 535 || trace->code == 538)
		return true;
	return trace->enhanced == 7 ||
	       (trace->stage == STAGE_RCPT && mentions(trace->reply, "relay"));
}

/* What a policy (5.7) says behind MAIL may be said of this letter alone. */
static bool
is_doubtful(const struct outcome_trace *trace)
{
	return trace->stage >= STAGE_RCPT && trace->code != 530 &&
	       trace->code != 535 && trace->code != 538;
}

static struct outcome
decide_refusal(const struct outcome_trace *trace)
{
	if (refuses_us(trace))
		return (struct outcome){
		    MAIL_RELAY_REFUSED, true, is_doubtful(trace)};
	return (struct outcome){MAIL_PERMANENT, false, false};
}

/* 4yz: 421, 454 and (but for one full mailbox) 452 are about the relay. */
static struct outcome
decide_delay(const struct outcome_trace *trace)
{
	if (trace->stage <= STAGE_AUTH || trace->code == 421 ||
	    trace->code == 454 ||
	    (trace->code == 452 && trace->stage != STAGE_RCPT))
		return (struct outcome){MAIL_RELAY_DOWN, false, false};
	return (struct outcome){MAIL_TRANSIENT, false, false};
}

/* Broken off without a last word from the server. */
static struct outcome
decide_break(int curl_code, const struct outcome_trace *trace)
{
	if (trace->stage == STAGE_BODY)
		return (struct outcome){MAIL_UNKNOWN, false, false};
	if (curl_code == CURLE_ABORTED_BY_CALLBACK)
		return (struct outcome){MAIL_NOT_TRIED, false, false};
	if (is_tls_failure(curl_code))
		return (struct outcome){MAIL_RELAY_DOWN, true, false};
	if (curl_code == CURLE_LOGIN_DENIED)
		return (struct outcome){MAIL_RELAY_REFUSED, true, false};
	if (trace->stage <= STAGE_AUTH || curl_code == CURLE_OPERATION_TIMEDOUT)
		return (struct outcome){MAIL_RELAY_DOWN, false, false};
	/* Perhaps this letter breaks the server: it must not stop the rest. */
	return (struct outcome){MAIL_TRANSIENT, false, false};
}

struct outcome
outcome_decide(int curl_code, const struct outcome_trace *trace)
{
	if (curl_code == CURLE_OK || trace->stage == STAGE_ACCEPTED)
		return (struct outcome){MAIL_SENT, false, false};
	/* 454 to STARTTLS and the like: someone must look at the relay. */
	if (is_tls_failure(curl_code) && trace->stage != STAGE_BODY)
		return decide_break(curl_code, trace);
	if (trace->code >= 500)
		return decide_refusal(trace);
	if (trace->code >= 400)
		return decide_delay(trace);
	return decide_break(curl_code, trace);
}

bool
outcome_is_stale(int curl_code, const struct outcome_trace *trace)
{
	if (!trace->reused || trace->stage >= STAGE_BODY)
		return false;
	if (curl_code == CURLE_OK || curl_code == CURLE_ABORTED_BY_CALLBACK ||
	    curl_code == CURLE_OPERATION_TIMEDOUT)
		return false;
	return trace->code < 400 || trace->code == 421;
}
