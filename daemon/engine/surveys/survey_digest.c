/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/surveys/survey_digest.h"

static void
add_pair(struct digest *digest, const struct text_pair *pair)
{
	for (int i = 0; i < LANGUAGE_COUNT; i++)
		digest_add_part(digest, pair->in[i]);
}

static void
add_choices(struct digest *digest, const struct survey_question *question)
{
	digest_add_number(digest, (int)question->choice_count);
	for (size_t i = 0; i < question->choice_count; i++) {
		digest_add_part(digest, question->choices[i].id);
		add_pair(digest, &question->choices[i].text);
		digest_add_number(digest, question->choices[i].is_red);
	}
}

static void
add_question(struct digest *digest, const struct survey_question *question)
{
	char only_if[SURVEY_CONDITION_SIZE];

	digest_add_part(digest, question->id);
	digest_add_part(digest, survey_kind_name(question->kind));
	digest_add_part(digest, survey_dimension_name(question->dimension));
	add_pair(digest, &question->text);
	add_pair(digest, &question->help);
	add_pair(digest, &question->low);
	add_pair(digest, &question->high);
	digest_add_number(digest, question->red_at_most);
	add_choices(digest, question);
	digest_add_number(digest, question->is_several);
	digest_add_number(digest, question->is_required);
	digest_add_part(
	    digest, survey_condition_format(&question->only_if, only_if));
}

static void
add_head(struct digest *digest, const struct survey *survey)
{
	digest_add_part(digest, survey->id);
	add_pair(digest, &survey->title);
	add_pair(digest, &survey->purpose);
	add_pair(digest, &survey->intro);
	digest_add_part(digest, survey_answerer_name(survey->answered_by));
	digest_add_number(digest, survey->minutes);
	digest_add_number(digest, survey->red_manager);
	digest_add_number(digest, survey->red_coordinator);
	digest_add_number(digest, (int)survey->step_count);
	for (size_t i = 0; i < survey->step_count; i++) {
		digest_add_part(digest, survey->steps[i].programme);
		digest_add_part(digest, survey->steps[i].step);
	}
}

void
survey_digest(const struct survey *survey, char ret_hex[DIGEST_HEX_SIZE])
{
	unsigned char bytes[DIGEST_SIZE];
	struct digest digest;

	digest_init(&digest);
	add_head(&digest, survey);
	for (size_t i = 0; i < survey->question_count; i++)
		add_question(&digest, &survey->questions[i]);
	digest_finish(&digest, bytes);
	(void)digest_hex(bytes, sizeof(bytes), ret_hex);
}
