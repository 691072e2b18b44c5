/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_IMPORTS_IMPORTS_PRIVATE_H
#define ONBOARD_ENGINE_IMPORTS_IMPORTS_PRIVATE_H

#include <stdbool.h>

#include "engine/imports/imports_row.h"

struct journey;
struct person;

/* Each does one row of its kind within the row's change. */
int imports_leaders_row(
    struct imports_row *row, struct error *err) OB_MUST_CHECK;
int imports_people_row(
    struct imports_row *row, struct error *err) OB_MUST_CHECK;
int imports_handbook_row(
    struct imports_row *row, struct error *err) OB_MUST_CHECK;
int imports_days_row(struct imports_row *row, struct error *err) OB_MUST_CHECK;
int imports_figures_row(
    struct imports_row *row, struct error *err) OB_MUST_CHECK;

/* Brings a leader's journey up to date with the row. */
int imports_journey_update(struct imports_row *row,
    const struct journey *journey, struct error *err) OB_MUST_CHECK;

/*
 * Brings what leaders and others have in common up to date: name, addresses,
 * telephone and language.
 */
int imports_person_update(struct imports_row *row, int64_t person_id,
    struct error *err) OB_MUST_CHECK;

/* Stores and audits a changed person, besides the addresses. */
int imports_person_store(struct imports_row *row, const struct person *person,
    struct error *err) OB_MUST_CHECK;

#endif
