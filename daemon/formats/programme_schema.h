/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_FORMATS_PROGRAMME_SCHEMA_H
#define ONBOARD_FORMATS_PROGRAMME_SCHEMA_H

#include <cyaml/cyaml.h>
#include <stdbool.h>
#include <stddef.h>

#include "model/programme.h"

/*
 * Programme and overlay files as libcyaml reads them; an absent key is NULL, 0
 * or false.
 */
struct pair_values {
	char *da;
	char *en;
};

struct phase_values {
	char *id;
	struct pair_values title;
};

struct reminders_values {
	bool notice;
	char **before;
	size_t before_count;
	bool on_day;
	char *overdue;
	char *managers_manager;
	char *coordinator;
	char *drop_after;
};

struct repeat_values {
	char *every;
	char *until;
};

struct contact_values {
	char *function;
	char *id;
	struct pair_values title;
	enum step_kind kind;
	char *minutes;
	char *due;
};

struct topic_values {
	char *id;
	struct pair_values text;
};

struct step_values {
	char *after; /* an overlay's: the step it stands after */
	char *id;    /* a plain step */
	char *group; /* or a group of contacts */
	char *phase;
	struct pair_values title;
	enum step_kind kind;
	char *role;
	char *due;
	char *latest;
	char *minutes;
	char **participants;
	size_t participant_count;
	bool undisturbed;
	char **requires;
	size_t require_count;
	struct topic_values *topics;
	size_t topic_count;
	char *only_if;
	bool optional;
	char *to;
	bool pack;
	char *window;
	struct repeat_values repeat;
	struct reminders_values reminders;
	struct contact_values *contacts;
	size_t contact_count;
};

struct programme_values {
	char *id;
	enum programme_kind kind;
	struct pair_values title;
	struct phase_values *phases;
	size_t phase_count;
	struct reminders_values reminders;
	struct step_values *steps;
	size_t step_count;
};

struct change_values {
	char *step;
	struct pair_values title;
	char *role;
	char *due;
	char *latest;
	char *minutes;
	struct reminders_values reminders;
};

struct overlay_values {
	char *overlay;
	char *base;
	char *area;
	char *workplace;
	struct step_values *additions;
	size_t addition_count;
	struct change_values *changes;
	size_t change_count;
	char **removed;
	size_t removed_count;
};

extern const cyaml_schema_value_t programme_schema;
extern const cyaml_schema_value_t programme_schema_overlay;

#endif
