/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MODEL_SURVEY_H
#define ONBOARD_MODEL_SURVEY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "model/programme.h"

/*
 * A survey is what one side is asked when a step of kind survey comes: texts
 * and questions, in file order.  What both sides are asked is two surveys of
 * one step.  Plain data; a survey owns all its strings and arrays.
 */
#define SURVEY_SCALE_MIN 1
#define SURVEY_SCALE_MAX 5
#define SURVEY_MAX_MINUTES 60
#define SURVEY_MAX_STEPS 20
#define SURVEY_MAX_QUESTIONS 40
#define SURVEY_MAX_CHOICES 20
#define SURVEY_MAX_LINE 300   /* characters of a question, a choice */
#define SURVEY_MAX_INTRO 4000 /* characters */
#define SURVEY_ID_SIZE 65     /* of any id, with its NUL */
#define SURVEY_CONDITION_SIZE (2 * SURVEY_ID_SIZE + 8)

/* Who answers, of those in the step's journey. */
enum survey_answerer {
	SURVEY_LEADER,
	SURVEY_MANAGER,
	SURVEY_MENTOR,
	SURVEY_RESPONSIBLE, /* who is responsible for the step */
	/* Of a cohort, each once. */
	SURVEY_PARTICIPANTS,
	SURVEY_PARTICIPANTS_MANAGERS,
};

enum survey_kind {
	SURVEY_SCALE,  /* SURVEY_SCALE_MIN to SURVEY_SCALE_MAX */
	SURVEY_CHOICE, /* one of its choices, or several of them */
	SURVEY_TEXT,   /* the own words; never required */
};

/* What a question measures, over all surveys that ask for it. */
enum survey_dimension {
	SURVEY_NO_DIMENSION,
	SURVEY_ROLE_CLARITY,
	SURVEY_SELF_EFFICACY,
	SURVEY_SOCIAL_ACCEPTANCE,
	SURVEY_EXPECTATIONS_MET,
	SURVEY_SATISFACTION,
	SURVEY_OF_MENTOR,
	SURVEY_SUPPORT,
	SURVEY_DIMENSION_COUNT,
};

enum survey_relation {
	SURVEY_ALWAYS,
	SURVEY_AT_MOST,	 /* a scale's answer is at most value */
	SURVEY_AT_LEAST, /* at least value */
	SURVEY_IS,	 /* this choice is chosen, maybe among others */
};

/* On which answer to an earlier question a question is asked. */
struct survey_condition {
	enum survey_relation relation;
	char question[SURVEY_ID_SIZE];
	int value;
	char choice[SURVEY_ID_SIZE];
};

struct survey_choice {
	char *id; /* [a-z0-9-]+, unique in its question */
	struct text_pair text;
	bool is_red;
};

struct survey_question {
	char *id; /* [a-z0-9-]+, unique in its survey */
	enum survey_kind kind;
	enum survey_dimension dimension;
	struct text_pair text;
	struct text_pair help; /* both NULL for none */
	struct text_pair low;  /* what SURVEY_SCALE_MIN means; else NULL */
	struct text_pair high; /* and SURVEY_SCALE_MAX */
	int red_at_most;       /* of a scale; 0: never red */
	struct survey_choice *choices;
	size_t choice_count;
	bool is_several; /* choices: any number of them */
	bool is_required;
	struct survey_condition only_if;
};

struct survey_step {
	char *programme; /* "ny-leder" */
	char *step;	 /* "puls-1" */
};

struct survey {
	char *id;    /* "puls-1" */
	int version; /* 0 until it is stored */
	struct text_pair title;
	struct text_pair purpose; /* one line, for HR and for the mail */
	struct text_pair intro;	  /* Markdown; what is promised, too */
	enum survey_answerer answered_by;
	int minutes;		   /* that it takes */
	struct survey_step *steps; /* that send it */
	size_t step_count;
	/* Who is asked to call when an answer is red. */
	bool red_manager;
	bool red_coordinator;
	struct survey_question *questions;
	size_t question_count;
};

struct survey *survey_new(void);
void survey_free(struct survey *survey);      /* accepts NULL */
void survey_free_ptr(struct survey **survey); /* for cleanup_ */
struct survey *survey_copy(const struct survey *survey);

/* The index, or -1. */
int survey_find_question(const struct survey *survey, const char *id);
int survey_find_choice(const struct survey_question *question, const char *id);

/* Whether this step of this programme sends it. */
bool survey_is_sent_by(
    const struct survey *survey, const char *programme, const char *step);

/* Whether any answer can be red. */
bool survey_can_be_red(const struct survey *survey);

/* Whether those answer who are in a cohort, or their managers. */
bool survey_answerer_is_of_cohort(enum survey_answerer answerer);

const char *survey_answerer_name(enum survey_answerer answerer); /* "mentor" */
int survey_answerer_parse(const char *text, enum survey_answerer *ret_answerer,
    struct error *err) OB_MUST_CHECK;

const char *survey_kind_name(enum survey_kind kind); /* "scale" */
int survey_kind_parse(const char *text, enum survey_kind *ret_kind,
    struct error *err) OB_MUST_CHECK;

const char *survey_dimension_name(enum survey_dimension dimension); /* or "" */
int survey_dimension_parse(const char *text,
    enum survey_dimension *ret_dimension, struct error *err) OB_MUST_CHECK;

/* "PROGRAMME:STEP". */
int survey_step_parse(const char *text, struct survey_step *ret_step,
    struct error *err) OB_MUST_CHECK;

/* "QUESTION <= N", "QUESTION >= N", "QUESTION = CHOICE", or "" for always. */
int survey_condition_parse(const char *text,
    struct survey_condition *ret_condition, struct error *err) OB_MUST_CHECK;
char *survey_condition_format(const struct survey_condition *condition,
    char ret_text[SURVEY_CONDITION_SIZE]);

/*
 * Reports each semantic mistake: ids, texts that are missing, too long or in
 * one language only, what does not go with the kind of a question, a
 * condition on what is not asked before, a rule for red answers that nobody
 * is told of.  question is the index or -1 for the survey itself; key is the
 * field ("text.da", "choices[1].id", ...).  report may be NULL.  Returns the
 * number of mistakes.
 */
typedef void (*survey_report_fn)(
    void *arg, int question, const char *key, const char *text);
size_t survey_check(
    const struct survey *survey, survey_report_fn report, void *arg);

#endif
