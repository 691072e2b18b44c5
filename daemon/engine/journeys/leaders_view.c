/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/journeys/leaders_view.h"

#include "engine/activities/remarks.h"
#include "engine/activities/rules.h"
#include "engine/cohorts/cohorts.h"
#include "engine/dossier/naming.h"
#include "engine/dossier/views.h"
#include "engine/feeds/feeds.h"
#include "engine/invitations/invitations_view.h"
#include "engine/links/page_links.h"
#include "engine/roles/mentors.h"

int
leaders_view(struct dossier *dossier, json_t **ret_view, struct error *err)
{
	json_t *feeds = NULL;
	json_t *pages = NULL;
	json_t *rules = NULL;
	json_t *mentors = NULL;
	json_t *calls = NULL;
	json_t *invitations = NULL;
	json_t *remarks = NULL;
	int status = feeds_of_journey(dossier, &feeds, err);

	if (status == OB_OK)
		status = page_links_of_journey(dossier, &pages, err);
	if (status == OB_OK && naming_is_cohort(dossier))
		rules = cohorts_rules(dossier);
	else if (status == OB_OK)
		status = rules_view(dossier, &rules, err);
	if (status == OB_OK)
		status = mentors_of_journey(dossier, &mentors, err);
	if (status == OB_OK)
		status = leaders_calls(dossier, &calls, err);
	if (status == OB_OK)
		status = invitations_view_of(dossier, 0, &invitations, err);
	if (status == OB_OK)
		status = remarks_of_journey(dossier, &remarks, err);
	if (status != OB_OK) {
		json_decref(invitations);
		json_decref(calls);
		json_decref(mentors);
		json_decref(feeds);
		json_decref(pages);
		json_decref(rules);
		return status;
	}
	*ret_view = json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}",
	    "leader", views_leader(dossier), "activities",
	    views_activities(dossier), "feeds", feeds, "pages", pages, "rules",
	    rules, "mentors", mentors, "calls", calls, "invitations",
	    invitations, "remarks", remarks);
	return OB_OK;
}
