/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_STORE_STORE_TABLES_H
#define ONBOARD_STORE_STORE_TABLES_H

#include "store/db.h"
#include "store/table.h"

/* The inside of struct store, for the *_store.c files only. */
enum store_table {
	TABLE_ACCOUNT,
	TABLE_ACTING,
	TABLE_ACTION_LINK,
	TABLE_ACTIVITY,
	TABLE_AUDIT,
	TABLE_BOARD,
	TABLE_BOTTLENECK,
	TABLE_CALENDAR_DAY,
	TABLE_CALL,
	TABLE_EXIT,
	TABLE_EXIT_COUNT,
	TABLE_EXIT_SURVEY,
	TABLE_EXTERNAL_KEY,
	TABLE_EVENT,
	TABLE_FEED,
	TABLE_FIGURE,
	TABLE_FOLLOW_UP,
	TABLE_HANDBOOK,
	TABLE_HANDBOOK_ASK,
	TABLE_HANDOVER,
	TABLE_INSTANCE,
	TABLE_INVITATION,
	TABLE_JOB_DESCRIPTION,
	TABLE_JOURNEY,
	TABLE_LOG,
	TABLE_MAIL,
	TABLE_MAIL_QUEUE,
	TABLE_MEASURE,
	TABLE_ANSWER_COUNT,
	TABLE_MENTOR,
	TABLE_NETWORK,
	TABLE_NETWORK_MEETING,
	TABLE_NOMINATION,
	TABLE_OPENID,
	TABLE_OVERLAY,
	TABLE_OWN_DATA,
	TABLE_PAGE,
	TABLE_PERSON,
	TABLE_POTENTIAL,
	TABLE_PROGRAMME,
	TABLE_PROGRAMME_DECISION,
	TABLE_PROGRAMME_STEP,
	TABLE_RECEIVED_MAIL,
	TABLE_REMARK,
	TABLE_REMINDER,
	TABLE_REPORT,
	TABLE_SAVED_FILTER,
	TABLE_SESSION,
	TABLE_SIGN_IN,
	TABLE_SURVEY,
	TABLE_SURVEY_QUESTION,
	TABLE_SURVEY_ANSWER,
	TABLE_SURVEY_REQUEST,
	TABLE_TALK,
	TABLE_COUNT,
};

struct store {
	struct db db;
	struct table *tables[TABLE_COUNT];
};

/* Of all tables, by enum store_table. */
extern const struct table_definition *const store_definitions[TABLE_COUNT];

extern const struct table_definition account_store_definition;
extern const struct table_definition acting_store_definition;
extern const struct table_definition action_link_store_definition;
extern const struct table_definition activity_store_definition;
extern const struct table_definition audit_store_definition;
extern const struct table_definition board_store_definition;
extern const struct table_definition bottleneck_store_definition;
extern const struct table_definition calendar_day_store_definition;
extern const struct table_definition exit_store_definition;
extern const struct table_definition exit_count_store_definition;
extern const struct table_definition exit_survey_store_definition;
extern const struct table_definition external_key_store_definition;
extern const struct table_definition event_store_definition;
extern const struct table_definition feed_store_definition;
extern const struct table_definition figure_store_definition;
extern const struct table_definition follow_up_store_definition;
extern const struct table_definition handbook_store_definition;
extern const struct table_definition handbook_ask_store_definition;
extern const struct table_definition handover_store_definition;
extern const struct table_definition instance_store_definition;
extern const struct table_definition invitation_store_definition;
extern const struct table_definition job_description_store_definition;
extern const struct table_definition journey_store_definition;
extern const struct table_definition log_store_definition;
extern const struct table_definition mail_store_definition;
extern const struct table_definition mail_queue_store_definition;
extern const struct table_definition measure_store_definition;
extern const struct table_definition answer_count_store_definition;
extern const struct shape answer_count_store_shape;
extern const struct table_definition mentor_store_definition;
extern const struct table_definition call_store_definition;
extern const struct table_definition network_store_definition;
extern const struct table_definition network_meeting_store_definition;
extern const struct table_definition nomination_store_definition;
extern const struct table_definition openid_store_definition;
extern const struct table_definition overlay_store_definition;
extern const struct table_definition own_data_store_definition;
extern const struct table_definition page_store_definition;
extern const struct table_definition person_store_definition;
extern const struct table_definition potential_store_definition;
extern const struct table_definition programme_store_definition;
extern const struct table_definition programme_decision_store_definition;
extern const struct table_definition programme_step_store_definition;
extern const struct table_definition received_mail_store_definition;
extern const struct table_definition remark_store_definition;
extern const struct table_definition reminder_store_definition;
extern const struct table_definition report_store_definition;
extern const struct table_definition saved_filter_store_definition;
extern const struct table_definition session_store_definition;
extern const struct table_definition sign_in_store_definition;
extern const struct table_definition survey_store_definition;
extern const struct table_definition survey_question_store_definition;
extern const struct table_definition survey_answer_store_definition;
extern const struct table_definition survey_request_store_definition;
extern const struct table_definition talk_store_definition;

/*
 * The ids of the activities that a morning's round looks at: open ones up to a
 * day, and those of the indexes that are named for what they are.  For IN,
 * where it is no matter that some come twice.
 */
#define ROUND_CHANGED                                                          \
	"WHERE state IN ('planned', 'held') AND noticed_id <> 0 "              \
	"AND (told_day IS NULL OR told_day <> planned "                        \
	"OR told_minute <> start_minute)"
#define ROUND_WITHDRAWN                                                        \
	"WHERE state IN ('skipped', 'cancelled') AND told_day IS NOT NULL"
#define ROUND_ACTIVITIES                                                       \
	"SELECT id FROM activity WHERE state IN ('planned', 'held') "          \
	"AND planned <= :until UNION ALL "                                     \
	"SELECT id FROM activity WHERE state IN ('planned', 'held') "          \
	"AND noticed_id = 0 UNION ALL "                                        \
	"SELECT id FROM activity " ROUND_CHANGED " UNION ALL "                 \
	"SELECT id FROM activity " ROUND_WITHDRAWN

#endif
