/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_HTTP_SITE_PRIVATE_H
#define ONBOARD_HTTP_SITE_PRIVATE_H

#include <stdbool.h>

#include "http/server.h"
#include "http/site.h"

/* The inside of struct site, for its handlers only. */
struct page_assets;
struct page_templates;

struct site_wait {
	struct exchange *exchange; /* NULL when the client has gone */
	bool is_running;	   /* done has not been called */
};

struct site {
	struct site_options options;
	struct page_assets *assets;
	struct page_templates *templates;
	struct http_server *server; /* set by site_register() */
	struct site_wait wait;	    /* for the clock */
	struct exchange *simulated; /* waits for a simulation, or NULL */
};

/* After each verb that changed something: the root looks for work. */
void site_note_change(const struct site *site);

/* Each adds the routes of its file. */
void api_accounts_register(struct site *site, struct http_server *server);
void api_activities_register(struct site *site, struct http_server *server);
void api_bottlenecks_register(struct site *site, struct http_server *server);
void api_calendar_register(struct site *site, struct http_server *server);
void api_clock_register(struct site *site, struct http_server *server);
void api_cohorts_register(struct site *site, struct http_server *server);
void api_networks_register(struct site *site, struct http_server *server);
void api_events_register(struct site *site, struct http_server *server);
void api_feeds_register(struct site *site, struct http_server *server);
void api_job_description_register(
    struct site *site, struct http_server *server);
void api_journeys_register(struct site *site, struct http_server *server);
void api_handbook_register(struct site *site, struct http_server *server);
void api_import_register(struct site *site, struct http_server *server);
void api_leaders_register(struct site *site, struct http_server *server);
void api_mail_register(struct site *site, struct http_server *server);
void api_measures_register(struct site *site, struct http_server *server);
void api_reports_register(struct site *site, struct http_server *server);
void api_mentors_register(struct site *site, struct http_server *server);
void api_survey_requests_register(
    struct site *site, struct http_server *server);
void api_exits_register(struct site *site, struct http_server *server);
void api_people_register(struct site *site, struct http_server *server);
void api_programmes_register(struct site *site, struct http_server *server);
void api_surveys_register(struct site *site, struct http_server *server);
void api_received_register(struct site *site, struct http_server *server);
void api_simulations_register(struct site *site, struct http_server *server);
void api_status_register(struct site *site, struct http_server *server);
void feed_routes_register(struct site *site, struct http_server *server);
void hr_survey_routes_register(struct site *site, struct http_server *server);
void hr_mark_routes_register(struct site *site, struct http_server *server);
void hr_bottleneck_routes_register(
    struct site *site, struct http_server *server);
void hr_measure_routes_register(struct site *site, struct http_server *server);
void hr_report_routes_register(struct site *site, struct http_server *server);
void hr_programme_routes_register(
    struct site *site, struct http_server *server);
void hr_routes_register(struct site *site, struct http_server *server);
void metrics_register(struct site *site, struct http_server *server);
void openid_routes_register(struct site *site, struct http_server *server);
void page_action_routes_register(struct site *site, struct http_server *server);
void page_calendar_routes_register(
    struct site *site, struct http_server *server);
void page_exit_routes_register(struct site *site, struct http_server *server);
void page_handbook_routes_register(
    struct site *site, struct http_server *server);
void page_job_routes_register(struct site *site, struct http_server *server);
void page_first_task_routes_register(
    struct site *site, struct http_server *server);
void page_survey_routes_register(struct site *site, struct http_server *server);
void page_leader_routes_register(struct site *site, struct http_server *server);
void hr_cohort_routes_register(struct site *site, struct http_server *server);
void hr_network_routes_register(struct site *site, struct http_server *server);
void page_network_routes_register(
    struct site *site, struct http_server *server);
void page_potential_routes_register(
    struct site *site, struct http_server *server);
void page_nomination_routes_register(
    struct site *site, struct http_server *server);
void page_routes_register(struct site *site, struct http_server *server);
void page_static_routes_register(struct site *site, struct http_server *server);
void security_text_register(struct site *site, struct http_server *server);
void session_routes_register(struct site *site, struct http_server *server);
void sign_in_routes_register(struct site *site, struct http_server *server);
void page_verb_routes_register(struct site *site, struct http_server *server);

#endif
