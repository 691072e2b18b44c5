/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/receive_fact.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/instant.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "calendar/answer_read.h"
#include "message/received.h"

#define BOUNCE_MARK "+b"
#define PROOF_LEN 20
#define FILE_MAX 255
#define HEAD_MAX ((size_t)256 * 1024)

/* Members that say nothing are left out. */
static void
add_text(json_t *fact, const char *key, const char *text)
{
	if (text[0] != '\0')
		(void)json_object_set_new(fact, key, json_string(text));
}

static void
add_number(json_t *fact, const char *key, int64_t number)
{
	(void)json_object_set_new(fact, key, json_integer(number));
}

static void
add_list(json_t *fact, const char *key, char *const *texts, size_t count)
{
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++)
		(void)json_array_append_new(list, json_string(texts[i]));
	(void)json_object_set_new(fact, key, list);
}

json_t *
receive_fact_unreadable(
    const char *reason, const char *digest, const char *file)
{
	json_t *fact = json_pack("{s:s, s:s, s:s}", "kind", "unreadable",
	    "reason", reason, "source", digest);
	cleanup_(memory_free_ptr) char *clean =
	    file == NULL ? NULL : utf8_clean(file, strlen(file), FILE_MAX);

	if (clean != NULL)
		add_text(fact, "comment", clean);
	return fact;
}

/* "onboarding+b12-<20 hex digits>@...": the daemon knows if it is one. */
static bool
is_return_path(const char *address)
{
	const char *at = strcasestr(address, BOUNCE_MARK);

	for (; at != NULL; at = strcasestr(at, BOUNCE_MARK)) {
		size_t digits;

		at += strlen(BOUNCE_MARK);
		digits = strspn(at, "0123456789");
		if (digits > 0 && at[digits] == '-' &&
		    strspn(at + digits + 1, "0123456789abcdefABCDEF") ==
			PROOF_LEN &&
		    at[digits + 1 + PROOF_LEN] == '@')
			return true;
	}
	return false;
}

/* A holiday's reply comes to the return path, too, but from a person. */
static bool
is_from_server(const struct received *mail)
{
	static const char *const names[] = {"mailer-daemon", "postmaster",
	    "mail-daemon", "mailerdaemon", "mdaemon", "bounce", "bounces"};
	size_t len = strcspn(mail->from, "@");

	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		if (strlen(names[i]) == len &&
		    strncasecmp(mail->from, names[i], len) == 0)
			return true;
	}
	return len == 0;
}

/* Without a return path of its own a mail is known by what came back of it. */
static bool
is_bounce(const struct received *mail)
{
	if (mail->is_report)
		return true;
	if (!is_from_server(mail))
		return false;
	for (size_t i = 0; i < mail->recipient_count; i++) {
		if (is_return_path(mail->recipients[i]))
			return true;
	}
	return mail->returned_count > 0 && mail->calendar_count == 0;
}

static void
add_bounce(json_t *fact, const struct received *mail)
{
	json_t *list = json_array();

	for (size_t i = 0; i < mail->report_count; i++) {
		const struct received_report *report = &mail->reports[i];

		(void)json_array_append_new(list,
		    json_pack("{s:s, s:s, s:s, s:s}", "action", report->action,
			"status", report->status, "recipient",
			report->recipient, "diagnostic", report->diagnostic));
	}
	(void)json_object_set_new(fact, "deliveries", list);
	add_list(fact, "returned", mail->returned, mail->returned_count);
	if (mail->report_count == 0)
		add_text(fact, "text", mail->text);
}

static void
add_time(json_t *fact, const char *key, const char *zone_key,
    const struct answer_time *time)
{
	char day[DATE_TEXT_SIZE];
	char text[INSTANT_TEXT_SIZE];

	if (time->clock == ANSWER_NO_TIME)
		return;
	(void)snprintf(text, sizeof(text), "%sT%02d:%02d:%02d",
	    date_format(time->date, day), time->second / 3600,
	    time->second / 60 % 60, time->second % 60);
	add_text(fact, key, text);
	add_text(
	    fact, zone_key, time->clock == ANSWER_UTC ? "UTC" : time->zone);
}

static void
add_attendees(json_t *fact, const struct itip_answer *answer)
{
	json_t *list = json_array();

	for (size_t i = 0; i < answer_read_attendees(answer); i++) {
		const struct answer_attendee *attendee = &answer->attendees[i];

		(void)json_array_append_new(
		    list, json_pack("{s:s, s:s, s:s}", "address",
			      attendee->address, "sent_by", attendee->sent_by,
			      "partstat", attendee->partstat));
	}
	(void)json_object_set_new(fact, "attendees", list);
	add_number(fact, "attendee_total", (int64_t)answer->attendee_count);
}

static void
add_answer(json_t *fact, const struct itip_answer *answer)
{
	add_text(fact, "uid", answer->uid);
	add_text(fact, "comment", answer->comment);
	add_number(fact, "sequence", answer->sequence);
	add_number(fact, "events", (int64_t)(answer->events + answer->others));
	if (answer->stamp != INSTANT_NONE)
		add_number(fact, "stamp", answer->stamp);
	if (answer->is_occurrence)
		(void)json_object_set_new(fact, "is_occurrence", json_true());
	add_attendees(fact, answer);
	add_time(fact, "start", "start_zone", &answer->start);
	add_time(fact, "end", "end_zone", &answer->end);
}

static void
set_kind(json_t *fact, const char *kind, const char *reason)
{
	(void)json_object_set_new(fact, "kind", json_string(kind));
	add_text(fact, "reason", reason);
}

/* The same answer stands in a message once for each kind of mail program. */
static bool
is_same(const struct itip_answer *a, const struct itip_answer *b)
{
	if (a->method != b->method || strcmp(a->uid, b->uid) != 0 ||
	    a->attendee_count != b->attendee_count)
		return false;
	for (size_t i = 0; i < answer_read_attendees(a); i++) {
		if (strcmp(a->attendees[i].partstat,
			b->attendees[i].partstat) != 0 ||
		    strcasecmp(
			a->attendees[i].address, b->attendees[i].address) != 0)
			return false;
	}
	return true;
}

enum finding { FOUND_NONE, FOUND_ONE, FOUND_SEVERAL, FOUND_BROKEN };

/* The first that can be read; the others must say the same. */
static enum finding
find_answer(const struct received *mail, struct itip_answer *ret_answer)
{
	enum finding found = FOUND_NONE;
	struct error ignored = ERROR_INIT;

	for (size_t i = 0; i < mail->calendar_count; i++) {
		const struct received_calendar *calendar = &mail->calendars[i];
		struct itip_answer answer = ANSWER_INIT;

		if (answer_read(calendar->text, calendar->len,
			calendar->method[0] == '\0' ? NULL : calendar->method,
			&answer, &ignored) != OB_OK) {
			found = found == FOUND_NONE ? FOUND_BROKEN : found;
			continue;
		}
		if (found == FOUND_ONE || found == FOUND_SEVERAL) {
			found = is_same(ret_answer, &answer) ? found
							     : FOUND_SEVERAL;
			answer_read_release(&answer);
			continue;
		}
		*ret_answer = answer;
		found = FOUND_ONE;
	}
	return found;
}

static void
add_calendar(json_t *fact, const struct received *mail)
{
	cleanup_(answer_read_release) struct itip_answer answer = ANSWER_INIT;
	enum finding found = find_answer(mail, &answer);

	if (found == FOUND_SEVERAL || found == FOUND_BROKEN) {
		set_kind(fact, "unreadable",
		    found == FOUND_SEVERAL ? "several-calendars"
					   : "bad-calendar");
		return;
	}
	if (answer.method == ANSWER_OTHER) {
		set_kind(fact, "other", "other-method");
		return;
	}
	set_kind(fact, answer_read_method_name(answer.method), "");
	add_answer(fact, &answer);
}

/*
 * Programs answer invitations on behalf of people, so what has a calendar is
 * an answer also when no hand has written it.
 */
static void
add_contents(json_t *fact, const struct received *mail)
{
	if (is_bounce(mail)) {
		set_kind(fact, "bounce", "");
		add_bounce(fact, mail);
	} else if (mail->calendar_count > 0) {
		add_calendar(fact, mail);
	} else if (mail->has_winmail) {
		set_kind(fact, "other", "winmail");
	} else if (mail->is_automatic) {
		set_kind(fact, "automatic", "");
	} else {
		set_kind(fact, "other", "letter");
	}
}

static const char *
verdict_name(enum received_verdict verdict)
{
	static const char *const names[] = {
	    [RECEIVED_UNASKED] = "unasked",
	    [RECEIVED_SILENT] = "silent",
	    [RECEIVED_PASS] = "pass",
	    [RECEIVED_FAIL] = "fail",
	};

	return names[verdict];
}

static json_t *
fact_of(const struct received *mail, const char *digest)
{
	json_t *fact = json_object();

	add_text(fact, "sender", mail->from);
	add_text(fact, "message_id", mail->message_id);
	if (mail->message_id[0] == '\0')
		add_text(fact, "source", digest);
	add_list(fact, "recipients", mail->recipients, mail->recipient_count);
	add_text(fact, "authentication", verdict_name(mail->verdict));
	if (mail->is_automatic)
		(void)json_object_set_new(fact, "is_automatic", json_true());
	add_contents(fact, mail);
	return fact;
}

/* The header alone, if it ends soon enough; 0 for none. */
static size_t
head_len(const char *bytes, size_t len)
{
	size_t most = len < HEAD_MAX ? len : HEAD_MAX;

	for (size_t at = 0; at + 1 < most; at++) {
		if (bytes[at] != '\n')
			continue;
		if (bytes[at + 1] == '\n')
			return at + 1;
		if (bytes[at + 1] == '\r' && at + 2 < most &&
		    bytes[at + 2] == '\n')
			return at + 1;
	}
	return 0;
}

/* Who sent what is too much to be read: it tells whether anybody cares. */
static void
add_sender(json_t *fact, const char *bytes, size_t len)
{
	cleanup_(received_release) struct received mail = RECEIVED_INIT;
	struct error ignored = ERROR_INIT;
	size_t head = head_len(bytes, len);

	if (head > 0 &&
	    received_read(bytes, head, "", &mail, &ignored) == OB_OK)
		add_text(fact, "sender", mail.from);
}

static json_t *
unread(int status, const char *bytes, size_t len, const char *digest)
{
	const char *reason = len > RECEIVED_MAX_BYTES ? "too-large"
			     : status == OB_ELIMIT    ? "too-complex"
						      : "no-header";
	json_t *fact = receive_fact_unreadable(reason, digest, NULL);

	add_sender(fact, bytes, len);
	return fact;
}

json_t *
receive_fact_make(const char *bytes, size_t len, const char *trusted_host)
{
	cleanup_(received_release) struct received mail = RECEIVED_INIT;
	char digest[RECEIVED_DIGEST_SIZE];
	struct error err = ERROR_INIT;
	int status;

	received_digest(bytes, len, digest);
	status = received_read(bytes, len, trusted_host, &mail, &err);
	return status == OB_OK ? fact_of(&mail, digest)
			       : unread(status, bytes, len, digest);
}
