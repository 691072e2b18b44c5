/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_LETTERS_MAIL_TEXTS_H
#define ONBOARD_ENGINE_LETTERS_MAIL_TEXTS_H

#include <jansson.h>

#include "base/error.h"
#include "base/strbuf.h"
#include "engine/engine.h"
#include "model/programme.h"

/*
 * The mails' templates, config/mail/KIND.LANGUAGE.txt and .html: all read and
 * checked at start, so that a misspelled name is found before a mail is due.
 * The first line of a .txt file is "Subject: ...", then an empty line.
 */
enum mail_kind {
	MAIL_WELCOME,
	MAIL_WELCOME_PACK,
	MAIL_PRACTICAL,
	MAIL_ANNOUNCE,
	MAIL_NOTICE,
	MAIL_DIGEST,
	MAIL_CHANGE,
	MAIL_WORK_ADDRESS,
	MAIL_HANDOVER_OUT,
	MAIL_NOMINATION,
	MAIL_COHORT_PLACE,
	MAIL_DECLINED,
	MAIL_PROPOSAL,
	MAIL_BOUNCED,
	MAIL_INVITATION,
	MAIL_INVITATION_CANCELLED,
	MAIL_PROPOSAL_DECLINED,
	MAIL_SIGN_IN,
	MAIL_CANNOT,
	MAIL_ACCOUNT,
	MAIL_SURVEY,
	MAIL_NETWORK,
	MAIL_HANDBOOK,
	MAIL_POTENTIAL,
	MAIL_NOMINATION_DECLINED,
	MAIL_POTENTIAL_OFFER
};

#define MAIL_KIND_COUNT (MAIL_POTENTIAL_OFFER + 1)

const char *mail_texts_kind_name(enum mail_kind kind); /* "welcome-pack" */

struct mail_texts;

int mail_texts_new(engine_source_fn source, void *source_arg,
    struct mail_texts **ret_texts, struct error *err) OB_MUST_CHECK;
void mail_texts_free(struct mail_texts *texts); /* accepts NULL */

/* A rendered mail. */
struct mail_rendered {
	struct strbuf subject;
	struct strbuf plain;
	struct strbuf html;
};

#define MAIL_RENDERED_INIT                                                     \
	{                                                                      \
		STRBUF_INIT, STRBUF_INIT, STRBUF_INIT                          \
	}

/* Adds "subject" and "language" to the view (borrowed) on the way. */
int mail_texts_render(const struct mail_texts *texts, enum mail_kind kind,
    enum language language, json_t *view, struct mail_rendered *ret_mail,
    struct error *err) OB_MUST_CHECK;
void mail_texts_release(struct mail_rendered *mail);

/* A view with every name that mails of the kind may use. */
json_t *mail_texts_sample(enum mail_kind kind);

#endif
