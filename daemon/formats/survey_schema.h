/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_FORMATS_SURVEY_SCHEMA_H
#define ONBOARD_FORMATS_SURVEY_SCHEMA_H

#include <cyaml/cyaml.h>
#include <stdbool.h>
#include <stddef.h>

#include "model/survey.h"

/* A survey file as libcyaml reads it; an absent key is NULL, 0 or false. */
struct survey_pair_values {
	char *da;
	char *en;
};

struct survey_choice_values {
	char *id;
	struct survey_pair_values text;
	bool red;
};

struct survey_question_values {
	char *id;
	enum survey_kind kind;
	enum survey_dimension dimension;
	struct survey_pair_values text;
	struct survey_pair_values help;
	struct survey_pair_values low;
	struct survey_pair_values high;
	char *red_at_most;
	struct survey_choice_values *choices;
	size_t choice_count;
	bool several;
	bool required;
	char *only_if;
};

struct survey_values {
	char *id;
	struct survey_pair_values title;
	struct survey_pair_values purpose;
	struct survey_pair_values intro;
	char **sent_by;
	size_t sent_by_count;
	enum survey_answerer answered_by;
	char *minutes;
	char **red_tells;
	size_t red_tells_count;
	struct survey_question_values *questions;
	size_t question_count;
};

extern const cyaml_schema_value_t survey_schema;

#endif
