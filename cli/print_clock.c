/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/print_clock.h"

#include "base/memory.h"
#include "cli/view.h"

int
print_clock_advanced(
    const json_t *answer, struct output *output, struct error *err)
{
	cleanup_(memory_free_ptr) char *now = view_instant(answer, "now");
	cleanup_(memory_free_ptr) char *ran = view_value(answer, "ran");

	if (now[0] == '\0')
		return error_set(
		    err, OB_EPROTO, "the daemon's answer has no time 'now'");
	output_add_field(output, "Clock", now);
	output_add_field(output, "Ran", ran);
	return OB_OK;
}
