libob_engine_a_SOURCES += \
	daemon/engine/hr/hr_admit.c daemon/engine/hr/hr_admit.h \
	daemon/engine/hr/hr_board.c daemon/engine/hr/hr_board.h \
	daemon/engine/hr/hr_choices.c daemon/engine/hr/hr_choices.h \
	daemon/engine/hr/hr_cohorts.c daemon/engine/hr/hr_cohorts.h \
	daemon/engine/hr/hr_cohorts_sheet.c \
	daemon/engine/hr/hr_few.c daemon/engine/hr/hr_few.h \
	daemon/engine/hr/hr_filter.c daemon/engine/hr/hr_filter.h \
	daemon/engine/hr/hr_handbook.c daemon/engine/hr/hr_handbook.h \
	daemon/engine/hr/hr_journeys.c daemon/engine/hr/hr_journeys.h \
	daemon/engine/hr/hr_leader.c daemon/engine/hr/hr_leader.h \
	daemon/engine/hr/hr_leader_papers.c \
	daemon/engine/hr/hr_leader_surveys.c \
	daemon/engine/hr/hr_leader_tasks.c \
	daemon/engine/hr/hr_list_days.c \
	daemon/engine/hr/hr_leader_exit.c \
	daemon/engine/hr/hr_list_exits.c \
	daemon/engine/hr/hr_list_handbook.c \
	daemon/engine/hr/hr_list_papers.c \
	daemon/engine/hr/hr_list_potential.c \
	daemon/engine/hr/hr_list_rows.c daemon/engine/hr/hr_list_rows.h \
	daemon/engine/hr/hr_lists.c daemon/engine/hr/hr_lists.h \
	daemon/engine/hr/hr_networks.c daemon/engine/hr/hr_networks.h \
	daemon/engine/hr/hr_needs.c daemon/engine/hr/hr_needs.h \
	daemon/engine/hr/hr_overdue.c daemon/engine/hr/hr_overdue.h \
	daemon/engine/hr/hr_papers.c daemon/engine/hr/hr_papers.h \
	daemon/engine/hr/hr_people.c daemon/engine/hr/hr_people.h \
	daemon/engine/hr/hr_preview.c daemon/engine/hr/hr_preview.h \
	daemon/engine/hr/hr_refusal.c daemon/engine/hr/hr_refusal.h \
	daemon/engine/hr/hr_programmes.c daemon/engine/hr/hr_programmes.h \
	daemon/engine/hr/hr_programmes_phases.c \
	daemon/engine/hr/hr_saved.c daemon/engine/hr/hr_saved.h \
	daemon/engine/hr/hr_scope.c daemon/engine/hr/hr_scope.h \
	daemon/engine/hr/hr_search.c daemon/engine/hr/hr_search.h \
	daemon/engine/hr/hr_surveys.c daemon/engine/hr/hr_surveys.h \
	daemon/engine/hr/hr_surveys_questions.c \
	daemon/engine/hr/hr_titles.c daemon/engine/hr/hr_titles.h
