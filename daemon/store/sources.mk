noinst_LIBRARIES += libob-store.a
libob_store_a_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
libob_store_a_SOURCES = \
	daemon/store/account_store.c daemon/store/account_store.h \
	daemon/store/acting_store.c daemon/store/acting_store.h \
	daemon/store/action_link_store.c \
	daemon/store/action_link_store.h \
	daemon/store/activity_store.c daemon/store/activity_store.h \
	daemon/store/audit_store.c daemon/store/audit_store.h \
	daemon/store/board_store.c daemon/store/board_store.h \
	daemon/store/bottleneck_store.c daemon/store/bottleneck_store.h \
	daemon/store/calendar_day_store.c daemon/store/calendar_day_store.h \
	daemon/store/db.c daemon/store/db.h \
	daemon/store/external_key_store.c \
	daemon/store/external_key_store.h \
	daemon/store/event_store.c daemon/store/event_store.h \
	daemon/store/feed_store.c daemon/store/feed_store.h \
	daemon/store/exit_count_store.c daemon/store/exit_count_store.h \
	daemon/store/exit_survey_store.c \
	daemon/store/exit_survey_store.h \
	daemon/store/exit_store.c daemon/store/exit_store.h \
	daemon/store/figure_store.c daemon/store/figure_store.h \
	daemon/store/follow_up_store.c daemon/store/follow_up_store.h \
	daemon/store/handbook_ask_store.c \
	daemon/store/handbook_ask_store.h \
	daemon/store/handbook_store.c daemon/store/handbook_store.h \
	daemon/store/handover_store.c daemon/store/handover_store.h \
	daemon/store/instance_store.c daemon/store/instance_store.h \
	daemon/store/invitation_store.c \
	daemon/store/invitation_store.h \
	daemon/store/job_description_store.c \
	daemon/store/job_description_store.h \
	daemon/store/journey_store.c daemon/store/journey_store.h \
	daemon/store/log_store.c daemon/store/log_store.h \
	daemon/store/mail_queue_store.c daemon/store/mail_queue_store.h \
	daemon/store/mail_store.c daemon/store/mail_store.h \
	daemon/store/answer_count_sql.h \
	daemon/store/answer_count_store.c daemon/store/answer_count_store.h \
	daemon/store/measure_store.c daemon/store/measure_store.h \
	daemon/store/mentor_store.c daemon/store/mentor_store.h \
	daemon/store/migration.c daemon/store/migration.h \
	daemon/store/call_store.c daemon/store/call_store.h \
	daemon/store/network_meeting_store.c \
	daemon/store/network_meeting_store.h \
	daemon/store/network_store.c daemon/store/network_store.h \
	daemon/store/nomination_store.c daemon/store/nomination_store.h \
	daemon/store/openid_store.c daemon/store/openid_store.h \
	daemon/store/overlay_store.c daemon/store/overlay_store.h \
	daemon/store/own_data_store.c daemon/store/own_data_store.h \
	daemon/store/page_store.c daemon/store/page_store.h \
	daemon/store/person_store.c daemon/store/person_store.h \
	daemon/store/potential_store.c daemon/store/potential_store.h \
	daemon/store/programme_decision_store.c \
	daemon/store/programme_decision_store.h \
	daemon/store/programme_step_store.c \
	daemon/store/programme_step_store.h \
	daemon/store/programme_store.c daemon/store/programme_store.h \
	daemon/store/received_mail_store.c \
	daemon/store/received_mail_store.h \
	daemon/store/remark_store.c daemon/store/remark_store.h \
	daemon/store/reminder_store.c daemon/store/reminder_store.h \
	daemon/store/report_store.c daemon/store/report_store.h \
	daemon/store/saved_filter_store.c \
	daemon/store/saved_filter_store.h \
	daemon/store/session_store.c daemon/store/session_store.h \
	daemon/store/sign_in_store.c daemon/store/sign_in_store.h \
	daemon/store/store.c daemon/store/store.h \
	daemon/store/store_tables.h \
	daemon/store/survey_question_store.c \
	daemon/store/survey_question_store.h \
	daemon/store/survey_store.c daemon/store/survey_store.h \
	daemon/store/survey_answer_store.c \
	daemon/store/survey_answer_store.h \
	daemon/store/survey_request_store.c \
	daemon/store/survey_request_store.h \
	daemon/store/table.c daemon/store/table.h \
	daemon/store/talk_store.c daemon/store/talk_store.h
