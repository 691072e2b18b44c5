/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/mail_check.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "cli/dns.h"
#include "cli/expand.h"
#include "cli/failure.h"
#include "cli/glyph.h"
#include "cli/invocation.h"
#include "cli/mail_records.h"
#include "cli/output.h"
#include "cli/socket_path.h"
#include "cli/view.h"
#include "formats/config.h"
#include "message/address.h"
#include "message/domain.h"

#define NAME_MAX_BYTES 253
#define LABEL_MAX_BYTES 63

/* What is looked for, and what to publish where it is missing. */
struct subject {
	const char *title;
	const char *prefix; /* of the domain, as "_dmarc." */
	enum dns_type type;
	mail_records_fn judge;
	const char *publish;
};

static const struct subject spf = {"SPF", "", DNS_TXT, mail_records_spf,
    "v=spf1 a:<the relay's host name> -all"};
static const struct subject dmarc = {"DMARC", "_dmarc.", DNS_TXT,
    mail_records_dmarc,
    "v=DMARC1; p=quarantine; rua=mailto:<who reads the reports>"};
static const struct subject dmarc_above = {
    "DMARC", "_dmarc.", DNS_TXT, mail_records_dmarc_above, ""};
static const struct subject mx = {
    "MX", "", DNS_MX, mail_records_mx, "10 <the mail server's host name>"};
static const struct subject dkim = {"DKIM", "", DNS_TXT, mail_records_dkim,
    "v=DKIM1; k=rsa; p=<the relay's public key>"};

struct check {
	struct dns *dns;
	char *domain; /* A-labels */
	json_t *results;
	bool has_failed;
};

static void
check_release(struct check *check)
{
	dns_close(check->dns);
	free(check->domain);
	json_decref(check->results);
}

static json_t *
list_of(const struct dns_answer *answer)
{
	json_t *list = json_array();

	for (size_t i = 0; i < answer->count; i++) {
		/* A stranger's bytes need not be UTF-8. */
		json_t *text = json_string(answer->texts[i]);

		(void)json_array_append_new(
		    list, text == NULL ? json_string("?") : text);
	}
	return list;
}

static void
add_result(struct check *check, const struct subject *subject, const char *name,
    const struct mail_finding *finding, json_t *found)
{
	json_t *result =
	    json_pack("{s:s, s:s, s:s, s:s, s:s, s:o}", "check", subject->title,
		"name", name, "type", subject->type == DNS_MX ? "MX" : "TXT",
		"state", mail_records_state_name(finding->state), "text",
		finding->text, "found", found);

	if (finding->state == MAIL_RECORD_MISSING ||
	    finding->state == MAIL_RECORD_WRONG)
		(void)json_object_set_new(
		    result, "publish", json_string(subject->publish));
	check->has_failed =
	    check->has_failed || (finding->state != MAIL_RECORD_OK &&
				     finding->state != MAIL_RECORD_DOUBTFUL);
	(void)json_array_append_new(check->results, result);
}

static struct mail_finding
look_up(const struct check *check, const struct subject *subject,
    const char *name, json_t **ret_found)
{
	cleanup_(dns_release) struct dns_answer answer = {NULL, 0};
	struct mail_finding finding = {MAIL_RECORD_UNKNOWN,
	    "the name server gives no answer that could be read; try again",
	    NULL};

	if (dns_query(check->dns, name, subject->type, &answer, NULL) == OB_OK)
		finding = subject->judge(
		    (const char *const *)answer.texts, answer.count);
	*ret_found = list_of(&answer);
	finding.used = NULL;
	return finding;
}

static void
run(struct check *check, const struct subject *subject, const char *prefix)
{
	cleanup_(memory_free_ptr) char *name =
	    memory_printf("%s%s", prefix, check->domain);
	json_t *found = NULL;
	struct mail_finding finding = look_up(check, subject, name, &found);

	add_result(check, subject, name, &finding, found);
}

/* Without an own one that of a domain above counts (RFC 7489, 6.6.3). */
static void
run_dmarc(struct check *check)
{
	const char *domain = check->domain;
	const char *dot = strchr(domain, '.');
	cleanup_(memory_free_ptr) char *name = NULL;
	json_t *found = NULL;
	struct mail_finding finding;

	do {
		free(name);
		json_decref(found);
		name = memory_printf("%s%s", dmarc.prefix, domain);
		finding = look_up(check,
		    domain == check->domain ? &dmarc : &dmarc_above, name,
		    &found);
		domain = dot + 1;
		dot = strchr(domain, '.');
	} while (finding.state == MAIL_RECORD_MISSING && dot != NULL);
	if (finding.state == MAIL_RECORD_MISSING) {
		free(name);
		name = memory_printf("%s%s", dmarc.prefix, check->domain);
	}
	add_result(check, &dmarc, name, &finding, found);
}

/* A domain without MX records takes mail at its own address. */
static void
run_mx(struct check *check)
{
	cleanup_(dns_release) struct dns_answer address = {NULL, 0};
	json_t *found = NULL;
	struct mail_finding finding =
	    look_up(check, &mx, check->domain, &found);

	if (finding.state == MAIL_RECORD_MISSING &&
	    dns_query(check->dns, check->domain, DNS_A, &address, NULL) ==
		OB_OK &&
	    address.count == 0)
		(void)!dns_query(
		    check->dns, check->domain, DNS_AAAA, &address, NULL);
	if (finding.state == MAIL_RECORD_MISSING && address.count > 0)
		finding = (struct mail_finding){MAIL_RECORD_DOUBTFUL,
		    "without one, answers and bounces go to the domain's own "
		    "address",
		    NULL};
	add_result(check, &mx, check->domain, &finding, found);
}

static int
run_dkim(struct check *check, const char *selector, struct error *err)
{
	cleanup_(memory_free_ptr) char *prefix = NULL;
	const char *at = selector;
	size_t len = selector == NULL ? 0 : strlen(selector);

	if (selector == NULL)
		return OB_OK;
	while (*at != '\0') {
		size_t label = strspn(at, "abcdefghijklmnopqrstuvwxyz"
					  "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
					  "0123456789-_");

		if (label == 0 || label > LABEL_MAX_BYTES ||
		    (at[label] != '.' && at[label] != '\0'))
			break;
		at += label + (at[label] == '.' ? 1 : 0);
	}
	if (*at != '\0' || len == 0 || selector[len - 1] == '.' ||
	    len + strlen("._domainkey.") + strlen(check->domain) >
		NAME_MAX_BYTES)
		return error_set_field(err, OB_EINVALID, "dkim_selector",
		    "'%.80s' is no selector; the relay's configuration names "
		    "it",
		    selector);
	prefix = memory_printf("%s._domainkey.", selector);
	run(check, &dkim, prefix);
	return OB_OK;
}

/* The one that is given, or that of the configuration's sender. */
static int
find_domain(
    const struct invocation *invocation, char **ret_domain, struct error *err)
{
	const char *given =
	    invocation->argument_count > 0 ? invocation->arguments[0] : NULL;
	cleanup_(address_release) struct address from = ADDRESS_INIT;
	struct settings *settings = NULL;
	int status = OB_OK;

	if (given == NULL) {
		status = config_load(SOCKET_PATH_CONFIG, &settings, err);
		if (status == OB_OK)
			status = address_parse(settings->mail.from, &from, err);
		settings_free(settings);
		if (status != OB_OK)
			return err == NULL
				   ? status
				   : error_wrap(err,
					 "the domain is not known (name it)");
		given = address_domain(from.address);
	}
	*ret_domain = domain_to_ascii(given);
	if (*ret_domain == NULL)
		return error_set_field(err, OB_EINVALID, "DOMAIN",
		    "'%.100s' is no domain; write it as example.org", given);
	return OB_OK;
}

static void
show_result(struct output *output, const json_t *result)
{
	const json_t *found = json_object_get(result, "found");

	output_add(output, "\n%-6s%-10s", view_text(result, "check"),
	    view_text(result, "state"));
	output_add_value(output, view_text(result, "name"));
	output_add(output, "\n      ");
	output_add_value(output, view_text(result, "text"));
	output_add(output, "\n");
	for (size_t i = 0; i < json_array_size(found); i++) {
		output_add(output, "      found: ");
		output_add_value(
		    output, json_string_value(json_array_get(found, i)));
		output_add(output, "\n");
	}
	if (view_text(result, "publish")[0] != '\0') {
		output_add(output, "      publish: ");
		output_add_value(output, view_text(result, "name"));
		output_add(output, " %s ", view_text(result, "type"));
		output_add_value(output, view_text(result, "publish"));
		output_add(output, "\n");
	}
}

static void
show(const struct check *check, struct output *output)
{
	cleanup_(memory_free_ptr) char *domain =
	    domain_to_unicode(check->domain);

	if (output->as_json) {
		json_t *view = json_pack("{s:s, s:b, s:O}", "domain",
		    check->domain, "ready", (int)!check->has_failed, "checks",
		    check->results);
		char *text = json_dumps(view, JSON_INDENT(2));

		json_decref(view);
		glyph_add_json(&output->text, text);
		free(text);
		output_add(output, "\n");
		return;
	}
	output_add(output, "Mail from ");
	output_add_value(output, domain);
	output_add(output, "\n");
	for (size_t i = 0; i < json_array_size(check->results); i++)
		show_result(output, json_array_get(check->results, i));
}

static int
check_all(
    const struct invocation *invocation, struct check *check, struct error *err)
{
	int status = find_domain(invocation, &check->domain, err);

	if (status == OB_OK)
		status = dns_open(
		    invocation_value(invocation, "dns"), &check->dns, err);
	if (status == OB_OK)
		status = run_dkim(
		    check, invocation_value(invocation, "dkim-selector"), err);
	if (status != OB_OK)
		return status;
	run(check, &spf, spf.prefix);
	run_dmarc(check);
	run_mx(check);
	return OB_OK;
}

int
mail_check_run(const struct invocation *invocation, struct output *output)
{
	cleanup_(check_release) struct check check = {.results = json_array()};
	cleanup_(strbuf_release) struct strbuf doing = STRBUF_INIT;
	cleanup_(failure_release) struct failure failure = FAILURE_INIT;
	struct error err = ERROR_INIT;

	if (check_all(invocation, &check, &err) == OB_OK) {
		show(&check, output);
		return check.has_failed ? EXIT_REFUSED : EXIT_DONE;
	}
	expand_text(invocation, invocation->command->doing, &doing);
	failure_set_error(&failure, &err);
	return (int)failure_report(
	    &failure, invocation->command, doing.buf, output->as_json);
}
