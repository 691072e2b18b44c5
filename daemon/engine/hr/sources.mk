libob_engine_a_SOURCES += \
	daemon/engine/hr/hr_board.c daemon/engine/hr/hr_board.h \
	daemon/engine/hr/hr_choices.c daemon/engine/hr/hr_choices.h \
	daemon/engine/hr/hr_filter.c daemon/engine/hr/hr_filter.h \
	daemon/engine/hr/hr_journeys.c daemon/engine/hr/hr_journeys.h \
	daemon/engine/hr/hr_needs.c daemon/engine/hr/hr_needs.h \
	daemon/engine/hr/hr_overdue.c daemon/engine/hr/hr_overdue.h \
	daemon/engine/hr/hr_scope.c daemon/engine/hr/hr_scope.h \
	daemon/engine/hr/hr_search.c daemon/engine/hr/hr_search.h \
	daemon/engine/hr/hr_titles.c daemon/engine/hr/hr_titles.h
