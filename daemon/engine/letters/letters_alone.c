/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/letters/letters_alone.h"

#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "base/zone.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/letters/letters.h"
#include "engine/people/people.h"
#include "message/letter.h"
#include "store/mail_store.h"

/* What every template may use; of a journey there is nothing. */
static void
add_common(const struct engine *engine, const struct letter_alone *letter)
{
	cleanup_(memory_free_ptr) char *first_name =
	    people_first_name(letter->to);
	json_t *common = json_pack(
	    "{s:s, s:s, s:b, s:b, s:b, s:b, s:s, s:s, s:s, s:s}", "first_name",
	    first_name, "municipality", engine->settings->municipality.name,
	    "is_coordinator", 1, "is_stand_in", 0, "is_for_group", 0,
	    "is_invitation", 0, "owner_name", "", "coordinator_name", "",
	    "coordinator_email", "", "coordinator_address", "");

	(void)json_object_update(letter->view, common);
	json_decref(common);
}

static int
build(struct engine *engine, const struct letter_alone *letter,
    const struct mail *mail, const struct mail_rendered *rendered,
    struct strbuf *bytes, struct error *err)
{
	const struct zone *zone = core_zone(engine, letter->to);
	const struct letter_content content = {
	    .from_name = engine->from_name,
	    .from_address = engine->from_address,
	    .to_name = letter->to->name,
	    .to_address = mail->to_address,
	    .subject = rendered->subject.buf,
	    .text_plain = rendered->plain.buf,
	    .text_html = rendered->html.buf,
	    .language =
		language_code(core_language(engine, letter->to->language)),
	    .message_id = mail->message_id,
	    .date = mail->next_attempt_at,
	    .utc_offset = zone_offset(zone, mail->next_attempt_at),
	};

	return letter_build(&content, bytes, err);
}

/* Such a letter may hold a key: it is not left behind in memory. */
static void
forget(struct strbuf *bytes)
{
	explicit_bzero(bytes->buf, bytes->len);
	strbuf_release(bytes);
}

static int
audit(struct change *change, const struct letter_alone *letter,
    const struct mail *mail, struct error *err)
{
	json_t *after =
	    letter->is_private
		? NULL
		: json_pack("{s:s, s:s, s:I}", "kind", mail->kind, "key",
		      mail->dedup_key, "person", (json_int_t)mail->person_id);

	return change_audit(
	    change, "queue-mail", SUBJECT("mail", mail->id), NULL, after, err);
}

static int
store(struct change *change, const struct letter_alone *letter,
    struct mail *mail, struct error *err)
{
	struct engine *engine = change->engine;
	cleanup_(mail_texts_release) struct mail_rendered rendered =
	    MAIL_RENDERED_INIT;
	cleanup_(forget) struct strbuf bytes = STRBUF_INIT;
	int status = mail_texts_render(engine->texts, letter->kind,
	    core_language(engine, letter->to->language), letter->view,
	    &rendered, err);

	if (status == OB_OK)
		status = build(engine, letter, mail, &rendered, &bytes, err);
	if (status != OB_OK)
		return status;
	mail->subject = strbuf_detach(&rendered.subject);
	status = mail_store_add(
	    engine->store, mail, bytes.buf, bytes.len, &mail->id, err);
	return status == OB_OK ? audit(change, letter, mail, err) : status;
}

int
letters_alone_queue(struct change *change, const struct letter_alone *letter,
    int64_t *ret_id, struct error *err)
{
	struct engine *engine = change->engine;
	int64_t now = core_now(engine);
	cleanup_(mail_store_release) struct mail mail = {
	    .dedup_key = memory_strdup(letter->dedup_key),
	    .kind = memory_strdup(mail_texts_kind_name(letter->kind)),
	    .person_id = letter->to->id,
	    .to_address = memory_strdup(letter->address),
	    .message_id = letters_message_id(engine, letter->dedup_key),
	    .state = memory_strdup("queued"),
	    .created_at = now,
	    .next_attempt_at =
		letters_due(engine, letter->to, !letter->can_wait),
	    .not_after = letter->not_after,
	    .sent_at = INSTANT_NONE,
	    .last_reply = memory_strdup(""),
	    .urgent = !letter->can_wait,
	};
	int status;

	add_common(engine, letter);
	status = store(change, letter, &mail, err);
	json_decref(letter->view);
	if (status == OB_OK)
		*ret_id = mail.id;
	return status;
}
