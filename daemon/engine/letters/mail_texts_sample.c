/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/letters/mail_texts.h"

#include <assert.h>

#include "base/memory.h"

static const char sample_text[] =
    "{\"first_name\":\"x\",\"municipality\":\"x\",\"subject\":\"x\","
    "\"language\":\"da\",\"page_url\":\"x\",\"coordinator_name\":\"x\","
    "\"coordinator_email\":\"x\",\"coordinator_address\":\"x\",\"first_day\":"
    "\"x\",\"manager_name\":\"x\","
    "\"has_activities\":true,\"video_url\":\"x\","
    "\"mentor_name\":\"x\",\"meet_at\":\"x\",\"has_meet_at\":true,"
    "\"workplace\":\"x\",\"has_workplace\":true,\"leader_first_name\":\"x\","
    "\"is_handover\":true,\"today\":\"x\",\"late_note\":true,"
    "\"has_due\":true,\"has_behind\":true,\"has_coming\":true,"
    "\"has_changed\":true,\"is_today\":true,\"has_happenings\":true,\"has_left_"
    "out\":true,\"left_out\":1,\"has_escalated\":true,"
    "\"has_waiting\":true,\"has_late_started\":true,\"has_begun\":true,\"is_"
    "coordinator\":true,\"is_stand_in\":true,\"is_for_group\":true,"
    "\"owner_name\":\"x\",\"role_name\":\"x\",\"new_first_name\":\"x\","
    "\"is_nominee\":true,\"nominee_first_name\":\"x\","
    "\"cohort_name\":\"x\",\"is_exit\":true,\"is_cohort\":true,\"is_own\":true,"
    "\"last_day\":\"x\",\"is_migration\":true,\"has_sessions\":true,"
    "\"answer_by\":\"x\",\"has_answer_by\":true,\"is_several\":true,"
    "\"is_long\":true,\"task_count\":1,\"is_one_task\":true,"
    "\"is_begun\":true,\"digest_url\":\"x\",\"is_weekly\":true,"
    "\"about_first_name\":\"x\",\"title\":\"x\",\"is_plain\":true,"
    "\"when\":\"x\",\"wished_when\":\"x\",\"offer_when\":\"x\","
    "\"offer_url\":\"x\",\"has_offer\":true,\"is_unsure\":true,\"address\":"
    "\"x\","
    "\"is_bad\":true,\"is_full\":true,\"is_refused\":true,"
    "\"has_other\":true,\"has_page\":true,\"reason\":\"x\",\"has_reason\":true,"
    "\"has_received\":"
    "true,\"received_count\":1,"
    "\"is_one_received\":true,"
    "\"is_invitation\":true,\"summary\":\"x\","
    "\"short_when\":\"x\",\"before\":\"x\","
    "\"has_before\":true,\"who\":\"x\",\"answer_url\":\"x\","
    "\"is_moved\":true,\"is_off\":true,\"is_held\":true,"
    "\"is_removed\":true,\"is_in_feed\":true,"
    "\"is_without_time\":true,\"sign_in_url\":\"x\","
    "\"is_changed\":true,\"is_reset\":true,\"is_set_up\":true,"
    "\"is_address\":true,\"is_linked\":true,\"is_unlinked\":true,"
    "\"signs_in_as_coordinator\":true,"
    "\"signs_in_as_director\":true,\"signs_in_as_administrator\":true,"
    "\"has_area\":true,\"area\":\"x\",\"purpose\":\"x\","
    "\"duration\":\"x\",\"closes_on\":\"x\",\"survey_url\":\"x\","
    "\"is_reminder\":true,\"is_now\":true,\"has_meetings\":true,"
    "\"is_unanswered\":true,\"has_place\":true,";

static const char sample_item[] =
    "[{\"title\":\"x\",\"when\":\"x\",\"latest\":\"x\",\"has_latest\":true,"
    "\"leader_first_name\":\"x\",\"is_own\":true,\"is_overdue\":true,"
    "\"before\":\"x\",\"after\":\"x\",\"has_before\":true,"
    "\"is_cancelled\":true,\"responsible_first_name\":\"x\","
    "\"responsible_name\":\"x\",\"is_for_other\":true,"
    "\"owner_name\":\"x\",\"text\":\"x\",\"is_waited\":true,\"has_goal\":true,"
    "\"network\":\"x\",\"place\":\"x\",\"is_new\":true,\"is_changed\":true,"
    "\"done_url\":\"x\",\"survey_url\":\"x\"}"
    "]";

/* Every list of a mail has items of one shape. */
static const char *const lists[] = {"activities", "changes", "changed", "due",
    "behind", "escalated", "waiting", "coming", "late_started", "sessions",
    "happenings", "meetings"};

/* What a notice says of each journey, in its list of them. */
static const char *const of_journey[] = {"leader_first_name", "cohort_name",
    "first_day", "last_day", "is_exit", "is_cohort", "is_own", "is_handover",
    "task_count", "is_one_task", "is_begun", "activities"};

static void
move_into_journeys(json_t *sample)
{
	json_t *journey = json_object();

	for (size_t i = 0; i < ARRAY_LEN(of_journey); i++) {
		(void)json_object_set(journey, of_journey[i],
		    json_object_get(sample, of_journey[i]));
		(void)json_object_del(sample, of_journey[i]);
	}
	(void)json_object_set_new(
	    sample, "journeys", json_pack("[o]", journey));
}

json_t *
mail_texts_sample(enum mail_kind kind)
{
	struct strbuf text = STRBUF_INIT;
	json_t *sample;

	strbuf_add_str(&text, sample_text);
	for (size_t i = 0; i < ARRAY_LEN(lists); i++)
		strbuf_add_format(&text, "%s\"%s\":%s", i > 0 ? "," : "",
		    lists[i], sample_item);
	strbuf_add_char(&text, '}');
	sample = json_loads(text.buf, 0, NULL);
	assert(sample != NULL);
	strbuf_release(&text);
	if (kind == MAIL_NOTICE)
		move_into_journeys(sample);
	return sample;
}
