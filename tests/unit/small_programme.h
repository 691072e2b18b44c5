/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_TESTS_SMALL_PROGRAMME_H
#define ONBOARD_TESTS_SMALL_PROGRAMME_H

/* A programme with one step, and a step more for its second version. */

#define PROGRAMME_SMALL                                                        \
	"id: lille\n"                                                          \
	"title: {da: Lille, en: Small}\n"                                      \
	"phases:\n"                                                            \
	"  - {id: 1, title: {da: Før, en: Before}}\n"                         \
	"steps:\n"                                                             \
	"  - id: post\n"                                                       \
	"    phase: 1\n"                                                       \
	"    title: {da: Post, en: Mail}\n"                                    \
	"    kind: mail\n"                                                     \
	"    role: system\n"                                                   \
	"    due: accepted\n"                                                  \
	"    latest: accepted + 1 week\n"
#define PROGRAMME_MORE                                                         \
	"  - id: mere\n"                                                       \
	"    phase: 1\n"                                                       \
	"    title: {da: Mere, en: More}\n"                                    \
	"    kind: mail\n"                                                     \
	"    role: system\n"                                                   \
	"    due: accepted\n"                                                  \
	"    window: 3\n"

#endif
