libob_engine_a_SOURCES += \
	daemon/engine/reports/report_bottlenecks.c \
	daemon/engine/reports/report_exit_surveys.c \
	daemon/engine/reports/report_follow_ups.c \
	daemon/engine/reports/report_measures.c \
	daemon/engine/reports/report_parts.c \
	daemon/engine/reports/report_parts.h \
	daemon/engine/reports/report_progress.c \
	daemon/engine/reports/report_quarter.c \
	daemon/engine/reports/report_series.c \
	daemon/engine/reports/report_series.h \
	daemon/engine/reports/report_sheets.c \
	daemon/engine/reports/report_sheets.h \
	daemon/engine/reports/report_table.c \
	daemon/engine/reports/report_table.h \
	daemon/engine/reports/report_texts.c \
	daemon/engine/reports/report_texts.h \
	daemon/engine/reports/report_trends.c \
	daemon/engine/reports/reports.h \
	daemon/engine/reports/reports_view.c
