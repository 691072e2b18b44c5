/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/store.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "store/store_tables.h"

const struct table_definition *const store_definitions[TABLE_COUNT] = {
    [TABLE_ACCOUNT] = &account_store_definition,
    [TABLE_ACTING] = &acting_store_definition,
    [TABLE_ACTION_LINK] = &action_link_store_definition,
    [TABLE_ACTIVITY] = &activity_store_definition,
    [TABLE_AUDIT] = &audit_store_definition,
    [TABLE_BOARD] = &board_store_definition,
    [TABLE_BOTTLENECK] = &bottleneck_store_definition,
    [TABLE_CALENDAR_DAY] = &calendar_day_store_definition,
    [TABLE_EXIT] = &exit_store_definition,
    [TABLE_EXIT_COUNT] = &exit_count_store_definition,
    [TABLE_EXIT_SURVEY] = &exit_survey_store_definition,
    [TABLE_EXTERNAL_KEY] = &external_key_store_definition,
    [TABLE_EVENT] = &event_store_definition,
    [TABLE_FEED] = &feed_store_definition,
    [TABLE_FIGURE] = &figure_store_definition,
    [TABLE_FOLLOW_UP] = &follow_up_store_definition,
    [TABLE_HANDBOOK] = &handbook_store_definition,
    [TABLE_HANDBOOK_ASK] = &handbook_ask_store_definition,
    [TABLE_HANDOVER] = &handover_store_definition,
    [TABLE_INSTANCE] = &instance_store_definition,
    [TABLE_INVITATION] = &invitation_store_definition,
    [TABLE_JOB_DESCRIPTION] = &job_description_store_definition,
    [TABLE_JOURNEY] = &journey_store_definition,
    [TABLE_LOG] = &log_store_definition,
    [TABLE_MAIL] = &mail_store_definition,
    [TABLE_MAIL_QUEUE] = &mail_queue_store_definition,
    [TABLE_MEASURE] = &measure_store_definition,
    [TABLE_ANSWER_COUNT] = &answer_count_store_definition,
    [TABLE_MENTOR] = &mentor_store_definition,
    [TABLE_CALL] = &call_store_definition,
    [TABLE_NETWORK] = &network_store_definition,
    [TABLE_NETWORK_MEETING] = &network_meeting_store_definition,
    [TABLE_NOMINATION] = &nomination_store_definition,
    [TABLE_OPENID] = &openid_store_definition,
    [TABLE_OVERLAY] = &overlay_store_definition,
    [TABLE_OWN_DATA] = &own_data_store_definition,
    [TABLE_PAGE] = &page_store_definition,
    [TABLE_PERSON] = &person_store_definition,
    [TABLE_POTENTIAL] = &potential_store_definition,
    [TABLE_PROGRAMME] = &programme_store_definition,
    [TABLE_PROGRAMME_DECISION] = &programme_decision_store_definition,
    [TABLE_PROGRAMME_STEP] = &programme_step_store_definition,
    [TABLE_RECEIVED_MAIL] = &received_mail_store_definition,
    [TABLE_REMARK] = &remark_store_definition,
    [TABLE_REMINDER] = &reminder_store_definition,
    [TABLE_REPORT] = &report_store_definition,
    [TABLE_SAVED_FILTER] = &saved_filter_store_definition,
    [TABLE_SESSION] = &session_store_definition,
    [TABLE_SIGN_IN] = &sign_in_store_definition,
    [TABLE_SURVEY] = &survey_store_definition,
    [TABLE_SURVEY_QUESTION] = &survey_question_store_definition,
    [TABLE_SURVEY_ANSWER] = &survey_answer_store_definition,
    [TABLE_SURVEY_REQUEST] = &survey_request_store_definition,
    [TABLE_TALK] = &talk_store_definition,
};

/* No journey is read from these. */
static const bool is_quiet[TABLE_COUNT] = {
    [TABLE_ACCOUNT] = true,
    [TABLE_ACTION_LINK] = true,
    [TABLE_AUDIT] = true,
    [TABLE_BOTTLENECK] = true,
    [TABLE_EXIT] = true,
    [TABLE_EXIT_COUNT] = true,
    [TABLE_FEED] = true,
    [TABLE_FIGURE] = true,
    [TABLE_FOLLOW_UP] = true,
    [TABLE_HANDBOOK_ASK] = true,
    [TABLE_INSTANCE] = true,
    [TABLE_INVITATION] = true,
    [TABLE_JOB_DESCRIPTION] = true,
    [TABLE_MAIL] = true,
    [TABLE_MEASURE] = true,
    [TABLE_ANSWER_COUNT] = true,
    [TABLE_OPENID] = true,
    [TABLE_PAGE] = true,
    [TABLE_POTENTIAL] = true,
    [TABLE_RECEIVED_MAIL] = true,
    [TABLE_REMARK] = true,
    [TABLE_REMINDER] = true,
    [TABLE_REPORT] = true,
    [TABLE_SAVED_FILTER] = true,
    [TABLE_SESSION] = true,
    [TABLE_SIGN_IN] = true,
    [TABLE_SURVEY] = true,
    [TABLE_SURVEY_QUESTION] = true,
    [TABLE_SURVEY_ANSWER] = true,
    [TABLE_SURVEY_REQUEST] = true,
    [TABLE_TALK] = true,
};

int
store_open(const char *path, struct store **ret_store, struct error *err)
{
	struct store *store = memory_alloc(sizeof(*store));
	int status = db_open(path, &store->db, err);

	for (size_t i = 0; status == OB_OK && i < TABLE_COUNT; i++)
		status = table_open(&store->db, store_definitions[i],
		    is_quiet[i], &store->tables[i], err);
	if (status != OB_OK) {
		store_close(store);
		return status;
	}
	*ret_store = store;
	return OB_OK;
}

void
store_set_watch(struct store *store, struct store_watch watch)
{
	store->db.watch = watch;
}

void
store_close(struct store *store)
{
	if (store == NULL)
		return;
	for (size_t i = 0; i < TABLE_COUNT; i++)
		table_close(store->tables[i]);
	db_close(&store->db);
	free(store);
}

int
store_begin(struct store *store, struct error *err)
{
	return db_begin(&store->db, err);
}

int
store_commit(struct store *store, struct error *err)
{
	return db_commit(&store->db, err);
}

void
store_rollback(struct store *store)
{
	db_rollback(&store->db);
}

int
store_check(struct store *store, struct error *err)
{
	int64_t faults = 0;
	int status = db_read_integer(&store->db,
	    "SELECT count(*) FROM pragma_quick_check "
	    "WHERE quick_check <> 'ok'",
	    &faults, err);

	if (status == OB_OK && faults > 0)
		status = error_set(
		    err, OB_EDB, "the database is damaged; restore a backup");
	return status;
}
