/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CLI_RECEIVE_MAIL_H
#define ONBOARD_CLI_RECEIVE_MAIL_H

struct invocation;
struct output;

/*
 * The command receive-mail: reads one message from standard input, or what
 * lies in a Maildir, and tells the daemon what it says.  EXIT_DONE when the
 * daemon has all of it, EXIT_UNREACHABLE when the rest waits for the daemon,
 * EXIT_REFUSED when a message could not be taken; the others were.
 */
int receive_mail_run(
    const struct invocation *invocation, struct output *output);

#endif
