/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MESSAGE_DOMAIN_H
#define ONBOARD_MESSAGE_DOMAIN_H

/*
 * International domain names: A-labels ("xn--rdgrd-vuad.dk") are what we keep
 * and send, Unicode is what people read (IDNA2008, UTS #46 non-transitional).
 */

/* Returns owned; NULL when the text is no domain name of two labels or more. */
char *domain_to_ascii(const char *domain);

/* Returns owned; what cannot be shown in Unicode as it is. */
char *domain_to_unicode(const char *domain);

#endif
