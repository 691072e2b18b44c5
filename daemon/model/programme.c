/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/programme.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

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

static const char *const condition_texts[] = {
    [CONDITION_ALWAYS] = "",
    [CONDITION_INTERNAL] = "recruitment=internal",
    [CONDITION_EXTERNAL] = "recruitment=external",
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

static void
release_step(struct step *step)
{
	free(step->id);
	text_pair_release(&step->title);
	free(step->role);
	free_texts(step->participants, step->participant_count);
	free_texts(step->requires, step->require_count);
	free(step->mail_to);
	text_pair_release(&step->guide);
}

void
programme_free(struct programme *programme)
{
	if (programme == NULL)
		return;
	for (size_t i = 0; i < programme->phase_count; i++)
		text_pair_release(&programme->phases[i].title);
	for (size_t i = 0; i < programme->step_count; i++)
		release_step(&programme->steps[i]);
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

int
step_condition_parse(
    const char *text, enum step_condition *ret_condition, struct error *err)
{
	for (size_t i = 0; i < ARRAY_LEN(condition_texts); i++) {
		if (strcmp(condition_texts[i], text == NULL ? "" : text) != 0)
			continue;
		*ret_condition = (enum step_condition)i;
		return OB_OK;
	}
	return error_set(err, OB_EINVALID,
	    "'%.40s' is not a condition; use recruitment=internal or "
	    "recruitment=external",
	    text);
}
