/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CLI_COMMAND_OPTIONS_H
#define ONBOARD_CLI_COMMAND_OPTIONS_H

#include "cli/command.h"

/* What is measured, as arguments and options name it. */
#define MEASURE_IDS                                                            \
	"internal-share from-potential-bank on-time-manager on-time-mentor "   \
	"on-time-coordinator on-time-functions first-result-90 "               \
	"first-result-60 first-result still-here-3 still-here-6 "              \
	"still-here-12 undisturbed-talks answered-pulse expectations-met "     \
	"answered-midway role-clarity self-efficacy social-acceptance "        \
	"answered-end satisfaction answered-mentor-leader mentor-leader "      \
	"answered-mentor-mentor mentor-mentor answered-manager "               \
	"answered-year"

/* The options of the commands in command_table_*.c, each list with its end. */
extern const struct option_rule command_no_options[];
extern const struct option_rule command_yes_options[];
extern const struct option_rule command_add_leader_options[];
extern const struct option_rule command_list_leaders_options[];
extern const struct option_rule command_add_person_options[];
extern const struct option_rule command_edit_person_options[];
extern const struct option_rule command_mail_check_options[];
extern const struct option_rule command_edit_leader_options[];
extern const struct option_rule command_list_activities_options[];
extern const struct option_rule command_list_survey_requests_options[];
extern const struct option_rule command_complete_options[];
extern const struct option_rule command_describe_talk_options[];
extern const struct option_rule command_skip_options[];
extern const struct option_rule command_reopen_options[];
extern const struct option_rule command_first_day_options[];
extern const struct option_rule command_pause_options[];
extern const struct option_rule command_resume_options[];
extern const struct option_rule command_cancel_options[];
extern const struct option_rule command_end_options[];
extern const struct option_rule command_migrate_options[];
extern const struct option_rule command_late_options[];
extern const struct option_rule command_move_options[];
extern const struct option_rule command_log_call_options[];
extern const struct option_rule command_assign_options[];
extern const struct option_rule command_add_first_task_options[];
extern const struct option_rule command_rate_first_task_options[];
extern const struct option_rule command_job_description_options[];
extern const struct option_rule command_list_feeds_options[];
extern const struct option_rule command_list_bottlenecks_options[];
extern const struct option_rule command_list_measures_options[];
extern const struct option_rule command_compare_versions_options[];
extern const struct option_rule command_list_figures_options[];
extern const struct option_rule command_report_options[];
extern const struct option_rule command_set_report_text_options[];
extern const struct option_rule command_set_baseline_options[];
extern const struct option_rule command_set_target_options[];
extern const struct option_rule command_add_feed_options[];
extern const struct option_rule command_edit_feed_options[];
extern const struct option_rule command_add_cohort_options[];
extern const struct option_rule command_add_network_options[];
extern const struct option_rule command_edit_network_options[];
extern const struct option_rule command_join_network_options[];
extern const struct option_rule command_plan_network_options[];
extern const struct option_rule command_move_network_options[];
extern const struct option_rule command_cancel_network_options[];
extern const struct option_rule command_attendance_options[];
extern const struct option_rule command_nominate_options[];
extern const struct option_rule command_accept_nomination_options[];
extern const struct option_rule command_withdraw_nomination_options[];
extern const struct option_rule command_record_exit_options[];
extern const struct option_rule command_half_year_options[];
extern const struct option_rule command_add_follow_up_options[];
extern const struct option_rule command_list_mail_options[];
extern const struct option_rule command_mail_options[];
extern const struct option_rule command_cancel_mail_options[];
extern const struct option_rule command_show_mail_options[];
extern const struct option_rule command_receive_mail_options[];
extern const struct option_rule command_list_received_options[];
extern const struct option_rule command_settle_received_options[];
extern const struct option_rule command_answer_proposal_options[];
extern const struct option_rule command_show_programme_options[];
extern const struct option_rule command_set_programme_decision_options[];
extern const struct option_rule command_show_survey_options[];
extern const struct option_rule command_show_survey_results_options[];
extern const struct option_rule command_list_survey_words_options[];
extern const struct option_rule command_import_programme_options[];
extern const struct option_rule command_withdraw_programme_options[];
extern const struct option_rule command_remove_handbook_entry_options[];
extern const struct option_rule command_simulate_options[];
extern const struct option_rule command_import_options[];
extern const struct option_rule command_review_calendar_options[];
extern const struct option_rule command_advance_clock_options[];

#endif
