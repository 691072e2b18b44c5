/* SPDX-License-Identifier: EUPL-1.2 */
#include "formats/step_guide.h"

#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "model/role.h"

static const char *const language_names[LANGUAGE_COUNT] = {
    [LANGUAGE_DA] = "Danish", [LANGUAGE_EN] = "English"};

void
step_guide_take(struct mistakes *mistakes, const char *path,
    const struct programme_source *source, const char *owner, struct step *step)
{
	for (int i = 0; i < LANGUAGE_COUNT; i++) {
		cleanup_(strbuf_release) struct strbuf markdown = STRBUF_INIT;
		enum language language = (enum language)i;
		struct error err = ERROR_INIT;
		bool found = source->guide(
		    source->guide_arg, owner, step->id, language, &markdown);

		if (found && utf8_check_text("guide", markdown.buf,
				 PROGRAMME_MAX_GUIDE_BYTES, &err) < 0)
			mistakes_add(mistakes, path,
			    "step '%s': the %s guide: %s", step->id,
			    language_names[i], err.text);
		else if (found)
			step->guide.in[i] = strbuf_detach(&markdown);
		else if (strcmp(step->role, ROLE_SYSTEM) != 0)
			mistakes_add(mistakes, path,
			    "step '%s' has no %s guide; write "
			    "'../guides/%s/%s.%s.md', as seen from the file's "
			    "folder (at most %d KiB)",
			    step->id, language_names[i], owner, step->id,
			    language_code(language),
			    PROGRAMME_MAX_GUIDE_BYTES / 1024);
	}
}
