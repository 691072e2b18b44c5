/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/settings.h"

#include <stdlib.h>

static void
release_list(struct settings_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		free(list->items[i]);
	free(list->items);
}

static void
release_areas(struct settings *settings)
{
	for (size_t i = 0; i < settings->calendar.area_count; i++) {
		struct settings_area *area = &settings->calendar.areas[i];

		free(area->name);
		release_list(&area->closed);
		release_list(&area->half);
		release_list(&area->no_meeting);
		release_list(&area->quiet);
	}
	free(settings->calendar.areas);
}

static void
release_mail(struct settings *settings)
{
	free(settings->mail.from);
	free(settings->mail.return_path);
	free(settings->mail.trusted_host);
	free(settings->mail.maildir);
	free(settings->mail.smtp.url);
	free(settings->mail.smtp.ca_file);
	free(settings->mail.smtp.user);
	free(settings->mail.smtp.password_file);
	free(settings->mail.smtp.token_url);
	free(settings->mail.smtp.client_id);
	free(settings->mail.smtp.client_secret_file);
	free(settings->mail.smtp.scope);
}

static void
release_openid(struct settings *settings)
{
	free(settings->sign_in.openid_connect.issuer);
	free(settings->sign_in.openid_connect.client_id);
	free(settings->sign_in.openid_connect.client_secret_file);
	free(settings->sign_in.openid_connect.scopes);
	free(settings->sign_in.openid_connect.label);
	free(settings->sign_in.openid_connect.claim);
	free(settings->sign_in.openid_connect.ca_file);
	release_list(&settings->sign_in.openid_connect.acr);
	release_list(&settings->sign_in.openid_connect.amr);
}

void
settings_free(struct settings *settings)
{
	if (settings == NULL)
		return;
	free(settings->municipality.name);
	free(settings->municipality.logo);
	free(settings->municipality.colour);
	free(settings->accessibility_statement);
	free(settings->public_url);
	free(settings->sign_in.proxy.address);
	free(settings->sign_in.proxy.header);
	release_openid(settings);
	free(settings->time_zone);
	free(settings->state_dir);
	free(settings->control_socket);
	release_list(&settings->listen);
	free(settings->token_key_file);
	free(settings->people.coordinator);
	free(settings->people.director);
	free(settings->people.local_admin);
	free(settings->people.network_lead);
	free(settings->security_contact);
	free(settings->welcome_video);
	release_list(&settings->calendar.closed);
	release_list(&settings->calendar.half);
	release_list(&settings->calendar.no_meeting);
	release_list(&settings->calendar.quiet);
	release_areas(settings);
	release_mail(settings);
	release_list(&settings->programmes);
	release_list(&settings->surveys);
	free(settings->handbook);
	release_list(&settings->handbook_pages.frame_ancestors);
	free(settings->events);
	free(settings->directory);
	free(settings);
}
