/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/job_description_store.h"

#include "base/memory.h"
#include "store/store_tables.h"

enum { FIND, ADD, REPLACE };

static const char *const sql[] = {
    [FIND] = "SELECT journey_id, text, challenges, advertisement_url, "
	     "role_url, version, writer_id, "
	     "written_at FROM job_description WHERE journey_id = :journey",
    [ADD] = "INSERT INTO job_description (journey_id, text, challenges, "
	    "advertisement_url, role_url, version, writer_id, written_at) "
	    "VALUES (:journey_id, :text, :challenges, :advertisement_url, "
	    ":role_url, :version, :writer_id, :written_at)",
    [REPLACE] = "UPDATE job_description SET text = :text, "
		"challenges = :challenges, "
		"advertisement_url = :advertisement_url, "
		"role_url = :role_url, version = :version, "
		"writer_id = :writer_id, written_at = :written_at "
		"WHERE journey_id = :journey_id AND version = :version - 1",
};

const struct table_definition job_description_store_definition = {
    sql, ARRAY_LEN(sql)};

static const struct column columns[] = {
    COLUMN(COLUMN_INT64, job_description, journey_id),
    COLUMN(COLUMN_TEXT, job_description, text),
    COLUMN(COLUMN_TEXT, job_description, challenges),
    COLUMN(COLUMN_TEXT, job_description, advertisement_url),
    COLUMN(COLUMN_TEXT, job_description, role_url),
    COLUMN(COLUMN_INT, job_description, version),
    COLUMN(COLUMN_ID, job_description, writer_id),
    COLUMN(COLUMN_INT64, job_description, written_at),
};
static const struct shape shape = SHAPE(columns, job_description);

static struct table *
table_of(struct store *store)
{
	return store->tables[TABLE_JOB_DESCRIPTION];
}

int
job_description_store_find(struct store *store, int64_t journey_id,
    struct job_description *ret_description, struct error *err)
{
	return table_find(table_of(store),
	    QUERY(FIND, PARAM_INT(":journey", journey_id)), &shape,
	    ret_description, err);
}

int
job_description_store_put(struct store *store,
    const struct job_description *description, struct error *err)
{
	int changed = 0;
	int status = table_change(table_of(store),
	    QUERY_ALL(description->version == 1 ? ADD : REPLACE), &shape,
	    description, &changed, err);

	if (status == OB_OK && changed == 0)
		return error_set(err, OB_ECONFLICT,
		    "the job description was changed meanwhile");
	return status;
}

void
job_description_store_release(struct job_description *description)
{
	table_release(&shape, description);
}
