/* SPDX-License-Identifier: EUPL-1.2 */
#include "formats/survey_build.h"

#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "formats/number.h"
#include "model/role.h"

#define PATH_SIZE 64

static struct text_pair
build_pair(const struct survey_pair_values *values)
{
	return (struct text_pair){
	    .in = {[LANGUAGE_DA] = memory_strdup(values->da),
		[LANGUAGE_EN] = memory_strdup(values->en)}};
}

static void
build_steps(const struct survey_values *values, struct mistakes *mistakes,
    struct survey *survey)
{
	survey->steps =
	    memory_alloc(values->sent_by_count * sizeof(*survey->steps));
	survey->step_count = values->sent_by_count;
	for (size_t i = 0; i < values->sent_by_count; i++) {
		struct error err = ERROR_INIT;
		char path[PATH_SIZE];

		if (survey_step_parse(
			values->sent_by[i], &survey->steps[i], &err) == OB_OK)
			continue;
		(void)snprintf(path, sizeof(path), "sent_by[%zu]", i);
		mistakes_add(mistakes, path, "%s", err.text);
		survey->steps[i].programme = memory_strdup("unknown");
		survey->steps[i].step = memory_printf("%zu", i);
	}
}

static void
build_red_tells(const struct survey_values *values, struct mistakes *mistakes,
    struct survey *survey)
{
	for (size_t i = 0; i < values->red_tells_count; i++) {
		const char *role = values->red_tells[i];
		char path[PATH_SIZE];

		if (strcmp(role, ROLE_MANAGER) == 0) {
			survey->red_manager = true;
			continue;
		}
		survey->red_coordinator = true;
		if (strcmp(role, ROLE_COORDINATOR) == 0)
			continue;
		(void)snprintf(path, sizeof(path), "red_tells[%zu]", i);
		mistakes_add(mistakes, path,
		    "'%.40s' cannot be told of a red answer; use manager or "
		    "coordinator",
		    role);
	}
}

static void
build_choices(const struct survey_question_values *values,
    struct survey_question *question)
{
	question->choices =
	    memory_alloc(values->choice_count * sizeof(*question->choices));
	question->choice_count = values->choice_count;
	for (size_t i = 0; i < values->choice_count; i++)
		question->choices[i] = (struct survey_choice){
		    .id = memory_strdup(values->choices[i].id),
		    .text = build_pair(&values->choices[i].text),
		    .is_red = values->choices[i].red,
		};
}

static void
add_mistake(struct mistakes *mistakes, size_t question, const char *key,
    const struct error *err)
{
	char path[PATH_SIZE];

	(void)snprintf(path, sizeof(path), "questions[%zu].%s", question, key);
	mistakes_add(mistakes, path, "%s", err->text);
}

static void
build_question(const struct survey_values *values, struct mistakes *mistakes,
    size_t index, struct survey_question *question)
{
	const struct survey_question_values *own = &values->questions[index];
	struct error err = ERROR_INIT;

	*question = (struct survey_question){
	    .id = memory_strdup(own->id),
	    .kind = own->kind,
	    .dimension = own->dimension,
	    .text = build_pair(&own->text),
	    .help = build_pair(&own->help),
	    .low = build_pair(&own->low),
	    .high = build_pair(&own->high),
	    .is_several = own->several,
	    .is_required = own->required,
	};
	build_choices(own, question);
	if (own->red_at_most != NULL &&
	    number_parse("red_at_most", own->red_at_most, SURVEY_SCALE_MIN,
		SURVEY_SCALE_MAX - 1, &question->red_at_most, &err) < 0)
		add_mistake(mistakes, index, "red_at_most", &err);
	if (own->only_if != NULL &&
	    survey_condition_parse(own->only_if, &question->only_if, &err) < 0)
		add_mistake(mistakes, index, "only_if", &err);
}

struct survey *
survey_build_run(const struct survey_values *values, struct mistakes *mistakes)
{
	struct survey *survey = survey_new();
	struct error err = ERROR_INIT;

	survey->id = memory_strdup(values->id);
	survey->title = build_pair(&values->title);
	survey->purpose = build_pair(&values->purpose);
	survey->intro = build_pair(&values->intro);
	survey->answered_by = values->answered_by;
	survey->minutes = 1;
	if (number_parse("minutes", values->minutes, 1, SURVEY_MAX_MINUTES,
		&survey->minutes, &err) < 0)
		mistakes_add(mistakes, "minutes", "%s", err.text);
	build_steps(values, mistakes, survey);
	build_red_tells(values, mistakes, survey);
	survey->questions =
	    memory_alloc(values->question_count * sizeof(*survey->questions));
	survey->question_count = values->question_count;
	for (size_t i = 0; i < values->question_count; i++)
		build_question(values, mistakes, i, &survey->questions[i]);
	return survey;
}
