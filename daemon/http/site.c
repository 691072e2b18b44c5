/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/site.h"

#include <assert.h>
#include <stdlib.h>

#include "base/memory.h"
#include "http/page_templates.h"
#include "http/site_private.h"

static int
read_templates(const struct site *site, struct page_templates **ret_templates,
    struct error *err)
{
	return page_templates_new(site->options.engine, site->options.source,
	    site->options.source_arg, ret_templates, err);
}

int
site_new(const struct site_options *options, struct site **ret_site,
    struct error *err)
{
	struct site *site = memory_alloc(sizeof(*site));
	int status;

	site->options = *options;
	status = read_templates(site, &site->templates, err);
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
	page_templates_free(site->templates);
	free(site);
}

int
site_reload(struct site *site, struct error *err)
{
	struct page_templates *templates = NULL;
	int status = read_templates(site, &templates, err);

	if (status != OB_OK)
		return status;
	page_templates_free(site->templates);
	site->templates = templates;
	return OB_OK;
}

void
site_register(struct site *site, struct http_server *server)
{
	assert(site->server == NULL);
	site->server = server;
	api_activities_register(site, server);
	api_calendar_register(site, server);
	api_clock_register(site, server);
	api_cohorts_register(site, server);
	api_events_register(site, server);
	api_feeds_register(site, server);
	api_journeys_register(site, server);
	api_import_register(site, server);
	api_leaders_register(site, server);
	api_mail_register(site, server);
	api_mentors_register(site, server);
	api_people_register(site, server);
	api_programmes_register(site, server);
	api_received_register(site, server);
	api_simulations_register(site, server);
	api_status_register(site, server);
	feed_routes_register(site, server);
	metrics_register(site, server);
	page_action_routes_register(site, server);
	page_calendar_routes_register(site, server);
	page_nomination_routes_register(site, server);
	page_routes_register(site, server);
}
