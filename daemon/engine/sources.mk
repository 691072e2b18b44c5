noinst_LIBRARIES += libob-engine.a
libob_engine_a_CFLAGS = $(AM_CFLAGS) $(JANSSON_CFLAGS)
libob_engine_a_SOURCES = \
	daemon/engine/acting.c daemon/engine/acting.h \
	daemon/engine/action_facts.c daemon/engine/action_facts.h \
	daemon/engine/action_links.c daemon/engine/action_links.h \
	daemon/engine/actions.c daemon/engine/actions.h \
	daemon/engine/actions_digest.c \
	daemon/engine/activities.c daemon/engine/activities.h \
	daemon/engine/activities_explain.c \
	daemon/engine/activities_move.c \
	daemon/engine/activities_reopen.c \
	daemon/engine/answers.c daemon/engine/answers.h \
	daemon/engine/calendar_import.c daemon/engine/calendar_import.h \
	daemon/engine/calendar_review.c daemon/engine/calendar_review.h \
	daemon/engine/calendars.c daemon/engine/calendars.h \
	daemon/engine/change.c daemon/engine/change.h \
	daemon/engine/changes.c daemon/engine/changes.h \
	daemon/engine/cohort_sessions.c daemon/engine/cohort_sessions.h \
	daemon/engine/cohorts.c daemon/engine/cohorts.h \
	daemon/engine/cohorts_add.c daemon/engine/cohorts_progress.c \
	daemon/engine/core.c daemon/engine/core.h \
	daemon/engine/course.c daemon/engine/course.h \
	daemon/engine/course_event.c \
	daemon/engine/digests_recall.c daemon/engine/digests_recall.h \
	daemon/engine/dossier.c daemon/engine/dossier.h \
	daemon/engine/dossier_cache.c daemon/engine/dossier_cache.h \
	daemon/engine/dossier_shelf.c daemon/engine/dossier_shelf.h \
	daemon/engine/engine.c daemon/engine/engine.h \
	daemon/engine/events.c daemon/engine/events.h \
	daemon/engine/events_attach.c daemon/engine/events_attach.h \
	daemon/engine/events_elsewhere.c daemon/engine/events_elsewhere.h \
	daemon/engine/events_elsewhere.c daemon/engine/events_elsewhere.h \
	daemon/engine/feed_assembly.c daemon/engine/feed_assembly.h \
	daemon/engine/feed_cache.c daemon/engine/feed_cache.h \
	daemon/engine/feed_content.c daemon/engine/feed_content.h \
	daemon/engine/feed_document.c daemon/engine/feed_document.h \
	daemon/engine/feed_entries.c daemon/engine/feed_entries.h \
	daemon/engine/feed_events.c daemon/engine/feed_events.h \
	daemon/engine/feed_notes.c daemon/engine/feed_notes.h \
	daemon/engine/feed_stamps.c daemon/engine/feed_stamps.h \
	daemon/engine/feed_words.c daemon/engine/feed_words.h \
	daemon/engine/feeds.c daemon/engine/feeds.h \
	daemon/engine/feeds_change.c daemon/engine/feeds_fetch.c \
	daemon/engine/feeds_view.c \
	daemon/engine/first_tasks.c daemon/engine/first_tasks.h \
	daemon/engine/groups.c daemon/engine/groups.h \
	daemon/engine/handover.c daemon/engine/handover.h \
	daemon/engine/happenings.c daemon/engine/happenings.h \
	daemon/engine/hearers.c daemon/engine/hearers.h \
	daemon/engine/invitations.c daemon/engine/invitations.h \
	daemon/engine/invitations_address.c daemon/engine/invitations_address.h \
	daemon/engine/invitations_check.c daemon/engine/invitations_check.h \
	daemon/engine/invitations_letter.c daemon/engine/invitations_letter.h \
	daemon/engine/invitations_pass.c daemon/engine/invitations_pass.h \
	daemon/engine/invitations_past.c daemon/engine/invitations_past.h \
	daemon/engine/invitations_told.c daemon/engine/invitations_told.h \
	daemon/engine/invitations_view.c daemon/engine/invitations_view.h \
	daemon/engine/invitations_wanted.c daemon/engine/invitations_wanted.h \
	daemon/engine/journey_change.c daemon/engine/journey_change.h \
	daemon/engine/journeys.h daemon/engine/journeys_cancel.c \
	daemon/engine/journey_facts.c daemon/engine/journey_facts.h \
	daemon/engine/journeys_edit.c daemon/engine/journeys_end.c \
	daemon/engine/journeys_end.h \
	daemon/engine/journeys_first_day.c \
	daemon/engine/journeys_late.c \
	daemon/engine/journeys_migrate.c \
	daemon/engine/journeys_pause.c \
	daemon/engine/journeys_turn.c daemon/engine/journeys_turn.h \
	daemon/engine/imports.c daemon/engine/imports.h \
	daemon/engine/imports_days.c daemon/engine/imports_handbook.c \
	daemon/engine/imports_journey.c daemon/engine/imports_leaders.c \
	daemon/engine/imports_people.c daemon/engine/imports_private.h \
	daemon/engine/imports_row.c daemon/engine/imports_row.h \
	daemon/engine/leaders.c daemon/engine/leaders.h \
	daemon/engine/leaders_add.c daemon/engine/leaders_add.h \
	daemon/engine/leaders_assign.c daemon/engine/leaders_calls.c \
	daemon/engine/leaders_view.c daemon/engine/leaders_view.h \
	daemon/engine/letters.c daemon/engine/letters.h \
	daemon/engine/letters_address.c daemon/engine/letters_address.h \
	daemon/engine/mail_explain.c daemon/engine/mail_explain.h \
	daemon/engine/mail_texts.c daemon/engine/mail_texts.h \
	daemon/engine/mail_texts_sample.c \
	daemon/engine/mentors.c daemon/engine/mentors.h \
	daemon/engine/mentors_view.c \
	daemon/engine/naming.c daemon/engine/naming.h \
	daemon/engine/nominations.c daemon/engine/nominations.h \
	daemon/engine/nominations_answer.c \
	daemon/engine/nominations_private.h \
	daemon/engine/nominations_write.c \
	daemon/engine/notice.c daemon/engine/notice.h \
	daemon/engine/notice_pass.c daemon/engine/notice_pass.h \
	daemon/engine/notice_rung.c daemon/engine/notice_rung.h \
	daemon/engine/notice_view.c \
	daemon/engine/notice_waiting.c daemon/engine/notice_waiting.h \
	daemon/engine/notices.c daemon/engine/notices.h \
	daemon/engine/outbox.c daemon/engine/outbox.h \
	daemon/engine/outbox_ages.c \
	daemon/engine/outbox_claim.c \
	daemon/engine/outbox_expiry.c daemon/engine/outbox_expiry.h \
	daemon/engine/outbox_limit.c daemon/engine/outbox_limit.h \
	daemon/engine/outbox_operations.c \
	daemon/engine/outbox_settle.c \
	daemon/engine/outbox_state.c daemon/engine/outbox_state.h \
	daemon/engine/outbox_turn.c daemon/engine/outbox_turn.h \
	daemon/engine/outbox_view.c daemon/engine/outbox_view.h \
	daemon/engine/outbox_window.c daemon/engine/outbox_window.h \
	daemon/engine/page_calendar.c daemon/engine/page_calendar.h \
	daemon/engine/page_facts.c daemon/engine/page_facts.h \
	daemon/engine/page_handbook.c daemon/engine/page_handbook.h \
	daemon/engine/page_journeys.c daemon/engine/page_journeys.h \
	daemon/engine/page_links.c daemon/engine/page_links.h \
	daemon/engine/page_nominations.c daemon/engine/page_nominations.h \
	daemon/engine/page_view.c daemon/engine/page_view.h \
	daemon/engine/pages.c daemon/engine/pages.h \
	daemon/engine/people.c daemon/engine/people.h \
	daemon/engine/people_edit.c daemon/engine/people_edit.h \
	daemon/engine/phrases.c daemon/engine/phrases.h \
	daemon/engine/plain_days.c daemon/engine/plain_days.h \
	daemon/engine/planning.c daemon/engine/planning.h \
	daemon/engine/planning_create.c \
	daemon/engine/planning_reschedule.c \
	daemon/engine/planning_run.c daemon/engine/planning_run.h \
	daemon/engine/planning_series.c daemon/engine/planning_series.h \
	daemon/engine/planning_time.c \
	daemon/engine/programme_digest.c daemon/engine/programme_digest.h \
	daemon/engine/programmes.c daemon/engine/programmes.h \
	daemon/engine/programmes_compare.c \
	daemon/engine/programmes_import.c \
	daemon/engine/programmes_view.c \
	daemon/engine/relay.c daemon/engine/relay.h \
	daemon/engine/reminders.c daemon/engine/reminders.h \
	daemon/engine/reporting.c daemon/engine/reporting.h \
	daemon/engine/bad_addresses.c daemon/engine/bad_addresses.h \
	daemon/engine/invitations_reply.c \
	daemon/engine/invitations_reply.h \
	daemon/engine/offers.c daemon/engine/offers.h \
	daemon/engine/proposals.c daemon/engine/proposals.h \
	daemon/engine/received.c daemon/engine/received.h \
	daemon/engine/received_answer.c daemon/engine/received_bounce.c \
	daemon/engine/received_counter.c \
	daemon/engine/received_private.h daemon/engine/received_view.c \
	daemon/engine/received_waiting.c \
	daemon/engine/received_waiting.h \
	daemon/engine/return_path.c daemon/engine/return_path.h \
	daemon/engine/roles.c daemon/engine/roles.h \
	daemon/engine/rounds.c daemon/engine/rounds.h \
	daemon/engine/rounds_changes.c daemon/engine/rounds_changes.h \
	daemon/engine/rounds_digest.c \
	daemon/engine/rounds_load.c \
	daemon/engine/rounds_note.c daemon/engine/rounds_note.h \
	daemon/engine/rounds_person.c daemon/engine/rounds_person.h \
	daemon/engine/rounds_tell.c \
	daemon/engine/rungs.c daemon/engine/rungs.h \
	daemon/engine/rules.c daemon/engine/rules.h \
	daemon/engine/simulation.c daemon/engine/simulation.h \
	daemon/engine/simulation_begin.c \
	daemon/engine/simulation_cast.c \
	daemon/engine/simulation_private.h \
	daemon/engine/simulation_report.c \
	daemon/engine/simulation_script.c \
	daemon/engine/simulation_summary.c \
	daemon/engine/step_mails.c daemon/engine/step_mails.h \
	daemon/engine/terms.c daemon/engine/terms.h \
	daemon/engine/tick.c daemon/engine/tick.h \
	daemon/engine/told.c daemon/engine/told.h \
	daemon/engine/views.c daemon/engine/views.h \
	daemon/engine/welcome_pack.c daemon/engine/welcome_pack.h \
	daemon/engine/zone_shelf.c daemon/engine/zone_shelf.h
