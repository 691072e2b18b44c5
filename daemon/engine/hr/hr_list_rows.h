/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_HR_HR_LIST_ROWS_H
#define ONBOARD_ENGINE_HR_HR_LIST_ROWS_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "engine/hr/hr_scope.h"

/* A list on its way: hr_lists.h. */
struct hr_list {
	struct engine *engine;
	const struct hr_scope *scope;
	const char *state; /* "": any */
	const char *const *columns;
	json_t *rows;
	size_t first; /* rows before it are not shown */
	size_t max;
	size_t total;
	bool is_file;	/* some have columns more than their page */
	bool has_verbs; /* any row has a link */
};

/* The next row, borrowed; NULL where it is not shown. */
json_t *hr_list_row(struct hr_list *list, int64_t id);

/* Its cells, in the order of the columns; text and url may be NULL. */
void hr_list_cell(
    const struct hr_list *list, json_t *row, const char *text, const char *url);
void hr_list_number(const struct hr_list *list, json_t *row, int64_t number);

/* A verb on it; key is its text's. */
void hr_list_link(
    struct hr_list *list, json_t *row, const char *key, const char *url);

/* Adds the rows. */
typedef int hr_list_fn(struct hr_list *list, struct error *err);

hr_list_fn hr_list_rows_leaders;
hr_list_fn hr_list_rows_people;
hr_list_fn hr_list_rows_mentors;
hr_list_fn hr_list_papers_mail;
hr_list_fn hr_list_rows_programmes;
hr_list_fn hr_list_days_periods;
hr_list_fn hr_list_handbook_entries;
hr_list_fn hr_list_exits_reasons;
hr_list_fn hr_list_exits_follow_ups;
hr_list_fn hr_networks_list;
hr_list_fn hr_cohorts_list;
hr_list_fn hr_list_potential;
hr_list_fn hr_list_papers_audit;

#endif
