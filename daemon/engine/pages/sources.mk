libob_engine_a_SOURCES += \
	daemon/engine/pages/action_facts.c daemon/engine/pages/action_facts.h \
	daemon/engine/pages/actions.c daemon/engine/pages/actions.h \
	daemon/engine/pages/actions_digest.c \
	daemon/engine/pages/leader_pages.c \
	daemon/engine/pages/leader_pages.h \
	daemon/engine/pages/page_access.c daemon/engine/pages/page_access.h \
	daemon/engine/pages/page_activity.c \
	daemon/engine/pages/page_activity.h \
	daemon/engine/pages/page_briefing.c \
	daemon/engine/pages/page_briefing.h \
	daemon/engine/pages/page_calendar.c \
	daemon/engine/pages/page_calendar.h \
	daemon/engine/pages/page_case.c daemon/engine/pages/page_case.h \
	daemon/engine/pages/page_facts.c daemon/engine/pages/page_facts.h \
	daemon/engine/pages/page_first_tasks.c \
	daemon/engine/pages/page_first_tasks.h \
	daemon/engine/pages/page_forms.c \
	daemon/engine/pages/page_forms.h \
	daemon/engine/pages/page_forms_refused.c \
	daemon/engine/pages/page_function.c \
	daemon/engine/pages/page_function.h \
	daemon/engine/pages/page_guide.c daemon/engine/pages/page_guide.h \
	daemon/engine/pages/page_handbook.c \
	daemon/engine/pages/page_handbook.h \
	daemon/engine/pages/page_job_description.c \
	daemon/engine/pages/page_job_description.h \
	daemon/engine/pages/page_job_description_edit.c \
	daemon/engine/pages/page_journeys.c \
	daemon/engine/pages/page_journeys.h \
	daemon/engine/pages/page_leader.c daemon/engine/pages/page_leader.h \
	daemon/engine/pages/page_move.c \
	daemon/engine/pages/page_move.h \
	daemon/engine/pages/page_my_data.c \
	daemon/engine/pages/page_my_data.h \
	daemon/engine/pages/page_my_data_view.c \
	daemon/engine/pages/page_my_journeys.c \
	daemon/engine/pages/page_my_journeys.h \
	daemon/engine/pages/page_network.c daemon/engine/pages/page_network.h \
	daemon/engine/pages/page_network_act.c \
	daemon/engine/pages/page_networks.c \
	daemon/engine/pages/page_networks.h \
	daemon/engine/pages/page_next.c daemon/engine/pages/page_next.h \
	daemon/engine/pages/page_nominations.c \
	daemon/engine/pages/page_nominations.h \
	daemon/engine/pages/page_pack.c daemon/engine/pages/page_pack.h \
	daemon/engine/pages/page_people.c daemon/engine/pages/page_people.h \
	daemon/engine/pages/page_potential.c \
	daemon/engine/pages/page_potential.h \
	daemon/engine/pages/page_reader.c daemon/engine/pages/page_reader.h \
	daemon/engine/pages/page_sections.c \
	daemon/engine/pages/page_sections.h \
	daemon/engine/pages/page_my_surveys.c \
	daemon/engine/pages/page_my_surveys.h \
	daemon/engine/pages/page_survey.c daemon/engine/pages/page_survey.h \
	daemon/engine/pages/page_survey_private.h \
	daemon/engine/pages/page_survey_questions.c \
	daemon/engine/pages/page_exit.c daemon/engine/pages/page_exit.h \
	daemon/engine/pages/page_sheet.c daemon/engine/pages/page_sheet.h \
	daemon/engine/pages/page_talk.c daemon/engine/pages/page_talk.h \
	daemon/engine/pages/page_timeline.c \
	daemon/engine/pages/page_timeline.h \
	daemon/engine/pages/page_verbs.c \
	daemon/engine/pages/page_verbs.h \
	daemon/engine/pages/page_view.c daemon/engine/pages/page_view.h \
	daemon/engine/pages/pages.c daemon/engine/pages/pages.h \
	daemon/engine/pages/public_courses.c \
	daemon/engine/pages/public_courses.h \
	daemon/engine/pages/public_handbook.c \
	daemon/engine/pages/public_handbook.h \
	daemon/engine/pages/public_handbook_places.c \
	daemon/engine/pages/public_handbook_places.h
