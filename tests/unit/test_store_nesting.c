/* SPDX-License-Identifier: EUPL-1.2 */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/memory.h"
#include "store/external_key_store.h"
#include "store/instance_store.h"
#include "store/store.h"

/* Transactions within one another. */

struct fixture {
	char folder[64];
	struct store *store;
};

static int
set_up(void **state)
{
	struct fixture *fixture = memory_alloc(sizeof(*fixture));
	const char *base = getenv("TMPDIR");
	char path[96];

	(void)snprintf(fixture->folder, sizeof(fixture->folder),
	    "%.40s/onboardXXXXXX", base == NULL ? "/tmp" : base);
	if (mkdtemp(fixture->folder) == NULL)
		return -1;
	(void)snprintf(path, sizeof(path), "%s/onboard.db", fixture->folder);
	*state = fixture;
	return store_open(path, &fixture->store, NULL);
}

static int
tear_down(void **state)
{
	struct fixture *fixture = *state;
	DIR *directory;
	struct dirent *entry;

	store_close(fixture->store);
	directory = opendir(fixture->folder);
	while (directory != NULL && (entry = readdir(directory)) != NULL) {
		cleanup_(memory_free_ptr) char *path =
		    memory_printf("%s/%s", fixture->folder, entry->d_name);

		(void)unlink(path);
	}
	if (directory != NULL)
		(void)closedir(directory);
	(void)rmdir(fixture->folder);
	free(fixture);
	return 0;
}

static void
begin(void **state)
{
	struct fixture *fixture = *state;

	assert_int_equal(store_begin(fixture->store, NULL), OB_OK);
}

static void
commit(void **state)
{
	struct fixture *fixture = *state;

	assert_int_equal(store_commit(fixture->store, NULL), OB_OK);
}

static void
roll_back(void **state)
{
	struct fixture *fixture = *state;

	store_rollback(fixture->store);
}

static void
set(void **state, const char *name)
{
	struct fixture *fixture = *state;

	assert_int_equal(
	    instance_store_set(fixture->store, name, "yes", NULL), OB_OK);
}

static void
expect(void **state, const char *name, const char *value)
{
	struct fixture *fixture = *state;
	cleanup_(memory_free_ptr) char *got = NULL;

	assert_int_equal(
	    instance_store_get(fixture->store, name, &got, NULL), OB_OK);
	assert_string_equal(got, value);
}

static void
test_what_an_inner_one_commits_is_kept_with_the_outer(void **state)
{
	begin(state);
	set(state, "a");
	begin(state);
	set(state, "b");
	commit(state);
	commit(state);
	expect(state, "a", "yes");
	expect(state, "b", "yes");
}

static void
test_an_inner_rollback_keeps_what_the_outer_did(void **state)
{
	begin(state);
	set(state, "a");
	begin(state);
	set(state, "b");
	roll_back(state);
	set(state, "c");
	commit(state);
	expect(state, "a", "yes");
	expect(state, "b", "");
	expect(state, "c", "yes");
}

static void
test_an_outer_rollback_undoes_what_inner_ones_committed(void **state)
{
	begin(state);
	begin(state);
	begin(state);
	set(state, "a");
	commit(state);
	commit(state);
	begin(state);
	set(state, "b");
	roll_back(state);
	roll_back(state);
	expect(state, "a", "");
	expect(state, "b", "");
}

static void
test_the_next_one_begins_anew_after_a_rollback(void **state)
{
	begin(state);
	begin(state);
	roll_back(state);
	roll_back(state);
	roll_back(state); /* harmless */
	begin(state);
	set(state, "a");
	commit(state);
	expect(state, "a", "yes");
}

static void
test_a_key_means_one_row_of_its_kind(void **state)
{
	struct fixture *fixture = *state;
	struct store *store = fixture->store;
	cleanup_(memory_free_ptr) char *key = NULL;
	cleanup_(memory_free_ptr) char *none = NULL;
	int64_t id = 0;

	assert_int_equal(
	    external_key_store_add(store, "leader", "k", 7, NULL), OB_OK);
	assert_int_equal(external_key_store_add(store, "leader", "k", 8, NULL),
	    OB_ECONFLICT);
	assert_int_equal(
	    external_key_store_add(store, "person", "k", 8, NULL), OB_OK);
	assert_int_equal(
	    external_key_store_find(store, "leader", "k", &id, NULL), OB_OK);
	assert_int_equal(id, 7);
	assert_int_equal(
	    external_key_store_find(store, "leader", "K", &id, NULL),
	    OB_ENOTFOUND);
	assert_int_equal(
	    external_key_store_find_entity(store, "person", 8, &key, NULL),
	    OB_OK);
	assert_string_equal(key, "k");
	assert_int_equal(
	    external_key_store_find_entity(store, "person", 7, &none, NULL),
	    OB_OK);
	assert_string_equal(none, "");
}

int
main(void)
{
#define TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
	const struct CMUnitTest tests[] = {
	    TEST(test_what_an_inner_one_commits_is_kept_with_the_outer),
	    TEST(test_an_inner_rollback_keeps_what_the_outer_did),
	    TEST(test_an_outer_rollback_undoes_what_inner_ones_committed),
	    TEST(test_the_next_one_begins_anew_after_a_rollback),
	    TEST(test_a_key_means_one_row_of_its_kind),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
