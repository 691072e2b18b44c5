/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_STORE_STORE_TABLES_H
#define ONBOARD_STORE_STORE_TABLES_H

#include "store/db.h"
#include "store/table.h"

/* The inside of struct store, for the *_store.c files only. */
enum store_table {
	TABLE_ACTIVITY,
	TABLE_AUDIT,
	TABLE_FEED,
	TABLE_HANDBOOK,
	TABLE_INSTANCE,
	TABLE_JOURNEY,
	TABLE_MAIL,
	TABLE_PAGE,
	TABLE_PERSON,
	TABLE_PROGRAMME,
	TABLE_COUNT,
};

struct store {
	struct db db;
	struct table *tables[TABLE_COUNT];
};

extern const struct table_definition activity_store_definition;
extern const struct table_definition audit_store_definition;
extern const struct table_definition feed_store_definition;
extern const struct table_definition handbook_store_definition;
extern const struct table_definition instance_store_definition;
extern const struct table_definition journey_store_definition;
extern const struct table_definition mail_store_definition;
extern const struct table_definition page_store_definition;
extern const struct table_definition person_store_definition;
extern const struct table_definition programme_store_definition;

#endif
