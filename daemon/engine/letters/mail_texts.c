/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/letters/mail_texts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "text/template.h"

#define SUBJECT_MARK "Subject: "

static const char *const kind_names[MAIL_KIND_COUNT] = {"welcome",
    "welcome-pack", "practical", "announce", "notice", "digest", "change",
    "work-address", "handover-out", "nomination", "cohort-place", "declined",
    "proposal", "bounced", "invitation", "invitation-cancelled",
    "proposal-declined", "sign-in", "cannot", "account", "survey", "network",
    "handbook", "potential", "nomination-declined", "potential-offer"};

/* What a mail's partials are called; found by language, then without. */
enum partial { PARTIAL_FOOTER_TEXT, PARTIAL_FOOTER_HTML, PARTIAL_COUNT };

struct mail_text {
	struct template *subject;
	struct template *plain;
	struct template *html;
};

struct mail_texts {
	struct mail_text texts[MAIL_KIND_COUNT][LANGUAGE_COUNT];
	struct template *footers[PARTIAL_COUNT][LANGUAGE_COUNT];
	struct template *layout;
};

/* Where a partial is looked up: the texts, and of which language and form. */
struct finder {
	const struct mail_texts *texts;
	enum language language;
	enum partial footer;
};

/* What loading needs to hand down. */
struct loader {
	engine_source_fn source;
	void *source_arg;
	struct mail_texts *texts;
};

const char *
mail_texts_kind_name(enum mail_kind kind)
{
	return kind_names[kind];
}

static const struct template *
find_partial(void *arg, const char *name)
{
	const struct finder *finder = arg;

	if (strcmp(name, "footer") == 0)
		return finder->texts->footers[finder->footer][finder->language];
	if (strcmp(name, "layout") == 0)
		return finder->texts->layout;
	return NULL;
}

static int
load(const struct loader *loader, const char *path, enum template_mode mode,
    struct template **ret_template, struct error *err)
{
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	int status = loader->source(loader->source_arg, path, &bytes, err);

	if (status != OB_OK)
		return status;
	return template_parse(
	    path, mode, bytes.buf, bytes.len, ret_template, err);
}

/* Parts the subject's line from the text below it. */
static int
load_plain(const struct loader *loader, const char *path,
    struct mail_text *text, struct error *err)
{
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	const char *body;
	size_t mark = strlen(SUBJECT_MARK);
	int status = loader->source(loader->source_arg, path, &bytes, err);

	if (status != OB_OK)
		return status;
	body = strstr(bytes.buf, "\n\n");
	if (strncmp(bytes.buf, SUBJECT_MARK, mark) != 0 || body == NULL ||
	    strchr(bytes.buf, '\n') != body)
		return error_set(err, OB_EINVALID,
		    "%s:1: the first line must be '%s...' with an empty line "
		    "below it",
		    path, SUBJECT_MARK);
	status = template_parse(path, TEMPLATE_PLAIN, bytes.buf + mark,
	    (size_t)(body - bytes.buf) - mark, &text->subject, err);
	if (status != OB_OK)
		return status;
	body += 2;
	return template_parse(path, TEMPLATE_PLAIN, body,
	    bytes.len - (size_t)(body - bytes.buf), &text->plain, err);
}

static int
load_text(const struct loader *loader, enum mail_kind kind,
    enum language language, struct error *err)
{
	struct mail_text *text = &loader->texts->texts[kind][language];
	char path[128];
	int status;

	(void)snprintf(path, sizeof(path), "config/mail/%s.%s.txt",
	    kind_names[kind], language_code(language));
	status = load_plain(loader, path, text, err);
	if (status != OB_OK)
		return status;
	(void)snprintf(path, sizeof(path), "config/mail/%s.%s.html",
	    kind_names[kind], language_code(language));
	return load(loader, path, TEMPLATE_HTML, &text->html, err);
}

static int
load_footers(
    const struct loader *loader, enum language language, struct error *err)
{
	struct template *(*footers)[LANGUAGE_COUNT] = loader->texts->footers;
	char path[128];
	int status;

	(void)snprintf(path, sizeof(path), "config/mail/footer.%s.txt",
	    language_code(language));
	status = load(loader, path, TEMPLATE_PLAIN,
	    &footers[PARTIAL_FOOTER_TEXT][language], err);
	if (status != OB_OK)
		return status;
	(void)snprintf(path, sizeof(path), "config/mail/footer.%s.html",
	    language_code(language));
	return load(loader, path, TEMPLATE_HTML,
	    &footers[PARTIAL_FOOTER_HTML][language], err);
}

static int
load_all(const struct loader *loader, struct error *err)
{
	int status = load(loader, "config/mail/layout.html", TEMPLATE_HTML,
	    &loader->texts->layout, err);

	for (int l = 0; status == OB_OK && l < LANGUAGE_COUNT; l++) {
		status = load_footers(loader, (enum language)l, err);
		for (int k = 0; status == OB_OK && k < MAIL_KIND_COUNT; k++)
			status = load_text(
			    loader, (enum mail_kind)k, (enum language)l, err);
	}
	return status;
}

static int
check_text(const struct mail_texts *texts, const struct mail_text *text,
    enum language language, const json_t *sample, struct error *err)
{
	struct finder finder = {texts, language, PARTIAL_FOOTER_TEXT};
	struct template_options options = {
	    .find = find_partial, .find_arg = &finder, .strict = true};
	int status = template_check(text->subject, sample, &options, err);

	if (status == OB_OK)
		status = template_check(text->plain, sample, &options, err);
	finder.footer = PARTIAL_FOOTER_HTML;
	if (status == OB_OK)
		status = template_check(text->html, sample, &options, err);
	return status;
}

static int
check_all(const struct mail_texts *texts, struct error *err)
{
	int status = OB_OK;

	for (int k = 0; status == OB_OK && k < MAIL_KIND_COUNT; k++) {
		json_t *sample = mail_texts_sample((enum mail_kind)k);

		for (int l = 0; status == OB_OK && l < LANGUAGE_COUNT; l++)
			status = check_text(texts, &texts->texts[k][l],
			    (enum language)l, sample, err);
		json_decref(sample);
	}
	return status;
}

int
mail_texts_new(engine_source_fn source, void *source_arg,
    struct mail_texts **ret_texts, struct error *err)
{
	struct mail_texts *texts = memory_alloc(sizeof(*texts));
	const struct loader loader = {source, source_arg, texts};
	int status = load_all(&loader, err);

	if (status == OB_OK)
		status = check_all(texts, err);
	if (status != OB_OK) {
		mail_texts_free(texts);
		return status;
	}
	*ret_texts = texts;
	return OB_OK;
}

void
mail_texts_free(struct mail_texts *texts)
{
	if (texts == NULL)
		return;
	for (int l = 0; l < LANGUAGE_COUNT; l++) {
		for (int k = 0; k < MAIL_KIND_COUNT; k++) {
			template_free(texts->texts[k][l].subject);
			template_free(texts->texts[k][l].plain);
			template_free(texts->texts[k][l].html);
		}
		for (int p = 0; p < PARTIAL_COUNT; p++)
			template_free(texts->footers[p][l]);
	}
	template_free(texts->layout);
	free(texts);
}

int
mail_texts_render(const struct mail_texts *texts, enum mail_kind kind,
    enum language language, json_t *view, struct mail_rendered *ret_mail,
    struct error *err)
{
	const struct mail_text *text = &texts->texts[kind][language];
	struct finder finder = {texts, language, PARTIAL_FOOTER_TEXT};
	struct template_options options = {
	    .find = find_partial, .find_arg = &finder, .strict = true};
	int status;

	(void)json_object_set_new(
	    view, "language", json_string(language_code(language)));
	status = template_render(
	    text->subject, view, &options, &ret_mail->subject, err);
	if (status != OB_OK)
		return status;
	(void)json_object_set_new(
	    view, "subject", json_string(ret_mail->subject.buf));
	status =
	    template_render(text->plain, view, &options, &ret_mail->plain, err);
	finder.footer = PARTIAL_FOOTER_HTML;
	if (status == OB_OK)
		status = template_render(
		    text->html, view, &options, &ret_mail->html, err);
	return status;
}

void
mail_texts_release(struct mail_rendered *mail)
{
	strbuf_release(&mail->subject);
	strbuf_release(&mail->plain);
	strbuf_release(&mail->html);
}
