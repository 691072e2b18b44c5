/* SPDX-License-Identifier: EUPL-1.2 */
#include "survey_sample.h"

#include <stdlib.h>

#include "base/memory.h"

static struct text_pair
pair(const char *danish, const char *english)
{
	return (struct text_pair){.in = {[LANGUAGE_DA] = memory_strdup(danish),
				      [LANGUAGE_EN] = memory_strdup(english)}};
}

void
survey_sample_replace(char **text, const char *other)
{
	free(*text);
	*text = memory_strdup(other);
}

static void
add_scale(struct survey_question *question)
{
	*question = (struct survey_question){
	    .id = memory_strdup("passer"),
	    .kind = SURVEY_SCALE,
	    .dimension = SURVEY_EXPECTATIONS_MET,
	    .text = pair("Svarer jobbet til beskrivelsen?",
		"Does the job match the description?"),
	    .low = pair("slet ikke", "not at all"),
	    .high = pair("helt", "completely"),
	    .red_at_most = 2,
	    .is_required = true,
	};
}

static void
add_choice(struct survey_question *question)
{
	*question = (struct survey_question){
	    .id = memory_strdup("del"),
	    .kind = SURVEY_CHOICE,
	    .text = pair("Hvad er anderledes?", "What is different?"),
	    .help = pair("Vælg gerne flere.", "Choose several if you like."),
	    .is_several = true,
	    .choice_count = 2,
	};
	question->choices = memory_alloc(2 * sizeof(*question->choices));
	question->choices[0].id = memory_strdup("fagligt");
	question->choices[0].text =
	    pair("Det faglige niveau", "The professional level");
	question->choices[0].is_red = true;
	question->choices[1].id = memory_strdup("andet");
	question->choices[1].text = pair("Noget andet", "Something else");
}

static void
add_text(struct survey_question *question)
{
	*question = (struct survey_question){
	    .id = memory_strdup("andet"),
	    .kind = SURVEY_TEXT,
	    .text = pair("Hvad?", "What?"),
	};
}

struct survey *
survey_sample_new(void)
{
	struct survey *survey = survey_new();
	struct error err = ERROR_INIT;
	int status;

	survey->id = memory_strdup("puls");
	survey->version = 1;
	survey->title = pair("Puls", "Pulse");
	survey->purpose = pair("Passer jobbet?", "Does the job fit?");
	survey->intro = pair("Hej.\n\nTak.", "Hello.\n\nThanks.");
	survey->answered_by = SURVEY_LEADER;
	survey->minutes = 5;
	survey->red_manager = true;
	survey->red_coordinator = true;
	survey->step_count = 1;
	survey->steps = memory_alloc(sizeof(*survey->steps));
	survey->question_count = 3;
	survey->questions = memory_alloc(3 * sizeof(*survey->questions));
	add_scale(&survey->questions[SAMPLE_SCALE]);
	add_choice(&survey->questions[SAMPLE_CHOICE]);
	add_text(&survey->questions[SAMPLE_TEXT]);
	status = survey_step_parse("ny-leder:puls-1", survey->steps, &err);
	if (status == OB_OK)
		status = survey_condition_parse("passer <= 2",
		    &survey->questions[SAMPLE_CHOICE].only_if, &err);
	if (status == OB_OK)
		status = survey_condition_parse("del = andet",
		    &survey->questions[SAMPLE_TEXT].only_if, &err);
	if (status != OB_OK)
		abort();
	return survey;
}
