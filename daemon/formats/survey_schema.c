/* SPDX-License-Identifier: EUPL-1.2 */
#include "formats/survey_schema.h"

#include "base/memory.h"

#define MAX_NUMBER 20
#define MAX_RED_TELLS 10
/* Characters are counted afterwards. */
#define LINE_BYTES (SURVEY_MAX_LINE * 4)
#define INTRO_BYTES (SURVEY_MAX_INTRO * 4)
#define MAX_ID (SURVEY_ID_SIZE - 1)

#define TEXT(key, flags, owner, member, most)                                  \
	CYAML_FIELD_STRING_PTR(key, flags, struct owner, member, 1, most)
#define NEEDED CYAML_FLAG_DEFAULT
#define MAYBE CYAML_FLAG_OPTIONAL
#define PAIR(key, flags, owner, member, keys)                                  \
	CYAML_FIELD_MAPPING(key, flags, struct owner, member, keys)
#define WORD(key, flags, owner, member, words)                                 \
	CYAML_FIELD_ENUM(key, (flags) | CYAML_FLAG_STRICT, struct owner,       \
	    member, words, ARRAY_LEN(words))

static const cyaml_strval_t booleans[] = {{"false", 0}, {"true", 1}};
static const cyaml_strval_t answerers[] = {{"leader", SURVEY_LEADER},
    {"manager", SURVEY_MANAGER}, {"mentor", SURVEY_MENTOR},
    {"responsible", SURVEY_RESPONSIBLE}, {"participants", SURVEY_PARTICIPANTS},
    {"participants_managers", SURVEY_PARTICIPANTS_MANAGERS}};
static const cyaml_strval_t kinds[] = {
    {"scale", SURVEY_SCALE}, {"choice", SURVEY_CHOICE}, {"text", SURVEY_TEXT}};
static const cyaml_strval_t dimensions[] = {
    {"role_clarity", SURVEY_ROLE_CLARITY},
    {"self_efficacy", SURVEY_SELF_EFFICACY},
    {"social_acceptance", SURVEY_SOCIAL_ACCEPTANCE},
    {"expectations_met", SURVEY_EXPECTATIONS_MET},
    {"satisfaction", SURVEY_SATISFACTION}, {"mentor", SURVEY_OF_MENTOR},
    {"support", SURVEY_SUPPORT}};

static const cyaml_schema_field_t line_keys[] = {
    TEXT("da", NEEDED, survey_pair_values, da, LINE_BYTES),
    TEXT("en", NEEDED, survey_pair_values, en, LINE_BYTES),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t intro_keys[] = {
    TEXT("da", NEEDED, survey_pair_values, da, INTRO_BYTES),
    TEXT("en", NEEDED, survey_pair_values, en, INTRO_BYTES),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t choice_keys[] = {
    TEXT("id", NEEDED, survey_choice_values, id, MAX_ID),
    PAIR("text", NEEDED, survey_choice_values, text, line_keys),
    WORD("red", MAYBE, survey_choice_values, red, booleans),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t choice = {
    CYAML_VALUE_MAPPING(NEEDED, struct survey_choice_values, choice_keys)};

static const cyaml_schema_field_t question_keys[] = {
    TEXT("id", NEEDED, survey_question_values, id, MAX_ID),
    WORD("kind", NEEDED, survey_question_values, kind, kinds),
    WORD("dimension", MAYBE, survey_question_values, dimension, dimensions),
    PAIR("text", NEEDED, survey_question_values, text, line_keys),
    PAIR("help", MAYBE, survey_question_values, help, line_keys),
    PAIR("low", MAYBE, survey_question_values, low, line_keys),
    PAIR("high", MAYBE, survey_question_values, high, line_keys),
    TEXT("red_at_most", MAYBE, survey_question_values, red_at_most, MAX_NUMBER),
    CYAML_FIELD_SEQUENCE_COUNT("choices", MAYBE | CYAML_FLAG_POINTER,
	struct survey_question_values, choices, choice_count, &choice, 1,
	SURVEY_MAX_CHOICES),
    WORD("several", MAYBE, survey_question_values, several, booleans),
    WORD("required", MAYBE, survey_question_values, required, booleans),
    TEXT("only_if", MAYBE, survey_question_values, only_if,
	SURVEY_CONDITION_SIZE - 1),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t question = {
    CYAML_VALUE_MAPPING(NEEDED, struct survey_question_values, question_keys)};
static const cyaml_schema_value_t step = {
    CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char *, 1, 2 * SURVEY_ID_SIZE)};
static const cyaml_schema_value_t role = {
    CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char *, 1, MAX_ID)};

static const cyaml_schema_field_t top_keys[] = {
    TEXT("id", NEEDED, survey_values, id, MAX_ID),
    PAIR("title", NEEDED, survey_values, title, line_keys),
    PAIR("purpose", NEEDED, survey_values, purpose, line_keys),
    PAIR("intro", NEEDED, survey_values, intro, intro_keys),
    CYAML_FIELD_SEQUENCE_COUNT("sent_by", NEEDED | CYAML_FLAG_POINTER,
	struct survey_values, sent_by, sent_by_count, &step, 1,
	SURVEY_MAX_STEPS),
    WORD("answered_by", NEEDED, survey_values, answered_by, answerers),
    TEXT("minutes", NEEDED, survey_values, minutes, MAX_NUMBER),
    CYAML_FIELD_SEQUENCE_COUNT("red_tells", MAYBE | CYAML_FLAG_POINTER,
	struct survey_values, red_tells, red_tells_count, &role, 0,
	MAX_RED_TELLS),
    CYAML_FIELD_SEQUENCE_COUNT("questions", NEEDED | CYAML_FLAG_POINTER,
	struct survey_values, questions, question_count, &question, 1,
	SURVEY_MAX_QUESTIONS),
    CYAML_FIELD_END,
};

const cyaml_schema_value_t survey_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct survey_values, top_keys)};
