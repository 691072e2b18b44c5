/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/programmes/terms.h"

#include <string.h>

#include "base/memory.h"
#include "engine/core/core.h"

int
terms_read(struct engine *engine, const char *programme, enum language language,
    struct strbuf *ret_markdown, struct error *err)
{
	cleanup_(memory_free_ptr) char *path = memory_printf(
	    "config/terms/%s.%s.md", programme, language_code(language));
	int status =
	    engine->source(engine->source_arg, path, ret_markdown, err);

	if (status == OB_ENOTFOUND)
		return error_set_field(err, OB_EINVALID, "programme",
		    "'%s' has no text that participants and managers can "
		    "accept; write terms/%s.%s.md beside the configuration",
		    programme, programme, language_code(language));
	return status;
}

int
terms_digest(struct engine *engine, const char *programme,
    char ret_hex[DIGEST_HEX_SIZE], struct error *err)
{
	unsigned char bytes[DIGEST_SIZE];
	struct digest digest;
	int status = OB_OK;

	digest_init(&digest);
	for (int i = 0; status == OB_OK && i < LANGUAGE_COUNT; i++) {
		cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;

		status =
		    terms_read(engine, programme, (enum language)i, &text, err);
		digest_add_text(&digest, language_code((enum language)i));
		digest_add(&digest, text.buf, text.len);
	}
	digest_finish(&digest, bytes);
	digest_release(&digest);
	if (status == OB_OK)
		(void)digest_hex(bytes, sizeof(bytes), ret_hex);
	return status;
}
