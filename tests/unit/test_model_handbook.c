/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/handbook.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"

#define AREA "Børn og Unge"
#define SCHOOL "Skolen ved Åen"
#define PLACES 4

/* HR of the municipality, of an area, of a workplace, and of both. */
struct sample {
	struct handbook handbook;
	struct handbook_entry entries[PLACES];
	char names[PLACES][HANDBOOK_NAME_SIZE];
};

static char *
borrow(const char *text)
{
	return (char *)(uintptr_t)text;
}

static void
make(struct sample *sample)
{
	static const struct programme_scope places[PLACES] = {
	    {"", ""}, {AREA, ""}, {"", SCHOOL}, {AREA, SCHOOL}};

	for (size_t i = 0; i < PLACES; i++) {
		(void)handbook_name("hr", &places[i], sample->names[i]);
		sample->entries[i] =
		    (struct handbook_entry){.name = sample->names[i],
			.function = borrow("hr"),
			.area = borrow(places[i].area),
			.workplace = borrow(places[i].workplace),
			.contact_email = borrow("")};
	}
	sample->handbook = (struct handbook){sample->entries, PLACES};
}

static void
test_an_entry_is_found_by_its_place_alone(void **state)
{
	struct sample sample;

	(void)state;
	make(&sample);
	for (size_t i = 0; i < PLACES; i++) {
		const struct programme_scope place = {
		    sample.entries[i].area, sample.entries[i].workplace};

		assert_ptr_equal(handbook_at(&sample.handbook, "hr", &place),
		    &sample.entries[i]);
	}
	assert_null(handbook_at(
	    &sample.handbook, "it", &(struct programme_scope){AREA, ""}));
	assert_null(handbook_at(&sample.handbook, "hr",
	    &(struct programme_scope){"Kultur", SCHOOL}));
}

static void
test_places_are_the_same_however_they_are_written(void **state)
{
	struct sample sample;

	(void)state;
	make(&sample);
	for (size_t i = 0; i < PLACES; i++)
		sample.entries[i].contact_email = borrow("hr@example.org");
	assert_ptr_equal(handbook_at(&sample.handbook, "hr",
			     &(struct programme_scope){" BØRN  og unge ", ""}),
	    &sample.entries[1]);
	assert_ptr_equal(
	    handbook_nearest(&sample.handbook, "hr",
		&(struct programme_scope){"børn OG unge", "skolen  ved åen"}),
	    &sample.entries[3]);
	assert_ptr_equal(
	    handbook_nearest_contact(&sample.handbook, "hr",
		&(struct programme_scope){"Kultur", "SKOLEN VED ÅEN "}),
	    &sample.entries[2]);
	assert_true(handbook_is_in_area(&sample.entries[3], "Børn og  unge"));
	assert_false(handbook_is_in_area(&sample.entries[2], AREA));
}

static void
test_of_two_that_were_stored_each_is_meant_by_its_letters(void **state)
{
	struct sample sample;

	(void)state;
	make(&sample);
	sample.entries[2] = sample.entries[1];
	sample.entries[2].area = borrow("børn og unge");
	assert_ptr_equal(handbook_at(&sample.handbook, "hr",
			     &(struct programme_scope){"børn og unge", ""}),
	    &sample.entries[2]);
	assert_ptr_equal(handbook_at(&sample.handbook, "hr",
			     &(struct programme_scope){AREA, ""}),
	    &sample.entries[1]);
}

static void
test_the_address_of_what_is_gone_leads_to_the_central_entry(void **state)
{
	struct sample sample;

	(void)state;
	make(&sample);
	sample.handbook.count = PLACES - 1;
	assert_ptr_equal(
	    handbook_find_or_central(&sample.handbook, sample.names[1]),
	    &sample.entries[1]);
	assert_ptr_equal(
	    handbook_find_or_central(&sample.handbook, sample.names[3]),
	    &sample.entries[0]);
	assert_null(handbook_find_or_central(&sample.handbook, "it"));
	assert_null(handbook_find_or_central(&sample.handbook, "it-1"));
	assert_null(handbook_find_or_central(&sample.handbook, "-"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_an_entry_is_found_by_its_place_alone),
	    cmocka_unit_test(test_places_are_the_same_however_they_are_written),
	    cmocka_unit_test(
		test_of_two_that_were_stored_each_is_meant_by_its_letters),
	    cmocka_unit_test(
		test_the_address_of_what_is_gone_leads_to_the_central_entry),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
