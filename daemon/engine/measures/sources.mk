libob_engine_a_SOURCES += \
	daemon/engine/measures/comparison.h \
	daemon/engine/measures/comparison_figures.c \
	daemon/engine/measures/comparison_figures.h \
	daemon/engine/measures/comparison_view.c \
	daemon/engine/measures/comparison_words.c \
	daemon/engine/measures/comparison_words.h \
	daemon/engine/measures/measure_cells.c \
	daemon/engine/measures/measure_cells.h \
	daemon/engine/measures/figures.c \
	daemon/engine/measures/figures.h \
	daemon/engine/measures/measure_chart.c \
	daemon/engine/measures/measure_chart.h \
	daemon/engine/measures/measure_figures.c \
	daemon/engine/measures/measure_figures.h \
	daemon/engine/measures/measure_marks.c \
	daemon/engine/measures/measure_marks.h \
	daemon/engine/measures/measure_sheet.c \
	daemon/engine/measures/measure_sheet.h \
	daemon/engine/measures/measure_table.c \
	daemon/engine/measures/measure_table.h \
	daemon/engine/measures/measure_words.c \
	daemon/engine/measures/measure_words.h \
	daemon/engine/measures/measures.h \
	daemon/engine/measures/measures_count.c \
	daemon/engine/measures/measures_count.h \
	daemon/engine/measures/measures_view.c
