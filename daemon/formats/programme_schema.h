/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_FORMATS_PROGRAMME_SCHEMA_H
#define ONBOARD_FORMATS_PROGRAMME_SCHEMA_H

#include <cyaml/cyaml.h>
#include <stdbool.h>
#include <stddef.h>

#include "model/programme.h"

/* A programme file as libcyaml reads it; an absent key is NULL, 0 or false. */
struct pair_values {
	char *da;
	char *en;
};

struct phase_values {
	char *id;
	struct pair_values title;
};

struct contact_values {
	char *function;
	char *id;
	struct pair_values title;
	enum step_kind kind;
	char *minutes;
	char *due;
};

struct step_values {
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
	char *only_if;
	bool optional;
	char *to;
	bool pack;
	char *window;
	struct contact_values *contacts;
	size_t contact_count;
};

struct programme_values {
	char *id;
	struct pair_values title;
	struct phase_values *phases;
	size_t phase_count;
	struct step_values *steps;
	size_t step_count;
};

extern const cyaml_schema_value_t programme_schema;

#endif
