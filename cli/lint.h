/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CLI_LINT_H
#define ONBOARD_CLI_LINT_H

struct invocation;
struct output;

/*
 * The commands lint-calendar and lint-mail, which need no daemon: every
 * finding as FILE:LINE: SEVERITY: RULE: TEXT, or as JSON.  EXIT_REFUSED when
 * one of them is an error.
 */
int lint_run_calendar(
    const struct invocation *invocation, struct output *output);
int lint_run_mail(const struct invocation *invocation, struct output *output);

#endif
