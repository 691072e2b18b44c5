/* SPDX-License-Identifier: EUPL-1.2 */
#include "world.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/embedded.h"
#include "base/instant.h"
#include "base/memory.h"
#include "base/strbuf.h"
#include "calendar/recurrence.h"
#include "engine/activities/events.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/outbox/outbox.h"
#include "engine/programmes/programmes.h"
#include "engine/tick.h"
#include "formats/bundle.h"
#include "formats/catalogue_file.h"
#include "formats/config.h"
#include "formats/event_file.h"
#include "formats/handbook_file.h"
#include "formats/programme_file.h"
#include "http/programme_intake.h"
#include "letter_text.h"
#include "store/mail_store.h"
#include "store/person_store.h"
#include "text/catalogue.h"

#define INVITATIONS "invitations:"
#define MAX_STEPS 100000 /* of one advance: more is a loop */

char *
world_path(const struct world *world, const char *name)
{
	return memory_printf("%s/%s", world->folder, name);
}

static int
give_embedded(
    void *arg, const char *path, struct strbuf *ret_bytes, struct error *err)
{
	const struct embedded_file *file = embedded_find(path);

	(void)arg;
	if (file == NULL)
		return error_set(err, OB_ENOTFOUND, "no file '%s'", path);
	strbuf_add(ret_bytes, file->bytes, file->len);
	return OB_OK;
}

static void
take_entry(void *arg, const char *key, const char *text, int line)
{
	(void)line;
	if (catalogue_add(arg, key, text, NULL) != OB_OK)
		abort();
}

static int
load_catalogue(
    enum language language, struct catalogue **ret_catalogue, struct error *err)
{
	cleanup_(memory_free_ptr) char *path =
	    memory_printf("config/language/%s.yaml", language_code(language));
	const struct embedded_file *file = embedded_find(path);

	*ret_catalogue = catalogue_new(language);
	if (file == NULL)
		return error_set(err, OB_ENOTFOUND, "no file '%s'", path);
	return catalogue_file_parse(
	    path, file->bytes, file->len, take_entry, *ret_catalogue, err);
}

/* Frees the catalogues when it fails. */
static int
make_options(struct world *world, const struct settings *settings,
    struct engine_options *ret_options, struct error *err)
{
	struct engine_options options = {
	    .settings = settings,
	    .store = world->store,
	    .clock = &world->clock,
	    .key = &world->key,
	    .source = give_embedded,
	};
	int status = OB_OK;

	for (int i = 0; status == OB_OK && i < LANGUAGE_COUNT; i++)
		status = load_catalogue(
		    (enum language)i, &options.catalogues[i], err);
	*ret_options = options;
	if (status == OB_OK)
		return OB_OK;
	for (int i = 0; i < LANGUAGE_COUNT; i++)
		catalogue_free(options.catalogues[i]);
	return status;
}

static int
read_embedded(struct bundle **ret_bundles, size_t *ret_count, struct error *err)
{
	char **ids = NULL;
	size_t count = programme_file_embedded_ids(&ids);
	int status = OB_OK;

	*ret_bundles = memory_alloc((count + 1) * sizeof(**ret_bundles));
	*ret_count = count;
	for (size_t i = 0; i < count; i++) {
		if (status == OB_OK)
			status = bundle_read_embedded(
			    ids[i], &(*ret_bundles)[i], err);
		free(ids[i]);
	}
	free(ids);
	return status;
}

static int
import_programmes(struct world *world, struct error *err)
{
	struct programme_intake intake = {
	    .scope = {"", ""}, .is_configuration = true};
	struct bundle *bundles = NULL;
	int status = read_embedded(&bundles, &intake.count, err);

	intake.bundles = bundles;
	if (status == OB_OK)
		status = programme_intake_run(
		    world->engine, "test", &intake, NULL, NULL, err);
	for (size_t i = 0; i < intake.count; i++)
		bundle_release(&bundles[i]);
	free(bundles);
	return status;
}

static int
open_engine(struct world *world, struct error *err)
{
	struct engine_options options;
	int status = make_options(world, world->settings, &options, err);

	return status == OB_OK ? engine_open(&options, &world->engine, err)
			       : status;
}

/* The configuration without its line of the key. */
static void
copy_without(struct strbuf *config, const char *from, const char *key)
{
	while (*from != '\0') {
		size_t len = strcspn(from, "\n");

		len += from[len] == '\n' ? 1 : 0;
		if (strncmp(from, key, strlen(key)) != 0)
			strbuf_add(config, from, len);
		from += len;
	}
}

int
world_change_setting(
    struct world *world, const char *key, const char *value, struct error *err)
{
	struct engine_options options;
	struct settings *settings = NULL;
	cleanup_(strbuf_release) struct strbuf config = STRBUF_INIT;
	int status;

	copy_without(&config, world->config, key);
	strbuf_add_format(&config, "%s %s\n", key, value);
	status = config_parse(
	    "onboardd.yaml", config.buf, config.len, &settings, err);
	if (status == OB_OK)
		status = make_options(world, settings, &options, err);
	if (status == OB_OK)
		status = engine_reconfigure(world->engine, &options, err);
	if (status != OB_OK) {
		settings_free(settings);
		return status;
	}
	settings_free(world->settings);
	world->settings = settings;
	free(world->config);
	world->config = strbuf_detach(&config);
	return world_wake(world, err);
}

int
world_import_events(struct world *world, struct error *err)
{
	struct annual_events *events = NULL;
	bool changed = false;
	int status = OB_OK;

	if (world->events != NULL && world->events[0] != '\0') {
		cleanup_(memory_free_ptr) char *text =
		    memory_printf("events:\n%s", world->events);

		status = event_file_parse(
		    &(struct event_file){"events.yaml", text, strlen(text)},
		    recurrence_check_rule, &events, err);
	}
	if (status == OB_OK)
		status =
		    events_import(world->engine, "test", events, &changed, err);
	return status;
}

static int
import_defaults(struct world *world, struct error *err)
{
	struct handbook *handbook = NULL;
	struct programmes_handbook outcome;
	int status = import_programmes(world, err);

	if (status == OB_OK)
		status = handbook_file_load_default(&handbook, err);
	if (status == OB_OK)
		status = programmes_import_handbook(
		    world->engine, "test", handbook, &outcome, err);
	handbook_free(handbook);
	if (status == OB_OK)
		status = world_import_events(world, err);
	return status;
}

static int
open_parts(struct world *world, struct error *err)
{
	cleanup_(memory_free_ptr) char *path = world_path(world, "onboard.db");
	cleanup_(memory_free_ptr) char *key = world_path(world, "token.key");
	int status = token_key_load(key, &world->key, err);

	if (status == OB_OK)
		status = config_parse("onboardd.yaml", world->config,
		    strlen(world->config), &world->settings, err);
	if (status == OB_OK)
		status = store_open(path, &world->store, err);
	if (status == OB_OK)
		status = open_engine(world, err);
	return status;
}

static void
close_parts(struct world *world)
{
	engine_close(world->engine);
	store_close(world->store);
	settings_free(world->settings);
	world->engine = NULL;
	world->store = NULL;
	world->settings = NULL;
}

int
world_restart(struct world *world, struct error *err)
{
	int status;

	close_parts(world);
	status = open_parts(world, err);
	if (status == OB_OK)
		status = import_defaults(world, err);
	if (status == OB_OK)
		status = world_wake(world, err);
	return status;
}

int
world_instant(
    struct world *world, const char *text, int64_t *ret_at, struct error *err)
{
	return instant_parse(engine_zone(world->engine), text, ret_at, err);
}

int
world_open(
    struct world *world, const char *config, const char *now, struct error *err)
{
	const char *base = getenv("TMPDIR");
	int64_t at = 0;
	int status;

	*world = (struct world){.engine = NULL};
	(void)snprintf(world->folder, sizeof(world->folder),
	    "%.40s/onboardXXXXXX", base == NULL ? "/tmp" : base);
	if (mkdtemp(world->folder) == NULL) {
		world->folder[0] = '\0';
		return error_set(err, OB_EIO, "cannot make a folder");
	}
	world->config =
	    memory_printf("public_url: https://onboard.example.org\n%s%s",
		strstr(config, INVITATIONS) == NULL ? INVITATIONS
		    " {channel: feed}\n"
						    : "",
		config);
	clock_init_test(&world->clock, 0);
	status = open_parts(world, err);
	if (status == OB_OK)
		status = world_instant(world, now, &at, err);
	if (status != OB_OK)
		return status;
	clock_set(&world->clock, at);
	return import_defaults(world, err);
}

static void
remove_folder(const char *folder)
{
	DIR *directory = opendir(folder);
	struct dirent *entry;

	if (directory == NULL)
		return;
	while ((entry = readdir(directory)) != NULL) {
		cleanup_(memory_free_ptr) char *path =
		    memory_printf("%s/%s", folder, entry->d_name);

		if (entry->d_name[0] != '.')
			(void)unlink(path);
	}
	(void)closedir(directory);
	(void)rmdir(folder);
}

static void
delivery_release(struct delivery *delivery)
{
	free(delivery->to);
	free(delivery->kind);
	free(delivery->subject);
	free(delivery->message_id);
	free(delivery->bytes);
	free(delivery->text);
}

void
world_close(struct world *world)
{
	close_parts(world);
	for (size_t i = 0; i < world->delivery_count; i++)
		delivery_release(&world->deliveries[i]);
	free(world->deliveries);
	free(world->config);
	free(world->events);
	free(world->refused);
	free(world->unrelayed);
	if (world->folder[0] != '\0')
		remove_folder(world->folder);
}

/* By the receiver's clock and the days as they are then. */
static int
find_outside(struct world *world, struct delivery *delivery, struct error *err)
{
	cleanup_(mail_store_release) struct mail mail = {0};
	cleanup_(person_store_release) struct person person = {0};
	int status = mail_store_find(world->store, delivery->id, &mail, err);

	if (status == OB_OK)
		status = person_store_find(
		    world->store, mail.person_id, &person, err);
	if (status == OB_OK)
		delivery->is_outside = !delivery->is_urgent &&
				       core_window_of(world->engine, &person,
					   delivery->at) != delivery->at;
	return status;
}

static int
note_delivery(struct world *world, const struct outbox_letter *letter,
    bool was_lost, struct error *err)
{
	struct delivery *delivery;
	json_t *view = NULL;
	const json_t *mail;
	int status = outbox_show(world->engine, letter->id, &view, err);

	if (status != OB_OK)
		return status;
	mail = json_object_get(view, "mail");
	world->deliveries = memory_resize(world->deliveries,
	    world->delivery_count + 1, sizeof(*world->deliveries));
	delivery = &world->deliveries[world->delivery_count++];
	*delivery = (struct delivery){
	    .id = letter->id,
	    .at = clock_now(&world->clock),
	    .to = memory_strdup(letter->to),
	    .kind =
		memory_strdup(json_string_value(json_object_get(mail, "kind"))),
	    .subject = memory_strdup(
		json_string_value(json_object_get(mail, "subject"))),
	    .message_id = memory_strdup(letter->message_id),
	    .bytes = memory_strndup(letter->bytes, letter->len),
	    .text = letter_text_decode(letter->bytes, ' '),
	    .is_urgent = json_is_true(json_object_get(mail, "urgent")),
	    .was_lost = was_lost,
	};
	json_decref(view);
	status =
	    world_lint_mail(letter->bytes, letter->len, delivery->subject, err);
	return status == OB_OK ? find_outside(world, delivery, err) : status;
}

static int
carry(struct world *world, const struct outbox_letter *letter,
    struct outbox_settlement *settlement, struct error *err)
{
	*settlement =
	    (struct outbox_settlement){letter->id, OUTBOX_SENT, "250 ok"};
	if (world->server_is_down) {
		settlement->result = OUTBOX_RELAY_DOWN;
		settlement->reply = "no connection";
	} else if (world->refused != NULL &&
		   strcmp(world->refused, letter->to) == 0) {
		settlement->result = OUTBOX_PERMANENT;
		settlement->reply = world->refusal != NULL ? world->refusal
							   : "550 no such user";
	} else if (world->server_refuses_us) {
		settlement->result = OUTBOX_RELAY_REFUSED;
		settlement->reply = "535 5.7.8 no";
	} else if (world->unrelayed != NULL &&
		   strcmp(world->unrelayed, letter->to) == 0) {
		settlement->result = OUTBOX_RECIPIENT_REFUSED;
		settlement->reply = "554 5.7.1 relay access denied";
	} else if (world->server_loses_answers) {
		settlement->result = OUTBOX_UNKNOWN;
		settlement->reply = "";
	}
	if (settlement->result != OUTBOX_SENT &&
	    settlement->result != OUTBOX_UNKNOWN) {
		world->turned_away++;
		return OB_OK;
	}
	return note_delivery(
	    world, letter, settlement->result == OUTBOX_UNKNOWN, err);
}

static bool
halts(enum outbox_result result)
{
	return result == OUTBOX_RELAY_DOWN || result == OUTBOX_RELAY_REFUSED;
}

static int
deliver_batch(struct world *world, size_t *ret_count, struct error *err)
{
	struct outbox_settlement settlements[OUTBOX_BATCH];
	struct outbox_letter *letters = NULL;
	size_t count = 0;
	bool is_halted = false;
	int status =
	    outbox_claim(world->engine, OUTBOX_BATCH, &letters, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		/* As the mailer does: the rest of a batch is not tried. */
		if (is_halted)
			settlements[i] = (struct outbox_settlement){
			    letters[i].id, OUTBOX_NOT_TRIED, ""};
		else
			status =
			    carry(world, &letters[i], &settlements[i], err);
		is_halted = is_halted || halts(settlements[i].result);
	}
	if (status == OB_OK && count > 0)
		status = outbox_settle(world->engine, settlements, count, err);
	outbox_free(letters, count);
	*ret_count = count;
	return status;
}

int
world_wake(struct world *world, struct error *err)
{
	int status = OB_OK;
	size_t count = 1;

	for (int i = 0; status == OB_OK && count > 0; i++) {
		if (i == MAX_STEPS)
			return error_set(
			    err, OB_EINTERNAL, "mails never settle");
		status = tick_run(world->engine, err);
		if (status == OB_OK)
			status = deliver_batch(world, &count, err);
	}
	return status;
}

/* The next instant at which the clock or a waiting mail brings something. */
static int
next_wake(struct world *world, int64_t *ret_at, struct error *err)
{
	int64_t now = clock_now(&world->clock);
	int64_t mail = INSTANT_NONE;
	int status = tick_next(world->engine, ret_at, err);

	if (status == OB_OK)
		status = outbox_next(world->engine, &mail, err);
	if (status != OB_OK || mail == INSTANT_NONE)
		return status;
	if (mail <= now)
		mail = now + 1;
	if (*ret_at == INSTANT_NONE || mail < *ret_at)
		*ret_at = mail;
	return OB_OK;
}

int
world_advance(struct world *world, int64_t to, struct error *err)
{
	int64_t now = clock_now(&world->clock);
	int status = world_wake(world, err);

	if (to < now)
		return error_set(err, OB_EINVALID, "the clock runs forward");
	for (int i = 0; status == OB_OK && now < to; i++) {
		int64_t next = INSTANT_NONE;

		if (i == MAX_STEPS)
			return error_set(
			    err, OB_EINTERNAL, "time stands still");
		status = next_wake(world, &next, err);
		if (status != OB_OK)
			return status;
		now = next == INSTANT_NONE || next > to ? to : next;
		clock_set(&world->clock, now);
		status = world_wake(world, err);
	}
	return status;
}

int
world_jump(struct world *world, int64_t to, struct error *err)
{
	if (to < clock_now(&world->clock))
		return error_set(err, OB_EINVALID, "the clock runs forward");
	clock_set(&world->clock, to);
	return world_wake(world, err);
}
