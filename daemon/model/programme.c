/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/programme.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "model/step_topics.h"

static const char *const kind_names[] = {
    [STEP_CALL] = "call",
    [STEP_MEETING] = "meeting",
    [STEP_TASK] = "task",
    [STEP_DOCUMENT] = "document",
    [STEP_MAIL] = "mail",
    [STEP_SURVEY] = "survey",
    [STEP_GATE] = "gate",
};

static const char *const language_codes[LANGUAGE_COUNT] = {
    [LANGUAGE_DA] = "da",
    [LANGUAGE_EN] = "en",
};

static const char *const programme_kinds[] = {
    [PROGRAMME_ONBOARDING] = "onboarding",
    [PROGRAMME_EXIT] = "exit",
    [PROGRAMME_COHORT] = "cohort",
};

struct programme *
programme_new(void)
{
	return memory_alloc(sizeof(struct programme));
}

void
text_pair_release(struct text_pair *pair)
{
	for (size_t i = 0; i < LANGUAGE_COUNT; i++) {
		free(pair->in[i]);
		pair->in[i] = NULL;
	}
}

static void
free_texts(char **texts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(texts[i]);
	free(texts);
}

void
programme_release_step(struct step *step)
{
	free(step->id);
	text_pair_release(&step->title);
	free(step->role);
	free_texts(step->participants, step->participant_count);
	free_texts(step->requires, step->require_count);
	free(step->only_if);
	free(step->mail_to);
	text_pair_release(&step->guide);
	step_topics_release(step);
}

struct text_pair
text_pair_copy(const struct text_pair *pair)
{
	struct text_pair copy;

	for (size_t i = 0; i < LANGUAGE_COUNT; i++)
		copy.in[i] = memory_strdup(pair->in[i]);
	return copy;
}

static char **
copy_texts(char *const *texts, size_t count)
{
	char **copy = count == 0 ? NULL : memory_alloc(count * sizeof(*copy));

	for (size_t i = 0; i < count; i++)
		copy[i] = memory_strdup(texts[i]);
	return copy;
}

struct step
step_copy(const struct step *step)
{
	struct step copy = *step;

	copy.id = memory_strdup(step->id);
	copy.title = text_pair_copy(&step->title);
	copy.role = memory_strdup(step->role);
	copy.participants =
	    copy_texts(step->participants, step->participant_count);
	copy.requires = copy_texts(step->requires, step->require_count);
	copy.only_if = memory_strdup(step->only_if);
	copy.mail_to = memory_strdup(step->mail_to);
	copy.guide = text_pair_copy(&step->guide);
	step_topics_copy(step, &copy);
	return copy;
}

struct programme *
programme_copy(const struct programme *programme)
{
	struct programme *copy = programme_new();

	*copy = *programme;
	copy->id = memory_strdup(programme->id);
	copy->title = text_pair_copy(&programme->title);
	copy->phases =
	    memory_alloc(programme->phase_count * sizeof(*copy->phases));
	for (size_t i = 0; i < programme->phase_count; i++) {
		copy->phases[i].id = programme->phases[i].id;
		copy->phases[i].title =
		    text_pair_copy(&programme->phases[i].title);
	}
	copy->steps =
	    memory_alloc(programme->step_count * sizeof(*copy->steps));
	for (size_t i = 0; i < programme->step_count; i++)
		copy->steps[i] = step_copy(&programme->steps[i]);
	return copy;
}

void
programme_free(struct programme *programme)
{
	if (programme == NULL)
		return;
	for (size_t i = 0; i < programme->phase_count; i++)
		text_pair_release(&programme->phases[i].title);
	for (size_t i = 0; i < programme->step_count; i++)
		programme_release_step(&programme->steps[i]);
	free(programme->phases);
	free(programme->steps);
	text_pair_release(&programme->title);
	free(programme->id);
	free(programme);
}

void
programme_free_ptr(struct programme **programme)
{
	programme_free(*programme);
	*programme = NULL;
}

int
programme_find_step(const struct programme *programme, const char *id)
{
	for (size_t i = 0; i < programme->step_count; i++)
		if (strcmp(programme->steps[i].id, id) == 0)
			return (int)i;
	return -1;
}

const char *
step_kind_name(enum step_kind kind)
{
	return kind_names[kind];
}

int
step_kind_parse(const char *text, enum step_kind *ret_kind, struct error *err)
{
	for (size_t i = 0; i < ARRAY_LEN(kind_names); i++) {
		if (strcmp(kind_names[i], text) != 0)
			continue;
		*ret_kind = (enum step_kind)i;
		return OB_OK;
	}
	return error_set(err, OB_EINVALID,
	    "'%.40s' is not a kind of step; use call, meeting, task, document, "
	    "mail, survey or gate",
	    text);
}

bool
step_kind_is_timed(enum step_kind kind)
{
	return kind == STEP_CALL || kind == STEP_MEETING;
}

const char *
language_code(enum language language)
{
	return language_codes[language];
}

int
language_parse(const char *code, enum language *ret_language, struct error *err)
{
	for (size_t i = 0; i < LANGUAGE_COUNT; i++) {
		if (strcmp(language_codes[i], code) != 0)
			continue;
		*ret_language = (enum language)i;
		return OB_OK;
	}
	return error_set(
	    err, OB_EINVALID, "'%.40s' is not a language; use da or en", code);
}

const char *
programme_kind_name(enum programme_kind kind)
{
	return programme_kinds[kind];
}

int
programme_kind_parse(
    const char *text, enum programme_kind *ret_kind, struct error *err)
{
	for (size_t i = 0; i < ARRAY_LEN(programme_kinds); i++) {
		if (strcmp(programme_kinds[i], text) != 0)
			continue;
		*ret_kind = (enum programme_kind)i;
		return OB_OK;
	}
	return error_set(err, OB_EINVALID,
	    "'%.40s' is not a kind of programme; use onboarding, exit or "
	    "cohort",
	    text);
}
