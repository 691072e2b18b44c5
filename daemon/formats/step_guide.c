/* SPDX-License-Identifier: EUPL-1.2 */
#include "formats/step_guide.h"

#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "model/guide.h"
#include "model/role.h"

static const char *const language_names[LANGUAGE_COUNT] = {
    [LANGUAGE_DA] = "Danish", [LANGUAGE_EN] = "English"};

static void
check_for_leader(struct mistakes *mistakes, const char *path,
    const struct step *step, enum language language)
{
	size_t len = 0;
	const char *text =
	    guide_for_leader(step->guide.in[language], language, &len);
	cleanup_(memory_free_ptr) char *copy = memory_strndup(text, len);

	if (utf8_length(copy) > GUIDE_LEADER_MAX_CHARS)
		mistakes_add(mistakes, path,
		    "step '%s': the %s guide: what stands below '%s' has at "
		    "most %d characters",
		    step->id, language_names[language],
		    guide_leader_heading(language), GUIDE_LEADER_MAX_CHARS);
}

static void
take(struct mistakes *mistakes, const char *path, enum language language,
    struct strbuf *markdown, struct step *step)
{
	struct error err = ERROR_INIT;

	if (utf8_check_text(
		"guide", markdown->buf, PROGRAMME_MAX_GUIDE_BYTES, &err) < 0) {
		mistakes_add(mistakes, path, "step '%s': the %s guide: %s",
		    step->id, language_names[language], err.text);
		return;
	}
	step->guide.in[language] = strbuf_detach(markdown);
	check_for_leader(mistakes, path, step, language);
}

void
step_guide_take(struct mistakes *mistakes, const char *path,
    const struct programme_source *source, const char *owner, struct step *step)
{
	for (int i = 0; i < LANGUAGE_COUNT; i++) {
		cleanup_(strbuf_release) struct strbuf markdown = STRBUF_INIT;
		enum language language = (enum language)i;

		if (source->guide(source->guide_arg, owner, step->id, language,
			&markdown))
			take(mistakes, path, language, &markdown, step);
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
