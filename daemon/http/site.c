/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/site.h"

#include <assert.h>
#include <stdlib.h>

#include "base/memory.h"
#include "http/page_assets.h"
#include "http/page_templates.h"
#include "http/session_pages.h"
#include "http/site_private.h"

/* What pages are made of, as the configuration has it now. */
struct look {
	struct page_assets *assets;
	struct page_templates *templates;
};

static void
look_release(struct look *look)
{
	page_assets_free(look->assets);
	page_templates_free(look->templates);
}

static int
read_look(struct engine *engine, engine_source_fn source, void *source_arg,
    struct look *look, struct error *err)
{
	const struct settings *settings = engine_settings(engine);
	int status =
	    page_assets_new(settings, source, source_arg, &look->assets, err);

	if (status == OB_OK)
		status = page_templates_new(engine, source, source_arg,
		    page_assets_brand(look->assets, settings), &look->templates,
		    err);
	return status;
}

int
site_check(struct engine *engine, engine_source_fn source, void *source_arg,
    struct error *err)
{
	cleanup_(look_release) struct look look = {NULL, NULL};

	return read_look(engine, source, source_arg, &look, err);
}

int
site_new(const struct site_options *options, struct site **ret_site,
    struct error *err)
{
	struct site *site = memory_alloc(sizeof(*site));
	int status;

	site->options = *options;
	status = site_reload(site, err);
	if (status != OB_OK) {
		site_free(site);
		return status;
	}
	*ret_site = site;
	return OB_OK;
}

void
site_free(struct site *site)
{
	if (site == NULL)
		return;
	page_assets_free(site->assets);
	page_templates_free(site->templates);
	free(site);
}

int
site_reload(struct site *site, struct error *err)
{
	cleanup_(look_release) struct look look = {NULL, NULL};
	int status = read_look(site->options.engine, site->options.source,
	    site->options.source_arg, &look, err);

	if (status != OB_OK)
		return status;
	page_assets_free(site->assets);
	page_templates_free(site->templates);
	site->assets = TAKE_PTR(look.assets);
	site->templates = TAKE_PTR(look.templates);
	return OB_OK;
}

void
site_note_change(const struct site *site)
{
	if (site->options.changed != NULL)
		site->options.changed(site->options.changed_arg);
}

void
site_register(struct site *site, struct http_server *server)
{
	assert(site->server == NULL);
	site->server = server;
	api_accounts_register(site, server);
	api_activities_register(site, server);
	api_bottlenecks_register(site, server);
	api_calendar_register(site, server);
	api_clock_register(site, server);
	api_cohorts_register(site, server);
	api_networks_register(site, server);
	api_events_register(site, server);
	api_feeds_register(site, server);
	api_job_description_register(site, server);
	api_journeys_register(site, server);
	api_handbook_register(site, server);
	api_import_register(site, server);
	api_leaders_register(site, server);
	api_mail_register(site, server);
	api_measures_register(site, server);
	api_reports_register(site, server);
	api_mentors_register(site, server);
	api_survey_requests_register(site, server);
	api_exits_register(site, server);
	api_people_register(site, server);
	api_programmes_register(site, server);
	api_received_register(site, server);
	api_simulations_register(site, server);
	api_status_register(site, server);
	api_surveys_register(site, server);
	feed_routes_register(site, server);
	hr_mark_routes_register(site, server);
	hr_bottleneck_routes_register(site, server);
	hr_measure_routes_register(site, server);
	hr_report_routes_register(site, server);
	hr_programme_routes_register(site, server);
	hr_cohort_routes_register(site, server);
	hr_network_routes_register(site, server);
	hr_routes_register(site, server);
	hr_survey_routes_register(site, server);
	metrics_register(site, server);
	openid_routes_register(site, server);
	page_action_routes_register(site, server);
	page_calendar_routes_register(site, server);
	page_exit_routes_register(site, server);
	page_handbook_routes_register(site, server);
	page_job_routes_register(site, server);
	page_first_task_routes_register(site, server);
	page_survey_routes_register(site, server);
	page_leader_routes_register(site, server);
	page_nomination_routes_register(site, server);
	page_network_routes_register(site, server);
	page_potential_routes_register(site, server);
	page_routes_register(site, server);
	page_static_routes_register(site, server);
	security_text_register(site, server);
	session_routes_register(site, server);
	sign_in_routes_register(site, server);
	session_pages_guard(site, server);
	page_verb_routes_register(site, server);
}
